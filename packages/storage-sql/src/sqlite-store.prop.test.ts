import {
  compareText,
  createMemoryStore,
  isJicengError,
  type Key,
  type Operation,
  type Query,
  type Row,
  type Store,
  type TableSpec,
} from '@jiceng/kernel';
import { storeContent } from '@jiceng/testkit';
import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { openSqliteStore } from './index.ts';

const account: TableSpec = {
  name: 'account',
  rank: 1,
  columns: { id: 'text', name: 'text', amount: 'bigint', terms: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['id'],
  indexes: { name: ['name'], amount: ['amount', 'name'] },
};
const entry: TableSpec = {
  name: 'entry',
  rank: 2,
  columns: { stream: 'text', number: 'bigint', note: 'text' },
  key: ['stream', 'number'],
};
const label: TableSpec = {
  name: 'label',
  rank: 2,
  columns: { stream: 'text', name: 'text', terms: 'bigint' },
  key: ['stream', 'name'],
};
const tables = [account, entry, label];

const [largest, smallest] = [2n ** 63n - 1n, -(2n ** 63n)];
const often = <Value>(usual: fc.Arbitrary<Value>, rare: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: rare });
const id = often(fc.constantFrom('a', 'A', 'á', '𠮷'), fc.constant(''));
const text = often(
  fc.oneof(fc.constantFrom('', 'a', 'b', 'a ', 'ａ', '😀'), fc.string({ unit: 'grapheme', maxLength: 5 })),
  fc.constantFrom('\u0000', '\ud800'),
);
const amount = often(
  fc.oneof(
    { weight: 4, arbitrary: fc.bigInt({ min: -3n, max: 3n }) },
    { weight: 1, arbitrary: fc.constantFrom(largest, smallest, largest - 1n, smallest + 1n, 2n ** 53n + 1n) },
  ),
  fc.constant(largest + 1n),
);
const version = fc.bigInt({ min: 1n, max: 3n });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 3 });

const columns = fc.record(
  { name: maybe(text), amount: maybe(amount), terms: maybe(version), photo: maybe(fc.uint8Array({ maxLength: 3 })) },
  { requiredKeys: [] },
);
const ref = id.map((one) => ({ table: 'account', key: [one] }));
const bounds = fc.dictionary(fc.constantFrom('amount', 'terms'), amount, { maxKeys: 1 });

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .tuple(id, version, columns)
    .map(([one, at, more]): Operation => ({ op: 'insert', table: 'account', row: { id: one, version: at, ...more } })),
  fc.tuple(ref, version, columns, maybe(version)).map(([row, ifVersion, set, toVersion]): Operation => ({
    op: 'update',
    ...row,
    ifVersion,
    set,
    ...(toVersion === undefined ? {} : { toVersion }),
  })),
  fc.tuple(ref, bounds, bounds, bounds, maybe(columns)).map(([row, add, min, max, where]): Operation => ({
    op: 'add',
    ...row,
    add,
    min,
    max,
    ...(where === undefined ? {} : { where }),
  })),
  fc.tuple(ref, maybe(version)).map(([row, ifVersion]): Operation => ({
    op: 'delete',
    ...row,
    ...(ifVersion === undefined ? {} : { ifVersion }),
  })),
  fc.tuple(ref, version).map(([row, ifVersion]): Operation => ({ op: 'check', ...row, ifVersion })),
  fc
    .tuple(id, amount, maybe(text))
    .map(([stream, number, note]): Operation => ({ op: 'insert', table: 'entry', row: { stream, number, note } })),
  fc.tuple(id, ref).map(([stream, from]): Operation => ({
    op: 'insert',
    table: 'entry',
    row: { stream },
    copy: { number: { ...from, column: 'amount' } },
  })),
  fc.tuple(id, amount, ref).map(([stream, number, from]): Operation => ({
    op: 'insert',
    table: 'entry',
    row: { stream, number },
    copy: { note: { ...from, column: 'name' } },
  })),
  fc.tuple(id, ref, ref).map(([stream, named, termed]): Operation => ({
    op: 'insert',
    table: 'label',
    row: { stream },
    copy: { name: { ...named, column: 'name' }, terms: { ...termed, column: 'terms' } },
  })),
);
const batch = fc.array(operation, { minLength: 1, maxLength: 3 });

