/** Working days counted once, so that no question walks over dates. Days are counted from 1970-01-01. */
export interface WorkingDays {
  readonly firstDay: number;
  readonly lastDay: number;
  /** `workingBefore[i]`: how many working days lie before day `firstDay + i`. */
  readonly workingBefore: Int32Array;
  /** The working days in order. */
  readonly workingDays: Int32Array;
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

/** How many working days of the table lie before a day; beyond its ends, none more. */
export function workingDaysBefore({ firstDay, workingBefore, workingDays }: WorkingDays, day: number): number {
  return workingBefore[day - firstDay] ?? (day < firstDay ? 0 : workingDays.length);
}

/** Collects the runs of rest days. */
export function restRunsOf(
  { firstDay, lastDay, workingBefore }: WorkingDays,
  isRestDay: (day: number) => boolean,
): readonly RestRun[] {
  const counts = (index: number): boolean => workingBefore[index] !== workingBefore[index + 1];
  const restRuns: RestRun[] = [];
  let first = firstDay;
  for (let day = firstDay; day <= lastDay + 1; day += 1) {
    if (day <= lastDay && !counts(day - firstDay) && isRestDay(day)) continue;
    if (day - first >= 3) restRuns.push({ first, last: day - 1 });
    first = day + 1;
  }
  return restRuns;
}
