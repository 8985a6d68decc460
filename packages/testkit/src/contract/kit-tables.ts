import type { Key, Operation, Query, Row, Store, TableSpec } from '@jiceng/kernel';

/** A table of rows that change. */
export const itemTable: TableSpec = {
  name: 'kit_item',
  rank: 1,
  columns: {
    tenant: 'text',
    id: 'text',
    name: 'text',
    amount: 'bigint',
    terms: 'bigint',
    photo: 'bytes',
    version: 'bigint',
  },
  key: ['tenant', 'id'],
  indexes: { name: ['tenant', 'name'] },
};

/** A table of rows that only come, numbered within a stream. */
export const entryTable: TableSpec = {
  name: 'kit_entry',
  rank: 2,
  columns: { stream: 'text', number: 'bigint', note: 'text' },
  key: ['stream', 'number'],
};

export const kitTables: readonly TableSpec[] = [itemTable, entryTable];

export const tenant = '430102';
export const keyOf = (id: string): Key => [tenant, id];

export function item(id: string, columns: Row = {}): Operation {
  return { op: 'insert', table: itemTable.name, row: { tenant, id, version: 1n, ...columns } };
}

export function change(id: string, ifVersion: bigint, set: Row): Operation & { readonly op: 'update' } {
  return { op: 'update', table: itemTable.name, key: keyOf(id), ifVersion, set };
}

export function addition(id: string, amount: bigint): Operation & { readonly op: 'add' } {
  return { op: 'add', table: itemTable.name, key: keyOf(id), add: { amount } };
}

export function check(id: string, ifVersion: bigint): Operation {
  return { op: 'check', table: itemTable.name, key: keyOf(id), ifVersion };
}

export function removal(id: string, ifVersion?: bigint): Operation {
  return { op: 'delete', table: itemTable.name, key: keyOf(id), ...(ifVersion === undefined ? {} : { ifVersion }) };
}

/** An entry whose number is the amount of an item, as the batch leaves it. */
export function numbered(stream: string, id: string, note?: string): Operation {
  return {
    op: 'insert',
    table: entryTable.name,
    row: { stream, note },
    copy: { number: { table: itemTable.name, key: keyOf(id), column: 'amount' } },
  };
}

export function entry(stream: string, number: bigint, note?: string): Operation {
  return { op: 'insert', table: entryTable.name, row: { stream, number, note } };
}

export function rowQuery(id: string): Query {
  return { get: 'row', table: itemTable.name, key: keyOf(id) };
}

type RowsQuery = Query & { readonly get: 'rows' };

export function itemsBy(index: 'key' | 'name', more: Partial<RowsQuery> = {}): RowsQuery {
  return { get: 'rows', table: itemTable.name, index, prefix: [tenant], limit: 1000, ...more };
}

export function entriesOf(stream: string, more: Partial<RowsQuery> = {}): RowsQuery {
  return { get: 'rows', table: entryTable.name, index: 'key', prefix: [stream], limit: 1000, ...more };
}

export async function readOne(store: Store, id: string): Promise<Row | undefined> {
  const [[row] = []] = await store.read([rowQuery(id)]);
  return row;
}

export async function readRows(store: Store, query: Query): Promise<readonly Row[]> {
  const [rows = []] = await store.read([query]);
  return rows;
}

/** One column of many rows, in their order. */
export const columnOf = (rows: readonly Row[], column: string) => rows.map((row) => row[column]);
