import { instantFromMs, type Instant } from '@jiceng/kernel/plain';
import { msOf, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Certain } from '../calendar/certainty.ts';
import { clockStandingAt, type LimitClock } from '../clock/clock-standing.ts';
import { runningClockOf, type ClockFacts, type RunningClock } from '../clock/clock.ts';
import { ownRulesOnDays, type DeadlineQuestion } from '../limits/deadline.ts';
import { courseOfClock, courseOfLimit, type Course } from './ladder-course.ts';
import { pausesMsOf } from '../timetable/pause.ts';
import { earlierMs, laterMs, scaledOffsetOf, type RungOffset } from './rung-offset.ts';

/**
 * When a rung is due: once a share of the time is used up, once no more than so much of it is left, or so long after all of it was.
 * In limits of days a share is rounded up to whole days: 0.7 of 20 working days is the end of the fourteenth.
 */
export type LadderStep =
  | { readonly atFraction: number }
  | { readonly beforeDue: RungOffset }
  | { readonly overdueBy: RungOffset };

/** A rung of a ladder of escalation, and the instant it fires. */
export interface Rung<Step extends LadderStep> extends Certain {
  readonly step: Step;
  /** `undefined` while a pause without end stands before it, or a clock that has not started or has ended. */
  readonly at: Instant | undefined;
}

/** Shares such as 0.55 of 100 days miss a whole number by less than this. */
const shareTolerance = 1e-9;

/** The instant at which a share of a course is used up, rounded up to whole days where days are counted. */
export function shareMs({ scale, amount, reachedMs }: Course, share: number): number | undefined {
  const part = requireNumber('amount', 'atFraction', share) * amount;
  return reachedMs(scale === 'open' || scale === 'clock' ? Math.round(part) : Math.ceil(part - shareTolerance));
}

/** In the course's own unit: what is left of it. In another one: counted back from the due time. Never before the start. */
function beforeDueMs(calendar: Calendar, course: Course, offset: RungOffset): number | undefined {
  const { startMs, scale, amount, reachedMs, dayEndFrom } = course;
  const scaled = scaledOffsetOf('beforeDue', offset);
  if (scaled.scale === scale) return reachedMs(Math.max(0, amount - scaled.amount));
  const dueMs = reachedMs(amount);
  if (dueMs === undefined) return undefined;
  return Math.max(startMs, earlierMs(calendar, dueMs, scaled, dayEndFrom(dueMs)) ?? startMs);
}

function overdueMs(calendar: Calendar, { amount, reachedMs, dayEndFrom }: Course, offset: RungOffset) {
  const scaled = scaledOffsetOf('overdueBy', offset);
  const dueMs = reachedMs(amount);
  return dueMs === undefined ? undefined : laterMs(calendar, dueMs, scaled, dayEndFrom(dueMs));
}

function rungOnCourseMs(calendar: Calendar, course: Course, step: LadderStep): number | undefined {
  if ('atFraction' in step) return shareMs(course, step.atFraction);
  if ('beforeDue' in step) return beforeDueMs(calendar, course, step.beforeDue);
  return overdueMs(calendar, course, step.overdueBy);
}

/**
 * The instant at which a rung on a clock of open time fires, in epoch milliseconds. Overdue time runs on while the clock is paused:
 * the limit is past.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the fraction or the amount is NaN, infinite or below zero, or a count of days is not whole.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a unit is not known.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function rungMs(calendar: Calendar, clock: RunningClock, step: LadderStep): number | undefined {
  return rungOnCourseMs(calendar, courseOfClock(calendar, clock), step);
}

/** Does the clock on the wall alone lead to a rung, if the course itself runs on it? */
function isOnWall(step: LadderStep): boolean {
  if ('atFraction' in step) return true;
  const { scale } =
    'beforeDue' in step ? scaledOffsetOf('beforeDue', step.beforeDue) : scaledOffsetOf('overdueBy', step.overdueBy);
  return scale === 'clock';
}

function certaintyOfRung(
  { certaintyAt, certaintyOnWall }: Course,
  step: LadderStep,
  atMs: number | undefined,
): Certain {
  const { certainty, uncertainYears } =
    certaintyOnWall !== undefined && isOnWall(step) ? certaintyOnWall : certaintyAt(atMs);
  return { certainty, uncertainYears };
}

/** Of a clock that has not started nothing is said, and so nothing that could change. */
const unasked: Certain = { certainty: 'final', uncertainYears: [] };

