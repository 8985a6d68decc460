import { kernelError } from '../errors.ts';
import { compareKeys, compareText } from './key-order.ts';
import type { Amounts, Key, Operation, Query, Row, RowRef, TableSpec, Value } from './store.ts';
import { orderOf } from './table-order.ts';

export type Tables = ReadonlyMap<string, TableSpec>;

/** One operation with its place: where it stood in the batch, which table it means, and the key of its row. */
export interface PlannedOperation {
  readonly index: number;
  readonly spec: TableSpec;
  readonly key: Key;
  readonly operation: Operation;
}

const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);

/** @throws JicengError `STORE_TABLE_UNKNOWN` when nobody declared the table. */
export function tableNamed(tables: Tables, name: string): TableSpec {
  const spec = tables.get(name);
  if (spec === undefined) throw kernelError('STORE_TABLE_UNKNOWN', { table: name });
  return spec;
}

function refuseValue(spec: TableSpec, column: string, problem: string): never {
  throw kernelError('STORE_VALUE_INVALID', { table: spec.name, column, problem });
}

function checkValue(spec: TableSpec, column: string, value: Value): void {
  const type = spec.columns[column];
  if (type === undefined) refuseValue(spec, column, 'no such column');
  if (typeof value === 'string') {
    if (type !== 'text') refuseValue(spec, column, `${type} expected`);
    // Refused before any driver sees them: engines differ in what they do with them.
    if (value.includes('\0')) refuseValue(spec, column, 'U+0000');
    if (!value.isWellFormed()) refuseValue(spec, column, 'lone surrogate');
  } else if (typeof value === 'bigint') {
    if (type !== 'bigint') refuseValue(spec, column, `${type} expected`);
    if (value > largest || value < smallest) refuseValue(spec, column, 'beyond 64 bits');
  } else if (!(value instanceof Uint8Array) || type !== 'bytes') {
    refuseValue(spec, column, `${type} expected`);
  }
}

function checkRow(spec: TableSpec, row: Row): void {
  for (const column in row) {
    const value = row[column];
    if (value === undefined) {
      if (!Object.hasOwn(spec.columns, column)) refuseValue(spec, column, 'no such column');
    } else checkValue(spec, column, value);
  }
}

function checkAmounts(spec: TableSpec, amounts: Amounts): void {
  for (const column in amounts) {
    const amount: unknown = amounts[column];
    if (typeof amount !== 'bigint' || spec.columns[column] !== 'bigint') refuseValue(spec, column, 'bigint expected');
    checkValue(spec, column, amount);
    if (column === 'version') refuseValue(spec, column, 'the batch itself moves the version');
  }
}

function refuseBatch(problem: string): never {
  throw kernelError('STORE_BATCH_INVALID', { problem });
}

/** Refuses a key of the wrong type, and '' in any part: some engines take it for NULL. */
function checkKey(spec: TableSpec, columns: readonly string[], key: Key): void {
  for (let at = 0; at < key.length; at++) {
    const [column, value] = [columns[at] ?? '', key[at] ?? ''];
    if (value === '') refuseValue(spec, column, 'empty text in a key');
    checkValue(spec, column, value);
  }
}

function checkWholeKey(spec: TableSpec, key: Key): void {
  if (key.length !== spec.key.length) refuseBatch(`${spec.name}: the key has ${spec.key.length} columns`);
  checkKey(spec, spec.key, key);
}

function checkVersion(spec: TableSpec, version: unknown): void {
  if (typeof version !== 'bigint') refuseValue(spec, 'version', 'bigint expected');
  checkValue(spec, 'version', version);
}

function keyOfRow(spec: TableSpec, row: Row, copied: Readonly<Record<string, unknown>>): Key {
  const key: Value[] = [];
  for (const column of spec.key) {
    const value = row[column];
    if (value === undefined) {
      // A copied part is known only when the batch runs; such a row sorts by the parts before it.
      if (Object.hasOwn(copied, column)) break;
      refuseValue(spec, column, 'a key column is absent');
    }
    if (value === '') refuseValue(spec, column, 'empty text in a key');
    key.push(value);
  }
  return key;
}

/** The key of an inserted row once its copied parts are known. @throws JicengError `STORE_VALUE_INVALID` when one is absent or ''. */
export function wholeKey({ spec, key, operation }: PlannedOperation, copied: Row): Key {
  if (key.length === spec.key.length || operation.op !== 'insert') return key;
  return keyOfRow(spec, { ...operation.row, ...copied }, noCopies);
}

function requireVersion(spec: TableSpec): void {
  if (spec.columns['version'] !== 'bigint') refuseBatch(`${spec.name} has no column "version"`);
  if (spec.key.includes('version')) refuseBatch(`${spec.name}: a version in the key cannot move`);
}

const noCopies = {};

function planOne(tables: Tables, operation: Operation, index: number): PlannedOperation {
  const spec = tableNamed(tables, operation.table);
  if (operation.op === 'insert') {
    checkRow(spec, operation.row);
    return { index, spec, key: keyOfRow(spec, operation.row, operation.copy ?? noCopies), operation };
  }
  checkWholeKey(spec, operation.key);
  switch (operation.op) {
    case 'update':
      requireVersion(spec);
      checkVersion(spec, operation.ifVersion);
      checkRow(spec, operation.set);
      for (const column of spec.key)
        if (column in operation.set) refuseValue(spec, column, 'a key column cannot change');
      if ('version' in operation.set) refuseValue(spec, 'version', 'the batch itself moves the version');
      if (operation.toVersion !== undefined) {
        checkVersion(spec, operation.toVersion);
        // A write that left the version where it was could not be told from none.
        if (operation.toVersion <= operation.ifVersion) refuseValue(spec, 'version', 'a version only grows');
      }
      break;
    case 'add':
      requireVersion(spec);
      for (const column of spec.key)
        if (column in operation.add) refuseValue(spec, column, 'a key column cannot change');
      checkAmounts(spec, operation.add);
      checkAmounts(spec, operation.min ?? noCopies);
      checkAmounts(spec, operation.max ?? noCopies);
      checkRow(spec, operation.where ?? noCopies);
      break;
    case 'check':
      requireVersion(spec);
      checkVersion(spec, operation.ifVersion);
      break;
    case 'delete':
      if (operation.ifVersion === undefined) break;
      requireVersion(spec);
      checkVersion(spec, operation.ifVersion);
      break;
  }
  return { index, spec, key: operation.key, operation };
}

