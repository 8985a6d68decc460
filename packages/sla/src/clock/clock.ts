import { instantFromMs, type Instant } from '@jiceng/kernel/plain';
import { msOf, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import { pausesMsOf, type Pause, type Stretch } from '../timetable/pause.ts';
import { elapsedMsAt, reachedAtMs } from '../timetable/running-clock.ts';
import { workingMsOf, type WorkingTime } from '../timetable/working-time.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** What has happened to a clock that runs on open time. It is folded from these facts each time; nothing is stored. */
export interface ClockFacts {
  readonly start: Instant;
  readonly budget: WorkingTime;
  readonly pauses?: readonly Pause[];
  /** Granted on top of the budget. */
  readonly extensions?: readonly WorkingTime[];
  /** Where the clock began anew, with its whole budget. One that lies after `now` does not act yet. */
  readonly resets?: readonly Instant[];
}

/** A clock as it stands: where it started, how much it may run, what does not count. All in milliseconds. */
export interface RunningClock {
  readonly startMs: number;
  readonly budgetMs: number;
  readonly pausesMs: readonly Stretch[];
}

/**
 * Folds the facts of a clock as they stand at an instant; without one every reset counts as past.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the budget or an extension is NaN, infinite or below zero.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a unit is none of open time.
 * @throws JicengError `SLA_PAUSE_REVERSED` when a pause ends before it starts.
 */
export function runningClockOf(facts: ClockFacts, nowMs = Infinity): RunningClock {
  const { start, budget, pauses = [], extensions = [], resets = [] } = facts;
  const granted = [budget, ...extensions].map((amount) => {
    requireNumber('amount', 'value', amount.value);
    return workingMsOf(amount);
  });
  const begun = resets.map(msOf).filter((resetMs) => resetMs <= nowMs);
  return {
    startMs: Math.max(msOf(start), ...begun),
    budgetMs: granted.reduce((sum, ms) => sum + ms, 0),
    pausesMs: pausesMsOf(pauses),
  };
}

/**
 * The earliest instant, in epoch milliseconds, at which a share of the budget is used up; `undefined` while a pause without end
 * stands before it. A share is rounded to the nearest millisecond.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the share is NaN, infinite or below zero.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function shareUsedAtMs(calendar: Calendar, clock: RunningClock, share: number): number | undefined {
  const amountMs = Math.round(requireNumber('amount', 'share', share) * clock.budgetMs);
  return reachedAtMs(calendar, clock.startMs, amountMs, clock.pausesMs);
}

/** How a clock stands at an instant. */
export interface ClockReading extends Certain {
  readonly budgetMs: number;
  /** When the budget is used up; `undefined` while a pause without end stands before it. */
  readonly dueAt: Instant | undefined;
  /** For each threshold asked for, the earliest instant at which that share of the budget is used up. */
  readonly thresholds: readonly (Instant | undefined)[];
  readonly elapsedMs: number;
  /** What is left of the budget; below zero once more has passed. */
  readonly remainingMs: number;
  readonly paused: boolean;
  /** The due time has passed. At 20:00 after an 18:00 close this is so, though no open time has passed since. */
  readonly overdue: boolean;
  /** How many of the thresholds have been reached. */
  readonly level: number;
}

/** A clock's facts, and the instant it is read at. */
export interface ClockQuestion extends ClockFacts {
  readonly now: Instant;
  /** Shares of the budget, 0.7 for 70 %. */
  readonly thresholds?: readonly number[];
}

const instantOf = (atMs: number | undefined): Instant | undefined =>
  atMs === undefined ? undefined : instantFromMs(atMs);

/**
 * How a clock on open time stands now: when it is due, how much is used, which thresholds are reached.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when an amount or a threshold is NaN, infinite or below zero.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a unit is none of open time.
 * @throws JicengError `SLA_PAUSE_REVERSED` when a pause ends before it starts.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before an answer.
 */
export function evaluateClock(calendar: Calendar, { now, thresholds = [], ...facts }: ClockQuestion): ClockReading {
  const nowMs = msOf(now);
  const clock = runningClockOf(facts, nowMs);
  const { startMs, budgetMs, pausesMs } = clock;
  const dueMs = shareUsedAtMs(calendar, clock, 1);
  const reached = thresholds.map((share) => shareUsedAtMs(calendar, clock, share));
  const elapsedMs = elapsedMsAt(calendar, startMs, nowMs, pausesMs);
  const { offsets } = calendar.compiled;
  return {
    budgetMs,
    dueAt: instantOf(dueMs),
    thresholds: reached.map(instantOf),
    elapsedMs,
    remainingMs: budgetMs - elapsedMs,
    paused: pausesMs.some(({ from, to }) => from <= nowMs && nowMs < to),
    overdue: dueMs !== undefined && nowMs > dueMs,
    level: reached.filter((atMs) => atMs !== undefined && nowMs >= atMs).length,
    ...certaintyOf(calendar, localDayAt(offsets, startMs), localDayAt(offsets, dueMs ?? startMs)),
  };
}