/** What a ladder stands on: a clock of open time or the clock of a limit, as it is known `now`, or a limit of any kind. */
export type LadderQuestion =
  | (ClockFacts & { readonly now?: Instant })
  | (LimitClock & { readonly now: Instant })
  | DeadlineQuestion;

/** A course, and the moment after which no rung fires on it: the clock has ended, or the applicant is awaited. */
interface LadderCourse {
  readonly course: Course | undefined;
  readonly endMs: number;
}

function courseOf(calendar: Calendar, question: LadderQuestion): LadderCourse {
  if ('limit' in question) {
    const { start, limit, pauses = [], ownRules } = question;
    const course = courseOfLimit(calendar, msOf(start), limit, pausesMsOf(pauses), ownRulesOnDays(ownRules));
    return { course, endMs: Infinity };
  }
  if ('terms' in question) {
    const {
      state,
      run,
      awaitedMs = Infinity,
      lapsedMs = Infinity,
    } = clockStandingAt(calendar, question, msOf(question.now));
    const stoppedMs = state.stoppedAt === undefined ? Infinity : msOf(state.stoppedAt);
    const rules = ownRulesOnDays(question.ownRules);
    return {
      course: run && courseOfLimit(calendar, run.startMs, run.limit, run.pausesMs, rules),
      endMs: Math.min(awaitedMs, lapsedMs, stoppedMs),
    };
  }
  const { now, ...facts } = question;
  const clock = runningClockOf(facts, now === undefined ? undefined : msOf(now));
  return { course: courseOfClock(calendar, clock), endMs: Infinity };
}

/**
 * The instants of a ladder of escalation, in the order of its rungs: warnings before the due time, supervisors after it. A ladder
 * asks for no state and changes none. A limit that is counted back from an event has no share of its own: ask of the clock that runs
 * towards it, or of its last day as a fixed period. Rungs by open time fall into no night; rungs by the clock on the wall, or on a calendar that
 * is always open, may.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when an amount or a fraction is NaN, infinite or below zero, or a count of days is not whole.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a unit or a rule is not known.
 * @throws JicengError `SLA_PAUSE_REVERSED` when a pause ends before it starts.
 * @throws JicengError `SLA_PERIOD_REVERSED` when a fixed period ends before it starts.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before an answer.
 */
export function ladderOf<Step extends LadderStep>(
  calendar: Calendar,
  { ladder, ...question }: LadderQuestion & { readonly ladder: readonly Step[] },
): readonly Rung<Step>[] {
  const { course, endMs } = courseOf(calendar, question);
  return ladder.map((step) => {
    if (course === undefined) return { step, at: undefined, ...unasked };
    const reachedMs = rungOnCourseMs(calendar, course, step);
    const atMs = reachedMs === undefined || reachedMs > endMs ? undefined : reachedMs;
    const at = atMs === undefined ? undefined : instantFromMs(atMs);
    return { step, at, ...certaintyOfRung(course, step, atMs) };
  });
}

/** A rung whose instant is known. */
export interface ReachedRung<Step extends LadderStep> extends Rung<Step> {
  readonly at: Instant;
}

const isKnown = <Step extends LadderStep>(rung: Rung<Step>): rung is ReachedRung<Step> => rung.at !== undefined;

/** Rungs with an instant, earliest first; of two at one instant the ladder's order decides. */
function inOrder<Step extends LadderStep>(rungs: readonly Rung<Step>[]): readonly ReachedRung<Step>[] {
  return rungs.filter(isKnown).toSorted((a, b) => msOf(a.at) - msOf(b.at));
}

/**
 * The rungs that fire after one instant, up to and with another, in the order of their time: whoever asks from where it last
 * stopped misses none and fires none twice, however long it was away. Where facts can still move rungs (a pause, an extension, a
 * restart), ask from the beginning (`after` left `undefined`) and leave out those that are on record as fired.
 */
export function crossedRungs<Step extends LadderStep>(
  rungs: readonly Rung<Step>[],
  after: Instant | undefined,
  now: Instant,
): readonly ReachedRung<Step>[] {
  const [afterMs, nowMs] = [after === undefined ? -Infinity : msOf(after), msOf(now)];
  return inOrder(rungs).filter(({ at }) => afterMs < msOf(at) && msOf(at) <= nowMs);
}

/** The rung that fires next after an instant; `undefined` when none does, or a pause without end stands before it. */
export function nextRung<Step extends LadderStep>(
  rungs: readonly Rung<Step>[],
  after: Instant,
): ReachedRung<Step> | undefined {
  const afterMs = msOf(after);
  return inOrder(rungs).find(({ at }) => msOf(at) > afterMs);
}
