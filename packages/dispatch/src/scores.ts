import type { DivisionCode, PersonRef } from '@jiceng/kernel/plain';
import { checkAmount } from './candidates.ts';
import type { Considered } from './filters.ts';

/** What an officer's points are made of. Each term gives 0 to 1000. */
export interface ScoreWeights {
  /** How near the officer's area is: 1000 for the very grid, 500 one level up, 333 two levels up …; 0 without areas of its own. */
  readonly areaFit: number;
  /** Share of the capacity that is free, in thousandths, rounded down; 0 when no capacity is stated, because it is unknown. */
  readonly freeCapacity: number;
}

/** Two parts knowledge of the place, one part free hands. A host that disagrees passes its own. */
export const defaultWeights: ScoreWeights = { areaFit: 2, freeCapacity: 1 };

/** An eligible officer with the sum of weighted points and what each term gave. */
export interface RankedOfficer {
  readonly officer: PersonRef;
  readonly points: number;
  readonly terms: ScoreWeights;
}

const weightMax = 1_000_000;

export function checkWeights({ areaFit, freeCapacity }: ScoreWeights): void {
  checkAmount('weights', 'areaFit', areaFit, weightMax);
  checkAmount('weights', 'freeCapacity', freeCapacity, weightMax);
}

function termsOf({ areas = [], load = 0, capacity = 0 }: Considered, path: readonly DivisionCode[]): ScoreWeights {
  const steps = path.findIndex((code) => areas.includes(code));
  return {
    areaFit: steps < 0 ? 0 : Math.floor(1000 / (steps + 1)),
    freeCapacity: capacity === 0 ? 0 : Math.floor((1000 * (capacity - load)) / capacity),
  };
}

/** Absent sorts before every instant: who never had an order has waited longest. */
const idleSince = ({ lastAssignedAt }: Considered): string => lastAssignedAt ?? '';

/** Ranks eligible officers, given in the order of their ids: more points, then less load, then longer idle, then smaller id. */
export function rank(
  officers: readonly Considered[],
  path: readonly DivisionCode[],
  weights: ScoreWeights,
): readonly RankedOfficer[] {
  return officers
    .map((candidate) => {
      const terms = termsOf(candidate, path);
      return {
        candidate,
        terms,
        points: weights.areaFit * terms.areaFit + weights.freeCapacity * terms.freeCapacity,
      };
    })
    .toSorted(({ candidate: a, points: aPoints }, { candidate: b, points: bPoints }) => {
      if (aPoints !== bPoints) return bPoints - aPoints;
      const [aLoad, bLoad] = [a.load ?? 0, b.load ?? 0];
      if (aLoad !== bLoad) return aLoad - bLoad;
      const [aIdle, bIdle] = [idleSince(a), idleSince(b)];
      if (aIdle !== bIdle) return aIdle < bIdle ? -1 : 1;
      return 0; // they came in the order of their ids, and sorting keeps it
    })
    .map(({ candidate, points, terms }) => ({ officer: candidate.id, points, terms }));
}
