import { kernelError, type ColumnType, type TableSpec } from '@jiceng/kernel';
import { indexName } from '../script/migrate-script.ts';
import { mysqlLimits } from './mysql-widths.ts';
import type { Answer, Script, SqlRow, SqlValue, Statement } from '../script/script.ts';

const ofTable = 'where table_schema = database() and table_name = ?';
const tableFacts: Statement = {
  sql: `select engine, table_type from information_schema.tables ${ofTable}`,
  columns: ['engine', 'table_type'],
};
const columnFacts: Statement = {
  sql:
    'select column_name, lower(data_type), lower(column_type), is_nullable, column_default is null and extra = ?, ' +
    `character_maximum_length, collation_name from information_schema.columns ${ofTable} order by ordinal_position`,
  columns: ['name', 'data_type', 'column_type', 'nullable', 'bare', 'length', 'collation'],
};
const indexFacts: Statement = {
  sql: `select index_name, column_name, sub_part from information_schema.statistics ${ofTable} order by index_name, seq_in_index`,
  columns: ['index', 'column', 'sub_part'],
};

const rowsOf = (answer: Answer): readonly SqlRow[] => (typeof answer === 'number' ? [] : answer);

/** What a column holds, or what is wrong with it. */
function typeOf(row: SqlRow, collation: string, limit: number | undefined): ColumnType | { readonly problem: string } {
  const [, dataType, wholeType, , , length = null, found = null] = row;
  const isShort = (whole: SqlValue) => dataType !== whole && typeof length === 'bigint' && length < BigInt(limit ?? 0);
  if (dataType === 'bigint') return String(wholeType).includes('unsigned') ? { problem: 'has no sign' } : 'bigint';
  if (dataType === 'varbinary' || dataType === 'longblob') {
    return isShort('longblob') ? { problem: `holds less than ${limit} bytes` } : 'bytes';
  }
  if (dataType !== 'varchar' && dataType !== 'longtext') return { problem: 'has changed its type' };
  if (found !== collation) return { problem: `is compared by ${String(found)}, not by ${collation}` };
  return isShort('longtext') ? { problem: `holds less than ${limit} characters` } : 'text';
}

/**
 * The table as it stands in the database. Only what declarations can say is looked at; indexes that the host has added are
 * its own. Throws `STORE_TABLE_INVALID` when it is none of ours.
 */
export function* describeMysqlTable(spec: TableSpec, collation: string): Script<TableSpec | undefined> {
  const refuse = (problem: string): never => {
    throw kernelError('STORE_TABLE_INVALID', { table: spec.name, problem });
  };
  const limits = mysqlLimits(spec);
  const [table] = rowsOf(yield { statement: tableFacts, values: [spec.name] });
  if (table === undefined) return undefined;
  const [engine, kind] = table;
  // Any other engine has no transactions, and a view is none of ours.
  if (kind !== 'BASE TABLE' || engine !== 'InnoDB') refuse('a table of this name was made by someone else');

  const columns: Record<string, ColumnType> = {};
  for (const row of rowsOf(yield { statement: columnFacts, values: ['', spec.name] })) {
    const [name, , , nullable, bare] = row;
    if (typeof name !== 'string') continue;
    const declared = Object.hasOwn(spec.columns, name);
    const type = typeOf(row, collation, limits[name]);
    if (typeof type === 'string') columns[name] = type;
    else if (declared) refuse(`the column "${name}" ${type.problem}`);
    if (nullable === 'NO' && bare === 1n && !declared) {
      refuse(`the column "${name}" of someone else must not be absent`);
    }
  }

  const key: string[] = [];
  const indexes: Record<string, string[]> = {};
  for (const [name, column, part] of rowsOf(yield { statement: indexFacts, values: [spec.name] })) {
    if (typeof column !== 'string') continue;
    if (name === 'PRIMARY') {
      if (part !== null) refuse(`its key has only the beginning of "${column}"`);
      key.push(column);
    }
    const index = Object.keys(spec.indexes ?? {}).find((one) => indexName(spec, one) === name);
    if (index !== undefined) (indexes[index] ??= []).push(column);
  }
  return { name: spec.name, rank: spec.rank, columns, key, indexes };
}
