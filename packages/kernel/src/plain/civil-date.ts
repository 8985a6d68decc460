import { type Instant, instantToMs } from './instant.ts';
import { plainError } from './plain-errors.ts';

/** A day of the calendar on the wall, `2026-03-02`, in the zone of the calendar or scheme at hand. */
export type CivilDate = `${number}-${number}-${number}`;

const form = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;

function isCivilDate(text: string): text is CivilDate {
  if (!form.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** @throws JicengError `CIVIL_DATE_INVALID` when the text has another form or names a day that does not exist. */
export function parseCivilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw plainError('CIVIL_DATE_INVALID', { text });
  return text;
}

/** Days since 1970-01-01, so that dates can be counted as whole numbers. */
export function epochDayOf(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The date that lies so many days after 1970-01-01.
 * @throws JicengError `CIVIL_DATE_INVALID` when the number is no whole day of the years 0000 to 9999. */
export function civilDateOfEpochDay(epochDay: number): CivilDate {
  if (!Number.isInteger(epochDay) || epochDay < -719_528 || epochDay > 2_932_896) {
    throw plainError('CIVIL_DATE_INVALID', { text: String(epochDay) });
  }
  return new Date(epochDay * dayMs).toISOString().slice(0, 10) as CivilDate;
}

/** The date so many days later (earlier when negative). */
export function addCalendarDays(date: CivilDate, days: number): CivilDate {
  return civilDateOfEpochDay(epochDayOf(date) + days);
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function isoWeekday(date: CivilDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const weekdays = [4, 5, 6, 7, 1, 2, 3] as const; // 1970-01-01 was a Thursday
  return weekdays[((epochDayOf(date) % 7) + 7) % 7] ?? 4;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const made = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, made);
    return made;
  } catch (cause) {
    throw plainError('ZONE_UNKNOWN', { zone }, { cause });
  }
}

const firstFourDigitYearMs = -30_610_224_000_000; // 1000-01-01T00:00Z
const eightCenturiesMs = 2 * 146_097 * dayMs;

/** The platform writes year 50 as `50` and year 0 as `1` before our era. The calendar repeats every 400 years, and no zone had
 * yet moved its clocks in 1799: such an instant is read 800 years later. */
function earlyDateText(ms: number, format: Intl.DateTimeFormat): string {
  const [year, ...monthAndDay] = format.format(ms + eightCenturiesMs).split('-');
  return [String(Number(year) - 800).padStart(4, '0'), ...monthAndDay].join('-');
}

/** The date on the wall of an IANA zone at an instant.
 * @throws JicengError `ZONE_UNKNOWN` when the platform does not know the zone.
 * @throws JicengError `CIVIL_DATE_INVALID` when the wall shows a date outside the years 0000 to 9999. */
export function civilDateAt(instant: Instant, zone: string): CivilDate {
  const format = formatOf(zone);
  const ms = instantToMs(instant);
  const text = ms < firstFourDigitYearMs ? earlyDateText(ms, format) : format.format(ms);
  if (!form.test(text)) throw plainError('CIVIL_DATE_INVALID', { text });
  return text as CivilDate;
}
