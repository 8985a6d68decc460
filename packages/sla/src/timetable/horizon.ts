import { rangeText } from './day-number.ts';
import { slaError } from '../errors.ts';
import type { Timetable } from './timetable.ts';

/** The refusal to guess outside what was compiled. */
export function beyondRange({ compiled: { days } }: Timetable): Error {
  return slaError('SLA_BEYOND_RANGE', rangeText(days.firstDay, days.lastDay));
}

function within(calendar: Timetable, first: number, last: number, point = NaN): number {
  if (!(point >= first && point <= last)) throw beyondRange(calendar);
  return point;
}

/**
 * The instant, when the calendar covers it. NaN and nothing are covered by nothing: where an answer was looked for, the calendar ends
 * before it.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when it lies outside the calendar.
 */
export function coveredMs(calendar: Timetable, atMs: number | undefined): number {
  const { startMs, endMs } = calendar.compiled.open;
  return within(calendar, startMs, endMs, atMs);
}

/**
 * The day, when the calendar covers it; as above.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when it lies outside the calendar.
 */
export function coveredDay(calendar: Timetable, day: number | undefined): number {
  const { firstDay, lastDay } = calendar.compiled.days;
  return within(calendar, firstDay, lastDay, day);
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
