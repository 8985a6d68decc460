import { dateText } from './day-number.ts';
import { slaError } from './errors.ts';
import type { Timetable } from './timetable.ts';

/** The refusal to guess outside what was compiled. */
export function beyondRange({ compiled: { days } }: Timetable): Error {
  return slaError('SLA_BEYOND_RANGE', { from: dateText(days.firstDay), to: dateText(days.lastDay) });
}

/**
 * The instant, when the calendar covers it. NaN is covered by nothing.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when it lies outside the calendar.
 */
export function coveredMs(calendar: Timetable, atMs: number): number {
  const { startMs, endMs } = calendar.compiled.open;
  if (!(atMs >= startMs && atMs <= endMs)) throw beyondRange(calendar);
  return atMs;
}

/**
 * The day, when the calendar covers it.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when it lies outside the calendar.
 */
export function coveredDay(calendar: Timetable, day: number): number {
  const { firstDay, lastDay } = calendar.compiled.days;
  if (!(day >= firstDay && day <= lastDay)) throw beyondRange(calendar);
  return day;
}

/**
 * What was found, when something was.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when nothing was: the calendar ends before the answer.
 */
export function found(calendar: Timetable, answer: number | undefined): number {
  if (answer === undefined) throw beyondRange(calendar);
  return answer;
}
