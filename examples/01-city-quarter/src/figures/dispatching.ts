import { countBy, largest, rateOf, type CivilMonth, type JudgedRate } from '@jiceng/analytics';
import type { Learnt } from '../learning.ts';
import { isWithin, type MonthSpan } from '../months.ts';
import type { QuarterCase } from '../outcomes.ts';

/** How often our lead unit is the department that the city's record names. */
export interface MonthDispatch {
  readonly month: CivilMonth;
  /** The duty table was learnt from this month: its share proves nothing. */
  readonly isLearnt: boolean;
  readonly right: JudgedRate;
}

/** Cases that we sent to one department and the city had in another. */
export interface Misdirection {
  readonly leadUnit: string;
  readonly department: string;
  readonly count: number;
}

export interface DispatchFigures {
  readonly months: readonly MonthDispatch[];
  /** All months but the one that was learnt from. */
  readonly judged: JudgedRate;
  /** Of those, cases of a type that month had not seen: they went by the default row. */
  readonly byDefault: JudgedRate;
  readonly misdirections: readonly Misdirection[];
}

const shown = 6;

function rightOf(cases: readonly QuarterCase[]): JudgedRate {
  return rateOf(cases, ({ row, outcome }) =>
    outcome.leadUnit === undefined ? { excluded: 'notDispatched' } : outcome.leadUnit === row.department,
  );
}

function misdirectionsOf(cases: readonly QuarterCase[]): readonly Misdirection[] {
  const wrong = countBy(cases, ({ row, outcome: { leadUnit } }) =>
    leadUnit === undefined || leadUnit === row.department ? undefined : JSON.stringify([leadUnit, row.department]),
  );
  return largest(wrong.counts, shown).map(({ key, count }) => {
    const [leadUnit = '', department = ''] = JSON.parse(key) as readonly string[];
    return { leadUnit, department, count };
  });
}

/** How often the duty table learnt from the first month is right in the months after it. */
export function dispatchFigures(
  cases: readonly QuarterCase[],
  learnt: Learnt,
  months: readonly MonthSpan[],
): DispatchFigures {
  const inMonth = (span: MonthSpan) => cases.filter(({ outcome }) => isWithin(span, outcome.reportedAt));
  const judged = months.filter(({ month }) => month !== learnt.month).flatMap(inMonth);
  const known = new Set(learnt.types.map(({ type }) => type));
  return {
    months: months.map((span) => ({
      month: span.month,
      isLearnt: span.month === learnt.month,
      right: rightOf(inMonth(span)),
    })),
    judged: rightOf(judged),
    byDefault: rightOf(judged.filter(({ row }) => !known.has(row.type))),
    misdirections: misdirectionsOf(judged),
  };
}
