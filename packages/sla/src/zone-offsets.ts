import { dayMs } from './day-number.ts';
import { slaError } from './errors.ts';

/** How far the wall clock of a zone is ahead of UTC, period by period: `offsetMs[i]` holds from `fromMs[i]` on. */
export interface ZoneOffsets {
  readonly zone: string;
  readonly fromMs: Float64Array;
  readonly offsetMs: Float64Array;
}

/** The offset that a text such as `3/8/2026, GMT-05:00` ends with; plain `GMT` is none. */
function offsetIn(text: string): number {
  const [, sign, hours, minutes, seconds] = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0);
  return (sign === '-' ? -size : size) * 1000;
}

/** Asks the platform's time zone database; slow (more than a microsecond), so only asked while a calendar is compiled. */
function offsetReader(zone: string): (atMs: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    // An absent zone would silently mean the zone of the process.
    if (typeof zone !== 'string' || zone === '') throw new RangeError('no zone');
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch (cause) {
    throw slaError('SLA_ZONE_UNKNOWN', { zone }, { cause });
  }
  const known = new Map<string, number>();
  return (atMs) => {
    const text = format.format(atMs);
    const suffix = text.slice(text.indexOf('G'));
    const offset = known.get(suffix) ?? offsetIn(suffix);
    known.set(suffix, offset);
    return offset;
  };
}

/** Since 1970 no zone has changed its clocks twice within six days, so looking that often misses nothing. */
const stepMs = 6 * dayMs;

/** The first whole second after `earlyMs` at which the offset is no longer the early one. */
function changeBetween(read: (atMs: number) => number, earlyMs: number, lateMs: number): number {
  const early = read(earlyMs);
  let [before, after] = [earlyMs, lateMs];
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000;
    if (read(middle) === early) before = middle;
    else after = middle;
  }
  return after;
}

/**
 * The offsets of an IANA zone from one instant to another, found once.
 *
 * @throws JicengError `SLA_ZONE_UNKNOWN` when the platform does not know the zone.
 */
export function findOffsets(zone: string, firstMs: number, lastMs: number): ZoneOffsets {
  const read = offsetReader(zone);
  const fromMs = [-Infinity];
  const offsetMs = [read(firstMs)];
  for (let atMs = firstMs; atMs < lastMs; atMs += stepMs) {
    const nextMs = Math.min(atMs + stepMs, lastMs);
    const reached = read(nextMs);
    let seenMs = atMs;
    while (offsetMs.at(-1) !== reached) {
      seenMs = changeBetween(read, seenMs, nextMs);
      fromMs.push(seenMs);
      offsetMs.push(read(seenMs));
    }
  }
  return { zone, fromMs: Float64Array.from(fromMs), offsetMs: Float64Array.from(offsetMs) };
}

/** Which period an instant lies in. */
function periodAt({ fromMs }: ZoneOffsets, atMs: number): number {
  let low = 0;
  let high = fromMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((fromMs[middle] ?? 0) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How far the wall is ahead of UTC at an instant. */
export function offsetAtMs(offsets: ZoneOffsets, atMs: number): number {
  return offsets.offsetMs[periodAt(offsets, atMs)] ?? 0;
}

/** The local date (days since 1970-01-01) at an instant. */
export function localDayAt(offsets: ZoneOffsets, atMs: number): number {
  return Math.floor((atMs + offsetAtMs(offsets, atMs)) / dayMs);
}

/**
 * The instant at which the wall shows a time (milliseconds since 1970-01-01T00:00 on the wall): the later reading when the
 * clocks skipped it, the earlier one when they showed it twice (RFC 5545, section 3.3.5).
 */
export function wallToMs(offsets: ZoneOffsets, wallMs: number): number {
  const { fromMs, offsetMs } = offsets;
  // No zone is more than 15 hours from UTC: the period of this instant cannot lie behind the one that is looked for.
  let period = periodAt(offsets, wallMs - 1.5 * dayMs);
  while (period + 1 < fromMs.length && wallMs - (offsetMs[period] ?? 0) >= (fromMs[period + 1] ?? 0)) period += 1;
  const atMs = wallMs - (offsetMs[period] ?? 0);
  const skipped = atMs < (fromMs[period] ?? 0);
  return skipped ? wallMs - (offsetMs[period - 1] ?? 0) : atMs;
}

/** When a local date begins: its midnight on the wall. */
export function midnightMs(offsets: ZoneOffsets, day: number): number {
  return wallToMs(offsets, day * dayMs);
}
