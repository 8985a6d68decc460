import { createIds, type Ids } from '@jiceng/kernel';
import type { ManualClock } from './manual-clock.ts';
import { createSeededRandom } from './seeded-random.ts';

/** Identifiers like those of `createIds`, the same for the same seed and the same moments of the clock. */
export function createSeededIds(seed: number, clock: Pick<ManualClock, 'nowMs'>): Ids {
  return createIds(clock.nowMs, createSeededRandom(seed).fill);
}
