import { tableNamed, type Operation, type TableSpec, type Tables } from '@jiceng/kernel';
import { compileInOrder, type Form, type Shape } from './compiled.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import type { Condition, Terms } from './row-condition.ts';
import type { SqlValue } from '../script/script.ts';

export type InsertOperation = Operation & { readonly op: 'insert' };

/** Copying into the same columns from the same columns of the same tables. */
export function insertShape({ copy }: InsertOperation): Shape {
  const shape: string[] = [];
  for (const column in copy) {
    const from = copy[column];
    if (from !== undefined) shape.push(column, from.table, from.column);
  }
  return shape;
}

/** No part of a key is absent, and none is ''; to an engine the latter is a value like any other. */
const isKeyText = (spec: TableSpec, column: string): boolean =>
  spec.key.includes(column) && spec.columns[column] === 'text';

/** A row whose values are all given. */
function givenForm({ builder }: EngineDialect, spec: TableSpec): Form<InsertOperation> {
  const columns = Object.keys(spec.columns);
  const places = Object.fromEntries(columns.map((column, place) => [column, place]));
  return {
    statement: compileInOrder(builder.insertInto(spec.name).values(places)),
    values: ({ row }) => columns.map((column) => row[column] ?? null),
  };
}

/** So many rows whose values are all given, by one statement. */
export function insertManyForm(
  { builder }: EngineDialect,
  spec: TableSpec,
  count: number,
): Form<readonly InsertOperation[]> {
  const columns = Object.keys(spec.columns);
  const rows = Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map((column, place) => [column, row * columns.length + place])),
  );
  return {
    statement: compileInOrder(builder.insertInto(spec.name).values(rows)),
    values: (operations) => operations.flatMap(({ row }) => columns.map((column) => row[column] ?? null)),
  };
}

/** Does it take no value of another row? */
export function isGiven({ copy }: InsertOperation): boolean {
  return copy === undefined || Object.keys(copy).length === 0;
}

/**
 * A row that takes values of other rows. Each of those goes by the name of the column that comes from it, and its key makes it
 * one row: together they are one row as well, or none where one of them is missing or has nothing to put into the key.
 */
function copyingForm(
  { builder, locking }: EngineDialect,
  spec: TableSpec,
  tables: Tables,
  copies: NonNullable<InsertOperation['copy']>,
): Form<InsertOperation> {
  const columns = Object.keys(spec.columns);
  const copied = columns.flatMap((column) => {
    const from = copies[column];
    return from === undefined
      ? []
      : [{ column, value: `${column}.${from.column}`, source: tableNamed(tables, from.table) }];
  });
  const given = columns.filter((column) => copies[column] === undefined);
  let place = given.length;
  const isThere = (terms: Terms, { column, value, source }: (typeof copied)[number]): readonly Condition[] => [
    ...source.key.map((part) => terms(`${column}.${part}`, '=', place++)),
    ...(spec.key.includes(column) ? [terms(value, 'is not', null)] : []),
    ...(isKeyText(spec, column) ? [terms(value, '<>', place++)] : []),
  ];
  const row = builder
    .selectFrom(copied.map(({ column, source }) => `${source.name} as ${column}`))
    .select((terms) =>
      columns.map((column) => {
        const from = copies[column];
        return from === undefined ? terms.val(given.indexOf(column)).as(column) : `${column}.${from.column}`;
      }),
    )
    .where((terms) => terms.and(copied.flatMap((copy) => isThere(terms, copy))));
  return {
    statement: compileInOrder(builder.insertInto(spec.name).columns(columns).expression(locking(row))),
    values: ({ row: values, copy }) => {
      const ordered: SqlValue[] = given.map((column) => values[column] ?? null);
      for (const { column } of copied) {
        ordered.push(...(copy?.[column]?.key ?? []));
        if (isKeyText(spec, column)) ordered.push('');
      }
      return ordered;
    },
  };
}

/** Writes a row, with what such an operation copies into it as the batch has left it by now. */
export function insertForm(
  dialect: EngineDialect,
  spec: TableSpec,
  tables: Tables,
  operation: InsertOperation,
): Form<InsertOperation> {
  const { copy } = operation;
  return copy === undefined || isGiven(operation) ? givenForm(dialect, spec) : copyingForm(dialect, spec, tables, copy);
}
