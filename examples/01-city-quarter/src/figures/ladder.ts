import { countBy, type CivilMonth } from '@jiceng/analytics';
import type { SupervisionRung } from '@jiceng/incidents';
import { isWithin, type MonthSpan } from '../months.ts';
import type { QuarterCase } from '../outcomes.ts';

/** How many incidents came as far as this rung. */
export interface RungFigures {
  readonly rung: string;
  readonly reached: number;
  /** By the month in which they were reported. */
  readonly byMonth: readonly number[];
}

export interface LadderFigures {
  readonly months: readonly CivilMonth[];
  /** Incidents with a deadline: only these can be supervised. */
  readonly withDeadline: number;
  readonly withDeadlineByMonth: readonly number[];
  /** Of those, how many were never supervised. */
  readonly neverRaised: number;
  readonly rungs: readonly RungFigures[];
}

/** How many incidents reached each rung of supervision, by the month in which they were reported. */
export function ladderFigures(
  cases: readonly QuarterCase[],
  ladder: readonly SupervisionRung[],
  months: readonly MonthSpan[],
): LadderFigures {
  const outcomes = cases.map(({ outcome }) => outcome);
  const perMonth = months.map((month) => outcomes.filter(({ reportedAt }) => isWithin(month, reportedAt)));
  const keys = ladder.map(({ rung }) => rung);
  // An incident that was reopened may have reached a rung twice; it is one incident.
  const count = (some: typeof outcomes) =>
    countBy(some.flatMap(({ raised }) => [...new Set(raised)]), (rung) => rung, { keys }).counts;
  const monthly = perMonth.map((some) => new Map(count(some).map(({ key, count: n }) => [key, n])));
  const withDeadline = outcomes.filter(({ dueAt }) => dueAt !== undefined);
  return {
    months: months.map(({ month }) => month),
    withDeadline: withDeadline.length,
    withDeadlineByMonth: perMonth.map((some) => some.filter(({ dueAt }) => dueAt !== undefined).length),
    neverRaised: withDeadline.filter(({ raised }) => raised.length === 0).length,
    rungs: count(outcomes).map(({ key, count: reached }) => ({
      rung: key,
      reached,
      byMonth: monthly.map((counts) => counts.get(key) ?? 0),
    })),
  };
}
