import { kernelError, orderOf, type ColumnType, type Row, type TableSpec, type Value } from '@jiceng/kernel';
import { sortable } from './sort-key.ts';

/** Where the object store, or one of its indexes, finds its key in a stored row. */
export function keyPathOf(spec: TableSpec, index: string): string[] {
  return (orderOf(spec, index) ?? spec.key).map((column) => `sorted.${column}`);
}

/** The columns by which a table is ordered anywhere. */
export function sortedColumns(spec: TableSpec): ReadonlySet<string> {
  return new Set([...spec.key, ...Object.values(spec.indexes ?? {}).flat()]);
}

// #region stored
/** A row as IndexedDB keeps it: its values as they are, and beside them those it is ordered by. */
export interface StoredRow {
  readonly row: Row;
  readonly sorted: Readonly<Record<string, ArrayBuffer>>;
}

/** IndexedDB leaves a row out of an index when a part of its key path is absent, which is just what the port asks for. */
export function storedRow(spec: TableSpec, row: Row): StoredRow {
  const own: Record<string, Value> = {};
  for (const [column, value] of Object.entries(row)) {
    // A cloned view drags its whole buffer along; a slice is only what it shows.
    if (value !== undefined) own[column] = value instanceof Uint8Array ? value.slice() : value;
  }
  const sorted: Record<string, ArrayBuffer> = {};
  for (const column of sortedColumns(spec)) {
    const value = own[column];
    if (value !== undefined) sorted[column] = sortable(value);
  }
  return { row: own, sorted };
}
// #endregion stored

function isOf(type: ColumnType | undefined, value: unknown): value is Value {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'bigint':
      return typeof value === 'bigint';
    case 'bytes':
      return value instanceof Uint8Array;
    case undefined:
      return false;
  }
}

/** The columns that this handle has declared; another tab may run a newer program, which has more. */
export function declaredPart({ columns }: TableSpec, row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => Object.hasOwn(columns, column)));
}

/**
 * The row that a stored one holds. Anybody with the browser's tools can write anything there.
 *
 * @throws JicengError `STORE_VALUE_INVALID` when it is none that this adapter has written.
 */
export function rowOf(spec: TableSpec, stored: unknown): Row {
  const refuse = (column: string, problem: string) =>
    kernelError('STORE_VALUE_INVALID', { table: spec.name, column, problem });
  const held: unknown = typeof stored === 'object' && stored !== null && 'row' in stored ? stored.row : undefined;
  if (typeof held !== 'object' || held === null) throw refuse('row', 'changed by hand');
  const row: Record<string, Value> = {};
  for (const [column, value] of Object.entries<unknown>({ ...held })) {
    const type = spec.columns[column];
    if (!isOf(type, value)) throw refuse(column, `changed by hand: ${type ?? 'no such column'}, ${typeof value} found`);
    row[column] = value;
  }
  for (const column of spec.key)
    if (row[column] === undefined) throw refuse(column, 'changed by hand: a key column is absent');
  return row;
}
