import { civilDateOfEpochDay, type CivilDate } from '@jiceng/kernel/plain';
import { escapeText, foldLine } from './icalendar-line.ts';
import { foldNotices, type HolidayNotice } from '../notices/notice.ts';

/** A row of days that one notice decides alike. */
interface Run {
  readonly first: number;
  readonly last: number;
  readonly off: boolean;
  readonly name: string;
  readonly notice: HolidayNotice;
}

function runsOf(notices: readonly HolidayNotice[], asOf: CivilDate | undefined): readonly Run[] {
  const byId = new Map(notices.map((notice) => [notice.id, notice]));
  const names = new Map<string, string>(
    notices.flatMap(({ id, days }) => days.map(({ date, name = '' }) => [`${id} ${date}`, name] as const)),
  );
  const runs: Run[] = [];
  const decisions = [...foldNotices(notices, asOf).decisions].toSorted(([a], [b]) => a - b);
  for (const [day, { off, notice: id }] of decisions) {
    const notice = byId.get(id);
    if (notice === undefined) continue;
    const name = names.get(`${id} ${civilDateOfEpochDay(day)}`) ?? '';
    const run = runs.at(-1);
    const goesOn = run !== undefined && run.last === day - 1 && run.notice === notice;
    if (goesOn && run.off === off && run.name === name) runs[runs.length - 1] = { ...run, last: day };
    else runs.push({ first: day, last: day, off, name, notice });
  }
  return runs;
}

const compact = (date: string): string => date.replaceAll('-', '');

function eventOf({ first, last, off, name, notice }: Run): readonly string[] {
  const { id, publishedOn, url, documentNumber } = notice;
  const start = compact(civilDateOfEpochDay(first));
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${start}-${off ? 'off' : 'work'}-${id}`)}@jiceng`,
    // The day of publication, not the moment of writing: the same notices give the same file.
    `DTSTAMP:${compact(publishedOn)}T000000Z`,
    `DTSTART;VALUE=DATE:${start}`,
    `DTEND;VALUE=DATE:${compact(civilDateOfEpochDay(last + 1))}`,
    `SUMMARY:${escapeText(name)}（${off ? '休' : '班'}）`,
    ...(documentNumber === undefined ? [] : [`DESCRIPTION:${escapeText(documentNumber)}`]),
    ...(url === undefined ? [] : [`URL:${url.replaceAll(/[\p{Cc}\s]/gu, encodeURIComponent)}`]),
    'TRANSP:TRANSPARENT',
    `X-APPLE-SPECIAL-DAY:${off ? 'WORK-HOLIDAY' : 'ALTERNATE-WORKDAY'}`,
    'END:VEVENT',
  ];
}

/** What a file is called, and how far it knows the notices. */
export interface CalendarFileOptions {
  /** The name that calendar programs show. */
  readonly name?: string;
  /** Only notices published on or before this date count. */
  readonly asOf?: CivilDate;
}

/**
 * Days off and make-up days as an iCalendar file that calendar programs subscribe to: one all-day event for every row of days, the
 * last word of the notices on each. The same notices always give the same file, and an event keeps its identifier.
 *
 * @throws JicengError `SLA_NOTICE_CONTRADICTS` when one notice declares a date both off and working.
 * @throws JicengError `CIVIL_DATE_INVALID` when a date does not exist.
 * @see RFC 5545, Internet Calendaring and Scheduling Core Object Specification
 */
export function writeICalendar(notices: readonly HolidayNotice[], { name, asOf }: CalendarFileOptions = {}): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jiceng//sla//ZH',
    'CALSCALE:GREGORIAN',
    ...(name === undefined ? [] : [`X-WR-CALNAME:${escapeText(name)}`]),
    ...runsOf(notices, asOf).flatMap(eventOf),
    'END:VCALENDAR',
  ]
    .map(foldLine)
    .join('');
}
