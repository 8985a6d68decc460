import { compareText, createMemoryStore, type Operation, type Row, type Store } from '@jiceng/kernel';
import { storeContent } from '@jiceng/testkit';
import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { anyBatch, anyColumns, anyQuery, anyTables, knownRows, outcomeOf } from '../trials/any-batch.fixture.ts';
import { openSqliteStore } from '../index.ts';

async function onBoth(test: (memory: Store, sqlite: Store) => Promise<void>): Promise<void> {
  const [memory, sqlite] = [createMemoryStore(), await openSqliteStore({ file: ':memory:' })];
  for (const store of [memory, sqlite]) {
    await store.migrate(anyTables);
    await store.commit(knownRows);
  }
  try {
    await test(memory, sqlite);
  } finally {
    await sqlite.close();
  }
}

it('gives the answers of the memory store to any batch, and ends with the same content', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyBatch, { maxLength: 12 }), async (batches) => {
      await onBoth(async (memory, sqlite) => {
        for (const one of batches) {
          expect(await outcomeOf(sqlite.commit(one))).toEqual(await outcomeOf(memory.commit(one)));
        }
        expect(await storeContent(sqlite, anyTables)).toBe(await storeContent(memory, anyTables));
      });
    }),
    { numRuns: 300 },
  );
});

it('gives the answers of the memory store to batches that wait together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyBatch, { maxLength: 12 }), async (batches) => {
      await onBoth(async (memory, sqlite) => {
        const answers = (store: Store) => Promise.all(batches.map((one) => outcomeOf(store.commit(one))));
        expect(await answers(sqlite)).toEqual(await answers(memory));
        expect(await storeContent(sqlite, anyTables)).toBe(await storeContent(memory, anyTables));
      });
    }),
    { numRuns: 200 },
  );
});

it('gives the answers of the memory store to any queries', async () => {
  const accounts: fc.Arbitrary<Row> = fc
    .tuple(fc.constantFrom('a', 'A', 'á', '𠮷', 'ａ', 'b'), anyColumns)
    .map(([one, more]) => ({ ...more, id: one, version: 1n }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(accounts, { maxLength: 12 }),
      fc.array(anyQuery, { minLength: 1, maxLength: 6 }),
      async (rows, queries) => {
        await onBoth(async (memory, sqlite) => {
          for (const row of rows) {
            const inserts: readonly Operation[] = [
              { op: 'insert', table: 'account', row },
              {
                op: 'insert',
                table: 'entry',
                row: { stream: row['id'], number: row['amount'] ?? 0n, note: row['name'] },
              },
            ];
            for (const store of [memory, sqlite]) await outcomeOf(store.commit(inserts));
          }
          expect(await outcomeOf(sqlite.read(queries))).toEqual(await outcomeOf(memory.read(queries)));
          for (const one of queries)
            expect(await outcomeOf(sqlite.read([one]))).toEqual(await outcomeOf(memory.read([one])));
        });
      },
    ),
    { numRuns: 400 },
  );
});

it('orders any texts by code point, as the memory store compares them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 20 }),
      async (texts) => {
        const legal = texts.filter((one) => !one.includes('\u0000'));
        const store = await openSqliteStore({ file: ':memory:' });
        await store.migrate(anyTables);
        await store.commit(legal.map((one) => ({ op: 'insert', table: 'account', row: { id: one, version: 1n } })));
        const [rows = []] = await store.read([{ get: 'rows', table: 'account', index: 'key', prefix: [], limit: 99 }]);
        expect(rows.map((row) => row['id'])).toEqual(legal.toSorted(compareText));
        await store.close();
      },
    ),
    { numRuns: 200 },
  );
});
