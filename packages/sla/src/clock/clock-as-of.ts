import { instantFromMs, type CivilDate } from '@jiceng/kernel/plain';
import { dayOf, msOf } from '../timetable/border.ts';
import { compileCalendar } from '../calendar/calendar.ts';
import { readClock, type LimitClockQuestion, type LimitReading } from './clock-reading.ts';
import type { CalendarDefinition } from '../calendar/definition.ts';
import { coveredDay } from '../timetable/horizon.ts';
import { dayEndMs } from '../limits/office-day.ts';

/**
 * What an officer could know at the end of a day: the clock by the notices published by then and the facts written down by then. It
 * compiles the calendar of that day, so ask it of cases in dispute, not of every open one.
 *
 * @throws JicengError as `compileCalendar` does.
 * @throws JicengError as `readClock` does.
 */
export function deadlineAsOf(
  definition: CalendarDefinition,
  { facts, ...question }: Omit<LimitClockQuestion, 'now'>,
  day: CivilDate,
): LimitReading {
  const { holidays = {} } = definition;
  const asOf = holidays.asOf !== undefined && dayOf(holidays.asOf) < dayOf(day) ? holidays.asOf : day;
  const calendar = compileCalendar({ ...definition, holidays: { ...holidays, asOf } });
  const endMs = dayEndMs(calendar, coveredDay(calendar, dayOf(day)));
  // The day itself is over at midnight; what happens at midnight belongs to the next one.
  const known = facts.filter(({ at, recordedAt = at }) => msOf(recordedAt) < endMs);
  return readClock(calendar, { ...question, facts: known, now: instantFromMs(endMs) });
}
