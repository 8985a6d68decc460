import { instantFromMs, instantToMs, type Row, type Store, type Value } from '@jiceng/kernel';
import { entryTable, itemTable } from '../contract/kit-tables.ts';
import { answering, answeringRows, changing, committing, fault, type StoreMutant } from './mutant.ts';

type Change = (value: Value | undefined) => Value | undefined;

const inColumn = (table: string, column: string, change: Change) => (store: Store) =>
  answeringRows(store, table, (row) => ({ ...row, [column]: change(row[column]) }));

const text =
  (change: (value: string) => string | undefined): Change =>
  (value) =>
    typeof value === 'string' ? change(value) : value;

const rounded: Change = (value) => (typeof value === 'bigint' ? BigInt(Number(value)) : value);

/** Refuses a row whose key is another's once both are folded, as a collation does. */
const folding = (fold: (id: string) => string) => (store: Store) => {
  const known = new Map<string, string>();
  return committing(store, async (batch) => {
    for (const [failed, operation] of batch.entries()) {
      if (operation.op !== 'insert' || operation.table !== itemTable.name) continue;
      const { id } = operation.row;
      if (typeof id !== 'string') continue;
      const same = known.get(fold(id));
      if (same !== undefined && same !== id) return { ok: false, failed, reason: 'exists' };
      known.set(fold(id), id);
    }
    return store.commit(batch);
  });
};

const byText = (column: string) => (a: Row, b: Row) => {
  const [left, right] = [String(a[column]), String(b[column])];
  return left === right ? 0 : left < right ? -1 : 1;
};

/** Faults of values and of their order. */
export const valueMutants: readonly StoreMutant[] = [
  fault(
    'brings text into one normal form',
    ['exact-text'],
    inColumn(
      entryTable.name,
      'note',
      text((note) => note.normalize('NFC')),
    ),
  ),
  fault(
    'cuts blanks off the end of a text',
    ['exact-text'],
    inColumn(
      entryTable.name,
      'note',
      text((note) => note.trimEnd()),
    ),
  ),
  fault(
    "takes '' for nothing",
    ['exact-text'],
    inColumn(
      entryTable.name,
      'note',
      text((note) => (note === '' ? undefined : note)),
    ),
  ),
  fault(
    'takes keys with and without accents for one',
    ['different-keys'],
    folding((id) => id.normalize('NFD').replaceAll(/\p{M}/gu, '')),
  ),
  fault(
    'takes keys in capitals and in small letters for one',
    ['different-keys', 'code-point-order'],
    folding((id) => id.toLowerCase()),
  ),
  fault(
    'takes keys with and without blanks at their end for one',
    ['different-keys', 'code-point-order'],
    folding((id) => id.trimEnd()),
  ),
  fault('cuts text off at U+0000', ['refused-text'], (store) =>
    changing(store, (operation) => {
      const name = operation.op === 'insert' ? operation.row['name'] : undefined;
      if (operation.op !== 'insert' || typeof name !== 'string' || !name.includes('\0')) return operation;
      return { ...operation, row: { ...operation.row, name: name.slice(0, name.indexOf('\0')) } };
    }),
  ),
  fault('keeps bytes as text', ['exact-bytes'], (store) =>
    answeringRows(store, itemTable.name, (row) => {
      const { photo } = row;
      if (!(photo instanceof Uint8Array)) return row;
      return { ...row, photo: new TextEncoder().encode(new TextDecoder().decode(photo)) };
    }),
  ),
  fault('writes an empty key as something else', ['refused-text'], (store) =>
    changing(store, (operation) =>
      operation.op === 'insert' && operation.row['id'] === ''
        ? { ...operation, row: { ...operation.row, id: '(empty)' } }
        : operation,
    ),
  ),
  fault('cuts bytes off at the first zero', ['exact-bytes'], (store) =>
    answeringRows(store, itemTable.name, (row) => {
      const { photo } = row;
      if (!(photo instanceof Uint8Array) || !photo.includes(0)) return row;
      return { ...row, photo: photo.slice(0, photo.indexOf(0)) };
    }),
  ),
  fault('orders keys by UTF-16 units', ['code-point-order'], (store) =>
    answering(store, (rows, query) =>
      query.get === 'rows' && query.table === itemTable.name && query.index === 'key' && query.reverse !== true
        ? rows.toSorted(byText('id'))
        : rows,
    ),
  ),
  fault(
    'keeps integers up to 2^60 as floating point',
    ['exact-integers'],
    inColumn(itemTable.name, 'amount', (amount) =>
      typeof amount === 'bigint' && amount < 2n ** 60n ? rounded(amount) : amount,
    ),
  ),
  fault(
    'keeps integers as floating point',
    ['exact-integers', 'add-beyond-64-bits'],
    inColumn(itemTable.name, 'amount', rounded),
  ),
  fault('orders integers by their digits', ['integer-order'], (store) =>
    answering(store, (rows, { table }) => (table === entryTable.name ? rows.toSorted(byText('number')) : rows)),
  ),
  fault('tells the time of its session’s zone', ['utc-clock'], (store) => ({
    ...store,
    now: async () => instantFromMs(instantToMs(await store.now()) + 8 * 3_600_000),
  })),
];
