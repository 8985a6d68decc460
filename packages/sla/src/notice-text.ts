import { addCalendarDays, parseCivilDate, type CivilDate } from '@jiceng/kernel/plain';
import type { HolidayNotice, NoticeDay } from './notice.ts';

/** `02-15` in the notice's year, or a date of another year written out. */
function dateOf(text: string, titleYear: number): CivilDate {
  return parseCivilDate(text.length === 5 ? `${titleYear}-${text}` : text);
}

function daysOf(text: string, name: string, titleYear: number): readonly NoticeDay[] {
  if (text.startsWith('+')) return [{ date: dateOf(text.slice(1), titleYear), name, off: false }];
  const [first = '', last = first] = text.split('..');
  const lastDate = dateOf(last, titleYear);
  const days: NoticeDay[] = [];
  for (let date = dateOf(first, titleYear); date <= lastDate; date = addCalendarDays(date, 1)) {
    days.push({ date, name, off: true });
  }
  return days;
}

/**
 * Reads a notice written the way people compare it with the original: `春节 02-15..02-23 +02-14 +02-28` is off from the 15th to
 * the 23rd and made up for on the 14th and 28th; holidays stand one to a line or between semicolons.
 *
 * @throws JicengError `CIVIL_DATE_INVALID` when a date does not exist.
 */
export function readNotice<Head extends Omit<HolidayNotice, 'days'>>(
  head: Head,
  text: string,
): Head & Pick<HolidayNotice, 'days'> {
  const days = text.split(';').flatMap((holiday) => {
    const [name = '', ...parts] = holiday.trim().split(/\s+/);
    return parts.flatMap((part) => daysOf(part, name, head.titleYear));
  });
  return { ...head, days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}
