import { choose, dayOf, requireNumber } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { correspondingDay } from '../timetable/day-number.ts';
import { plainDays, type DayScale, type DayTable } from '../timetable/day-table.ts';
import { slaError } from '../errors.ts';
import { coveredDay } from '../timetable/horizon.ts';
import type { DayLimit, FixedLimit } from './limit.ts';
import { totalAfter, unionOf, type Stretch } from '../timetable/pause.ts';
import { rollForward, type Bounds } from '../timetable/working-days.ts';
import { localDayAt, type ZoneOffsets } from '../timetable/zone-offsets.ts';

/** A period of days: its first counted day, its last day as it was counted, and as the rule for the last day leaves it. */
export interface DayPeriod {
  readonly firstDay: number;
  readonly nominalDay: number;
  readonly lastDay: number;
}

const pauseDayRules: Readonly<Record<Bounds, { readonly skipsFirst: number; readonly takesLast: number }>> = {
  '[)': { skipsFirst: 0, takesLast: 0 },
  '(]': { skipsFirst: 1, takesLast: 1 },
  '[]': { skipsFirst: 0, takesLast: 1 },
  '()': { skipsFirst: 1, takesLast: 0 },
};

/** The days that pauses take out of a count. */
export function pausedDays(
  offsets: ZoneOffsets,
  pauses: readonly Stretch[],
  pauseDays: Bounds = '(]',
): readonly Stretch[] {
  const { skipsFirst, takesLast } = choose('pauseDays', pauseDayRules, pauseDays);
  return unionOf(
    pauses
      .map(({ from, to }) => ({
        from: localDayAt(offsets, from) + skipsFirst,
        to: to === Infinity ? Infinity : localDayAt(offsets, to) + takesLast,
      }))
      .filter(({ from, to }) => from < to),
  );
}

/** The count of a period. */
export interface Counting {
  readonly firstDay: number;
  readonly amount: number;
  /** What is counted: plain days, or working days. */
  readonly inWorkingDays: boolean;
}

/** The line that a count goes along. */
export function scaleOf({ compiled: { days } }: Calendar, { inWorkingDays }: Counting): DayScale {
  return inWorkingDays ? days : plainDays;
}

const daysIn = { calendarDay: 1, week: 7 };
const monthsOf = { month: 1, year: 12 };
const firstDayAfter = { excluded: 1, included: 0 };

/** How a limit is counted that starts on a local day: from which day, how much of what. */
export function countingOf(limit: DayLimit | FixedLimit, startDay: number): Counting {
  if (limit.unit === 'fixed') {
    const { from, base } = limit;
    const firstDay = dayOf(from);
    const amount = dayOf(base) - firstDay + 1;
    if (amount < 1) throw slaError('SLA_PERIOD_REVERSED', { from, base });
    return { firstDay, amount, inWorkingDays: false };
  }
  const { unit, startDay: rule = 'excluded' } = limit;
  const firstDay = startDay + choose('startDay', firstDayAfter, rule);
  const value = requireNumber(rule === 'included' ? 'positive' : 'count', 'value', limit.value);
  switch (unit) {
    case 'workingDay':
      return { firstDay, amount: value, inWorkingDays: true };
    case 'calendarDay':
    case 'week':
      return { firstDay, amount: value * daysIn[unit], inWorkingDays: false };
    case 'month':
    case 'year': {
      const { day, exists } = correspondingDay(startDay, value * monthsOf[unit]);
      // With the start day counted the period ends on the day before the corresponding one, if there is such a day.
      const end = rule === 'included' && exists ? day : day + 1;
      return { firstDay, amount: end - firstDay, inWorkingDays: false };
    }
  }
}

function nominalDayOf(calendar: Calendar, counting: Counting, paused: readonly Stretch[]): number | undefined {
  const { firstDay, amount } = counting;
  if (amount === 0) return firstDay - 1;
  const scale = scaleOf(calendar, counting);
  const total = totalAfter(scale.before, firstDay, amount, paused);
  return total === undefined ? undefined : coveredDay(calendar, scale.dayWith(total));
}

/** How many days the runs of three or more declared rest days take, as far as they lie within a period. */
function restDaysWithin({ restRuns }: DayTable, firstDay: number, lastDay: number): number {
  let restDays = 0;
  for (const run of restRuns) {
    const length = Math.min(run.last, lastDay) - Math.max(run.first, firstDay) + 1;
    if (length >= 3) restDays += length;
  }
  return restDays;
}

/** Where a rule leaves the last day of a period. */
export type LastDayRule = (calendar: Calendar, firstDay: number, nominalDay: number) => number;

/** The rules of a host, by name. */
export type OwnRulesOnDays = Readonly<Record<string, LastDayRule>>;

const lastDayRules: OwnRulesOnDays = {
  none: (_calendar, _firstDay, nominalDay) => nominalDay,
  'roll-forward': (calendar, _firstDay, nominalDay) => rollForward(calendar, nominalDay),
  'tax-109': (calendar, firstDay, nominalDay) =>
    rollForward(calendar, nominalDay + restDaysWithin(calendar.compiled.days, firstDay, nominalDay)),
};

/**
 * The period of a limit counted in dates that starts on a local day (days since 1970-01-01), `undefined` while a pause without
 * end stands before it.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the value is not a whole number, or below zero.
 * @throws JicengError `SLA_PERIOD_REVERSED` when a fixed period ends before it starts.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such rule.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function dayPeriodOf(
  calendar: Calendar,
  limit: DayLimit | FixedLimit,
  startDay: number,
  pauses: readonly Stretch[],
  ownRules: OwnRulesOnDays = {},
): DayPeriod | undefined {
  const { lastDay = 'roll-forward', pauseDays } = limit;
  const counting = countingOf(limit, startDay);
  const roll = choose('lastDay', lastDay.startsWith('own:') ? ownRules : lastDayRules, lastDay);
  const nominalDay = nominalDayOf(calendar, counting, pausedDays(calendar.compiled.offsets, pauses, pauseDays));
  if (nominalDay === undefined) return undefined;
  const { firstDay } = counting;
  return { firstDay, nominalDay, lastDay: coveredDay(calendar, roll(calendar, firstDay, nominalDay)) };
}
