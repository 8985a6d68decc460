import type { Operation, TableSpec } from '@jiceng/kernel';
import { compileInOrder, type Form, type Shape } from './compiled.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import { hasKey, numberIn } from './row-condition.ts';
import type { SqlValue } from '../script/script.ts';

export type AddOperation = Operation & { readonly op: 'add' };

const largest = 2n ** 63n - 1n;
const smallest = -(2n ** 63n);
const within64Bits = (value: bigint): bigint => (value < smallest ? smallest : value > largest ? largest : value);

/**
 * Where a column must stand so that after the addition it stands within `min` and `max`, and within 64 bits. Asked of the
 * value before: beyond 64 bits some engines fail, and SQLite goes over to floating point without a word.
 */
function rangeBefore(amount: bigint, min = smallest, max = largest): readonly [low: bigint, high: bigint] {
  const [low, high] = [min - amount, max - amount];
  return low > largest || high < smallest ? [1n, 0n] : [within64Bits(low), within64Bits(high)];
}

/** Adding to the same columns under the same kinds of bounds; an absent value to be equal to is other text than a value. */
export function addShape({ add, min, max, where }: AddOperation): Shape {
  const shape = Object.keys(add);
  for (const column in min) shape.push('>=', column);
  for (const column in max) shape.push('<=', column);
  for (const column in where) shape.push(where[column] === undefined ? 'is null' : '=', column);
  return shape;
}

/** Adds to the columns that such an operation names if the row is as it says, and moves the version by one. */
export function addForm({ builder }: EngineDialect, spec: TableSpec, like: AddOperation): Form<AddOperation> {
  const added = Object.keys(like.add);
  // A bound on a column that is added to is part of that column's range.
  const floors = Object.keys(like.min ?? {}).filter((column) => !added.includes(column));
  const ceilings = Object.keys(like.max ?? {}).filter((column) => !added.includes(column));
  const [present, absent]: [string[], string[]] = [[], []];
  for (const [column, value] of Object.entries(like.where ?? {})) (value === undefined ? absent : present).push(column);

  const keyFrom = added.length;
  const rangesFrom = keyFrom + spec.key.length;
  const floorsFrom = rangesFrom + 2 * added.length;
  const ceilingsFrom = floorsFrom + floors.length;
  const presentFrom = ceilingsFrom + ceilings.length;
  const query = builder
    .updateTable(spec.name)
    .set((terms) => ({
      ...Object.fromEntries(added.map((column, place) => [column, terms(numberIn(terms, column), '+', place)])),
      version: terms(numberIn(terms, 'version'), '+', terms.lit(1)),
    }))
    .where((terms) =>
      terms.and([
        ...hasKey(terms, spec, keyFrom),
        ...added.flatMap((column, at) => [
          terms(numberIn(terms, column), '>=', rangesFrom + 2 * at),
          terms(numberIn(terms, column), '<=', rangesFrom + 2 * at + 1),
        ]),
        ...floors.map((column, at) => terms(column, '>=', floorsFrom + at)),
        ...ceilings.map((column, at) => terms(column, '<=', ceilingsFrom + at)),
        ...present.map((column, at) => terms(column, '=', presentFrom + at)),
        ...absent.map((column) => terms(column, 'is', null)),
      ]),
    );
  return {
    statement: compileInOrder(query),
    values: ({ key, add, min, max, where }) => {
      const values: SqlValue[] = [];
      for (const column of added) values.push(add[column] ?? 0n);
      values.push(...key);
      for (const column of added) values.push(...rangeBefore(add[column] ?? 0n, min?.[column], max?.[column]));
      for (const column of floors) values.push(min?.[column] ?? smallest);
      for (const column of ceilings) values.push(max?.[column] ?? largest);
      for (const column of present) values.push(where?.[column] ?? null);
      return values;
    },
  };
}
