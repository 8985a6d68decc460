import { kernelError } from '../errors.ts';
import type { TableSpec } from './store.ts';

/** What every engine, also those we have not met, takes for a name without asking back. */
const portableName = /^[a-z][a-z0-9_]*$/;
/** PostgreSQL cuts longer names off in silence. */
const nameLengthMax = 63;

const orders = new WeakMap<TableSpec, Map<string, readonly string[]>>();

/**
 * The columns that an index orders by, completed by those of the key that it does not name itself; `key` is the primary key.
 * `undefined` when the table has no such index.
 */
export function orderOf(spec: TableSpec, index: string): readonly string[] | undefined {
  let known = orders.get(spec);
  if (known === undefined) orders.set(spec, (known = new Map([['key', spec.key]])));
  const order = known.get(index);
  if (order !== undefined || spec.indexes === undefined || !Object.hasOwn(spec.indexes, index)) return order;
  const named = spec.indexes[index] ?? [];
  const whole = [...named, ...spec.key.filter((column) => !named.includes(column))];
  known.set(index, whole);
  return whole;
}

function refuse(spec: TableSpec, problem: string): never {
  throw kernelError('STORE_TABLE_INVALID', { table: spec.name, problem });
}

function checkName(spec: TableSpec, name: string): void {
  if (!portableName.test(name) || name.length > nameLengthMax) refuse(spec, `"${name}" is no portable name`);
}

function checkColumns(spec: TableSpec, place: string, columns: readonly string[]): void {
  if (columns.length === 0 || new Set(columns).size < columns.length)
    refuse(spec, `${place} names no or equal columns`);
  for (const column of columns) {
    if (!Object.hasOwn(spec.columns, column)) refuse(spec, `${place} names the unknown column "${column}"`);
  }
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((column, at) => column === b[at]);
}

/**
 * What every adapter asks before it creates a table: is this a declaration that all engines can carry, and does it only add
 * columns and indexes to the one before?
 *
 * @param before what was declared or found under this name.
 * @throws JicengError `STORE_TABLE_INVALID` when it is not.
 */
export function checkTable(spec: TableSpec, before?: TableSpec): void {
  checkName(spec, spec.name);
  for (const column of Object.keys(spec.columns)) checkName(spec, column);
  checkColumns(spec, 'the key', spec.key);
  for (const [index, columns] of Object.entries(spec.indexes ?? {})) {
    checkName(spec, `${spec.name}_${index}`);
    if (index === 'key') refuse(spec, 'an index is named "key"');
    checkColumns(spec, `the index "${index}"`, columns);
  }
  if (before === undefined) return;
  if (!sameColumns(before.key, spec.key)) refuse(spec, 'its key has changed');
  for (const [column, type] of Object.entries(spec.columns)) {
    if ((before.columns[column] ?? type) !== type) refuse(spec, `the column "${column}" has changed its type`);
  }
  for (const index of Object.keys(spec.indexes ?? {})) {
    const [old, now] = [orderOf(before, index), orderOf(spec, index)];
    if (old !== undefined && now !== undefined && !sameColumns(old, now))
      refuse(spec, `the index "${index}" has changed`);
  }
}
