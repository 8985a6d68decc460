import { kernelError } from '../errors.ts';
import type { Amounts, Key, Row, TableSpec, Value } from './store.ts';

// What is refused before any engine sees it, the same for all: engines differ in what they would do with it.

const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);

export function refuseValue(spec: TableSpec, column: string, problem: string): never {
  throw kernelError('STORE_VALUE_INVALID', { table: spec.name, column, problem });
}

export function checkValue(spec: TableSpec, column: string, value: Value): void {
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

export function checkRow(spec: TableSpec, row: Row): void {
  for (const column in row) {
    const value = row[column];
    if (value === undefined) {
      if (!Object.hasOwn(spec.columns, column)) refuseValue(spec, column, 'no such column');
    } else checkValue(spec, column, value);
  }
}

export function checkAmounts(spec: TableSpec, amounts: Amounts): void {
  for (const column in amounts) {
    const amount: unknown = amounts[column];
    if (typeof amount !== 'bigint' || spec.columns[column] !== 'bigint') refuseValue(spec, column, 'bigint expected');
    checkValue(spec, column, amount);
    if (column === 'version') refuseValue(spec, column, 'the batch itself moves the version');
  }
}

export function refuseBatch(problem: string): never {
  throw kernelError('STORE_BATCH_INVALID', { problem });
}

/** Refuses half a key, one of the wrong type, and '' in any part: some engines take it for NULL. */
export function checkWholeKey(spec: TableSpec, key: Key): void {
  if (key.length !== spec.key.length) refuseBatch(`${spec.name}: the key has ${spec.key.length} columns`);
  for (let at = 0; at < key.length; at++) {
    const [column, value] = [spec.key[at] ?? '', key[at] ?? ''];
    if (value === '') refuseValue(spec, column, 'empty text in a key');
    checkValue(spec, column, value);
  }
}

export function checkVersion(spec: TableSpec, version: unknown): void {
  if (typeof version !== 'bigint') refuseValue(spec, 'version', 'bigint expected');
  checkValue(spec, 'version', version);
}

export function requireVersion(spec: TableSpec): void {
  if (spec.columns['version'] !== 'bigint') refuseBatch(`${spec.name} has no column "version"`);
  if (spec.key.includes('version')) refuseBatch(`${spec.name}: a version in the key cannot move`);
}

export function refuseKeyColumns(spec: TableSpec, changes: Row): void {
  for (const column of spec.key) if (column in changes) refuseValue(spec, column, 'a key column cannot change');
}
