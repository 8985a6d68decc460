import { analyticsError } from './errors.ts';
import { checkNotNegative } from './numbers.ts';

/** How a quantity (a count, a duration) changed. For rates use `pointChange`. */
export interface RelativeChange {
  readonly value: number;
  readonly base: number;
  readonly absolute: number;
  /** 0.083 is +8.3 %. Absent when the base is 0: growth from nothing has no percentage. */
  readonly relative: number | undefined;
}

/**
 * By what part of the base a quantity rose or fell.
 *
 * @throws JicengError `ANALYTICS_NUMBER_INVALID` when a number is NaN or infinite (0 names the value, 1 the base).
 * @throws JicengError `ANALYTICS_NUMBER_NEGATIVE` when a number is negative: a part of a negative base means nothing.
 */
export function relativeChange(value: number, base: number): RelativeChange {
  checkNotNegative(value, 0);
  checkNotNegative(base, 1);
  const absolute = value - base;
  return { value, base, absolute, relative: base === 0 ? undefined : absolute / base };
}

/** A rate as `rate` gives it, or a bare one from a bulletin that printed no denominator. */
export interface ComparedRate {
  readonly rate: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly level?: number | undefined;
}

/** How a rate changed, in percentage points (个百分点). The relative change of a rate is another figure, and is not given here. */
export interface PointChange {
  readonly value: number | undefined;
  readonly base: number | undefined;
  /** 27 is +27 percentage points. Absent when one of the rates has no denominator. */
  readonly points: number | undefined;
  /** The interval of `points`; absent when one of the rates came without its own. An interval across 0 shows no change. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly level: number | undefined;
}

function checkRate(rate: number | undefined): void {
  if (rate !== undefined && !(rate >= 0 && rate <= 1)) {
    throw analyticsError('ANALYTICS_RATE_INVALID', { rate: String(rate) });
  }
}

/**
 * By how many percentage points a rate rose or fell, with the interval of the difference (two independent groups of cases).
 *
 * @throws JicengError `ANALYTICS_RATE_INVALID` when a rate or limit lies outside 0 to 1.
 * @throws JicengError `ANALYTICS_LEVELS_DIFFER` when the two rates carry intervals of different confidence levels.
 * @see R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17
 * (1998) 873, method 10
 */
export function pointChange(value: ComparedRate, base: ComparedRate): PointChange {
  for (const { rate, low, high } of [value, base]) [rate, low, high].forEach(checkRate);
  const compared = { value: value.rate, base: base.rate };
  if (value.rate === undefined || base.rate === undefined) {
    return { ...compared, points: undefined, low: undefined, high: undefined, level: undefined };
  }
  const points = percentagePoints(value.rate - base.rate);
  const limits = [value.low, value.high, base.low, base.high];
  const [valueLow, valueHigh, baseLow, baseHigh] = limits;
  if (
    valueLow === undefined ||
    valueHigh === undefined ||
    baseLow === undefined ||
    baseHigh === undefined ||
    value.level === undefined ||
    base.level === undefined
  ) {
    return { ...compared, points, low: undefined, high: undefined, level: undefined };
  }
  if (value.level !== base.level) {
    throw analyticsError('ANALYTICS_LEVELS_DIFFER', { value: value.level, base: base.level });
  }
  const difference = value.rate - base.rate;
  return {
    ...compared,
    points,
    low: percentagePoints(difference - Math.hypot(value.rate - valueLow, baseHigh - base.rate)),
    high: percentagePoints(difference + Math.hypot(valueHigh - value.rate, base.rate - baseLow)),
    level: value.level,
  };
}

/** 0.92 − 0.65 is 0.27000000000000002: twelve decimals keep every case and drop the noise. */
function percentagePoints(difference: number): number {
  return Math.round(difference * 1e14) / 1e12;
}
