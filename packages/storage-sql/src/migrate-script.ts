import { checkTable, orderOf, type TableSpec } from '@jiceng/kernel';
import type { CompiledQuery } from 'kysely';
import type { EngineDialect } from './engine.ts';
import { giveUp } from './group-script.ts';
import { CommitFailed, type Script, type Step } from './script.ts';

const stepOf = ({ sql }: CompiledQuery): Step => ({ statement: { sql }, values: [] });

/** Index names are unique in a whole database, not in a table. */
export function indexName(spec: TableSpec, index: string): string {
  return `${spec.name}_${index}`;
}

/** A row without a value is not found through an index: where the engine can leave it out, it costs nothing there either. */
function createIndex({ builder, partialIndexes }: EngineDialect, spec: TableSpec, index: string): CompiledQuery {
  const order = orderOf(spec, index) ?? spec.key;
  const optional = partialIndexes ? order.filter((column) => !spec.key.includes(column)) : [];
  const whole = builder.schema
    .createIndex(indexName(spec, index))
    .on(spec.name)
    .columns([...order]);
  return optional.reduce((made, column) => made.where(column, 'is not', null), whole).compile();
}

/** Creates a table, or what was declared after it was created. */
function* migrateTable(dialect: EngineDialect, spec: TableSpec): Script<void> {
  const found = yield* dialect.describe(spec);
  if (found === undefined) yield stepOf(dialect.createTable(spec));
  else {
    checkTable(spec, found);
    for (const column of Object.keys(spec.columns)) {
      if (!Object.hasOwn(found.columns, column)) yield stepOf(dialect.addColumn(spec, column));
    }
  }
  for (const index of Object.keys(spec.indexes ?? {})) {
    if (!Object.hasOwn(found?.indexes ?? {}, index)) yield stepOf(createIndex(dialect, spec, index));
  }
}

/**
 * Brings the database to what is declared, in one transaction that holds the write lock from its start: of two processes
 * that start at once, one finds everything done.
 */
export function* migrateScript(dialect: EngineDialect, tables: readonly TableSpec[]): Script<void> {
  yield dialect.begin;
  let committing = false;
  try {
    for (const spec of tables) yield* migrateTable(dialect, spec);
    committing = true;
    yield dialect.commit;
  } catch (error) {
    yield* giveUp(dialect);
    throw committing ? new CommitFailed(error) : error;
  }
}
