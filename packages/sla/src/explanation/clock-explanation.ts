import { instantFromMs, type Instant } from '@jiceng/kernel/plain';
import { msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { evaluateClock, runningClockOf, type ClockQuestion, type ClockReading } from '../clock/clock.ts';
import { explainTime, type ExplainedTime } from './explained-time.ts';
import type { ExplanationStep } from './explanation-step.ts';
import { coveredMs } from '../timetable/horizon.ts';
import { pausesMsOf, type Pause } from '../timetable/pause.ts';
import { wallFromMs, wallUntilMs } from '../timetable/wall-instant.ts';

/** What was open between two instants, date by date, and what of it pauses took out. */
export interface WorkingTimeExplanation extends ExplainedTime {
  readonly countedIn: 'time';
  /** From the earlier instant to the later one. */
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Why so much open time lies between two instants: the segments of every date. What `addWorkingTime` answers is explained by its
 * start and its end; the order of the two does not matter.
 *
 * @throws JicengError `SLA_PAUSE_REVERSED` when a pause ends before it starts.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover both instants.
 */
export function explainWorkingTime(
  calendar: Calendar,
  between: { readonly from: Instant; readonly to: Instant; readonly pauses?: readonly Pause[] },
): WorkingTimeExplanation {
  const [a, b] = [coveredMs(calendar, msOf(between.from)), coveredMs(calendar, msOf(between.to))];
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  const { steps, ...time } = explainTime(calendar, 'open', { from, to }, pausesMsOf(between.pauses ?? []));
  const { countedMs } = time;
  const start: ExplanationStep = { step: 'start', at: wallFromMs(calendar, from) };
  const sum: ExplanationStep = { step: 'time', on: 'open', countedMs, askedMs: countedMs };
  const end: ExplanationStep = { step: 'end', at: wallUntilMs(calendar, to) };
  return {
    countedIn: 'time',
    from: instantFromMs(from),
    to: instantFromMs(to),
    ...time,
    steps: [start, ...steps, sum, end],
  };
}

/** Why a clock stands as it does: its reading, and what counted on every date from its start to now. */
export interface ClockExplanation extends ExplainedTime {
  readonly countedIn: 'time';
  readonly reading: ClockReading;
}

/**
 * Why a clock on open time reads what it reads; `countedMs` is what it has used up. Why it is due when it is,
 * `explainDeadline` says of a limit of working hours.
 *
 * @throws JicengError the errors of `evaluateClock`.
 */
export function explainClock(calendar: Calendar, question: ClockQuestion): ClockExplanation {
  const { now, thresholds: _thresholds, ...facts } = question;
  const reading = evaluateClock(calendar, question);
  const nowMs = msOf(now);
  const { startMs, pausesMs } = runningClockOf(facts, nowMs);
  const { steps, ...time } = explainTime(calendar, 'open', { from: startMs, to: Math.max(startMs, nowMs) }, pausesMs);
  const begun = wallFromMs(calendar, startMs);
  const { budgetMs, elapsedMs, remainingMs, overdue, dueAt, uncertainYears: years } = reading;
  const opening: ExplanationStep[] = [{ step: 'start', at: wallFromMs(calendar, msOf(facts.start)) }];
  if (startMs !== msOf(facts.start)) opening.push({ step: 'restart', at: begun });
  const ending: ExplanationStep[] = [
    { step: 'reading', now: wallFromMs(calendar, nowMs), budgetMs, elapsedMs, remainingMs, overdue },
    dueAt === undefined
      ? { step: 'waiting', since: wallFromMs(calendar, pausesMs.at(-1)?.from ?? startMs) }
      : { step: 'due', at: wallUntilMs(calendar, msOf(dueAt)) },
  ];
  if (years.length > 0) ending.push({ step: 'provisional', years });
  return { countedIn: 'time', reading, ...time, steps: [...opening, ...steps, ...ending] };
}
