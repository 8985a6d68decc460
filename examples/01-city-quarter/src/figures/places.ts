import { countBy, largest } from '@jiceng/analytics';
import type { GridCode } from '@jiceng/kernel';
import type { GridCell } from '../grid.ts';
import type { QuarterCase } from '../outcomes.ts';
import { type Storm, stormReason } from './intake.ts';

/** What was reported in one grid. */
export interface GridFigures {
  readonly code: GridCode;
  readonly row: number;
  readonly col: number;
  readonly all: number;
  readonly trees: number;
  /** About trees, in the week from the storm on. */
  readonly storm: number;
}

export interface PlaceFigures {
  /** Grids with at least one incident, the fullest first. */
  readonly grids: readonly GridFigures[];
  /** Grids in the territory, empty ones included. */
  readonly cells: number;
  /** Incidents that lie in no grid. */
  readonly outside: number;
  /** The point at which most incidents lie, all on the same spot. Absent without points. */
  readonly pile?: { readonly gridCode: GridCode; readonly count: number };
}

function pileOf(cases: readonly QuarterCase[]): PlaceFigures['pile'] {
  const spot = ({ row: { point }, outcome: { gridCode } }: QuarterCase) =>
    point === undefined || gridCode === undefined ? undefined : JSON.stringify([gridCode, ...point]);
  const [fullest] = largest(countBy(cases, spot).counts, 1);
  if (fullest === undefined) return undefined;
  const [gridCode] = JSON.parse(fullest.key) as readonly [GridCode];
  return { gridCode, count: fullest.count };
}

/** How many incidents each grid has: all, about trees, and about trees after the storm. */
export function placeFigures(
  cases: readonly QuarterCase[],
  cells: readonly GridCell[],
  storm: Storm | undefined,
): PlaceFigures {
  const places = new Map(cells.map((cell) => [cell.code, cell]));
  const gridOf = ({ outcome }: QuarterCase) => outcome.gridCode;
  const isTree = ({ row }: QuarterCase) => row.reason === stormReason;
  const isAfterStorm = ({ outcome }: QuarterCase) =>
    storm !== undefined && storm.from <= outcome.reportedAt && outcome.reportedAt < storm.to;
  const tally = (some: readonly QuarterCase[]) =>
    new Map(countBy(some, gridOf).counts.map(({ key, count }) => [key, count]));
  const all = countBy(cases, gridOf);
  const pile = pileOf(cases);
  const trees = tally(cases.filter(isTree));
  const afterStorm = tally(cases.filter((one) => isTree(one) && isAfterStorm(one)));
  return {
    grids: all.counts.flatMap(({ key, count }) => {
      const cell = places.get(key);
      if (cell === undefined) return [];
      return [{ ...cell, all: count, trees: trees.get(key) ?? 0, storm: afterStorm.get(key) ?? 0 }];
    }),
    cells: cells.length,
    outside: all.missing,
    ...(pile === undefined ? {} : { pile }),
  };
}
