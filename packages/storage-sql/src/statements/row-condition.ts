import type { TableSpec } from '@jiceng/kernel';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { AnyTables } from '../engine/engine-dialect.ts';

export type Terms = ExpressionBuilder<AnyTables, string>;
export type Condition = Expression<SqlBool>;

/** The row with this key, whose values have their places from `from` on. */
export function hasKey(terms: Terms, spec: TableSpec, from: number): readonly Condition[] {
  return spec.key.map((column, at) => terms(column, '=', from + at));
}

/** A number that counts as 0 as long as nothing was written there. */
export function numberIn(terms: Terms, column: string) {
  return terms.fn.coalesce(column, terms.lit(0));
}

export function isAtVersion(terms: Terms, place: number): Condition {
  return terms(numberIn(terms, 'version'), '=', place);
}
