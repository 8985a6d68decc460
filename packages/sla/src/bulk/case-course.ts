import type { DueUnit } from '../timetable/due.ts';
import { correspondingDay } from '../timetable/day-number.ts';
import { plainDays, type DayScale } from '../timetable/day-table.ts';
import { countedBetween, totalAfter, type Measure, type Stretch } from '../timetable/pause.ts';
import type { Timetable } from '../timetable/timetable.ts';
import { localDayAt, midnightMs } from '../timetable/zone-offsets.ts';

// What a case uses up and when, on the line that its unit is counted on: instants for open time, days since 1970-01-01 for the rest.
// All is passed as numbers, since an object for each of a million cases would cost more than the answer. Pauses are stretches of the
// same line, as `stretchesOf` leaves them.

const orInfinity = (at: number | undefined): number => (at === undefined || Number.isNaN(at) ? Infinity : at);

/** Shares such as 0.55 of 100 days miss a whole number by less than this. */
const shareTolerance = 1e-9;

/** All there is to use up: open milliseconds, or days. */
export function wholeOf({ compiled: { offsets } }: Timetable, unit: DueUnit, startMs: number, amount: number): number {
  if (unit !== 'month') return amount;
  const startDay = localDayAt(offsets, startMs);
  // So many months that the platform has no such date last longer than any calendar.
  return orInfinity(correspondingDay(startDay, amount).day - startDay);
}

/** What a share of the whole comes to; of days, whole ones. */
export function partOf(unit: DueUnit, whole: number, share: number): number {
  return unit === 'workingMs' ? Math.round(share * whole) : Math.ceil(share * whole - shareTolerance);
}

const scaleOf = ({ compiled: { days } }: Timetable, unit: DueUnit): DayScale =>
  unit === 'workingDay' ? days : plainDays;

function measureOf(timetable: Timetable, unit: DueUnit): Measure {
  return unit === 'workingMs' ? timetable.compiled.open.before : scaleOf(timetable, unit).before;
}

/** Where counting begins: at the instant of the start, or on the day after it. */
function beginningOf({ compiled: { offsets } }: Timetable, unit: DueUnit, startMs: number): number {
  return unit === 'workingMs' ? startMs : localDayAt(offsets, startMs) + 1;
}

/** How much of what is counted lies before the beginning: looked up once for all that is asked of a case. */
export function baseOf(timetable: Timetable, unit: DueUnit, startMs: number): number {
  if (unit === 'workingMs') return timetable.compiled.open.before(startMs);
  return measureOf(timetable, unit)(beginningOf(timetable, unit, startMs));
}

/** How much is used up at an instant. Of days, those that are over: today's is not. */
export function usedAt(
  timetable: Timetable,
  unit: DueUnit,
  startMs: number,
  base: number,
  pauses: readonly Stretch[],
  nowMs: number,
): number {
  if (nowMs <= startMs) return 0;
  // Most cases are of open time and have not been paused: for them nothing is made and nothing is chosen.
  if (unit === 'workingMs' && pauses.length === 0) return timetable.compiled.open.before(nowMs) - base;
  const measure = measureOf(timetable, unit);
  const now = unit === 'workingMs' ? nowMs : localDayAt(timetable.compiled.offsets, nowMs);
  if (pauses.length === 0) return Math.max(0, measure(now) - base);
  const beginning = beginningOf(timetable, unit, startMs);
  return now > beginning ? countedBetween(measure, beginning, now, pauses) : 0;
}

/** A part of the days ends on a day of the period, as it comes; only the whole is rolled off a rest day. */
function endOfDays(
  timetable: Timetable,
  unit: DueUnit,
  startMs: number,
  whole: number,
  part: number,
  total: number,
): number {
  const { days, offsets } = timetable.compiled;
  const nominalDay = part === 0 ? localDayAt(offsets, startMs) : orInfinity(scaleOf(timetable, unit).dayWith(total));
  const lastDay = part < whole ? nominalDay : orInfinity(days.dayWith(days.before(nominalDay) + 1));
  return lastDay > days.lastDay ? Infinity : midnightMs(offsets, lastDay + 1);
}

/**
 * When a part of the whole is used up, in epoch milliseconds. NaN: a pause without end comes first. Infinity: the calendar ends
 * before it.
 */
export function usedUpMs(
  timetable: Timetable,
  unit: DueUnit,
  startMs: number,
  base: number,
  whole: number,
  part: number,
  pauses: readonly Stretch[],
): number {
  if (part === 0 && (whole > 0 || unit === 'workingMs')) return startMs;
  const total =
    pauses.length === 0
      ? base + part
      : totalAfter(measureOf(timetable, unit), beginningOf(timetable, unit, startMs), part, pauses);
  if (total === undefined) return NaN;
  if (unit === 'workingMs') return orInfinity(timetable.compiled.open.earliest(total));
  return endOfDays(timetable, unit, startMs, whole, part, total);
}
