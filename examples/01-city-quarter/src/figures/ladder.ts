import { countBy, rate, type CivilMonth, type Rate } from '@jiceng/analytics';
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
  /** How many came as far as any rung, of those with a deadline: only these can be supervised. */
  readonly raised: Rate;
  readonly withDeadlineByMonth: readonly number[];
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
    countBy(
      some.flatMap(({ raised }) => [...new Set(raised)]),
      (rung) => rung,
      { keys },
    ).counts;
  const monthly = perMonth.map((some) => new Map(count(some).map(({ key, count: n }) => [key, n])));
  const withDeadline = outcomes.filter(({ dueAt }) => dueAt !== undefined);
  return {
    months: months.map(({ month }) => month),
    raised: rate(withDeadline.filter(({ raised }) => raised.length > 0).length, withDeadline.length),
    withDeadlineByMonth: perMonth.map((some) => some.filter(({ dueAt }) => dueAt !== undefined).length),
    rungs: count(outcomes).map(({ key, count: reached }) => ({
      rung: key,
      reached,
      byMonth: monthly.map((counts) => counts.get(key) ?? 0),
    })),
  };
}
