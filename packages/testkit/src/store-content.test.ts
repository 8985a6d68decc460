import { createMemoryStore, type Store, type TableSpec } from '@jiceng/kernel';
import { expect, it } from 'vitest';
import { allRows, storeContent } from './index.ts';

const numbers: TableSpec = { name: 'number', rank: 1, columns: { at: 'bigint', note: 'text' }, key: ['at'] };

it('reads every row of a table, also over many pages', async () => {
  const store = createMemoryStore();
  await store.migrate([numbers]);
  await store.commit(
    Array.from({ length: 1234 }, (_, at) => ({ op: 'insert', table: 'number', row: { at: BigInt(at) } })),
  );
  const rows = await allRows(store, numbers);
  expect(rows.map(({ at }) => at)).toEqual(Array.from({ length: 1234 }, (_, at) => BigInt(at)));
});

it('is the same text for the same content, and another for another', async () => {
  const texts = await Promise.all(
    [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'c'],
    ].map(async (notes) => {
      const store = createMemoryStore();
      await store.migrate([numbers]);
      for (const note of notes) {
        await store.commit([{ op: 'insert', table: 'number', row: { at: BigInt(note.charCodeAt(0)), note } }]);
      }
      return storeContent(store, [numbers]);
    }),
  );
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).not.toBe(texts[2]);
});

it('gives up on a store that answers every page with the first one', async () => {
  const store = createMemoryStore();
  await store.migrate([numbers]);
  await store.commit(
    Array.from({ length: 600 }, (_, at) => ({ op: 'insert', table: 'number', row: { at: BigInt(at) } })),
  );
  const first = { get: 'rows', table: 'number', index: 'key', prefix: [], limit: 500 } as const;
  const stuck: Store = { ...store, read: () => store.read([first]) };
  await expect(allRows(stuck, numbers)).rejects.toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
});

it('tells values apart that no store should answer with', async () => {
  const texts = await Promise.all(
    [new Date(0), new Date(1), new Set([1]), new Set([2]), new Map([[1, 2]]), [1], { a: 1 }, { 'a: 1, b': 1 }].map(
      (note) => {
        // An adapter can do this; the type of a row cannot say it.
        const row = { at: 1n };
        Reflect.set(row, 'note', note);
        return storeContent({ ...createMemoryStore(), read: async () => [[row]] }, [numbers]);
      },
    ),
  );
  expect(new Set(texts).size).toBe(texts.length);
});
