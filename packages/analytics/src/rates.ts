import { type Count, countBy } from './counts.ts';
import { analyticsError } from './errors.ts';
import { standardErrorsOf } from './normal-quantile.ts';
import { checkCount } from './numbers.ts';

/** Between which values the true figure lies, at that confidence level. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** A rate with what makes it true: numerator, denominator, interval. Without a denominator there is no rate: absent, never 0. */
export interface Rate {
  readonly hits: number;
  readonly n: number;
  /** 0 to 1. */
  readonly rate: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly level: number;
  readonly method: 'wilson';
}

/** A rate taken from rows, with the rows that its denominator leaves out, by reason. */
export interface JudgedRate extends Rate {
  readonly excluded: readonly Count[];
}

export interface LevelOption {
  /** Confidence level of the interval, 0.5 to 0.9999. Default 0.95. */
  readonly level?: number;
}

/**
 * In which range the true rate lies when `hits` of `n` were seen; absent when `n` is 0.
 *
 * @throws JicengError `ANALYTICS_COUNT_INVALID` when a number is no whole number of zero or more.
 * @throws JicengError `ANALYTICS_HITS_EXCEED_TOTAL` when `hits` is larger than `n`.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 * @see E. B. Wilson, Probable inference, JASA 22 (1927); R. G. Newcombe, Statistics in Medicine 17 (1998) 857, method 3
 */
export function wilsonInterval(hits: number, n: number, options: LevelOption = {}): Interval | undefined {
  checkCount(hits, 'hits');
  checkCount(n, 'n');
  if (hits > n) throw analyticsError('ANALYTICS_HITS_EXCEED_TOTAL', { hits, n });
  const { level = 0.95 } = options;
  const z = standardErrorsOf(level);
  if (n === 0) return undefined;
  const p = hits / n;
  const spread = (z * z) / n;
  const centre = (p + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((p * (1 - p)) / n + spread / (4 * n));
  // At the ends the formula gives 0 and 1 but for rounding.
  return { low: hits === 0 ? 0 : centre - half, high: hits === n ? 1 : centre + half, level };
}

/**
 * The rate of `hits` among `n`, with its interval.
 *
 * @throws JicengError `ANALYTICS_COUNT_INVALID` when a number is no whole number of zero or more.
 * @throws JicengError `ANALYTICS_HITS_EXCEED_TOTAL` when `hits` is larger than `n`.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 */
export function rate(hits: number, n: number, options: LevelOption = {}): Rate {
  const interval = wilsonInterval(hits, n, options);
  return {
    hits,
    n,
    rate: n === 0 ? undefined : hits / n,
    low: interval?.low,
    high: interval?.high,
    level: options.level ?? 0.95,
    method: 'wilson',
  };
}

/** A row that the denominator leaves out, and why. */
export interface Excluded {
  readonly excluded: string;
}

/**
 * The rate over rows: `judge` says whether a row is a hit, or that it does not belong to the denominator, and why.
 *
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 */
export function rateOf<Row>(
  rows: Iterable<Row>,
  judge: (row: Row) => boolean | Excluded,
  options: LevelOption = {},
): JudgedRate {
  let hits = 0;
  let n = 0;
  const leftOut: Excluded[] = [];
  for (const row of rows) {
    const verdict = judge(row);
    if (typeof verdict === 'object') {
      leftOut.push(verdict);
    } else {
      n++;
      if (verdict) hits++;
    }
  }
  return { ...rate(hits, n, options), excluded: countBy(leftOut, ({ excluded }) => excluded).counts };
}
