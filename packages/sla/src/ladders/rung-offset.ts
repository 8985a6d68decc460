import { choose, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dayMs } from '../timetable/day-number.ts';
import { found } from '../timetable/horizon.ts';
import { earliestWith, openBefore } from '../timetable/open-time.ts';
import { addWorkingMs, type WorkingTime } from '../timetable/working-time.ts';
import { localDayAt, offsetAtMs, wallToMs } from '../timetable/zone-offsets.ts';

/** How far a rung stands from the due time: in open time, by the clock on the wall, or in whole days. */
export interface RungOffset {
  readonly value: number;
  readonly unit: WorkingTime['unit'] | 'hour' | 'minute' | 'workingDay' | 'calendarDay';
}

/** What an amount is counted on: open time and clock time in milliseconds, days in days. */
export type Scale = 'open' | 'clock' | 'workingDay' | 'calendarDay';

const scales: Readonly<Record<RungOffset['unit'], { readonly scale: Scale; readonly size: number }>> = {
  workingHour: { scale: 'open', size: 3_600_000 },
  workingMinute: { scale: 'open', size: 60_000 },
  workingSecond: { scale: 'open', size: 1000 },
  hour: { scale: 'clock', size: 3_600_000 },
  minute: { scale: 'clock', size: 60_000 },
  workingDay: { scale: 'workingDay', size: 1 },
  calendarDay: { scale: 'calendarDay', size: 1 },
};

/** An offset on its scale: milliseconds, or days. */
export interface ScaledOffset {
  readonly scale: Scale;
  readonly amount: number;
}

/**
 * Reads an offset. Days are whole and never turned into hours.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the value is NaN, infinite or below zero, or a count of days is not whole.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit.
 */
export function scaledOffsetOf(name: string, { value, unit }: RungOffset): ScaledOffset {
  const { scale, size } = choose('unit', scales, unit);
  const inDays = scale === 'workingDay' || scale === 'calendarDay';
  requireNumber(inDays ? 'count' : 'amount', name, value);
  return { scale, amount: inDays ? value : Math.round(value * size) };
}

/** Where the days of an offset end: on a day (days since 1970-01-01), in epoch milliseconds. */
export type DayEnd = (day: number) => number;

/** The local day that an instant ends or lies in: 24:00 belongs to the day it ends. */
export function dayEndingAt({ compiled: { offsets } }: Calendar, atMs: number): number {
  return localDayAt(offsets, atMs - 1);
}

/** The same time on the wall as an instant shows, on another day; midnight is shown as 24:00. */
export function sameWallTime(calendar: Calendar, atMs: number): DayEnd {
  const { offsets } = calendar.compiled;
  const day = dayEndingAt(calendar, atMs);
  // The offset of the day that ends: after midnight another one may hold.
  const wallMs = atMs + offsetAtMs(offsets, atMs - 1) - day * dayMs;
  return (other) => wallToMs(offsets, other * dayMs + wallMs);
}

/** The day up to which so many days more (fewer, when negative) are counted than up to a day. */
function dayAway(calendar: Calendar, day: number, scale: Scale, days: number): number {
  if (days === 0 || scale === 'calendarDay') return day + days;
  const table = calendar.compiled.days;
  return found(calendar, table.dayWith(table.before(day + 1) + days));
}

/**
 * So much later than an instant of epoch milliseconds. A number of days leads to the end of a day.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function laterMs(calendar: Calendar, atMs: number, { scale, amount }: ScaledOffset, endOf: DayEnd): number {
  if (scale === 'clock' || amount === 0) return atMs + amount;
  if (scale === 'open') return addWorkingMs(calendar, atMs, amount);
  return endOf(dayAway(calendar, dayEndingAt(calendar, atMs), scale, amount));
}

/**
 * The earliest instant at which no more than so much lies before an instant of epoch milliseconds; `undefined` where the calendar
 * holds less than that before it.
 */
export function earlierMs(
  { compiled }: Calendar,
  atMs: number,
  { scale, amount }: ScaledOffset,
  endOf: DayEnd,
): number | undefined {
  if (scale === 'clock' || amount === 0) return atMs - amount;
  const { open, days, offsets } = compiled;
  if (scale === 'open') return earliestWith(open, openBefore(open, atMs) - amount);
  const day = localDayAt(offsets, atMs - 1);
  if (scale === 'calendarDay') return endOf(day - amount);
  const earlier = days.dayWith(days.before(day + 1) - amount);
  return earlier === undefined ? undefined : endOf(earlier);
}
