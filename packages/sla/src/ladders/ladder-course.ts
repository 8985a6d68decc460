import { civilDateOfEpochDay } from '@jiceng/kernel/plain';
import { dayOf, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import type { RunningClock } from '../clock/clock.ts';
import type { OwnRulesOnDays } from '../limits/day-period.ts';
import { cutoffs, deadlineOfMs, type DeadlineMs } from '../limits/deadline-ms.ts';
import {
  isTimeLimit,
  type DayLimit,
  type FixedLimit,
  type HourLimit,
  type Limit,
  type WorkingTimeLimit,
} from '../limits/limit.ts';
import type { Stretch } from '../timetable/pause.ts';
import { dayEndingAt, sameWallTime, scaledOffsetOf, type DayEnd, type Scale } from './rung-offset.ts';
import { reachedAtMs } from '../timetable/running-clock.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** What a ladder leans on: an amount that is used up from a start to a due time. Instants are epoch milliseconds. */
export interface Course {
  readonly startMs: number;
  readonly scale: Scale;
  /** All there is to use up: milliseconds, or days. */
  readonly amount: number;
  /** When so much is used up; all of it at the due time. `undefined` while a pause without end stands before it. */
  readonly reachedMs: (amount: number) => number | undefined;
  /** Where the days of an offset end, seen from the due time. */
  readonly dayEndFrom: (dueMs: number) => DayEnd;
  /** How certain an instant on it is that the calendar led to; the start stands for one that is not known. */
  readonly certaintyAt: (atMs: number | undefined) => Certain;
  /** How certain one is that the clock on the wall led to, when the course itself runs on that. */
  readonly certaintyOnWall: Certain | undefined;
}

const certaintyInTime =
  (calendar: Calendar, startMs: number): Course['certaintyAt'] =>
  (atMs) => {
    const { offsets } = calendar.compiled;
    return certaintyOf(calendar, localDayAt(offsets, startMs), localDayAt(offsets, atMs ?? startMs));
  };

/** The last day of what is counted in days is the one that ends with the instant. */
const certaintyInDays =
  (calendar: Calendar, startMs: number, firstDay: number): Course['certaintyAt'] =>
  (atMs) =>
    certaintyOf(calendar, firstDay, atMs === undefined || atMs === startMs ? firstDay : dayEndingAt(calendar, atMs));

/** The course of a clock that runs on open time. */
export function courseOfClock(calendar: Calendar, { startMs, budgetMs, pausesMs }: RunningClock): Course {
  return {
    startMs,
    scale: 'open',
    amount: budgetMs,
    reachedMs: (amount) => reachedAtMs(calendar, startMs, amount, pausesMs),
    dayEndFrom: (dueMs) => sameWallTime(calendar, dueMs),
    certaintyAt: certaintyInTime(calendar, startMs),
    certaintyOnWall: undefined,
  };
}

type DueMs = (limit: Limit) => number | undefined;
type Counted = Pick<Course, 'scale' | 'amount' | 'reachedMs'>;

const minuteMs = 60_000;

/** A part of a limit in hours is a limit in minutes. */
function countedTime(limit: HourLimit | WorkingTimeLimit, dueMs: DueMs): Counted {
  const scaled = scaledOffsetOf('value', limit);
  const { unit } = limit;
  return {
    ...scaled,
    reachedMs: (amount) =>
      dueMs(
        unit === 'hour' || unit === 'minute'
          ? { ...limit, unit: 'minute', value: amount / minuteMs }
          : { ...limit, unit: 'workingMinute', value: amount / minuteMs },
      ),
  };
}

/** How many days the period has before anything is taken out of it or its last day is moved. */
function lengthOf(calendar: Calendar, limit: DayLimit, startMs: number): number {
  const lastDayOf = (one: DayLimit): number =>
    deadlineOfMs(calendar, startMs, { ...one, lastDay: 'none' }).nominalLastDay ?? 0;
  return lastDayOf(limit) - lastDayOf({ ...limit, unit: 'calendarDay', value: 1 }) + 1;
}

/** A part of a limit in days ends on a day of the period, as it comes; only the whole is rolled. */
function countedDays(calendar: Calendar, limit: DayLimit, startMs: number, dueMs: DueMs): Counted {
  const scale = limit.unit === 'workingDay' ? 'workingDay' : 'calendarDay';
  requireNumber('count', 'value', limit.value);
  const amount = limit.unit === scale ? limit.value : lengthOf(calendar, limit, startMs);
  return {
    scale,
    amount,
    reachedMs: (days) => {
      if (days === amount) return dueMs(limit);
      const part: DayLimit = { ...limit, unit: scale, value: days };
      return dueMs(days < amount ? { ...part, lastDay: 'none' } : part);
    },
  };
}

function countedFixed(limit: FixedLimit, dueMs: DueMs): Counted {
  const [firstDay, lastDay] = [dayOf(limit.from), dayOf(limit.base)];
  const amount = lastDay - firstDay + 1;
  return {
    scale: 'calendarDay',
    amount,
    reachedMs: (days) => {
      if (days === amount) return dueMs(limit);
      const part: FixedLimit = { ...limit, base: civilDateOfEpochDay(firstDay + days - 1) };
      return dueMs(days < amount ? { ...part, lastDay: 'none' } : part);
    },
  };
}

function countedOf(calendar: Calendar, limit: Limit, startMs: number, dueMs: DueMs): Counted {
  if (limit.unit === 'fixed') return countedFixed(limit, dueMs);
  return isTimeLimit(limit) ? countedTime(limit, dueMs) : countedDays(calendar, limit, startMs, dueMs);
}

/**
 * The course of a limit of any kind that starts at an instant.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the value is NaN, infinite or below zero, or a count of days is not whole.
 */
export function courseOfLimit(
  calendar: Calendar,
  startMs: number,
  limit: Limit,
  pausesMs: readonly Stretch[],
  ownRules: OwnRulesOnDays,
): Course {
  const deadline = (one: Limit): DeadlineMs => deadlineOfMs(calendar, startMs, one, pausesMs, ownRules);
  const dueMs: DueMs = (one) => deadline(one).dueMs;
  const counted = countedOf(calendar, limit, startMs, dueMs);
  const inDays = counted.scale === 'workingDay' || counted.scale === 'calendarDay';
  const endMs = cutoffs[('cutoff' in limit ? limit.cutoff : undefined) ?? 'midnight'];
  const startDay = localDayAt(calendar.compiled.offsets, startMs);
  const firstDay = limit.unit === 'fixed' ? Math.min(startDay, dayOf(limit.from)) : startDay;
  return {
    ...counted,
    startMs,
    reachedMs: (amount) => (amount === 0 && counted.amount > 0 ? startMs : counted.reachedMs(amount)),
    dayEndFrom: (atMs) => (inDays ? (day) => endMs(calendar, day) : sameWallTime(calendar, atMs)),
    certaintyAt: inDays ? certaintyInDays(calendar, startMs, firstDay) : certaintyInTime(calendar, startMs),
    certaintyOnWall: counted.scale === 'clock' ? deadline(limit) : undefined,
  };
}
