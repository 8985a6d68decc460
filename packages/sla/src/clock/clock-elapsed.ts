import type { Calendar } from '../calendar/calendar.ts';
import type { ClockRun } from './clock-run.ts';
import { countingOf, pausedDays, scaleOf } from '../limits/day-period.ts';
import { countedStartMs, nextFullHourMs } from '../limits/deadline-ms.ts';
import { coveredMs } from '../timetable/horizon.ts';
import { isTimeLimit, type DayLimit, type FixedLimit } from '../limits/limit.ts';
import { countedBetween, type Measure } from '../timetable/pause.ts';
import { elapsedMsAt } from '../timetable/running-clock.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

const plainly: Measure = (point) => point;

/** How many of its days are over: today's is not. */
function elapsedDays(
  calendar: Calendar,
  { pausesMs }: ClockRun,
  limit: DayLimit | FixedLimit,
  fromMs: number,
  nowMs: number,
): number {
  const { offsets } = calendar.compiled;
  const counting = countingOf(limit, localDayAt(offsets, fromMs));
  const { firstDay } = counting;
  const today = localDayAt(offsets, nowMs);
  if (today <= firstDay) return 0;
  return countedBetween(
    scaleOf(calendar, counting).before,
    firstDay,
    today,
    pausedDays(offsets, pausesMs, limit.pauseDays),
  );
}

/**
 * How much of a run has been used up at an instant: whole days for a limit in dates, else milliseconds, open or plain as the limit
 * counts. None before it starts.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the instant.
 */
export function elapsedOf(calendar: Calendar, run: ClockRun, nowMs: number): number {
  const { startMs, limit, pausesMs } = run;
  coveredMs(calendar, nowMs);
  const lateReceipt = limit.unit === 'fixed' ? 'same-day' : (limit.lateReceipt ?? 'same-day');
  const fromMs = countedStartMs(calendar, startMs, lateReceipt);
  if (!isTimeLimit(limit)) return elapsedDays(calendar, run, limit, fromMs, nowMs);
  if (limit.unit === 'workingHour' || limit.unit === 'workingMinute') {
    return elapsedMsAt(calendar, fromMs, nowMs, pausesMs);
  }
  const beginsMs = 'hourStart' in limit && limit.hourStart === 'next-hour' ? nextFullHourMs(calendar, fromMs) : fromMs;
  return nowMs <= beginsMs ? 0 : countedBetween(plainly, beginsMs, nowMs, pausesMs);
}
