import { compareText } from '@jiceng/kernel/plain';
import { checkKeys, type Count } from './counts.ts';
import { analyticsError } from './errors.ts';
import { checkCount } from './numbers.ts';

/** One part of a whole. Nothing of nothing has no share: then `share`, `percent` and `text` are absent, never 0. */
export interface Share<Key extends string = string> extends Count<Key> {
  /** The exact part, 0 to 1. */
  readonly share: number | undefined;
  /** The printed percentage as a number. */
  readonly percent: number | undefined;
  /** The printed percentage with its decimals, `33.0`. */
  readonly text: string | undefined;
}

export interface Shares<Key extends string = string> {
  readonly n: number;
  readonly decimals: number;
  readonly method: 'largestRemainder';
  readonly shares: readonly Share<Key>[];
}

/** Whole units of the last printed decimal, and what is left over of each, compared without rounding. */
function dealUnits(counts: readonly Count[], n: bigint, unitsOfWhole: bigint): readonly bigint[] {
  const parts = counts.map(({ key, count }, at) => {
    const exact = BigInt(count) * unitsOfWhole;
    return { at, key, count, units: exact / n, remainder: exact % n };
  });
  const left = unitsOfWhole - parts.reduce((sum, { units }) => sum + units, 0n);
  const inLine = parts.toSorted((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    return b.count - a.count || compareText(a.key, b.key);
  });
  const raised = new Set(inLine.slice(0, Number(left)).map(({ at }) => at));
  return parts.map(({ at, units }) => (raised.has(at) ? units + 1n : units));
}

/**
 * What part of the whole each count is, printed so that the percentages add up to exactly 100 (largest remainder).
 *
 * Every printed figure is the exact one rounded down or up at the last decimal. The units that rounding down leaves over go to
 * the largest remainders; of equal remainders to the larger count, then to the key that comes first by code point. The order of
 * the counts changes nothing, and a larger count never gets the smaller figure.
 *
 * @throws JicengError `ANALYTICS_DECIMALS_INVALID` when `decimals` is no whole number from 0 to 6.
 * @throws JicengError `ANALYTICS_COUNT_INVALID` when a count, or their sum, is no whole number of zero or more.
 * @throws JicengError `ANALYTICS_KEY_REPEATED` when a key stands twice.
 * @see M. L. Balinski and H. P. Young, Fair Representation (1982), method of Hamilton
 */
export function shares<Key extends string>(
  counts: readonly Count<Key>[],
  options: { readonly decimals?: number } = {},
): Shares<Key> {
  const { decimals = 1 } = options;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6) {
    throw analyticsError('ANALYTICS_DECIMALS_INVALID', { decimals: String(decimals) });
  }
  checkKeys(counts.map(({ key }) => key));
  const n = counts.reduce((sum, { key, count }) => checkCount(sum + checkCount(count, key), '*'), 0);
  const method = 'largestRemainder';
  if (n === 0) {
    const none = { share: undefined, percent: undefined, text: undefined };
    return { n, decimals, method, shares: counts.map(({ key, count }) => ({ key, count, ...none })) };
  }
  const units = dealUnits(counts, BigInt(n), 100n * 10n ** BigInt(decimals));
  const printed = counts.map(({ key, count }, at) => {
    const percent = Number(units[at] ?? 0n) / 10 ** decimals;
    return { key, count, share: count / n, percent, text: percent.toFixed(decimals) };
  });
  return { n, decimals, method, shares: printed };
}
