import { lastAtMost } from './ascending.ts';
import { dayMs } from './day-number.ts';
import { slaError } from './errors.ts';

/** How far the wall clock of a zone is ahead of UTC, period by period: `offsetMs[i]` holds from `fromMs[i]` on. */
export interface ZoneOffsets {
  readonly fromMs: Float64Array;
  readonly offsetMs: Float64Array;
  /** From which time on the wall (milliseconds since 1970-01-01T00:00 there) a period is meant: no earlier one shows it. */
  readonly wallMs: Float64Array;
}

/** Asks the platform's time zone database; slow (more than a microsecond), so only asked while a calendar is compiled. */
function offsetReader(zone: string): (atMs: number) => number {
  try {
    // An absent zone would mean the zone of the process: as text, it is one that nobody knows.
    const format = new Intl.DateTimeFormat('en', { timeZone: String(zone), timeZoneName: 'longOffset' });
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
  const fromMs = [-Infinity];
  const offsetMs = [read(firstMs)];
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
  explore(firstMs, read(firstMs), lastMs, read(lastMs));
  return {
    fromMs: Float64Array.from(fromMs),
    offsetMs: Float64Array.from(offsetMs),
    wallMs: Float64Array.from(fromMs, (from, i) => from + Math.max(offsetMs[i - 1] ?? 0, offsetMs[i] ?? 0)),
  };
}

const offsetIn = ({ offsetMs }: ZoneOffsets, starts: Float64Array, at: number): number =>
  offsetMs[lastAtMost(starts, at, 0, starts.length - 1)] ?? 0;

/** How far the wall is ahead of UTC at an instant. */
export function offsetAtMs(offsets: ZoneOffsets, atMs: number): number {
  return offsetIn(offsets, offsets.fromMs, atMs);
}

/** The local date (days since 1970-01-01) at an instant. */
export function localDayAt(offsets: ZoneOffsets, atMs: number): number {
  return Math.floor((atMs + offsetAtMs(offsets, atMs)) / dayMs);
}

/**
 * The instant at which the wall shows a time (milliseconds since 1970-01-01T00:00 on the wall): the later reading when the
 * clocks skipped it, the earlier one when they showed it twice (RFC 5545, section 3.3.5). Both go by the offset before the change.
 */
export function wallToMs(offsets: ZoneOffsets, wallMs: number): number {
  return wallMs - offsetIn(offsets, offsets.wallMs, wallMs);
}

/** When a local date begins: its midnight on the wall. */
export function midnightMs(offsets: ZoneOffsets, day: number): number {
  return wallToMs(offsets, day * dayMs);
}
