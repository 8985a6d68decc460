import { civilDateOfEpochDay } from '@jiceng/kernel/plain';
import { deadlineBefore } from '../limits/backward-deadline.ts';
import { dayOf, msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { whyCounted, type ClockState } from './clock-state.ts';
import type { ClockTerms } from './clock-terms.ts';
import type { OwnRulesOnDays } from '../limits/day-period.ts';
import { deadlineOfMs, type DeadlineMs } from '../limits/deadline-ms.ts';
import type { Limit } from '../limits/limit.ts';
import { pausesMsOf, type Stretch } from '../timetable/pause.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** Where the limit is counted from. */
export interface RunStart {
  /** `undefined` while nothing has started it. */
  readonly startMs: number | undefined;
  /** When silence started it, if it did: the start then lies before this moment. */
  readonly deemedMs: number | undefined;
}

const earliestMs = (...instants: readonly (number | undefined)[]): number =>
  Math.min(...instants.map((atMs) => atMs ?? Infinity));

const msIf = (instant: ClockState['startedAt']): number | undefined =>
  instant === undefined ? undefined : msOf(instant);

/**
 * Where a clock starts as things stand at an instant. Under the licensing law that hangs on the calendar: who is told nothing within
 * the time for it counts as accepted on the day the material came in.
 *
 * @see 《中华人民共和国行政许可法》（2019 年修正）第三十二条第四项，逾期不告知的，自收到申请材料之日起即为受理
 */
export function runStartOf(calendar: Calendar, terms: ClockTerms, state: ClockState, nowMs: number): RunStart {
  const { supplement } = terms;
  const [receivedMs, startedMs, anewMs] = [state.receivedAt, state.startedAt, state.runsAnewFrom].map(msIf);
  const noticeWithin = supplement?.effect === 'startsWhenComplete' ? supplement.noticeWithin : undefined;
  if (receivedMs === undefined || noticeWithin === undefined)
    return { startMs: anewMs ?? startedMs, deemedMs: undefined };

  const askedMs = msIf(state.firstAsked?.at);
  const noticeDueMs = deadlineOfMs(calendar, receivedMs, noticeWithin).dueMs ?? Infinity;
  const answeredMs = earliestMs(askedMs, startedMs, msIf(state.stoppedAt));
  if (answeredMs > noticeDueMs && nowMs > noticeDueMs) {
    return { startMs: anewMs ?? receivedMs, deemedMs: noticeDueMs };
  }
  const acceptedMs = earliestMs(startedMs, msIf(state.completeAt));
  return { startMs: anewMs ?? (acceptedMs === Infinity ? undefined : acceptedMs), deemedMs: undefined };
}

/** A limit as it runs: counted from where, how long, over what, until when. */
export interface ClockRun {
  readonly startMs: number;
  /** With what was granted on top of it, and without an event to count back from. */
  readonly limit: Limit;
  readonly pausesMs: readonly Stretch[];
  readonly deadline: DeadlineMs;
}

/** The time that really does not count. */
export function uncountedMsOf({ excluded }: ClockTerms, { pauses }: ClockState): readonly Stretch[] {
  return pausesMsOf(pauses.filter((pause) => whyCounted(excluded, pause) === undefined));
}

/** A limit that is counted back from an event ends on a day that no pause moves. */
function backwardRunOf(
  calendar: Calendar,
  limit: Extract<ClockTerms['limit'], { readonly before: unknown }>,
  { eventOn }: ClockState,
  startMs: number,
): ClockRun | undefined {
  if (eventOn === undefined) return undefined;
  const { lastDay: base, nominalLastDay, ...certain } = deadlineBefore(calendar, { event: eventOn, limit });
  const lastDay = dayOf(base);
  const firstDay = Math.min(localDayAt(calendar.compiled.offsets, startMs) + 1, lastDay);
  const { cutoff = 'midnight' } = limit;
  const fixed: Limit = { unit: 'fixed', from: civilDateOfEpochDay(firstDay), base, lastDay: 'none', cutoff };
  const deadline = {
    dueMs: msOf(certain.dueAt),
    lastDay,
    nominalLastDay: dayOf(nominalLastDay),
    certainty: certain.certainty,
    uncertainYears: certain.uncertainYears,
  };
  return { startMs, limit: fixed, pausesMs: [], deadline };
}

/** How a limit runs from its start; `undefined` when the event is not known that it is counted back from. */
export function clockRunOf(
  calendar: Calendar,
  terms: ClockTerms,
  state: ClockState,
  startMs: number,
  ownRules: OwnRulesOnDays,
): ClockRun | undefined {
  if ('before' in terms.limit) return backwardRunOf(calendar, terms.limit, state, startMs);
  const granted = state.extensions.reduce((sum, { value }) => sum + value, 0);
  const limit: Limit =
    terms.limit.unit === 'fixed' || granted === 0
      ? terms.limit
      : { ...terms.limit, value: terms.limit.value + granted };
  const pausesMs = uncountedMsOf(terms, state);
  return { startMs, limit, pausesMs, deadline: deadlineOfMs(calendar, startMs, limit, pausesMs, ownRules) };
}
