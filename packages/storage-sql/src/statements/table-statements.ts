import type { TableSpec, Tables } from '@jiceng/kernel';
import { addForm, addShape, type AddOperation } from './add-form.ts';
import { compileInOrder, oncePerShape, readingOf, type Form } from './compiled.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { insertForm, insertManyForm, insertShape, type InsertOperation } from './insert-form.ts';
import { removeManyForm, type DeleteOperation } from './delete-form.ts';
import { rangeForm, rangeShape, type RangeQuery } from './range-form.ts';
import { hasKey, isAtVersion } from './row-condition.ts';
import type { Statement } from '../script/script.ts';
import { updateForm, type UpdateOperation } from './update-form.ts';

/** The statements of one table, each built and compiled once. */
export interface TableStatements {
  /** Takes the key; answers every column. */
  readonly get: Statement;
  /** Takes the key; answers the version, and locks the row. */
  readonly version: Statement;
  /** Takes the key. */
  readonly remove: Statement;
  /** Takes the key and the version. */
  readonly removeAt: Statement;
  /** Takes the key; answers one column, and locks the row. */
  readonly column: (name: string) => Statement;
  readonly insert: (operation: InsertOperation) => Form<InsertOperation>;
  /** How many neighbours of one kind one statement may write, at most; 1 where each is written alone. */
  readonly atOnce: Readonly<Record<'insert' | 'delete', number>>;
  /** For so many rows whose values are all given. */
  readonly insertMany: (count: number) => Form<readonly InsertOperation[]>;
  /** For so many rows, whatever their versions. */
  readonly removeMany: (count: number) => Form<readonly DeleteOperation[]>;
  readonly update: (operation: UpdateOperation) => Form<UpdateOperation>;
  readonly add: (operation: AddOperation) => Form<AddOperation>;
  readonly range: (query: RangeQuery) => Form<RangeQuery>;
}

export type StatementsOf = (table: string) => TableStatements;

/** Engines limit how many values a statement takes, and how deep its conditions lie. */
const valuesAtOnce = 4096;
const deletesAtOnce = 32;

function rowsAtOnce({ rowsAtOnce: rows = 1 }: EngineDialect, spec: TableSpec): TableStatements['atOnce'] {
  // Rows that are changed elsewhere must be locked in the order of their keys: one statement takes them in an order of its own.
  const isChanged = Object.hasOwn(spec.columns, 'version');
  return {
    insert: Math.max(1, Math.min(rows, Math.floor(valuesAtOnce / Object.keys(spec.columns).length))),
    delete: isChanged ? 1 : Math.min(rows, deletesAtOnce),
  };
}

/**
 * Prepares the text of everything that can be asked of a table; what depends on its shape is built when it first comes.
 *
 * @param tables those that rows may be copied from.
 */
export function createTableStatements(dialect: EngineDialect, spec: TableSpec, tables: Tables): TableStatements {
  const { builder, locking } = dialect;
  const columns = Object.keys(spec.columns);
  const read = (names: readonly string[]) =>
    builder
      .selectFrom(spec.name)
      .select([...names])
      .where((terms) => terms.and([...hasKey(terms, spec, 0)]));
  const lockingRead = (name: string) => compileInOrder(locking(read([name])), readingOf(spec, [name]));
  const remove = builder.deleteFrom(spec.name).where((terms) => terms.and([...hasKey(terms, spec, 0)]));
  return {
    get: compileInOrder(read(columns), readingOf(spec, columns)),
    version: lockingRead('version'),
    remove: compileInOrder(remove),
    removeAt: compileInOrder(remove.where((terms) => isAtVersion(terms, spec.key.length))),
    column: oncePerShape((name: string) => [name], lockingRead),
    insert: oncePerShape(insertShape, (operation) => insertForm(dialect, spec, tables, operation)),
    atOnce: rowsAtOnce(dialect, spec),
    insertMany: oncePerShape(
      (count: number) => [count],
      (count) => insertManyForm(dialect, spec, count),
    ),
    removeMany: oncePerShape(
      (count: number) => [count],
      (count) => removeManyForm(dialect, spec, count),
    ),
    update: oncePerShape(
      ({ set }: UpdateOperation) => Object.keys(set),
      (operation) => updateForm(dialect, spec, operation),
    ),
    add: oncePerShape(addShape, (operation) => addForm(dialect, spec, operation)),
    range: oncePerShape(rangeShape, (query) => rangeForm(dialect, spec, query)),
  };
}
