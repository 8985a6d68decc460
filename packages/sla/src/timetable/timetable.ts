import { isCount } from './border.ts';
import { dayMs, rangeText } from './day-number.ts';
import type { WorkingDays } from './day-table.ts';
import { slaError } from '../errors.ts';
import { compileOpenTime, type OpenTime } from './open-time.ts';
import type { Stretch } from './pause.ts';
import { findOffsets, midnightMs, type ZoneOffsets } from './zone-offsets.ts';

/** What a day is to the engine: does it count as a working day, and when is the door open. */
export interface OpenDay {
  readonly workingDay: boolean;
  /**
   * Minutes after local midnight, `[from, to, from, to, …]`, each segment half-open. A shift over midnight ends above 1440 and
   * belongs to the day it starts on.
   */
  readonly minutes: readonly number[];
}

/** What a range of days is compiled into. */
export interface CompiledDays {
  readonly offsets: ZoneOffsets;
  readonly days: WorkingDays;
  readonly open: OpenTime;
  readonly ruleOf: (day: number) => OpenDay;
}

/** A calendar as the engine knows it: immutable, made once, asked many times. What lies under `compiled` is for this package. */
export interface Timetable {
  readonly compiled: CompiledDays;
}

/** What a timetable is made of. Days are counted from 1970-01-01. */
export interface TimetableRules {
  /** IANA name of the zone that all days and minutes are read in. */
  readonly zone: string;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly ruleOf: (day: number) => OpenDay;
}

/** Longer than any period of law, short enough to compile at once. */
const maxYears = 200;

/** A date that its zone jumped over never dawned: nothing is open, nothing is counted. */
const skippedDay: OpenDay = { workingDay: false, minutes: [] };

/** Did the date begin and end in its zone? */
export function dawned(offsets: ZoneOffsets, day: number): boolean {
  return midnightMs(offsets, day) < midnightMs(offsets, day + 1);
}

/** The refusal of a calendar that could never answer. */
export function neverOpen(firstDay: number, lastDay: number): Error {
  return slaError('SLA_NEVER_OPEN', rangeText(firstDay, lastDay));
}

/**
 * Compiles the days of a range: running totals of open time and of working days, so that no question walks over days.
 *
 * @throws JicengError `SLA_RANGE_INVALID` when the range is reversed, longer than 200 years, or no range of whole days.
 * @throws JicengError `SLA_NEVER_OPEN` when no day of the range has any open time.
 * @throws JicengError `SLA_ZONE_UNKNOWN` when the platform does not know the zone.
 */
export function compileTimetable({ zone, firstDay, lastDay, ruleOf }: TimetableRules): Timetable {
  if (!(Number.isInteger(firstDay) && isCount(lastDay - firstDay) && lastDay - firstDay <= maxYears * 366)) {
    throw slaError('SLA_RANGE_INVALID', { ...rangeText(firstDay, lastDay), maxYears });
  }
  const offsets = findOffsets(zone, (firstDay - 3) * dayMs, (lastDay + 4) * dayMs);
  const ruleInZone = (day: number): OpenDay => (dawned(offsets, day) ? ruleOf(day) : skippedDay);

  const startMs = midnightMs(offsets, firstDay);
  const endMs = midnightMs(offsets, lastDay + 1);

  const workingBefore = new Int32Array(lastDay - firstDay + 2);
  const workingDays: number[] = [];
  const stretches: Stretch[] = [];
  // The night shift of the day before reaches into the range.
  for (let day = firstDay - 1; day <= lastDay; day += 1) {
    const { workingDay, minutes } = ruleInZone(day);
    const msOfMinute = (index: number): number => offsets.wallToMs(day * dayMs + (minutes[index] ?? NaN) * 60_000);
    for (let index = 0; index < minutes.length; index += 2) {
      const from = Math.max(msOfMinute(index), startMs);
      const to = Math.min(msOfMinute(index + 1), endMs);
      if (from < to) stretches.push({ from, to });
    }
    if (workingDay && day >= firstDay) workingDays.push(day);
    workingBefore[day - firstDay + 1] = workingDays.length;
  }
  const open = compileOpenTime(stretches, startMs, endMs);
  if (open.totalMs === 0) throw neverOpen(firstDay, lastDay);
  const select = Int32Array.from(workingDays);
  const days: WorkingDays = {
    firstDay,
    lastDay,
    // Beyond the ends there are none more.
    before: (day) => workingBefore[day - firstDay] ?? (day < firstDay ? 0 : select.length),
    dayWith: (total) => select[total - 1],
  };
  return { compiled: { offsets, days, open, ruleOf: ruleInZone } };
}
