import type { StoreFactory } from '../contract/contract-case.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { PlantedFault } from './planted-fault.ts';

/** What a history follows from. */
export interface HistoryOptions {
  /** All that happens follows from it. */
  readonly seed: number;
  /** How many steps of disorder there are before everything comes to rest; 100 by default. */
  readonly steps?: number;
  /** How commits get their position in the feed; drawn from the seed by default. */
  readonly positions?: 'inline' | 'intake';
  /** Kinds of faults that are left out. */
  readonly without?: readonly FaultKind[];
  /** The store to simulate on; by default the memory store. It is asked one call at a time. */
  readonly factory?: StoreFactory;
  /** A fault that the simulation is to find. */
  readonly planted?: PlantedFault;
}
