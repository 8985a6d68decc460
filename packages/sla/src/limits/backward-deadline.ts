import { civilDateOfEpochDay, instantFromMs, type CivilDate, type Instant } from '@jiceng/kernel/plain';
import { choose, dayOf, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import { correspondingDay } from '../timetable/day-number.ts';
import { cutoffs } from './deadline-ms.ts';
import { coveredDay } from '../timetable/horizon.ts';
import type { BackwardLimit } from './limit.ts';
import { dayEndMs } from './office-day.ts';
import { addWorkingDaysToDay, rollBackward } from '../timetable/working-days.ts';

/** Until when something must be done before an event, and from when it may be done. */
export interface BackwardDeadline extends Certain {
  /** The moment the window opens; `undefined` for a limit that has none. */
  readonly opensAt: Instant | undefined;
  /** The first day of the window. */
  readonly firstDay: CivilDate | undefined;
  /** The moment it is too late. */
  readonly dueAt: Instant;
  readonly lastDay: CivilDate;
  /** The last day as it was counted, before it went back to a working day. */
  readonly nominalLastDay: CivilDate;
}

type CountBack = (calendar: Calendar, eventDay: number, value: number) => number;

const countsBack: Readonly<Record<BackwardLimit['unit'], CountBack>> = {
  workingDay: (calendar, eventDay, value) => addWorkingDaysToDay(calendar, eventDay, -value),
  calendarDay: (_calendar, eventDay, value) => eventDay - value,
  week: (_calendar, eventDay, value) => eventDay - 7 * value,
  month: (_calendar, eventDay, value) => correspondingDay(eventDay, -value).day,
  year: (_calendar, eventDay, value) => correspondingDay(eventDay, -12 * value).day,
};

const befores = { 'at-least': false, within: true };
const goesBack = { 'roll-backward': true, none: false };

/**
 * Until when something must be done before an event, the day of the event not counted. `at-least` ends on the day that lies so
 * long before it; `within` opens on that day and ends on the day before the event. A last day that is no working day goes back to
 * the one before it, but never out of its window.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the value is not a whole number or below zero, or below one for a window.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit or rule.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar begins after the answer.
 * @see 《中华人民共和国行政许可法》（2019 年修正）第四十八条第一项、第五十条
 */
export function deadlineBefore(
  calendar: Calendar,
  { event, limit }: { readonly event: CivilDate; readonly limit: BackwardLimit },
): BackwardDeadline {
  const eventDay = coveredDay(calendar, dayOf(event));
  const isWindow = choose('before', befores, limit.before);
  const value = requireNumber(isWindow ? 'positive' : 'count', 'value', limit.value);
  const countBack = choose<CountBack>('unit', countsBack, limit.unit);
  const endMs = choose('cutoff', cutoffs, limit.cutoff ?? 'midnight');
  const farDay = coveredDay(calendar, countBack(calendar, eventDay, value));
  const nominalDay = isWindow ? coveredDay(calendar, eventDay - 1) : farDay;
  const rolledDay = choose('lastDay', goesBack, limit.lastDay ?? 'roll-backward')
    ? rollBackward(calendar, nominalDay)
    : nominalDay;
  const lastDay = isWindow && rolledDay < farDay ? nominalDay : rolledDay;
  return {
    opensAt: isWindow ? instantFromMs(dayEndMs(calendar, farDay - 1)) : undefined,
    firstDay: isWindow ? civilDateOfEpochDay(farDay) : undefined,
    dueAt: instantFromMs(endMs(calendar, lastDay)),
    lastDay: civilDateOfEpochDay(lastDay),
    nominalLastDay: civilDateOfEpochDay(nominalDay),
    // An answer that is counted back is settled once its event is: nothing after the event can move it.
    ...certaintyOf(calendar, lastDay, eventDay),
  };
}
