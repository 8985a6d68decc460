import { civilDateOfEpochDay, instantFromMs, type CivilDate, type Instant } from '@jiceng/kernel/plain';
import { msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import { deemedEffectsOf, type DeemedEffect } from './clock-deemed.ts';
import { elapsedOf } from './clock-elapsed.ts';
import { pauseReadingsOf, type PauseReading } from './clock-pauses.ts';
import { uncountedMsOf, type ClockRun } from './clock-run.ts';
import { clockStandingAt, type LimitClock } from './clock-standing.ts';
import type { ClockState } from './clock-state.ts';
import type { ClockStatus } from './clock-status.ts';
import type { ClockTerms } from './clock-terms.ts';
import type { OwnRulesOnDays } from '../limits/day-period.ts';
import { ownRulesOnDays } from '../limits/deadline.ts';
import { coveredMs } from '../timetable/horizon.ts';
import { courseOfLimit } from '../ladders/ladder-course.ts';
import { shareMs } from '../ladders/ladder.ts';
import type { Scale } from '../ladders/rung-offset.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** A clock under the terms of a law, read at an instant. */
export interface LimitReading extends Certain {
  readonly status: ClockStatus;
  /** What the limit is counted from; `undefined` while nothing has started it. */
  readonly startedAt: Instant | undefined;
  /** The moment the limit has run out; `undefined` while that cannot be known. */
  readonly dueAt: Instant | undefined;
  readonly lastDay: CivilDate | undefined;
  readonly nominalLastDay: CivilDate | undefined;
  /** What the three figures below count: whole days, or milliseconds of open time or by the clock on the wall. */
  readonly scale: Scale | undefined;
  readonly budget: number | undefined;
  /** What is used up. Of days only those that are over. */
  readonly elapsed: number | undefined;
  /** What is left; below zero once more has passed. */
  readonly remaining: number | undefined;
  /** Elapsed of budget, 0.7 for 70 %; `undefined` when there is nothing to use up. */
  readonly share: number | undefined;
  readonly overdue: boolean;
  /** For each threshold asked for, the earliest instant at which that share is used up. */
  readonly thresholds: readonly (Instant | undefined)[];
  /** How many of the thresholds have been reached. */
  readonly level: number;
  /** The next instant at which a threshold is reached. */
  readonly nextThresholdAt: Instant | undefined;
  /** What has come about by silence. */
  readonly deemed: readonly DeemedEffect[];
  readonly pauses: readonly PauseReading[];
}

/** A clock, and the instant it is read at. Facts after that do not act yet. */
export interface LimitClockQuestion extends LimitClock {
  readonly now: Instant;
  /** Shares of the limit, 0.7 for 70 %. */
  readonly thresholds?: readonly number[];
}

const instantOf = (atMs: number | undefined): Instant | undefined =>
  atMs === undefined ? undefined : instantFromMs(atMs);
const dateOf = (day: number | undefined): CivilDate | undefined =>
  day === undefined ? undefined : civilDateOfEpochDay(day);

interface Moment {
  /** The moment the clock is read at: when it ended, or now. */
  readonly readMs: number;
  readonly awaitedMs: number | undefined;
}

type Figures = Pick<
  LimitReading,
  'scale' | 'budget' | 'elapsed' | 'remaining' | 'share' | 'thresholds' | 'level' | 'nextThresholdAt'
>;

function figuresOf(
  calendar: Calendar,
  run: ClockRun,
  { readMs, awaitedMs = Infinity }: Moment,
  shares: readonly number[],
  ownRules: OwnRulesOnDays,
): Figures {
  const course = courseOfLimit(calendar, run.startMs, run.limit, run.pausesMs, ownRules);
  const { scale, amount: budget } = course;
  const reachedMs = shares.map((share) => {
    const atMs = shareMs(course, share);
    return atMs !== undefined && atMs <= awaitedMs ? atMs : undefined;
  });
  const elapsed = elapsedOf(calendar, run, Math.min(readMs, awaitedMs));
  const nextMs = Math.min(...reachedMs.map((atMs) => (atMs === undefined || atMs <= readMs ? Infinity : atMs)));
  return {
    scale,
    budget,
    elapsed,
    remaining: budget - elapsed,
    share: budget === 0 ? undefined : elapsed / budget,
    thresholds: reachedMs.map(instantOf),
    level: reachedMs.filter((atMs) => atMs !== undefined && atMs <= readMs).length,
    nextThresholdAt: nextMs === Infinity ? undefined : instantFromMs(nextMs),
  };
}

const noFigures: Omit<Figures, 'thresholds'> = {
  scale: undefined,
  budget: undefined,
  elapsed: undefined,
  remaining: undefined,
  share: undefined,
  level: 0,
  nextThresholdAt: undefined,
};

function statusOf(terms: ClockTerms, state: ClockState, run: ClockRun | undefined, moment: Moment): ClockStatus {
  if (moment.awaitedMs !== undefined) return 'awaitingSupplement';
  if (run === undefined) return 'waiting';
  const isPaused = uncountedMsOf(terms, state).some(({ from, to }) => from <= moment.readMs && moment.readMs < to);
  return isPaused ? 'paused' : 'running';
}

/**
 * How a clock stands at an instant: until when, how much is used and left, which thresholds are reached, and what has come about
 * by silence. It is folded from its facts each time; nothing is stored.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when an amount or a threshold is NaN, infinite or below zero, or a count of days is not whole.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit or rule.
 * @throws JicengError `SLA_PAUSE_REVERSED` when a pause ends before it starts.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the instant or an answer.
 * @see 《中华人民共和国民法典》第二百条至第二百零四条，期间计算
 */
export function readClock(calendar: Calendar, { now, thresholds = [], ...clock }: LimitClockQuestion): LimitReading {
  const { terms, ownRules } = clock;
  const nowMs = coveredMs(calendar, msOf(now));
  const rules = ownRulesOnDays(ownRules);
  const { state, start, run, awaitedMs, lapsedMs } = clockStandingAt(calendar, clock, nowMs);
  const stoppedMs = state.stoppedAt === undefined ? undefined : msOf(state.stoppedAt);
  const moment = { readMs: lapsedMs ?? stoppedMs ?? nowMs, awaitedMs };
  const known = run === undefined || awaitedMs !== undefined ? undefined : run.deadline;

  const { offsets } = calendar.compiled;
  const fromDay = localDayAt(
    offsets,
    state.receivedAt === undefined ? (start.startMs ?? nowMs) : msOf(state.receivedAt),
  );
  const { certainty, uncertainYears } = known ?? certaintyOf(calendar, fromDay, fromDay);
  const ended = lapsedMs === undefined ? (state.stoppedAt === undefined ? undefined : 'stopped') : 'lapsed';
  const figures =
    run === undefined
      ? { ...noFigures, thresholds: thresholds.map(() => undefined) }
      : figuresOf(calendar, run, moment, thresholds, rules);
  return {
    status: ended ?? statusOf(terms, state, run, moment),
    startedAt: instantOf(start.startMs),
    dueAt: instantOf(known?.dueMs),
    lastDay: dateOf(known?.lastDay),
    nominalLastDay: dateOf(known?.nominalLastDay),
    ...figures,
    ...(ended === undefined ? {} : { nextThresholdAt: undefined }),
    overdue: known?.dueMs !== undefined && moment.readMs > known.dueMs,
    deemed: deemedEffectsOf(terms, state, { start, lapsedMs, dueMs: known?.dueMs, readMs: moment.readMs }),
    pauses: pauseReadingsOf(calendar, terms, state, moment.readMs),
    certainty,
    uncertainYears,
  };
}
