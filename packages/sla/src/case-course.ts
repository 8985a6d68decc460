import type { DueUnit } from './due.ts';
import { correspondingDay } from './day-number.ts';
import { workingDaysBefore } from './day-table.ts';
import { countedBetween, totalAfter, type Measure, type Stretch } from './pause.ts';
import type { Timetable } from './timetable.ts';
import { localDayAt, midnightMs } from './zone-offsets.ts';

// What a case uses up and when, on the line that its unit is counted on: instants for open time, days since 1970-01-01 for the rest.
// All is passed as numbers, since an object for each of a million cases would cost more than the answer. Pauses are stretches of the
// same line, as `stretchesOf` leaves them.

const plainly: Measure = (point) => point;
const orInfinity = (at: number | undefined): number => (at === undefined || Number.isNaN(at) ? Infinity : at);

/** Shares such as 0.55 of 100 days miss a whole number by less than this. */
const shareTolerance = 1e-9;

/** All there is to use up: open milliseconds, or days. */
export function wholeOf({ compiled: { offsets } }: Timetable, unit: DueUnit, startMs: number, amount: number): number {
  if (unit !== 'month') return amount;
  const startDay = localDayAt(offsets, startMs);
  return correspondingDay(startDay, amount).day - startDay;
}

/** What a share of the whole comes to; of days, whole ones. */
export function partOf(unit: DueUnit, whole: number, share: number): number {
  return unit === 'workingMs' ? Math.round(share * whole) : Math.ceil(share * whole - shareTolerance);
}

function measureOf({ compiled: { open, days } }: Timetable, unit: DueUnit): Measure {
  if (unit === 'workingMs') return open.before;
  return unit === 'workingDay' ? (day) => workingDaysBefore(days, day) : plainly;
}

/** How much is used up at an instant. Of days, those that are over: today's is not. */
export function usedAt(
  timetable: Timetable,
  unit: DueUnit,
  startMs: number,
  pauses: readonly Stretch[],
  nowMs: number,
): number {
  const { open, offsets } = timetable.compiled;
  if (nowMs <= startMs) return 0;
  if (unit === 'workingMs' && pauses.length === 0) return open.before(nowMs) - open.before(startMs);
  const inDays = unit !== 'workingMs';
  const from = inDays ? localDayAt(offsets, startMs) + 1 : startMs;
  const to = inDays ? localDayAt(offsets, nowMs) : nowMs;
  return to <= from ? 0 : countedBetween(measureOf(timetable, unit), from, to, pauses);
}

/** A part of the days ends on a day of the period, as it comes; only the whole is rolled off a rest day. */
function endOfDays(
  timetable: Timetable,
  unit: DueUnit,
  startDay: number,
  whole: number,
  part: number,
  pauses: readonly Stretch[],
): number {
  const { days, offsets } = timetable.compiled;
  const total = totalAfter(measureOf(timetable, unit), startDay + 1, part, pauses);
  if (total === undefined) return NaN;
  const counted = orInfinity(unit === 'workingDay' ? days.workingDays[total - 1] : total - 1);
  const nominalDay = part === 0 ? startDay : counted;
  const lastDay = part < whole ? nominalDay : orInfinity(days.workingDays[workingDaysBefore(days, nominalDay)]);
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
  whole: number,
  part: number,
  pauses: readonly Stretch[],
): number {
  const { open, offsets } = timetable.compiled;
  if (part === 0 && (whole > 0 || unit === 'workingMs')) return startMs;
  if (unit !== 'workingMs') return endOfDays(timetable, unit, localDayAt(offsets, startMs), whole, part, pauses);
  if (pauses.length === 0) return orInfinity(open.earliest(open.before(startMs) + part));
  const total = totalAfter(open.before, startMs, part, pauses);
  return total === undefined ? NaN : orInfinity(open.earliest(total));
}
