import { createMemoryStore, type TableSpec } from '@jiceng/kernel';
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
