import type { Instant } from '@jiceng/kernel/plain';
import { type CaseTimes, readCase, readMs } from './case-times.ts';
import { quantile } from './quantiles.ts';
import {
  kaplanMeier,
  type Observation,
  type SurvivalCurve,
  type SurvivalOptions,
  survivalQuantile,
} from './survival.ts';

/** The time by which the part `p` of the cases is closed; absent when it is not reached. */
export interface DurationQuantile {
  readonly p: number;
  readonly ms: number | undefined;
  readonly lowMs: number | undefined;
  readonly highMs: number | undefined;
}

/** How long cases take, open ones included. Times are elapsed milliseconds by the clock, not working time. */
export interface Durations {
  readonly method: 'kaplanMeier';
  readonly asOf: Instant;
  readonly n: number;
  readonly closed: number;
  readonly stillOpen: number;
  readonly excluded: { readonly openedLater: number };
  readonly medianMs: number | undefined;
  readonly quantiles: readonly DurationQuantile[];
  readonly level: number;
  readonly interval: 'logLog' | 'log';
  /** What remains when open cases are forgotten: it looks the better the longer cases stay open. For comparison with old bulletins. */
  readonly closedOnly: { readonly n: number; readonly medianMs: number | undefined };
}

export interface DurationCurveOptions extends SurvivalOptions {
  /** The moment whose knowledge the figure shows: what was closed later counts as open. */
  readonly asOf: Instant;
}

export interface DurationOptions extends DurationCurveOptions {
  /** Which parts of the cases to ask for. Default 0.5, 0.75 and 0.9. */
  readonly quantiles?: readonly number[];
}

function observe(cases: Iterable<CaseTimes>, asOf: Instant) {
  const asOfMs = readMs(asOf, 'asOf', 0);
  const observations: Observation[] = [];
  let index = 0;
  for (const times of cases) {
    const { openedMs, closedMs = Infinity } = readCase(times, index++);
    if (openedMs > asOfMs) continue;
    observations.push({ time: Math.min(closedMs, asOfMs) - openedMs, ended: closedMs <= asOfMs });
  }
  return { observations, openedLater: index - observations.length };
}

/**
 * What part of the cases is still open after each elapsed time (milliseconds), as known at `asOf`: the curve behind `durations`.
 *
 * @throws JicengError `ANALYTICS_INSTANT_INVALID` when a text is no instant.
 * @throws JicengError `ANALYTICS_CLOSED_BEFORE_OPENED` when a case was closed before it was opened.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 */
export function durationCurve(cases: Iterable<CaseTimes>, options: DurationCurveOptions): SurvivalCurve {
  return kaplanMeier(observe(cases, options.asOf).observations, options);
}

/**
 * How long cases take until they are closed, as known at `asOf`. Open cases are in it with the time they have already waited, so
 * that the figure does not improve when hard cases are left lying; "not reached" is an answer.
 *
 * @throws JicengError `ANALYTICS_INSTANT_INVALID` when a text is no instant.
 * @throws JicengError `ANALYTICS_CLOSED_BEFORE_OPENED` when a case was closed before it was opened.
 * @throws JicengError `ANALYTICS_PROBABILITY_INVALID` when a quantile is not between 0 and 1, both excluded.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 */
export function durations(cases: Iterable<CaseTimes>, options: DurationOptions): Durations {
  const { asOf, quantiles: ps = [0.5, 0.75, 0.9] } = options;
  const { observations, openedLater } = observe(cases, asOf);
  const curve = kaplanMeier(observations, options);
  const closedMs = observations.filter(({ ended }) => ended).map(({ time }) => time);
  return {
    method: curve.method,
    asOf,
    n: curve.n,
    closed: curve.ended,
    stillOpen: curve.censored,
    excluded: { openedLater },
    medianMs: survivalQuantile(curve, 0.5).time,
    quantiles: ps.map((part) => {
      const { p, time, low, high } = survivalQuantile(curve, part);
      return { p, ms: time, lowMs: low, highMs: high };
    }),
    level: curve.level,
    interval: curve.interval,
    closedOnly: { n: closedMs.length, medianMs: quantile(closedMs, 0.5) },
  };
}
