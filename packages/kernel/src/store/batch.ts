import { kernelError } from '../errors.ts';
import { compareKeys, compareText } from './key-order.ts';
import {
  checkAmounts,
  checkRow,
  checkValue,
  checkVersion,
  checkWholeKey,
  refuseBatch,
  refuseKeyColumns,
  refuseValue,
  requireVersion,
} from './row-checks.ts';
import type { Key, Operation, Query, Row, RowRef, TableSpec, Value } from './store.ts';
import { orderOf } from './table-order.ts';

export type Tables = ReadonlyMap<string, TableSpec>;

/** One operation with its place: where it stood in the batch, which table it means, and the key of its row. */
export interface PlannedOperation {
  readonly index: number;
  readonly spec: TableSpec;
  readonly key: Key;
  readonly operation: Operation;
}

/** @throws JicengError `STORE_TABLE_UNKNOWN` when nobody declared the table. */
export function tableNamed(tables: Tables, name: string): TableSpec {
  const spec = tables.get(name);
  if (spec === undefined) throw kernelError('STORE_TABLE_UNKNOWN', { table: name });
  return spec;
}

type Copies = Readonly<Record<string, RowRef & { readonly column: string }>>;

function keyOfRow(spec: TableSpec, row: Row, copied: Copies): Key {
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

const noCopies: Copies = {};

type OperationOf<Kind extends Operation['op']> = Extract<Operation, { readonly op: Kind }>;

function planInsert(tables: Tables, operation: OperationOf<'insert'>, index: number): PlannedOperation {
  const { table, row, copy = noCopies } = operation;
  const spec = tableNamed(tables, table);
  checkRow(spec, row);
  const planned = { index, spec, key: keyOfRow(spec, row, copy), operation };
  if (copy !== noCopies) checkCopies(tables, planned, row, copy);
  return planned;
}

function planUpdate(tables: Tables, operation: OperationOf<'update'>, index: number): PlannedOperation {
  const { table, key, ifVersion, toVersion, set } = operation;
  const spec = tableNamed(tables, table);
  checkWholeKey(spec, key);
  requireVersion(spec);
  checkVersion(spec, ifVersion);
  checkRow(spec, set);
  refuseKeyColumns(spec, set);
  if ('version' in set) refuseValue(spec, 'version', 'the batch itself moves the version');
  if (toVersion !== undefined) {
    checkVersion(spec, toVersion);
    // A write that left the version where it was could not be told from none.
    if (toVersion <= ifVersion) refuseValue(spec, 'version', 'a version only grows');
  }
  return { index, spec, key, operation };
}

function planAdd(tables: Tables, operation: OperationOf<'add'>, index: number): PlannedOperation {
  const { table, key, add, min, max, where } = operation;
  const spec = tableNamed(tables, table);
  checkWholeKey(spec, key);
  requireVersion(spec);
  refuseKeyColumns(spec, add);
  checkAmounts(spec, add);
  if (min !== undefined) checkAmounts(spec, min);
  if (max !== undefined) checkAmounts(spec, max);
  if (where !== undefined) checkRow(spec, where);
  return { index, spec, key, operation };
}

function planGuard(tables: Tables, operation: OperationOf<'check' | 'delete'>, index: number): PlannedOperation {
  const { table, key, ifVersion } = operation;
  const spec = tableNamed(tables, table);
  checkWholeKey(spec, key);
  if (operation.op === 'check' || ifVersion !== undefined) {
    requireVersion(spec);
    checkVersion(spec, ifVersion);
  }
  return { index, spec, key, operation };
}

function planOne(tables: Tables, operation: Operation, index: number): PlannedOperation {
  switch (operation.op) {
    case 'insert':
      return planInsert(tables, operation, index);
    case 'update':
      return planUpdate(tables, operation, index);
    case 'add':
      return planAdd(tables, operation, index);
    case 'check':
    case 'delete':
      return planGuard(tables, operation, index);
  }
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

function checkCopies(tables: Tables, entry: PlannedOperation, row: Row, copies: Copies): void {
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
