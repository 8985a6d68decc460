import { dayMs } from '../timetable/day-number.ts';
import type { Timetable } from '../timetable/timetable.ts';
import { midnightMs, wallToMs } from '../timetable/zone-offsets.ts';

/** When the door opens on a day, in epoch milliseconds; local midnight when it stays closed. */
export function openingMs({ compiled: { offsets, ruleOf } }: Timetable, day: number): number {
  return wallToMs(offsets, day * dayMs + (ruleOf(day).minutes[0] ?? 0) * 60_000);
}

/** When the door closes at the end of a day's last segment, in epoch milliseconds; the next midnight when it stays closed. */
export function closeMs({ compiled: { offsets, ruleOf } }: Timetable, day: number): number {
  const minute = ruleOf(day).minutes.at(-1);
  return minute === undefined ? midnightMs(offsets, day + 1) : wallToMs(offsets, day * dayMs + minute * 60_000);
}

/** When a day ends at 24:00, in epoch milliseconds. */
export function dayEndMs({ compiled: { offsets } }: Timetable, day: number): number {
  return midnightMs(offsets, day + 1);
}
