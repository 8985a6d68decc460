import { instantFromMs, instantToMs, type Instant } from '@jiceng/kernel';
import { quarterError } from './errors.ts';

/** Reads what the wall clock of one zone showed. */
export interface WallClock {
  readonly zone: string;
  /**
   * The instant at which the wall shows `2011-07-01 01:32:33`; absent when the text has another form or names a day or time
   * that does not exist. A time that the clocks skipped is read as the later one, one that they showed twice as the earlier one.
   */
  readonly instantOf: (text: string) => Instant | undefined;
  /**
   * Milliseconds that the wall's hands moved between two instants: three days are 72 hours on the wall, also over a night in which
   * the clocks are changed.
   */
  readonly wallMsBetween: (from: Instant, to: Instant) => number;
}

const dayMs = 86_400_000;
const form = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/;

/** The text as if the wall stood in Greenwich. `Date` would turn 30 February into 2 March; that is refused. */
function readWallMs(text: string): number | undefined {
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59 || year < 1900)
    return undefined;
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  return new Date(wallMs).getUTCDate() === day ? wallMs : undefined;
}

const offsetForm = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/** Asks the platform how far the wall is ahead of UTC at an instant: microseconds a question, so the answers are kept by day. */
function offsetReader(zone: string): (ms: number) => number {
  const readFormat = (): Intl.DateTimeFormat => {
    try {
      return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    } catch (cause) {
      throw quarterError('QUARTER_ZONE_UNKNOWN', { zone }, { cause });
    }
  };
  const format = readFormat();
  return (ms) => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] = offsetForm.exec(format.format(ms)) ?? [];
    const sizeMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -sizeMs : sizeMs;
  };
}

/**
 * The wall clock of an IANA zone.
 *
 * @throws JicengError `QUARTER_ZONE_UNKNOWN` when the platform does not know the zone.
 * @see RFC 5545, section 3.3.5: times that the clocks skip or repeat
 */
export function createWallClock(zone: string): WallClock {
  const offsetAt = offsetReader(zone);
  /** The offset before and after each day of the wall; both the same on all but a few days a year. */
  const known = new Map<number, readonly [before: number, after: number]>();
  const offsetsOf = (day: number): readonly [before: number, after: number] => {
    const kept = known.get(day);
    if (kept !== undefined) return kept;
    // No zone is more than 15 hours from UTC: these two instants lie before and after all of the wall's day.
    const found = [offsetAt((day - 1) * dayMs), offsetAt((day + 2) * dayMs)] as const;
    known.set(day, found);
    return found;
  };
  const instantMs = (wallMs: number): number => {
    const [before, after] = offsetsOf(Math.floor(wallMs / dayMs));
    if (before === after) return wallMs - before;
    const readings = [wallMs - before, wallMs - after].filter((ms) => ms + offsetAt(ms) === wallMs);
    return readings.length === 0 ? wallMs - before : Math.min(...readings);
  };
  const wallMsAt = (instant: Instant): number => {
    const ms = instantToMs(instant);
    const [before, after] = offsetsOf(Math.floor(ms / dayMs));
    return ms + (before === after ? before : offsetAt(ms));
  };
  return {
    zone,
    wallMsBetween: (from, to) => wallMsAt(to) - wallMsAt(from),
    instantOf: (text) => {
      const wallMs = readWallMs(text);
      return wallMs === undefined ? undefined : instantFromMs(instantMs(wallMs));
    },
  };
}
