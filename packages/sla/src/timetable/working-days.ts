import { civilDateOfEpochDay, type CivilDate } from '@jiceng/kernel/plain';
import { choose, dayOf, requireNumber } from './border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import { monthDayOf, yearOf } from './day-number.ts';
import type { DayType } from '../calendar/day-rules.ts';
import { coveredDay } from './horizon.ts';
import type { Timetable } from './timetable.ts';

/** What a date is, and so why it counts or not.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the date. */
export function dayTypeOf(calendar: Calendar, date: CivilDate): DayType {
  return calendar.compiled.ruleOf(coveredDay(calendar, dayOf(date))).type;
}

/** Does the date count as a working day?
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the date. */
export function isWorkingDay(calendar: Calendar, date: CivilDate): boolean {
  return calendar.compiled.ruleOf(coveredDay(calendar, dayOf(date))).workingDay;
}

/** The working day `n` places on from the first one that is not before a day (`own` 0), or from the last one not after it (`own` 1). */
function workingDayFrom(calendar: Timetable, day: number | undefined, n: number, own: 0 | 1): number {
  const { days } = calendar.compiled;
  return coveredDay(calendar, days.dayWith(days.before(coveredDay(calendar, day) + own) - own + n + 1));
}

/**
 * The n-th working day after a day (before it when negative); the day itself is never counted, and 0 leaves it as it is. Days are
 * counted from 1970-01-01.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function addWorkingDaysToDay(calendar: Timetable, day: number, n: number): number {
  return n === 0 ? coveredDay(calendar, day) : workingDayFrom(calendar, day, n, n > 0 ? 1 : 0);
}

/** The day itself when it is a working day, else the next one.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before it. */
export function rollForward(calendar: Timetable, day: number | undefined): number {
  return workingDayFrom(calendar, day, 0, 0);
}

/** The day itself when it is a working day, else the one before.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar starts after it. */
export function rollBackward(calendar: Timetable, day: number): number {
  return workingDayFrom(calendar, day, 0, 1);
}

const monthOf = (day: number): number => yearOf(day) * 12 + Math.floor(monthDayOf(day) / 100);
type RollToDay = (calendar: Timetable, day: number) => number;

/** Stays in the month: where the first way leaves it, the other way is taken. */
function rollInMonth(first: RollToDay, other: RollToDay, calendar: Timetable, day: number): number {
  const rolled = first(calendar, day);
  return monthOf(rolled) === monthOf(day) ? rolled : other(calendar, day);
}

const rolls = {
  forward: rollForward,
  following: rollForward,
  backward: rollBackward,
  preceding: rollBackward,
  'modified-following': (calendar: Timetable, day: number) => rollInMonth(rollForward, rollBackward, calendar, day),
  'modified-preceding': (calendar: Timetable, day: number) => rollInMonth(rollBackward, rollForward, calendar, day),
};

/** Where a date that is no working day goes before counting: the names of numpy's `busday_offset`. */
export type Roll = keyof typeof rolls;

/** The date a count of working days leads to. */
export interface WorkingDayAnswer extends Certain {
  readonly date: CivilDate;
}

/**
 * The n-th working day after a date, or before it when `n` is negative. The date itself is never counted; 0 leaves it as it is.
 * With `roll` a date that is no working day is moved first, which law does not do.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when `n` is not a whole number.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such roll.
 * @see 《中华人民共和国民法典》第二百零一条第一款，开始的当日不计入
 */
export function addWorkingDays(
  calendar: Calendar,
  date: CivilDate,
  n: number,
  { roll }: { readonly roll?: Roll } = {},
): WorkingDayAnswer {
  requireNumber('whole', 'n', n);
  const day = coveredDay(calendar, dayOf(date));
  const from = roll === undefined ? day : choose<RollToDay>('roll', rolls, roll)(calendar, day);
  const answer = addWorkingDaysToDay(calendar, from, n);
  return { date: civilDateOfEpochDay(answer), ...certaintyOf(calendar, day, answer) };
}

const bounds = {
  '[)': { skipsFirst: 0, takesLast: 0 },
  '(]': { skipsFirst: 1, takesLast: 1 },
  '[]': { skipsFirst: 0, takesLast: 1 },
  '()': { skipsFirst: 1, takesLast: 0 },
};

/** Which ends of an interval belong to it: `[` and `]` do, `(` and `)` do not. */
export type Bounds = keyof typeof bounds;

/**
 * How many working days an interval of dates holds. Reversed dates give the same number below zero, over the same bounds seen
 * from the earlier date.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover both dates.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there are no such bounds.
 */
export function countWorkingDays(calendar: Calendar, from: CivilDate, to: CivilDate, within: Bounds = '[)'): number {
  const { skipsFirst, takesLast } = choose('bounds', bounds, within);
  const [a, b] = [coveredDay(calendar, dayOf(from)), coveredDay(calendar, dayOf(to))];
  const first = Math.min(a, b) + skipsFirst;
  const end = Math.max(a, b) + takesLast;
  const { days } = calendar.compiled;
  const count = Math.max(0, days.before(end) - days.before(first));
  return a > b && count > 0 ? -count : count;
}
