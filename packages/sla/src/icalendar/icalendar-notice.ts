import { addCalendarDays, epochDayOf } from '@jiceng/kernel/plain';
import { slaError } from '../errors.ts';
import { nameOfEvent, readICalendar, type AllDayEvent } from './icalendar-read.ts';
import type { HolidayNotice, NoticeDay } from '../notices/notice.ts';

/** Off, a working day, or nothing of the kind: a festival on which offices work. */
export type EventDecision = 'off' | 'work' | 'neither';

/** As the file marks it. */
function asMarked({ kind, uid, summary }: AllDayEvent): EventDecision {
  if (kind === undefined) throw slaError('SLA_ICALENDAR_UNDECIDED', { uid, summary });
  return kind;
}

function daysOf(event: AllDayEvent, decision: EventDecision): readonly NoticeDay[] {
  if (decision === 'neither') return [];
  const name = nameOfEvent(event);
  return Array.from({ length: epochDayOf(event.to) - epochDayOf(event.from) + 1 }, (_, index) => ({
    date: addCalendarDays(event.from, index),
    ...(name !== '' && { name }),
    off: decision === 'off',
  }));
}

/**
 * A notice out of an iCalendar file. Files mark their events in many ways: those of `writeICalendar` and of Apple's calendars are
 * understood, for any other `decide` says what an event is.
 *
 * @throws JicengError `SLA_ICALENDAR_UNDECIDED` when the file says of an event neither off nor work, and nobody decides.
 * @throws JicengError the errors of `readICalendar`
 */
export function noticeOfICalendar(
  head: Omit<HolidayNotice, 'days'>,
  text: string,
  decide: (event: AllDayEvent) => EventDecision = asMarked,
): HolidayNotice {
  const days = new Map<string, NoticeDay>();
  for (const event of readICalendar(text)) {
    for (const day of daysOf(event, decide(event))) {
      const key = `${day.date} ${String(day.off)}`;
      if (!days.has(key)) days.set(key, day);
    }
  }
  return { ...head, days: [...days.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}
