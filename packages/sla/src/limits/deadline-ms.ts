import { choose, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import { dayPeriodOf, type OwnRulesOnDays } from './day-period.ts';
import { coveredMs } from '../timetable/horizon.ts';
import type { HourLimit, Limit } from './limit.ts';
import { closeMs, dayEndMs, openingMs } from './office-day.ts';
import { totalAfter, type Measure, type Stretch } from '../timetable/pause.ts';
import { reachedAtMs } from '../timetable/running-clock.ts';
import { addWorkingDaysToDay } from '../timetable/working-days.ts';
import { workingMsOf } from '../timetable/working-time.ts';
import { localDayAt, offsetAtMs } from '../timetable/zone-offsets.ts';

/** Until when, in epoch milliseconds and in days since 1970-01-01. */
export interface DeadlineMs extends Certain {
  readonly dueMs: number | undefined;
  readonly lastDay?: number;
  readonly nominalLastDay?: number;
}

const units: Readonly<Record<Limit['unit'], true>> = {
  workingDay: true,
  calendarDay: true,
  week: true,
  month: true,
  year: true,
  fixed: true,
  hour: true,
  minute: true,
  workingHour: true,
  workingMinute: true,
};
const lateReceipts = { 'same-day': false, 'next-working-day': true };
/** When the last day ends. */
export const cutoffs = { midnight: dayEndMs, close: closeMs };
const hourStarts = { instant: false, 'next-hour': true };
const hourMs = 3_600_000;
const minuteMs = 60_000;
const clockUnitMs = { hour: hourMs, minute: minuteMs };

/** Where counting starts: a receipt after close, or on a rest day, may count as received when the next working day opens. */
export function countedStartMs(calendar: Calendar, startMs: number, lateReceipt: string): number {
  if (!choose('lateReceipt', lateReceipts, lateReceipt)) return startMs;
  const { offsets, ruleOf } = calendar.compiled;
  const day = localDayAt(offsets, startMs);
  if (ruleOf(day).workingDay && startMs < closeMs(calendar, day)) return startMs;
  return openingMs(calendar, addWorkingDaysToDay(calendar, day, 1));
}

/** The next full hour on the wall: the hour that has begun is not counted, even when it begins this very moment. */
export function nextFullHourMs({ compiled: { offsets } }: Calendar, atMs: number): number {
  const wallMs = atMs + offsetAtMs(offsets, atMs);
  return atMs + (Math.floor(wallMs / hourMs) + 1) * hourMs - wallMs;
}

const plainly: Measure = (atMs) => atMs;

function endOfHoursMs(
  calendar: Calendar,
  { unit, value, hourStart = 'instant' }: HourLimit,
  startMs: number,
  pausesMs: readonly Stretch[],
): number | undefined {
  const amountMs = Math.round(requireNumber('amount', 'value', value) * clockUnitMs[unit]);
  const fromNextHour = choose('hourStart', hourStarts, hourStart);
  return totalAfter(plainly, fromNextHour ? nextFullHourMs(calendar, startMs) : startMs, amountMs, pausesMs);
}

/**
 * Until when a limit lasts that starts at an instant of epoch milliseconds; see `deadlineOf`. Pauses are ordered and disjoint, as
 * `pausesMsOf` leaves them.
 */
export function deadlineOfMs(
  calendar: Calendar,
  startMs: number,
  limit: Limit,
  pausesMs: readonly Stretch[] = [],
  ownRules: OwnRulesOnDays = {},
): DeadlineMs {
  choose('unit', units, limit.unit);
  const { offsets } = calendar.compiled;
  const receivedDay = localDayAt(offsets, coveredMs(calendar, startMs));
  const fromMs = limit.unit === 'fixed' ? startMs : countedStartMs(calendar, startMs, limit.lateReceipt ?? 'same-day');
  switch (limit.unit) {
    case 'hour':
    case 'minute': {
      // No notice stops the clock on the wall; one can only decide on which working day a late receipt counts.
      const dueMs = endOfHoursMs(calendar, limit, fromMs, pausesMs);
      if (fromMs === startMs) return { dueMs, certainty: 'final', uncertainYears: [] };
      return { dueMs, ...certaintyOf(calendar, receivedDay, localDayAt(offsets, fromMs)) };
    }
    case 'workingHour':
    case 'workingMinute': {
      requireNumber('amount', 'value', limit.value);
      const dueMs = reachedAtMs(calendar, fromMs, workingMsOf(limit), pausesMs);
      return {
        dueMs,
        ...certaintyOf(calendar, receivedDay, dueMs === undefined ? receivedDay : localDayAt(offsets, dueMs)),
      };
    }
    case 'workingDay':
    case 'calendarDay':
    case 'week':
    case 'month':
    case 'year':
    case 'fixed': {
      const endMs = choose('cutoff', cutoffs, limit.cutoff ?? 'midnight');
      const period = dayPeriodOf(calendar, limit, localDayAt(offsets, fromMs), pausesMs, ownRules);
      if (period === undefined) return { dueMs: undefined, ...certaintyOf(calendar, receivedDay, receivedDay) };
      const { firstDay, nominalDay, lastDay } = period;
      const certain = certaintyOf(calendar, Math.min(receivedDay, firstDay), lastDay);
      return { dueMs: endMs(calendar, lastDay), lastDay, nominalLastDay: nominalDay, ...certain };
    }
  }
}
