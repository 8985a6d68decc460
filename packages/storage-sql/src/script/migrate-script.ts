import { checkTable, orderOf, type TableSpec } from '@jiceng/kernel';
import type { CompiledQuery } from 'kysely';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { CommitFailed, type Script, type Step } from './script.ts';

function* playAll(steps: readonly Step[]): Script<void> {
  for (const step of steps) yield step;
}

const stepOf = ({ sql }: CompiledQuery): Step => ({ statement: { sql }, values: [] });

/** Index names are unique in a whole database, not in a table. */
export function indexName(spec: TableSpec, index: string): string {
  return `${spec.name}_${index}`;
}

/** A row without a value is not found through an index: where the engine can leave it out, it costs nothing there either. */
function createIndex(
  dialect: EngineDialect,
  spec: TableSpec,
  index: string,
  found: TableSpec | undefined,
): CompiledQuery {
  const { builder, partialIndexes } = dialect;
  if (dialect.createIndex !== undefined) return dialect.createIndex(spec, index, found);
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
    if (!Object.hasOwn(found?.indexes ?? {}, index)) yield stepOf(createIndex(dialect, spec, index, found));
  }
}

/** Gives a migration up. That there is nothing left to give up is as good. */
function* abandon({ migration }: EngineDialect): Script<void> {
  try {
    yield* playAll(migration.abandon);
  } catch {
    // The engine had given up by itself, or the connection is gone and its locks with it.
  }
}

/** Brings the database to what is declared, while no other process does. */
export function* migrateScript(dialect: EngineDialect, tables: readonly TableSpec[]): Script<void> {
  const { begin, end } = dialect.migration;
  yield* playAll(begin);
  let committing = false;
  try {
    for (const spec of tables) yield* migrateTable(dialect, spec);
    committing = true;
    yield* playAll(end);
  } catch (error) {
    yield* abandon(dialect);
    throw committing ? new CommitFailed(error) : error;
  }
}
