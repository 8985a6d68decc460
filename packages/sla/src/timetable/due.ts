import { isCount, numberRefused } from './border.ts';
import { correspondingDay } from './day-number.ts';
import { plainDays } from './day-table.ts';
import { coveredMs } from './horizon.ts';
import { totalAfter, type Stretch } from './pause.ts';
import { reachedAtMs } from './running-clock.ts';
import type { Timetable } from './timetable.ts';
import { rollForward } from './working-days.ts';
import { localDayAt, midnightMs } from './zone-offsets.ts';

/** What a limit is counted in. A week is seven calendar days, a year twelve months, a working hour so many open milliseconds. */
export type DueUnit = 'workingDay' | 'calendarDay' | 'month' | 'workingMs';

/**
 * Until when a limit lasts, in epoch milliseconds, by the rules that hold unless a law says otherwise: the day of the start is not
 * counted, a last day that is no working day rolls forward, and ends at 24:00; of a pause the days after its first up to its last do
 * not count. Open milliseconds run from the instant and never roll. `undefined` while a pause without end comes first. Pauses are ordered
 * and disjoint. `deadlineOf` of the main entry knows every other rule.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the value is no whole number, 0 or more.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the start, or ends before the answer.
 * @see 《中华人民共和国民法典》第二百零一条至第二百零三条，期间计算
 */
export function dueMs(
  calendar: Timetable,
  startMs: number,
  unit: DueUnit,
  value: number,
  pausesMs: readonly Stretch[] = [],
): number | undefined {
  if (!isCount(value)) throw numberRefused('count', 'value', value);
  if (unit === 'workingMs') return reachedAtMs(calendar, startMs, value, pausesMs);
  const { days, offsets } = calendar.compiled;
  const dayAt = (atMs: number): number => localDayAt(offsets, atMs);
  const startDay = dayAt(coveredMs(calendar, startMs));
  const scale = unit === 'workingDay' ? days : plainDays;
  const total = totalAfter(
    scale.before,
    startDay + 1,
    unit === 'month' ? correspondingDay(startDay, value).day - startDay : value,
    pausesMs.map(({ from, to }) => ({ from: dayAt(from) + 1, to: dayAt(to) + 1 })),
  );
  if (total === undefined) return undefined;
  // Nothing added leaves the day as it is.
  return midnightMs(offsets, rollForward(calendar, value > 0 ? scale.dayWith(total) : startDay) + 1);
}
