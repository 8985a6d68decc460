import type { DayRule } from './day-rules.ts';

/** A run of at least three declared rest days: first and last day of it. */
export interface RestRun {
  readonly first: number;
  readonly last: number;
}

/** Working days counted once, so that no question walks over dates. Days are counted from 1970-01-01. */
export interface DayTable {
  readonly firstDay: number;
  readonly lastDay: number;
  /** `workingBefore[i]`: how many working days lie before day `firstDay + i`. */
  readonly workingBefore: Int32Array;
  /** The working days in order. */
  readonly workingDays: Int32Array;
  readonly restRuns: readonly RestRun[];
}

/** Collects the days of a table in order. */
export function collectDays(firstDay: number, rules: readonly DayRule[]): DayTable {
  const workingBefore = new Int32Array(rules.length + 1);
  const workingDays: number[] = [];
  const restRuns: RestRun[] = [];
  let restDays = 0;
  for (const [index, rule] of rules.entries()) {
    if (rule.workingDay) workingDays.push(firstDay + index);
    workingBefore[index + 1] = workingDays.length;
    restDays = rule.type === 'holiday' ? restDays + 1 : 0;
    if (restDays > 3) restRuns.pop();
    if (restDays >= 3) restRuns.push({ first: firstDay + index - restDays + 1, last: firstDay + index });
  }
  return {
    firstDay,
    lastDay: firstDay + rules.length - 1,
    workingBefore,
    workingDays: Int32Array.from(workingDays),
    restRuns,
  };
}

/** How many working days of the table lie before a day; beyond its ends, none more. */
export function workingDaysBefore({ firstDay, workingBefore }: DayTable, day: number): number {
  const index = Math.min(Math.max(day - firstDay, 0), workingBefore.length - 1);
  return workingBefore[index] ?? 0;
}
