import { expect, it } from 'vitest';
import { contentDigest, createMemoryStore, portableDigests, type Row, type Store, type TableSpec } from '../index.ts';

const notes: TableSpec = {
  name: 'note',
  rank: 1,
  columns: { id: 'text', count: 'bigint', text: 'text', data: 'bytes' },
  key: ['id'],
};
const marks: TableSpec = { name: 'mark', rank: 1, columns: { id: 'text' }, key: ['id'] };

async function storeOf(rows: readonly Row[], tables: readonly TableSpec[] = [notes]): Promise<Store> {
  const store = createMemoryStore();
  await store.migrate(tables);
  for (const row of rows) await store.commit([{ op: 'insert', table: 'note', row }]);
  return store;
}
const digestOf = async (rows: readonly Row[]) => (await contentDigest(await storeOf(rows), [notes])).digest;
const a: Row = { id: 'a', count: 1n, text: 'x', data: new Uint8Array([1]) };

it('is the same whatever the order of writing, and counts the rows', async () => {
  const b: Row = { text: 'y', id: 'b' };
  const store = await storeOf([b, a]);
  expect(await contentDigest(store, [notes])).toEqual({ digest: await digestOf([a, b]), rows: 2 });
  expect(await digestOf([])).toBe('sha256:');
});

it.each<[string, readonly Row[]]>([
  ['another row', [{ ...a, id: 'b' }]],
  ['another value', [{ ...a, count: 2n }]],
  ['a value that is absent', [{ id: 'a', count: 1n, text: 'x' }]],
  ['an empty value', [{ ...a, text: '' }]],
  ['other bytes', [{ ...a, data: new Uint8Array([1, 0]) }]],
  ['one row more', [a, { id: 'b' }]],
])('is another for %s', async (_what, rows) => {
  expect(await digestOf(rows)).not.toBe(await digestOf([a]));
});

it('does not change for a table without rows, a column that nothing fills, or a size of page', async () => {
  const wider: TableSpec = { ...notes, columns: { ...notes.columns, late: 'text' } };
  const rows = Array.from({ length: 1001 }, (_, at): Row => ({ id: `n${at}`, count: BigInt(at) }));
  const before = await contentDigest(await storeOf(rows), [notes]);
  const after = await contentDigest(await storeOf(rows, [wider, marks]), [marks, wider]);
  expect(after).toEqual(before);
  expect(before.rows).toBe(1001);
});

it('tells tables of equal rows apart, and names its digest', async () => {
  const [one, two] = [createMemoryStore(), createMemoryStore()];
  for (const store of [one, two]) await store.migrate([marks, { ...marks, name: 'sign' }]);
  await one.commit([{ op: 'insert', table: 'mark', row: { id: 'a' } }]);
  await two.commit([{ op: 'insert', table: 'sign', row: { id: 'a' } }]);
  const tables = [marks, { ...marks, name: 'sign' }];
  const digests = await Promise.all([one, two].map((store) => contentDigest(store, tables, portableDigests.sm3)));
  expect(digests[0]?.digest).not.toBe(digests[1]?.digest);
  expect(digests.every(({ digest }) => digest.startsWith('sm3:'))).toBe(true);
});
