import { addCalendarDays, epochDayOf, parseCivilDate, type CivilDate } from '@jiceng/kernel/plain';
import { slaError } from '../errors.ts';
import type { HolidayNotice, NoticeDay } from './notice.ts';

/** `02-15` in the notice's year, or a date of another year written out. */
function dateOf(text: string, titleYear: number): CivilDate {
  return parseCivilDate(text.length === 5 ? `${titleYear}-${text}` : text);
}

function daysOf(text: string, name: string, titleYear: number): readonly NoticeDay[] {
  if (text.startsWith('+')) return [{ date: dateOf(text.slice(1), titleYear), name, off: false }];
  const [first = '', ...rest] = text.split('..');
  const from = dateOf(first, titleYear);
  const to = rest.length === 0 ? from : dateOf(rest.join('..'), titleYear);
  const length = epochDayOf(to) - epochDayOf(from) + 1;
  if (length < 1) throw slaError('SLA_NOTICE_REVERSED', { name, from, to });
  return Array.from({ length }, (_, index) => ({ date: addCalendarDays(from, index), name, off: true }));
}

/** The days of one holiday: its name, then its dates. An empty line has neither. */
function daysOfHoliday(text: string, titleYear: number): readonly NoticeDay[] {
  const line = text.trim();
  if (line === '') return [];
  const [name = '', ...parts] = line.split(/\s+/);
  if (parts.length === 0 || /^\+?\d/.test(name)) throw slaError('SLA_NOTICE_NAMELESS', { line });
  return parts.flatMap((part) => daysOf(part, name, titleYear));
}

/**
 * Reads a notice written the way people compare it with the original: `春节 02-15..02-23 +02-14 +02-28` is off from the 15th to
 * the 23rd and made up for on the 14th and 28th; holidays stand one to a line or between semicolons. Days of another year than that
 * of the title are written out: `2026-12-31..01-02`.
 *
 * @throws JicengError `CIVIL_DATE_INVALID` when a date does not exist.
 * @throws JicengError `SLA_NOTICE_REVERSED` when days off end before they begin.
 * @throws JicengError `SLA_NOTICE_NAMELESS` when a holiday has no name, or no dates.
 */
export function readNotice<Head extends Omit<HolidayNotice, 'days'>>(
  head: Head,
  text: string,
): Head & Pick<HolidayNotice, 'days'> {
  const days = text.split(/[;；\n]/).flatMap((holiday) => daysOfHoliday(holiday, head.titleYear));
  return { ...head, days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}
