import type { Measure } from './pause.ts';

/** A line that days are counted on. Days are numbered from 1970-01-01. */
export interface DayScale {
  /** How many of its days lie before a day. */
  readonly before: Measure;
  /** The day with which so many of its days are full; `undefined` when it has not that many. */
  readonly dayWith: (total: number) => number | undefined;
}

/** The line of all days. */
export const plainDays: DayScale = { before: (day) => day, dayWith: (total) => total - 1 };

/** The line of working days, counted once, so that no question walks over dates. */
export interface WorkingDays extends DayScale {
  readonly firstDay: number;
  readonly lastDay: number;
}

/** A run of at least three declared rest days: first and last day of it. */
export interface RestRun {
  readonly first: number;
  readonly last: number;
}

/** The working days of a calendar, and its long rests. */
export interface DayTable extends WorkingDays {
  readonly restRuns: readonly RestRun[];
}

/** Collects the runs of rest days. */
export function restRunsOf(
  { firstDay, lastDay, before }: WorkingDays,
  isRestDay: (day: number) => boolean,
): readonly RestRun[] {
  const counts = (day: number): boolean => before(day) !== before(day + 1);
  const restRuns: RestRun[] = [];
  let first = firstDay;
  for (let day = firstDay; day <= lastDay + 1; day += 1) {
    if (day <= lastDay && !counts(day) && isRestDay(day)) continue;
    if (day - first >= 3) restRuns.push({ first, last: day - 1 });
    first = day + 1;
  }
  return restRuns;
}
