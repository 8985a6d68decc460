import { kernelError, type ColumnType, type TableSpec } from '@jiceng/kernel';
import {
  DummyDriver,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CreateTableBuilder,
} from 'kysely';
import type { AnyTables, EngineDialect } from '../engine/engine-dialect.ts';
import { indexName } from '../script/migrate-script.ts';
import { plainStep, type Answer, type Script, type SqlValue, type Statement } from '../script/script.ts';

const builder = new Kysely<AnyTables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

const typeNames = { text: 'text', bigint: 'integer', bytes: 'blob' } as const;
const columnTypes = new Map<SqlValue, ColumnType>([
  ['TEXT', 'text'],
  ['INTEGER', 'bigint'],
  ['BLOB', 'bytes'],
]);

const tableFacts: Statement = {
  sql: `select "strict" from pragma_table_list where "schema" = 'main' and "name" = ?`,
  columns: ['strict'],
};
const columnFacts: Statement = {
  sql: 'select "name", upper("type"), "notnull", "dflt_value" is null, "pk" from pragma_table_info(?) order by "cid"',
  columns: ['name', 'type', 'notnull', 'bare', 'pk'],
};
const indexFacts: Statement = {
  sql: `select "i"."name" as "index", "c"."name" as "column" from pragma_index_list(?) "i", pragma_index_info("i"."name") "c" where "i"."origin" = 'c' order by "i"."name", "c"."seqno"`,
  columns: ['index', 'column'],
};

/** Rows of requests and of logs never change: they are as they were written. */
const isAddedTo = ({ rank }: TableSpec): boolean => rank === 0 || rank === 2;

const rowsOf = (answer: Answer) => (typeof answer === 'number' ? [] : answer);

/** Only what declarations can say is looked at; indexes that the host has added are its own. */
function* describe(spec: TableSpec): Script<TableSpec | undefined> {
  const refuse = (problem: string): never => {
    throw kernelError('STORE_TABLE_INVALID', { table: spec.name, problem });
  };
  const [table] = rowsOf(yield { statement: tableFacts, values: [spec.name] });
  if (table === undefined) return undefined;
  if (table[0] !== 1n) refuse('a table of this name was made by someone else');

  const columns: Record<string, ColumnType> = {};
  const key: [at: bigint, column: string][] = [];
  for (const [name, type = null, notNull, bare, place] of rowsOf(
    yield { statement: columnFacts, values: [spec.name] },
  )) {
    if (typeof name !== 'string') continue;
    const columnType = columnTypes.get(type);
    const declared = Object.hasOwn(spec.columns, name);
    if (columnType !== undefined) columns[name] = columnType;
    else if (declared) refuse(`the column "${name}" has changed its type`);
    if (typeof place === 'bigint' && place > 0n) key.push([place, name]);
    else if (notNull === 1n && bare === 1n && !declared)
      refuse(`the column "${name}" of someone else must not be absent`);
  }

  const indexes: Record<string, string[]> = {};
  for (const [name, column] of rowsOf(yield { statement: indexFacts, values: [spec.name] })) {
    const index = Object.keys(spec.indexes ?? {}).find((one) => indexName(spec, one) === name);
    if (index !== undefined && typeof column === 'string') (indexes[index] ??= []).push(column);
  }
  return {
    name: spec.name,
    rank: spec.rank,
    columns,
    key: key.toSorted(([a], [b]) => Number(a - b)).map(([, column]) => column),
    indexes,
  };
}

/**
 * SQLite: text is compared by its bytes (BINARY over UTF-8, which is the order of code points), and STRICT keeps each column
 * to its type. Requests and logs are only ever added to: they are written one after the other, with their keys in an index, so that a
 * commit touches few pages. Every other table is kept in its key's order (WITHOUT ROWID), each row once.
 */
export const sqliteDialect: EngineDialect = {
  builder,
  // Takes the write lock at once: a transaction that began by reading could only fail when it comes to write.
  begin: plainStep('begin immediate'),
  beginRead: plainStep('begin deferred'),
  commit: plainStep('commit'),
  rollback: plainStep('rollback'),
  migration: {
    begin: [plainStep('begin immediate')],
    end: [plainStep('commit')],
    abandon: [plainStep('rollback')],
  },
  savepoint: plainStep('savepoint batch'),
  release: plainStep('release batch'),
  rollbackToSavepoint: plainStep('rollback to batch'),
  // The write lock is held by then.
  locking: (query) => query,
  // Not a bare `?`: SQLite would look at its value to plan by, and plan anew at every call.
  limit: (query, place) => query.limit(sql<number>`${place} + 0`),
  // A fifth to a third less time for two hundred rows; more at once gains nothing more.
  rowsAtOnce: 16,
  partialIndexes: true,
  createTable: (spec) => {
    let table: CreateTableBuilder<string, string> = builder.schema.createTable(spec.name);
    for (const [column, type] of Object.entries(spec.columns)) {
      table = table.addColumn(column, typeNames[type], (made) => (spec.key.includes(column) ? made.notNull() : made));
    }
    return table
      .addPrimaryKeyConstraint(indexName(spec, 'key'), [...spec.key])
      .modifyEnd(isAddedTo(spec) ? sql`strict` : sql`strict, without rowid`)
      .compile();
  },
  addColumn: (spec, column) =>
    builder.schema
      .alterTable(spec.name)
      .addColumn(column, typeNames[spec.columns[column] ?? 'text'])
      .compile(),
  describe,
};