/** What is there before: rows to meet, some with amounts and some without. */
const known: readonly Operation[] = [
  { op: 'insert', table: 'account', row: { id: 'a', name: 'a', amount: 1n, terms: 1n, version: 1n } },
  { op: 'insert', table: 'account', row: { id: 'á', name: '', amount: largest - 1n, version: 1n } },
  { op: 'insert', table: 'account', row: { id: '𠮷', version: 2n } },
];

const bound = (...values: readonly fc.Arbitrary<string | bigint>[]): fc.Arbitrary<Key | undefined> =>
  maybe(
    fc.tuple(...values).chain((all) => fc.integer({ min: 0, max: all.length }).map((length) => all.slice(0, length))),
  );
const rowsQuery = (
  table: string,
  index: string,
  prefix: fc.Arbitrary<Key>,
  ...values: readonly fc.Arbitrary<string | bigint>[]
): fc.Arbitrary<Query> =>
  fc
    .tuple(prefix, bound(...values), bound(...values), fc.integer({ min: 0, max: 4 }), fc.boolean())
    .map(([given, after, before, limit, reverse]): Query => ({
      get: 'rows',
      table,
      index,
      prefix: given,
      limit,
      reverse,
      ...(after === undefined ? {} : { after }),
      ...(before === undefined ? {} : { before }),
    }));
const none = fc.constant<Key>([]);
const query: fc.Arbitrary<Query> = fc.oneof(
  ref.map((row): Query => ({ get: 'row', ...row })),
  rowsQuery('account', 'key', none, id),
  rowsQuery('account', 'name', none, text, id),
  rowsQuery(
    'account',
    'name',
    text.map((name): Key => [name]),
    id,
  ),
  rowsQuery('account', 'amount', none, amount, text, id),
  rowsQuery('entry', 'key', none, id, amount),
  rowsQuery(
    'entry',
    'key',
    id.map((stream): Key => [stream]),
    amount,
  ),
);

/** What a call comes to: its answer, or the code and the details of its refusal. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    return isJicengError(error) ? { code: error.code, details: error.details } : String(error);
  }
}

async function onBoth(test: (memory: Store, sqlite: Store) => Promise<void>): Promise<void> {
  const [memory, sqlite] = [createMemoryStore(), await openSqliteStore({ file: ':memory:' })];
  for (const store of [memory, sqlite]) {
    await store.migrate(tables);
    await store.commit(known);
  }
  try {
    await test(memory, sqlite);
  } finally {
    await sqlite.close();
  }
}

it('gives the answers of the memory store to any batch, and ends with the same content', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 12 }), async (batches) => {
      await onBoth(async (memory, sqlite) => {
        for (const one of batches) {
          expect(await outcomeOf(sqlite.commit(one))).toEqual(await outcomeOf(memory.commit(one)));
        }
        expect(await storeContent(sqlite, tables)).toBe(await storeContent(memory, tables));
      });
    }),
    { numRuns: 300 },
  );
});

it('gives the answers of the memory store to batches that wait together', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 12 }), async (batches) => {
      await onBoth(async (memory, sqlite) => {
        const answers = (store: Store) => Promise.all(batches.map((one) => outcomeOf(store.commit(one))));
        expect(await answers(sqlite)).toEqual(await answers(memory));
        expect(await storeContent(sqlite, tables)).toBe(await storeContent(memory, tables));
      });
    }),
    { numRuns: 200 },
  );
});

it('gives the answers of the memory store to any queries', async () => {
  const accounts: fc.Arbitrary<Row> = fc
    .tuple(fc.constantFrom('a', 'A', 'á', '𠮷', 'ａ', 'b'), columns)
    .map(([one, more]) => ({ ...more, id: one, version: 1n }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(accounts, { maxLength: 12 }),
      fc.array(query, { minLength: 1, maxLength: 6 }),
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
        await store.migrate(tables);
        await store.commit(legal.map((one) => ({ op: 'insert', table: 'account', row: { id: one, version: 1n } })));
        const [rows = []] = await store.read([{ get: 'rows', table: 'account', index: 'key', prefix: [], limit: 99 }]);
        expect(rows.map((row) => row['id'])).toEqual(legal.toSorted(compareText));
        await store.close();
      },
    ),
    { numRuns: 200 },
  );
});
