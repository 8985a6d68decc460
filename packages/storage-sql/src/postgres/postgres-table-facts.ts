import { kernelError, type ColumnType, type TableSpec } from '@jiceng/kernel';
import { indexName } from '../script/migrate-script.ts';
import type { Answer, Script, SqlRow, SqlValue, Statement } from '../script/script.ts';

const tableFacts: Statement = {
  sql: `select "c"."oid"::int8, "c"."relkind"::text, "c"."relpersistence"::text from "pg_catalog"."pg_class" "c" join "pg_catalog"."pg_namespace" "n" on "n"."oid" = "c"."relnamespace" where "n"."nspname" = $1 and "c"."relname" = $2`,
  columns: ['id', 'kind', 'persistence'],
};
const columnFacts: Statement = {
  sql: `select "a"."attnum"::int8, "a"."attname"::text, pg_catalog.format_type("a"."atttypid", "a"."atttypmod"), coalesce("o"."collname"::text, ''), "a"."attnotnull"::int4::int8, "a"."atthasdef"::int4::int8 from "pg_catalog"."pg_attribute" "a" left join "pg_catalog"."pg_collation" "o" on "o"."oid" = "a"."attcollation" where "a"."attrelid" = $1 and "a"."attnum" > 0 and not "a"."attisdropped" order by "a"."attnum"`,
  columns: ['number', 'name', 'type', 'collation', 'notnull', 'default'],
};
const indexFacts: Statement = {
  sql: `select "c"."relname"::text, "i"."indisprimary"::int4::int8, "i"."indkey"::text from "pg_catalog"."pg_index" "i" join "pg_catalog"."pg_class" "c" on "c"."oid" = "i"."indexrelid" where "i"."indrelid" = $1 order by "c"."relname"`,
  columns: ['name', 'primary', 'columns'],
};

const columnTypes = new Map<SqlValue, ColumnType>([
  ['text', 'text'],
  ['bigint', 'bigint'],
  ['bytea', 'bytes'],
]);

/** An ordinary table, whole or in partitions. */
const tableKinds: readonly SqlValue[] = ['r', 'p'];

const rowsOf = (answer: Answer): readonly SqlRow[] => (typeof answer === 'number' ? [] : answer);

/** Names of columns in the order that the catalog gives by their numbers, `1 2 5`. */
function columnsAt(names: ReadonlyMap<string, string>, numbers: SqlValue): readonly string[] {
  const all = typeof numbers === 'string' ? numbers.split(' ') : [];
  return all.map((number) => names.get(number) ?? '');
}

/** In a schema, tables and indexes share their names: another table's index, or a table, may already go by that of an index to come. */
function* refuseTaken(schema: string, spec: TableSpec, own: ReadonlySet<SqlValue>, key: boolean): Script<void> {
  const wanted = [...(key ? ['key'] : []), ...Object.keys(spec.indexes ?? {})].map((index) => indexName(spec, index));
  for (const name of wanted.filter((one) => !own.has(one))) {
    const [taken] = rowsOf(yield { statement: tableFacts, values: [schema, name] });
    if (taken === undefined) continue;
    throw kernelError('STORE_TABLE_INVALID', { table: spec.name, problem: `the name "${name}" of an index is taken` });
  }
}

/** The table as the catalog has it. Only what declarations can say is looked at; indexes that the host has added are its own. */
export function* describeTable(schema: string, spec: TableSpec): Script<TableSpec | undefined> {
  const refuse = (problem: string): never => {
    throw kernelError('STORE_TABLE_INVALID', { table: spec.name, problem });
  };
  const [table] = rowsOf(yield { statement: tableFacts, values: [schema, spec.name] });
  if (table === undefined) {
    yield* refuseTaken(schema, spec, new Set(), true);
    return undefined;
  }
  const [id = null, kind = null, persistence] = table;
  if (!tableKinds.includes(kind)) refuse('a table of this name was made by someone else');
  if (persistence !== 'p') refuse('it does not outlive a crash: it is unlogged or temporary');

  const columns: Record<string, ColumnType> = {};
  const names = new Map<string, string>();
  for (const [number, name, type = null, collation, notNull, hasDefault] of rowsOf(
    yield { statement: columnFacts, values: [id] },
  )) {
    if (typeof name !== 'string') continue;
    names.set(String(number), name);
    const columnType = columnTypes.get(type);
    const declared = Object.hasOwn(spec.columns, name);
    if (columnType !== undefined) columns[name] = columnType;
    else if (declared) refuse(`the column "${name}" has changed its type`);
    if (declared && columnType === 'text' && collation !== 'C') {
      refuse(`the column "${name}" is not compared by code point`);
    }
    if (notNull === 1n && hasDefault === 0n && !declared) {
      refuse(`the column "${name}" of someone else must not be absent`);
    }
  }

  let key: readonly string[] = [];
  const indexes: Record<string, readonly string[]> = {};
  const found = new Set<SqlValue>();
  for (const [name = null, primary, numbers = null] of rowsOf(yield { statement: indexFacts, values: [id] })) {
    found.add(name);
    if (primary === 1n) key = columnsAt(names, numbers);
    const index = Object.keys(spec.indexes ?? {}).find((one) => indexName(spec, one) === name);
    if (index !== undefined) indexes[index] = columnsAt(names, numbers);
  }
  yield* refuseTaken(schema, spec, found, false);
  return { name: spec.name, rank: spec.rank, columns, key, indexes };
}
