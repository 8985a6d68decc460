import { isWellFormed } from './canonical-json.ts';
import { kernelError } from './errors.ts';
import { compareKeys, compareText } from './key-order.ts';
import type { Amounts, Key, Operation, Row, TableSpec, Value } from './store.ts';

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
    if (!isWellFormed(value)) refuseValue(spec, column, 'lone surrogate');
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
  }
}

/** Refuses a key of the wrong length or type, and '' in any part: some engines take it for NULL. */
export function checkKey(spec: TableSpec, columns: readonly string[], key: Key): void {
  if (key.length > columns.length) {
    throw kernelError('STORE_BATCH_INVALID', {
      problem: `${spec.name}: ${key.length} key values for ${columns.length} columns`,
    });
  }
  key.forEach((value, at) => {
    const column = columns[at] ?? '';
    if (value === '') refuseValue(spec, column, 'empty text in a key');
    checkValue(spec, column, value);
  });
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
    key.push(value);
  }
  return key;
}

function requireVersion(spec: TableSpec): void {
  if (spec.columns['version'] !== 'bigint') {
    throw kernelError('STORE_BATCH_INVALID', { problem: `${spec.name} has no column "version"` });
  }
}

const noCopies = {};

function planOne(tables: Tables, operation: Operation, index: number): PlannedOperation {
  const spec = tableNamed(tables, operation.table);
  if (operation.op === 'insert') {
    checkRow(spec, operation.row);
    const key = keyOfRow(spec, operation.row, operation.copy ?? noCopies);
    checkKey(spec, spec.key, key);
    return { index, spec, key, operation };
  }
  if (operation.key.length !== spec.key.length) {
    throw kernelError('STORE_BATCH_INVALID', { problem: `${spec.name}: the key has ${spec.key.length} columns` });
  }
  checkKey(spec, spec.key, operation.key);
  switch (operation.op) {
    case 'update':
      requireVersion(spec);
      checkRow(spec, operation.set);
      for (const column of spec.key)
        if (column in operation.set) refuseValue(spec, column, 'a key column cannot change');
      break;
    case 'add':
      requireVersion(spec);
      checkAmounts(spec, operation.add);
      checkAmounts(spec, operation.min ?? noCopies);
      checkAmounts(spec, operation.max ?? noCopies);
      checkRow(spec, operation.where ?? noCopies);
      break;
    case 'check':
      requireVersion(spec);
      break;
    case 'delete':
      if (operation.ifVersion !== undefined) requireVersion(spec);
      break;
  }
  return { index, spec, key: operation.key, operation };
}

function comparePlaces(
  a: { readonly spec: TableSpec; readonly key: Key },
  b: { readonly spec: TableSpec; readonly key: Key },
): number {
  return a.spec.rank - b.spec.rank || compareText(a.spec.name, b.spec.name) || compareKeys(a.key, b.key);
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
  planned.sort(comparePlaces);
  planned.forEach((entry, at) => {
    const next = planned[at + 1];
    const whole = entry.key.length === entry.spec.key.length;
    if (next !== undefined && whole && next.key.length === entry.key.length && comparePlaces(entry, next) === 0) {
      throw kernelError('STORE_BATCH_INVALID', { problem: `${entry.spec.name}: one row written twice` });
    }
    if (entry.operation.op !== 'insert' || entry.operation.copy === undefined) return;
    for (const [column, from] of Object.entries(entry.operation.copy)) {
      const source = tableNamed(tables, from.table);
      checkKey(source, source.key, from.key);
      const sourceType = source.columns[from.column];
      if (sourceType === undefined || sourceType !== entry.spec.columns[column]) {
        refuseValue(entry.spec, column, 'the copied column has another type');
      }
      if (comparePlaces({ spec: source, key: from.key }, entry) >= 0) {
        throw kernelError('STORE_BATCH_INVALID', { problem: `${entry.spec.name}: a copy reads a row of lower place` });
      }
    }
  });
  return planned;
}
