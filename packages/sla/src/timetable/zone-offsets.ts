import { lastAtMost } from './ascending.ts';
import { dayMs } from './day-number.ts';
import { slaError } from '../errors.ts';

/** The wall clock of a zone over a stretch of time. */
export interface ZoneOffsets {
  /** How far the wall is ahead of UTC at an instant. */
  readonly offsetAtMs: (atMs: number) => number;
  /**
   * The instant at which the wall shows a time (milliseconds since 1970-01-01T00:00 on the wall): the later reading when the
   * clocks skipped it, the earlier one when they showed it twice (RFC 5545, section 3.3.5).
   */
  readonly wallToMs: (wallMs: number) => number;
}

/** Asks the platform's time zone database; slow (more than a microsecond), so only asked while a calendar is compiled. */
function offsetReader(zone: string): (atMs: number) => number {
  try {
    // An absent zone would mean the zone of the process.
    const format = new Intl.DateTimeFormat('en', { timeZone: zone || 'none', timeZoneName: 'longOffset' });
    return (atMs) => {
      // `3/8/2026, GMT-05:00`; plain `GMT` is no offset.
      const [, sign, ...parts] = /([+-])(\d+):(\d+):?(\d*)$/.exec(format.format(atMs)) ?? [];
      const [hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
      return ((hours * 60 + minutes) * 60 + seconds) * (sign === '-' ? -1000 : 1000);
    };
  } catch (cause) {
    throw slaError('SLA_ZONE_UNKNOWN', { zone }, { cause });
  }
}

/** Since 1970 no zone has changed its clocks twice within six days, so looking that often misses nothing. */
const stepMs = 6 * dayMs;

/**
 * The offsets of an IANA zone from one instant to another (whole seconds, both), found once.
 *
 * @throws JicengError `SLA_ZONE_UNKNOWN` when the platform does not know the zone.
 */
export function findOffsets(zone: string, firstMs: number, lastMs: number): ZoneOffsets {
  const read = offsetReader(zone);
  const first = read(firstMs);
  const fromMs = [-Infinity];
  const offsetMs = [first];
  const explore = (earlyMs: number, early: number, lateMs: number, late: number): void => {
    const spanMs = lateMs - earlyMs;
    if (early === late && spanMs <= stepMs) return;
    if (spanMs <= 1000) {
      fromMs.push(lateMs);
      offsetMs.push(late);
      return;
    }
    const middleMs = earlyMs + Math.floor(spanMs / 2000) * 1000;
    const middle = read(middleMs);
    explore(earlyMs, early, middleMs, middle);
    explore(middleMs, middle, lateMs, late);
  };
  explore(firstMs, first, lastMs, read(lastMs));
  const offsetFrom = (starts: readonly number[]) => {
    const points = Float64Array.from(starts);
    return (at: number): number => offsetMs[lastAtMost(points, at, 0, points.length - 1)] ?? 0;
  };
  // Both readings go by the offset before the change: a period is meant only once no earlier one shows the same time.
  const offsetOnWall = offsetFrom(fromMs.map((from, i) => from + Math.max(offsetMs[i - 1] ?? 0, offsetMs[i] ?? 0)));
  return { offsetAtMs: offsetFrom(fromMs), wallToMs: (wallMs) => wallMs - offsetOnWall(wallMs) };
}

/** How far the wall is ahead of UTC at an instant. */
export function offsetAtMs(offsets: ZoneOffsets, atMs: number): number {
  return offsets.offsetAtMs(atMs);
}

/** The local date (days since 1970-01-01) at an instant. */
export function localDayAt(offsets: ZoneOffsets, atMs: number): number {
  return Math.floor((atMs + offsets.offsetAtMs(atMs)) / dayMs);
}

/** The instant at which the wall shows a time. */
export function wallToMs(offsets: ZoneOffsets, wallMs: number): number {
  return offsets.wallToMs(wallMs);
}

/** When a local date begins: its midnight on the wall. */
export function midnightMs(offsets: ZoneOffsets, day: number): number {
  return offsets.wallToMs(day * dayMs);
}
