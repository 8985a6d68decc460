import { analyticsError } from './errors.ts';
import { standardErrorsOf } from './normal-quantile.ts';
import { checkNotNegative } from './numbers.ts';
import type { LevelOption } from './rates.ts';

/** How long something was watched, in any unit, and whether it ended then; otherwise it was still going on. */
export interface Observation {
  readonly time: number;
  readonly ended: boolean;
}

/** What part is still open just after `time`, with its interval. */
export interface SurvivalStep {
  readonly time: number;
  /** Watched up to this time and not ended before. */
  readonly atRisk: number;
  readonly ended: number;
  /** 0 to 1. */
  readonly survival: number;
  readonly low: number;
  /** Absent once none is left: then the data set no upper limit. */
  readonly high: number | undefined;
}

/** The part still open over time: 1 before the first step, then level between steps. Plain data, to be drawn as it is. */
export interface SurvivalCurve {
  readonly method: 'kaplanMeier';
  readonly n: number;
  readonly ended: number;
  readonly censored: number;
  /** The longest time watched; nothing is known beyond it. */
  readonly longest: number | undefined;
  readonly level: number;
  readonly interval: 'logLog' | 'log';
  readonly steps: readonly SurvivalStep[];
}

export interface SurvivalOptions extends LevelOption {
  /** The scale on which the interval is symmetric. `logLog` (default) stays within 0 to 1; `log` is what R's survfit prints. */
  readonly interval?: 'logLog' | 'log';
}

function band(survival: number, variance: number, z: number, scale: 'logLog' | 'log') {
  if (survival === 0) return { low: 0, high: undefined };
  const reach = z * Math.sqrt(variance);
  if (scale === 'log') return { low: survival * Math.exp(-reach), high: Math.min(1, survival * Math.exp(reach)) };
  const factor = Math.exp(reach / Math.abs(Math.log(survival)));
  return { low: survival ** factor, high: survival ** (1 / factor) };
}

/**
 * What part is still open after each time, from ended and unfinished observations together. What was still going on counts up to
 * the moment it was last seen; what ended at that same time ended first.
 *
 * @throws JicengError `ANALYTICS_NUMBER_INVALID` when a time is NaN or infinite.
 * @throws JicengError `ANALYTICS_NUMBER_NEGATIVE` when a time is negative.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 * @see E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, JASA 53 (1958); variance after Greenwood
 */
export function kaplanMeier(observations: Iterable<Observation>, options: SurvivalOptions = {}): SurvivalCurve {
  const { level = 0.95, interval = 'logLog' } = options;
  const z = standardErrorsOf(level);
  const checked = Array.from(observations, ({ time, ended }, index) => ({
    time: checkNotNegative(time, index),
    ended,
  }));
  const sorted = checked.toSorted((a, b) => a.time - b.time);

  const steps: SurvivalStep[] = [];
  // Between two censored times the product telescopes: survival is one division from here, without a growing rounding error.
  let from = { survival: 1, atRisk: sorted.length };
  let survival = 1;
  let variance = 0;
  let next = 0;
  while (next < sorted.length) {
    const time = sorted[next]?.time ?? 0;
    const atRisk = sorted.length - next;
    let ended = 0;
    for (; sorted[next]?.time === time; next++) if (sorted[next]?.ended === true) ended++;
    if (ended > 0) {
      survival = (from.survival * (atRisk - ended)) / from.atRisk;
      variance += ended / (atRisk * (atRisk - ended));
      steps.push({ time, atRisk, ended, survival, ...band(survival, variance, z, interval) });
    }
    const left = sorted.length - next;
    if (left < atRisk - ended) from = { survival, atRisk: left };
  }
  const ended = steps.reduce((sum, step) => sum + step.ended, 0);
  return {
    method: 'kaplanMeier',
    n: sorted.length,
    ended,
    censored: sorted.length - ended,
    longest: sorted.at(-1)?.time,
    level,
    interval,
    steps,
  };
}

/** The time by which the part `p` has ended. Absent: not reached, the data do not say. */
export interface SurvivalQuantile {
  readonly p: number;
  readonly time: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Less than the last bits of a sum of many steps, far more than rounding. */
const tolerance = 1e-12;

/**
 * The first observed time after which less than 1 − `p` is still open; 0.5 asks for the median. When the curve runs level at
 * exactly 1 − `p`, every time of that stretch would do, and its end is the answer. The interval inverts the curve's own.
 *
 * @throws JicengError `ANALYTICS_PROBABILITY_INVALID` when `p` is not between 0 and 1, both excluded.
 * @see R. Brookmeyer and J. Crowley, A confidence interval for the median survival time, Biometrics 38 (1982)
 */
export function survivalQuantile(curve: SurvivalCurve, p: number): SurvivalQuantile {
  if (!(p > 0 && p < 1)) throw analyticsError('ANALYTICS_PROBABILITY_INVALID', { p: String(p) });
  const isBelow = (part: number | undefined): boolean => part !== undefined && part < 1 - p - tolerance;
  const at = (of: 'survival' | 'low' | 'high') => curve.steps.find((step) => isBelow(step[of]))?.time;
  return { p, time: at('survival'), low: at('low'), high: at('high') };
}

/**
 * What part is still open after `time`; absent beyond the longest time watched, while something was still open then.
 *
 * @throws JicengError `ANALYTICS_NUMBER_INVALID` when the time is NaN or infinite.
 * @throws JicengError `ANALYTICS_NUMBER_NEGATIVE` when the time is negative.
 */
export function survivalAt(curve: SurvivalCurve, time: number): number | undefined {
  checkNotNegative(time, 0);
  const last = curve.steps.findLast((step) => step.time <= time)?.survival ?? 1;
  return last > 0 && (curve.longest === undefined || time > curve.longest) ? undefined : last;
}