function comparePlaces(
  a: { readonly spec: TableSpec; readonly key: Key },
  b: { readonly spec: TableSpec; readonly key: Key },
): number {
  return (
    a.spec.rank - b.spec.rank ||
    compareText(a.spec.name, b.spec.name) ||
    compareKeys(a.key, b.key) ||
    // A key that waits for a copied part stands before those it begins; else the order would not be one.
    a.key.length - b.key.length
  );
}

/** Each in a later place than the one before: most batches are given in this order, and then no row stands twice. */
function isInOrder(planned: readonly PlannedOperation[]): boolean {
  return planned.every((entry, at) => {
    const before = planned[at - 1];
    return before === undefined || comparePlaces(before, entry) < 0;
  });
}

function refuseDoubles(planned: readonly PlannedOperation[]): void {
  planned.forEach((entry, at) => {
    const next = planned[at + 1];
    const whole = entry.key.length === entry.spec.key.length;
    if (next !== undefined && whole && comparePlaces(entry, next) === 0) {
      refuseBatch(`${entry.spec.name}: one row written twice`);
    }
  });
}

function checkCopies(
  tables: Tables,
  entry: PlannedOperation,
  row: Row,
  copies: Readonly<Record<string, RowRef & { readonly column: string }>>,
): void {
  for (const [column, from] of Object.entries(copies)) {
    const source = tableNamed(tables, from.table);
    if (row[column] !== undefined) refuseValue(entry.spec, column, 'given and copied');
    checkWholeKey(source, from.key);
    const sourceType = source.columns[from.column];
    if (sourceType === undefined || sourceType !== entry.spec.columns[column]) {
      refuseValue(entry.spec, column, 'the copied column has another type');
    }
    if (comparePlaces({ spec: source, key: from.key }, entry) >= 0) {
      refuseBatch(`${entry.spec.name}: a copy reads a row of lower place`);
    }
  }
}

/**
 * What every adapter does first: checks a batch against the declared tables and puts it in the one global order of locks.
 *
 * @throws JicengError `STORE_TABLE_UNKNOWN` when a table was not declared.
 * @throws JicengError `STORE_VALUE_INVALID` when a value does not fit its column, whatever the engine would say.
 * @throws JicengError `STORE_BATCH_INVALID` when a row is written twice, or a copy reads a row of the same or a higher place.
 */
export function planBatch(tables: Tables, batch: readonly Operation[]): readonly PlannedOperation[] {
  const planned = batch.map((operation, index) => planOne(tables, operation, index));
  if (!isInOrder(planned)) {
    planned.sort(comparePlaces);
    refuseDoubles(planned);
  }
  for (const entry of planned) {
    if (entry.operation.op === 'insert' && entry.operation.copy !== undefined) {
      checkCopies(tables, entry, entry.operation.row, entry.operation.copy);
    }
  }
  return planned;
}

/** A query with its table and the whole order of the index it reads. */
export interface PlannedQuery {
  readonly spec: TableSpec;
  readonly order: readonly string[];
}

/** '' may be asked for in a column that is no part of the key: there it is a value like any other. */
function checkAsked(spec: TableSpec, order: readonly string[], from: number, asked: Key): void {
  if (from + asked.length > order.length) refuseBatch(`${spec.name}: the index has only ${order.length} columns`);
  asked.forEach((value, at) => {
    const column = order[from + at] ?? '';
    if (value === '' && spec.key.includes(column)) refuseValue(spec, column, 'empty text in a key');
    checkValue(spec, column, value);
  });
}

function checkBound(spec: TableSpec, order: readonly string[], from: number, bound: Key | undefined): void {
  if (bound === undefined) return;
  if (bound.length === 0) refuseBatch(`${spec.name}: a bound has at least one value`);
  checkAsked(spec, order, from, bound);
}

/**
 * Checks a query against the declared tables, the same in every adapter.
 *
 * @throws JicengError `STORE_TABLE_UNKNOWN` when the table was not declared.
 * @throws JicengError `STORE_VALUE_INVALID` when a value does not fit its column.
 * @throws JicengError `STORE_BATCH_INVALID` when there is no such index, or key, prefix, bound or limit have a wrong size.
 */
export function planQuery(tables: Tables, query: Query): PlannedQuery {
  const spec = tableNamed(tables, query.table);
  if (query.get === 'row') {
    checkWholeKey(spec, query.key);
    return { spec, order: spec.key };
  }
  const order = orderOf(spec, query.index);
  if (order === undefined) refuseBatch(`${spec.name} has no index "${query.index}"`);
  checkAsked(spec, order, 0, query.prefix);
  checkBound(spec, order, query.prefix.length, query.after);
  checkBound(spec, order, query.prefix.length, query.before);
  if (!Number.isSafeInteger(query.limit) || query.limit < 0) refuseBatch(`${spec.name}: a limit is a whole number`);
  return { spec, order };
}
