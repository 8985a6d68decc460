import { civilDateOfEpochDay, type CivilDate, type Instant } from '@jiceng/kernel/plain';
import { deadlineBefore, type BackwardDeadline } from '../limits/backward-deadline.ts';
import { msOf, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import { deadlineOf, ownRulesOnDays, type Deadline, type DeadlineQuestion } from '../limits/deadline.ts';
import { countedStartMs, nextFullHourMs } from '../limits/deadline-ms.ts';
import { explainBackward, type BackwardQuestion } from './explained-backward.ts';
import { explainedDay, type ExplainedDay } from './explained-day.ts';
import { explainPeriod, type ExplainedPeriod } from './explained-period.ts';
import { explainTime, type ExplainedTime } from './explained-time.ts';
import type { ExplanationStep } from './explanation-step.ts';
import { coveredMs } from '../timetable/horizon.ts';
import { isTimeLimit, type HourLimit, type WorkingTimeLimit } from '../limits/limit.ts';
import { pausesMsOf, type Stretch } from '../timetable/pause.ts';
import { scaledOffsetOf } from '../ladders/rung-offset.ts';
import { wallFromMs, wallUntilMs } from '../timetable/wall-instant.ts';
import { addWorkingDaysToDay } from '../timetable/working-days.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** Every date after the start up to the last day, as counted or as skipped: together they add up to the answer. */
export interface WorkingDayExplanation extends Certain {
  readonly lastDay: CivilDate;
  readonly counted: readonly ExplainedDay[];
  readonly skipped: readonly ExplainedDay[];
}

/**
 * Why a number of working days ends when it does.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the number is not whole or below zero.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function explainWorkingDays(calendar: Calendar, start: Instant, value: number): WorkingDayExplanation {
  requireNumber('count', 'value', value);
  const { offsets, ruleOf } = calendar.compiled;
  const startDay = localDayAt(offsets, coveredMs(calendar, msOf(start)));
  const lastDay = addWorkingDaysToDay(calendar, startDay, value);
  const counted: ExplainedDay[] = [];
  const skipped: ExplainedDay[] = [];
  for (let day = startDay + 1; day <= lastDay; day += 1) {
    (ruleOf(day).workingDay ? counted : skipped).push(explainedDay(calendar, day));
  }
  return { lastDay: civilDateOfEpochDay(lastDay), counted, skipped, ...certaintyOf(calendar, startDay, lastDay) };
}

/** Why a limit counted in days ends when it does. */
export interface DayLimitExplanation extends ExplainedPeriod {
  readonly countedIn: 'days';
  readonly deadline: Deadline;
}

/** Why a limit counted back from an event ends when it does. The days go up to the event. */
export interface BackwardExplanation extends ExplainedPeriod {
  readonly countedIn: 'days-back';
  readonly deadline: BackwardDeadline;
}

/** Why a limit counted in time ends when it does. */
export interface TimeLimitExplanation extends ExplainedTime {
  readonly countedIn: 'time';
  readonly deadline: Deadline;
  /** How much the limit asks for: `countedMs`, unless a pause still lasts. */
  readonly askedMs: number;
}

/** Why a deadline is when it is: the steps that lead there, and every date on the way. Their totals are those of the answer. */
export type DeadlineExplanation = DayLimitExplanation | BackwardExplanation | TimeLimitExplanation;

const provisional = ({ uncertainYears: years }: Certain): readonly ExplanationStep[] =>
  years.length === 0 ? [] : [{ step: 'provisional', years }];

/** How a limit ends: at its due time, or not as long as a pause lasts. */
function endingSteps(calendar: Calendar, deadline: Deadline, pausesMs: readonly Stretch[]): readonly ExplanationStep[] {
  const { dueAt } = deadline;
  const ending: ExplanationStep =
    dueAt === undefined
      ? { step: 'waiting', since: wallFromMs(calendar, pausesMs.at(-1)?.from ?? 0) }
      : { step: 'due', at: wallUntilMs(calendar, msOf(dueAt)) };
  return [ending, ...provisional(deadline)];
}

function explainTimeLimit(
  calendar: Calendar,
  limit: HourLimit | WorkingTimeLimit,
  fromMs: number,
  { dueAt }: Deadline,
  pausesMs: readonly Stretch[],
): Omit<TimeLimitExplanation, 'countedIn' | 'deadline'> {
  const on = limit.unit === 'hour' || limit.unit === 'minute' ? 'clock' : 'open';
  const nextHour = 'hourStart' in limit && limit.hourStart === 'next-hour';
  const startMs = nextHour ? nextFullHourMs(calendar, fromMs) : fromMs;
  const askedMs = scaledOffsetOf('value', limit).amount;
  const endMs = dueAt === undefined ? Math.max(startMs, pausesMs.at(-1)?.from ?? startMs) : msOf(dueAt);
  const { steps, ...explained } = explainTime(calendar, on, { from: startMs, to: endMs }, pausesMs);
  return {
    ...explained,
    askedMs,
    steps: [
      ...(nextHour ? [{ step: 'next-hour', at: wallFromMs(calendar, startMs) } as const] : []),
      ...steps,
      { step: 'time', on, countedMs: explained.countedMs, askedMs },
    ],
  };
}

/**
 * Why a deadline is when it is, for every kind of limit: which days were counted and which were not, each with its type and what
 * decided it; what pauses took out; how a late receipt and a last day were moved. It walks over the dates, so ask it for a person,
 * not for a list.
 *
 * @throws JicengError the errors of `deadlineOf`, or of `deadlineBefore` for a limit that is counted back from an event.
 */
export function explainDeadline(
  calendar: Calendar,
  question: DeadlineQuestion | BackwardQuestion,
): DeadlineExplanation {
  if ('event' in question) {
    const deadline = deadlineBefore(calendar, question);
    const { steps, ...period } = explainBackward(calendar, deadline, question);
    const ending: ExplanationStep = { step: 'due', at: wallUntilMs(calendar, msOf(deadline.dueAt)) };
    return { countedIn: 'days-back', deadline, ...period, steps: [...steps, ending, ...provisional(deadline)] };
  }
  const { start, limit, pauses = [], ownRules } = question;
  const deadline = deadlineOf(calendar, question);
  const [startMs, pausesMs] = [msOf(start), pausesMsOf(pauses)];
  const fromMs = limit.unit === 'fixed' ? startMs : countedStartMs(calendar, startMs, limit.lateReceipt ?? 'same-day');
  const opening: ExplanationStep[] = [{ step: 'start', at: wallFromMs(calendar, startMs) }];
  if (fromMs !== startMs) opening.push({ step: 'late-receipt', at: wallFromMs(calendar, fromMs) });
  const ending = endingSteps(calendar, deadline, pausesMs);
  if (isTimeLimit(limit)) {
    const { steps, ...time } = explainTimeLimit(calendar, limit, fromMs, deadline, pausesMs);
    return { countedIn: 'time', deadline, ...time, steps: [...opening, ...steps, ...ending] };
  }
  const startDay = localDayAt(calendar.compiled.offsets, fromMs);
  const given = { pausesMs, ownRules: ownRulesOnDays(ownRules) };
  const { steps, ...period } = explainPeriod(calendar, limit, startDay, given);
  return { countedIn: 'days', deadline, ...period, steps: [...opening, ...steps, ...ending] };
}
