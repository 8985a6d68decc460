import { compareText } from '@jiceng/kernel/plain';
import { analyticsError } from './errors.ts';
import { checkCount } from './numbers.ts';

/** How many rows have one key. */
export interface Count<Key extends string = string> {
  readonly key: Key;
  readonly count: number;
}

/** Every row is in here once: `n` with a key, `missing` without one. */
export interface Counts<Key extends string = string> {
  readonly n: number;
  readonly missing: number;
  readonly counts: readonly Count<Key>[];
}

export interface Group<Row> {
  readonly key: string;
  readonly rows: readonly Row[];
}

export interface Groups<Row> {
  readonly groups: readonly Group<Row>[];
  /** Rows without a key. */
  readonly missing: readonly Row[];
}

export interface GroupOptions {
  /** The classification: these keys come first, in this order, also when no row has them. Other keys follow: none is dropped. */
  readonly keys?: readonly string[];
}

export interface CountOptions extends GroupOptions {
  /** Keys that are not named in `keys`: largest count first (equal counts by key), or by key. Default `count`. */
  readonly order?: 'count' | 'key';
}

/** @throws JicengError `ANALYTICS_KEY_REPEATED` when a key stands twice. */
export function checkKeys(keys: Iterable<string>): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) throw analyticsError('ANALYTICS_KEY_REPEATED', { key });
    seen.add(key);
  }
}

/**
 * Sorts rows into groups; groups stand in the order of `keys`, then by code point, whatever the order of the rows.
 *
 * @throws JicengError `ANALYTICS_KEY_REPEATED` when `keys` names a key twice.
 */
export function groupBy<Row>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => string | undefined,
  options: GroupOptions = {},
): Groups<Row> {
  const { keys = [] } = options;
  checkKeys(keys);
  const found = new Map<string, Row[]>(keys.map((key) => [key, []]));
  const missing: Row[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const group = key === undefined ? missing : found.get(key);
    if (group !== undefined) group.push(row);
    else if (key !== undefined) found.set(key, [row]);
  }
  const others = [...found.keys()].slice(keys.length).toSorted(compareText);
  return { groups: [...keys, ...others].map((key) => ({ key, rows: found.get(key) ?? [] })), missing };
}

/**
 * How many rows have each key, in an order that does not depend on the order of the rows.
 *
 * @throws JicengError `ANALYTICS_KEY_REPEATED` when `keys` names a key twice.
 */
export function countBy<Row>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => string | undefined,
  options: CountOptions = {},
): Counts {
  const { keys = [], order = 'count' } = options;
  checkKeys(keys);
  const found = new Map<string, number>(keys.map((key) => [key, 0]));
  let n = 0;
  let missing = 0;
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) {
      missing++;
    } else {
      n++;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  const counts = Array.from(found, ([key, count]) => ({ key, count }));
  const others = counts.slice(keys.length).toSorted(order === 'count' ? compareCounts : compareKeys);
  return { n, missing, counts: [...counts.slice(0, keys.length), ...others] };
}

/**
 * The largest counts, largest first; equal counts stand by key.
 *
 * @throws JicengError `ANALYTICS_SIZE_INVALID` when `size` is no whole number of zero or more.
 * @throws JicengError `ANALYTICS_COUNT_INVALID` when a count is no whole number of zero or more.
 */
export function largest<Key extends string>(counts: readonly Count<Key>[], size: number): readonly Count<Key>[] {
  if (!Number.isSafeInteger(size) || size < 0) throw analyticsError('ANALYTICS_SIZE_INVALID', { size: String(size) });
  for (const { key, count } of counts) checkCount(count, key);
  return counts.toSorted(compareCounts).slice(0, size);
}

function compareKeys(a: Count, b: Count): number {
  return compareText(a.key, b.key);
}

function compareCounts(a: Count, b: Count): number {
  return b.count - a.count || compareKeys(a, b);
}
