import { type CivilDate, civilDateOfEpochDay, epochDayOf, type Instant, parseCivilDate } from '@jiceng/kernel/plain';
import { readMs } from './case-times.ts';
import { type CivilMonth, monthNumberOf, monthOfDate, monthOfNumber, parseCivilMonth } from './civil-months.ts';
import type { Count } from './counts.ts';
import { analyticsError } from './errors.ts';
import { epochDaysIn } from './zone-days.ts';

/** Counts over a calendar without gaps: a day or month on which nothing happened stands there with 0. */
export interface CalendarCounts<Key extends CivilDate | CivilMonth> {
  readonly zone: string;
  /** First and last day or month, both included; absent when there was nothing to count and no range was named. */
  readonly from: Key | undefined;
  readonly to: Key | undefined;
  /** Within the range. */
  readonly n: number;
  /** Before or after the range that was named. */
  readonly outside: number;
  readonly counts: readonly Count<Key>[];
}

export interface CalendarOptions<Key extends CivilDate | CivilMonth> {
  /** IANA name of the zone whose wall calendar counts. Default `Asia/Shanghai`. */
  readonly zone?: string;
  /** First one counted, included. Default: that of the earliest instant. */
  readonly from?: Key;
  /** Last one counted, included. Default: that of the latest instant. */
  readonly to?: Key;
}

/** Two hundred years: beyond, a stray date such as 0001-01-01 would fill the answer with zeros. */
const limitDays = 73_050;

interface Steps<Key> {
  readonly numberOf: (key: Key) => number;
  readonly keyOf: (number: number) => Key;
  readonly limit: number;
}

/** Lays tallies by number on an unbroken row from `from` to `to`. */
function lay<Key extends CivilDate | CivilMonth>(
  tallies: ReadonlyMap<number, number>,
  { zone, from, to }: { readonly zone: string; readonly from: Key | undefined; readonly to: Key | undefined },
  { numberOf, keyOf, limit }: Steps<Key>,
): CalendarCounts<Key> {
  let [first, last] = [Infinity, -Infinity];
  let total = 0;
  for (const [number, tally] of tallies) {
    first = Math.min(first, number);
    last = Math.max(last, number);
    total += tally;
  }
  if (from !== undefined) first = numberOf(from);
  if (to !== undefined) last = numberOf(to);
  if (from !== undefined && to !== undefined && first > last) {
    throw analyticsError('ANALYTICS_RANGE_REVERSED', { from, to });
  }
  // Nothing seen, or all of it beyond the one end that was named.
  if (first > last || !Number.isFinite(last - first)) return { zone, from, to, n: 0, outside: total, counts: [] };
  const [start, end] = [keyOf(first), keyOf(last)];
  if (last - first >= limit) throw analyticsError('ANALYTICS_RANGE_TOO_LONG', { from: start, to: end, limitDays });
  const counts = Array.from({ length: last - first + 1 }, (_, at) => ({
    key: keyOf(first + at),
    count: tallies.get(first + at) ?? 0,
  }));
  const n = counts.reduce((sum, { count }) => sum + count, 0);
  return { zone, from: start, to: end, n, outside: total - n, counts };
}

function tallyDays(instants: Iterable<Instant>, zone: string): ReadonlyMap<number, number> {
  const dayOf = epochDaysIn(zone);
  const tallies = new Map<number, number>();
  let index = 0;
  for (const instant of instants) {
    const day = dayOf(readMs(instant, 'instant', index++));
    tallies.set(day, (tallies.get(day) ?? 0) + 1);
  }
  return tallies;
}

/**
 * How many instants fall on each day of the zone's wall calendar. Days of 23 or 25 hours are days; a date that the zone skipped
 * (Samoa, 2011-12-30) stands with 0.
 *
 * @throws JicengError `ZONE_UNKNOWN` when the platform does not know the zone.
 * @throws JicengError `ANALYTICS_INSTANT_INVALID` when a text is no instant.
 * @throws JicengError `CIVIL_DATE_INVALID` when `from` or `to` names a day that does not exist.
 * @throws JicengError `ANALYTICS_RANGE_REVERSED` when `from` lies after `to`.
 * @throws JicengError `ANALYTICS_RANGE_TOO_LONG` when the range has more than 73,050 days (200 years).
 */
export function countByDay(
  instants: Iterable<Instant>,
  options: CalendarOptions<CivilDate> = {},
): CalendarCounts<CivilDate> {
  const { zone = 'Asia/Shanghai', from, to } = options;
  const range = {
    zone,
    from: from === undefined ? undefined : parseCivilDate(from),
    to: to === undefined ? undefined : parseCivilDate(to),
  };
  return lay(tallyDays(instants, zone), range, { numberOf: epochDayOf, keyOf: civilDateOfEpochDay, limit: limitDays });
}

/**
 * How many instants fall in each month of the zone's wall calendar.
 *
 * @throws JicengError `ZONE_UNKNOWN` when the platform does not know the zone.
 * @throws JicengError `ANALYTICS_INSTANT_INVALID` when a text is no instant.
 * @throws JicengError `ANALYTICS_MONTH_INVALID` when `from` or `to` is no month.
 * @throws JicengError `ANALYTICS_RANGE_REVERSED` when `from` lies after `to`.
 * @throws JicengError `ANALYTICS_RANGE_TOO_LONG` when the range has more than 2,400 months (200 years).
 */
export function countByMonth(
  instants: Iterable<Instant>,
  options: CalendarOptions<CivilMonth> = {},
): CalendarCounts<CivilMonth> {
  const { zone = 'Asia/Shanghai', from, to } = options;
  const range = {
    zone,
    from: from === undefined ? undefined : parseCivilMonth(from),
    to: to === undefined ? undefined : parseCivilMonth(to),
  };
  const tallies = new Map<number, number>();
  for (const [day, tally] of tallyDays(instants, zone)) {
    const month = monthNumberOf(monthOfDate(civilDateOfEpochDay(day)));
    tallies.set(month, (tallies.get(month) ?? 0) + tally);
  }
  return lay(tallies, range, { numberOf: monthNumberOf, keyOf: monthOfNumber, limit: 2400 });
}
