import { countBy, shares, type Count, type Share } from '@jiceng/analytics';
import type { QuarterCase } from '../outcomes.ts';

export interface GroupFigures {
  /** The largest groups of requests and, under `*`, all others: percentages that add up to 100.0. */
  readonly shares: readonly Share[];
  /** What stands behind `*`. */
  readonly others: readonly Count[];
}

/** The key under which the smaller groups stand together. */
export const otherGroups = '*';
const shown = 11;

/** What part of all requests each group is. */
export function groupFigures(cases: readonly QuarterCase[]): GroupFigures {
  const { counts } = countBy(cases, ({ row }) => row.reason);
  const others = counts.slice(shown);
  const rest = { key: otherGroups, count: others.reduce((sum, { count }) => sum + count, 0) };
  return { shares: shares(others.length === 0 ? counts : [...counts.slice(0, shown), rest]).shares, others };
}
