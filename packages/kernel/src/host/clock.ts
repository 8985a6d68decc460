import { instantFromMs, type Instant } from '../plain/instant.ts';
import type { Store } from '../store/store.ts';

/** What time it is, for decisions. One clock decides for all processes of a deployment. */
export interface Clock {
  readonly now: () => Promise<Instant>;
}

/** The store's clock: the same for every process that shares the store, however wrong their own clocks are. */
export function createStoreClock(store: Store): Clock {
  return { now: () => store.now() };
}

/** The clock of this machine: for a single process. */
export const systemClock: Clock = { now: async () => instantFromMs(Date.now()) };
