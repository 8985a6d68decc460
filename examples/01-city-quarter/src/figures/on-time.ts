import { groupBy, onTimeRate, rateOf, type JudgedRate, type OnTimeRate } from '@jiceng/analytics';
import type { Instant } from '@jiceng/kernel';
import type { QuarterCase } from '../outcomes.ts';

/** The on-time rate of the same requests, taken in four ways. */
export interface OnTimeFigures {
  readonly cases: number;
  /** By our deadline, of the cases whose deadline has passed. */
  readonly ours: OnTimeRate;
  /** By the city's promise for each case, of the cases whose promise has passed. */
  readonly promised: OnTimeRate;
  /** By the city's flag, of all flagged cases. */
  readonly flagged: JudgedRate;
  /** By the city's flag, of those flagged cases that had a promise at all. */
  readonly flaggedWithPromise: JudgedRate;
}

export interface DepartmentOnTime extends OnTimeFigures {
  readonly department: string;
}

function onTimeOf(cases: readonly QuarterCase[], asOf: Instant): OnTimeFigures {
  const openedAt = ({ outcome }: QuarterCase) => outcome.reportedAt;
  const closedAt = ({ outcome }: QuarterCase) => outcome.closedAt;
  const isOnTime = ({ row }: QuarterCase) => (row.flag === '' ? { excluded: 'noFlag' } : row.flag === 'ONTIME');
  return {
    cases: cases.length,
    ours: onTimeRate(
      cases.map((one) => ({ openedAt: openedAt(one), dueAt: one.outcome.dueAt, closedAt: closedAt(one) })),
      { asOf },
    ),
    promised: onTimeRate(
      cases.map((one) => ({ openedAt: openedAt(one), dueAt: one.row.targetAt, closedAt: closedAt(one) })),
      { asOf },
    ),
    flagged: rateOf(cases, isOnTime),
    flaggedWithPromise: rateOf(cases, (one) =>
      one.row.targetAt === undefined ? { excluded: 'noPromise' } : isOnTime(one),
    ),
  };
}

/** On time or not: all cases, and by the department that the city says had them, the largest first. */
export function onTimeFigures(
  cases: readonly QuarterCase[],
  asOf: Instant,
): { readonly all: OnTimeFigures; readonly departments: readonly DepartmentOnTime[] } {
  const { groups } = groupBy(cases, ({ row }) => row.department);
  return {
    all: onTimeOf(cases, asOf),
    departments: groups
      .toSorted((a, b) => b.rows.length - a.rows.length)
      .map(({ key, rows }) => ({ department: key, ...onTimeOf(rows, asOf) })),
  };
}
