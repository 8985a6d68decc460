import { countBy, rate, type Rate } from '@jiceng/analytics';
import type { Instant } from '@jiceng/kernel';
import type { QuarterCase } from '../outcomes.ts';

/** How a case stands against a deadline when the replay stops. */
export const verdicts = ['onTime', 'late', 'pending', 'none'] as const;
export type Verdict = (typeof verdicts)[number];

/** The city's own verdict, as its export has it. */
export const flags = ['ONTIME', 'OVERDUE', ''] as const;
export type Flag = (typeof flags)[number];

/** One cell of the cross table: cases with this verdict by our deadline, this one by the city's promise, and this flag. */
export interface VerdictCell {
  readonly ours: Verdict;
  readonly promised: Verdict;
  readonly flag: Flag;
  readonly count: number;
}

export interface VerdictFigures {
  /** Every cell, empty ones included: 4 × 4 × 3. */
  readonly cells: readonly VerdictCell[];
  readonly n: number;
  /** Of the cases for which both deadlines exist: in how many they give the same verdict. */
  readonly same: Rate;
  /** Cases whose flag contradicts the city's own promise. */
  readonly contradicting: number;
  /** Cases without any promise that are flagged ONTIME all the same. */
  readonly flaggedWithoutPromise: number;
}

/** Closed at the very moment of the deadline is on time; open at that moment is not yet late. */
export function verdictOf(dueAt: Instant | undefined, closedAt: Instant | undefined, asOf: Instant): Verdict {
  if (dueAt === undefined) return 'none';
  if (closedAt !== undefined && closedAt <= asOf) return closedAt <= dueAt ? 'onTime' : 'late';
  return dueAt < asOf ? 'late' : 'pending';
}

/** The flag that would contradict a promise kept or broken. */
const opposite: ReadonlyMap<Verdict, Flag> = new Map([
  ['onTime', 'OVERDUE'],
  ['late', 'ONTIME'],
]);

/** Our verdict, the city's promise and the city's flag side by side: how many cases are in each combination. */
export function verdictFigures(cases: readonly QuarterCase[], asOf: Instant): VerdictFigures {
  const keyOf = (ours: Verdict, promised: Verdict, flag: Flag): string => `${ours}/${promised}/${flag}`;
  const counted = countBy(cases, ({ row, outcome }) =>
    keyOf(verdictOf(outcome.dueAt, outcome.closedAt, asOf), verdictOf(row.targetAt, outcome.closedAt, asOf), row.flag),
  );
  const counts = new Map(counted.counts.map(({ key, count }) => [key, count]));
  const cells = verdicts.flatMap((ours) =>
    verdicts.flatMap((promised) =>
      flags.map((flag) => ({ ours, promised, flag, count: counts.get(keyOf(ours, promised, flag)) ?? 0 })),
    ),
  );
  const sumOf = (some: readonly VerdictCell[]): number => some.reduce((sum, { count }) => sum + count, 0);
  const comparable = cells.filter(({ ours, promised }) => ours !== 'none' && promised !== 'none');
  return {
    cells,
    n: counted.n,
    same: rate(sumOf(comparable.filter(({ ours, promised }) => ours === promised)), sumOf(comparable)),
    contradicting: sumOf(cells.filter(({ promised, flag }) => flag === opposite.get(promised))),
    flaggedWithoutPromise: sumOf(cells.filter(({ promised, flag }) => promised === 'none' && flag === 'ONTIME')),
  };
}
