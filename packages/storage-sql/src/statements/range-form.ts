import { orderOf, type Query, type TableSpec } from '@jiceng/kernel';
import { readingOf, type Form, type Shape } from './compiled.ts';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import type { Condition, Terms } from './row-condition.ts';
import type { SqlValue } from '../script/script.ts';

export type RangeQuery = Query & { readonly get: 'rows' };

/** Reading the same index with as many values before and in the bounds, in the same direction. */
export function rangeShape({ index, prefix, after = [], before = [], reverse = false }: RangeQuery): Shape {
  return [index, prefix.length, after.length, before.length, reverse ? 'desc' : 'asc'];
}

interface Bound {
  readonly column: string;
  readonly place: number;
}

/**
 * Beyond the bounds, column by column. Written out, since engines differ in `(a, b) > (x, y)`; the first column is bounded once
 * more by itself, so that an index is entered there.
 */
function isBeyond(terms: Terms, bounds: readonly Bound[], side: 'after' | 'before'): Condition {
  const [first, ...rest] = bounds;
  if (first === undefined) throw new RangeError('a bound has at least one value');
  const strictly = terms(first.column, side === 'after' ? '>' : '<', first.place);
  if (rest.length === 0) return strictly;
  const equal = terms(first.column, '=', first.place);
  const beyond = terms.or([strictly, terms.and([equal, isBeyond(terms, rest, side)])]);
  return terms.and([terms(first.column, side === 'after' ? '>=' : '<=', first.place), beyond]);
}

/** Reads rows in the order of an index. Values stand at their places as often as the text needs them. */
export function rangeForm(
  { builder, limit: limitTo }: EngineDialect,
  spec: TableSpec,
  like: RangeQuery,
): Form<RangeQuery> {
  const columns = Object.keys(spec.columns);
  const order = orderOf(spec, like.index) ?? spec.key;
  const prefixLength = like.prefix.length;
  const bounds = (length: number, from: number): readonly Bound[] =>
    order.slice(prefixLength, prefixLength + length).map((column, at) => ({ column, place: from + at }));
  // A row without a value is not found through the index; engines disagree on where it would stand.
  const mayBeAbsent = order.slice(prefixLength).filter((column) => !spec.key.includes(column));
  const after = bounds(like.after?.length ?? 0, prefixLength);
  const before = bounds(like.before?.length ?? 0, prefixLength + after.length);
  const limitPlace = prefixLength + after.length + before.length;

  const unordered = builder
    .selectFrom(spec.name)
    .select(columns)
    .where((terms) =>
      terms.and([
        ...order.slice(0, prefixLength).map((column, place) => terms(column, '=', place)),
        ...mayBeAbsent.map((column) => terms(column, 'is not', null)),
        ...(after.length === 0 ? [] : [isBeyond(terms, after, 'after')]),
        ...(before.length === 0 ? [] : [isBeyond(terms, before, 'before')]),
      ]),
    );
  const direction = like.reverse === true ? 'desc' : 'asc';
  const ordered = order.slice(prefixLength).reduce((query, column) => query.orderBy(column, direction), unordered);
  const { sql, parameters } = limitTo(ordered, limitPlace).compile();
  return {
    statement: { sql, ...readingOf(spec, columns) },
    values: ({ prefix, after: above = [], before: below = [], limit }) => {
      const given: readonly SqlValue[] = [...prefix, ...above, ...below, BigInt(limit)];
      return parameters.map((place) => given[Number(place)] ?? null);
    },
  };
}
