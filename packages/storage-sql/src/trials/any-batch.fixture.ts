import { isJicengError, type Key, type Operation, type Query, type TableSpec } from '@jiceng/kernel';
import { fc } from '@fast-check/vitest';

// Batches and queries of every kind, sensible and not, on few rows, so that they meet: what any two stores must answer alike.

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
export const anyTables = [account, entry, label];

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

/** What may be set of an account. */
export const anyColumns = fc.record(
  { name: maybe(text), amount: maybe(amount), terms: maybe(version), photo: maybe(fc.uint8Array({ maxLength: 3 })) },
  { requiredKeys: [] },
);
const ref = id.map((one) => ({ table: 'account', key: [one] }));
const bounds = fc.dictionary(fc.constantFrom('amount', 'terms'), amount, { maxKeys: 1 });

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc
    .tuple(id, version, anyColumns)
    .map(([one, at, more]): Operation => ({ op: 'insert', table: 'account', row: { id: one, version: at, ...more } })),
  fc.tuple(ref, version, anyColumns, maybe(version)).map(([row, ifVersion, set, toVersion]): Operation => ({
    op: 'update',
    ...row,
    ifVersion,
    set,
    ...(toVersion === undefined ? {} : { toVersion }),
  })),
  fc.tuple(ref, bounds, bounds, bounds, maybe(anyColumns)).map(([row, add, min, max, where]): Operation => ({
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
/** A batch of up to three operations. */
export const anyBatch = fc.array(operation, { minLength: 1, maxLength: 3 });

/** What is there before: rows to meet, some with amounts and some without. */
export const knownRows: readonly Operation[] = [
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
/** A query of any kind, also one that is refused. */
export const anyQuery: fc.Arbitrary<Query> = fc.oneof(
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
export async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    return isJicengError(error) ? { code: error.code, details: error.details } : String(error);
  }
}
