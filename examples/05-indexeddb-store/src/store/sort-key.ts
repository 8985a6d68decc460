import type { Key, Query, Value } from '@jiceng/kernel';

const encoder = new TextEncoder();

// #region sortable
/**
 * A value in the form in which IndexedDB orders it rightly. Its own order of texts is by UTF-16 unit, and it has no order for
 * bigint; bytes it compares one by one. So text becomes UTF-8, whose bytes stand in the order of code points, and an integer
 * becomes eight bytes, counted from the smallest so that no sign is left.
 */
export function sortable(value: Value): ArrayBuffer {
  if (typeof value === 'bigint') {
    const eight = new ArrayBuffer(8);
    new DataView(eight).setBigUint64(0, value + 2n ** 63n);
    return eight;
  }
  // A slice has a buffer of its own; a view's buffer may hold more than the view shows.
  const bytes = typeof value === 'string' ? encoder.encode(value) : value;
  return bytes.slice().buffer;
}

/** A key of several columns: an array, which IndexedDB compares column by column. No terminators, nothing to escape. */
export const sortableKey = (key: Key): ArrayBuffer[] => key.map(sortable);
// #endregion sortable

export interface Span {
  readonly lower: IDBValidKey[];
  /** Exclusive. */
  readonly upper: IDBValidKey[];
}

type RowsQuery = Extract<Query, { readonly get: 'rows' }>;

// #region span
/**
 * The keys a query means: from `lower` on, before `upper`. A shorter array stands before those that continue it, and any array
 * stands behind all bytes: so `[…prefix]` is before all keys that begin with the prefix, and `[…prefix, []]` is behind them.
 */
export function spanOf({ prefix, after, before }: Pick<RowsQuery, 'prefix' | 'after' | 'before'>): Span {
  const begin = sortableKey(prefix);
  return {
    lower: after === undefined ? begin : [...begin, ...sortableKey(after), []],
    upper: before === undefined ? [...begin, []] : [...begin, ...sortableKey(before)],
  };
}
// #endregion span
