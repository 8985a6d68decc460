import { instantFromMs, type CivilDate, type Instant } from '@jiceng/kernel/plain';
import { dayOf, msOf } from '../timetable/border.ts';
import { compileCalendar, type Calendar } from '../calendar/calendar.ts';
import { readClock, type LimitClockQuestion, type LimitReading } from './clock-reading.ts';
import type { ClockFact } from './clock-fact.ts';
import type { CalendarDefinition } from '../calendar/definition.ts';
import { coveredDay } from '../timetable/horizon.ts';
import { dayEndMs } from '../limits/office-day.ts';

/** What was known at the end of a day. */
export interface KnownOnDay {
  /** By the notices published by then. */
  readonly calendar: Calendar;
  /** Those written down by then. */
  readonly facts: readonly ClockFact[];
  /** The midnight that ends the day. */
  readonly now: Instant;
}

/**
 * What an officer could know at the end of a day: the calendar by the notices published by then and the facts written down by then.
 * Whatever reads a clock can be asked with it: `readBothLimits`, `explainLimitClock`, `ladderOf`. It compiles the calendar of that
 * day, so ask it of cases in dispute, not of every open one.
 *
 * @throws JicengError as `compileCalendar` does.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the day.
 */
export function knownOn(definition: CalendarDefinition, facts: readonly ClockFact[], day: CivilDate): KnownOnDay {
  const { holidays = {} } = definition;
  const asOf = holidays.asOf !== undefined && dayOf(holidays.asOf) < dayOf(day) ? holidays.asOf : day;
  const calendar = compileCalendar({ ...definition, holidays: { ...holidays, asOf } });
  const endMs = dayEndMs(calendar, coveredDay(calendar, dayOf(day)));
  // The day itself is over at midnight; what happens at midnight belongs to the next one.
  const known = facts.filter(({ at, recordedAt = at }) => msOf(recordedAt) < endMs);
  return { calendar, facts: known, now: instantFromMs(endMs) };
}

/**
 * The clock as an officer could know it at the end of a day; see `knownOn`.
 *
 * @throws JicengError as `compileCalendar` does.
 * @throws JicengError as `readClock` does.
 */
export function deadlineAsOf(
  definition: CalendarDefinition,
  { facts, ...question }: Omit<LimitClockQuestion, 'now'>,
  day: CivilDate,
): LimitReading {
  const { calendar, ...known } = knownOn(definition, facts, day);
  return readClock(calendar, { ...question, ...known });
}
