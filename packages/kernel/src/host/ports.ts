import type { AccessPolicy } from '../access/access-policy.ts';
import { jitteredPause } from './backoff.ts';
import { createStoreClock, type Clock } from './clock.ts';
import { denyAll } from '../access/default-access.ts';
import { digestNamed, type Digest } from '../plain/digest.ts';
import { createEventBus, type EventBus } from '../record/event-bus.ts';
import type { Log } from '../observe/log.ts';
import type { Meter } from '../observe/meter.ts';
import type { Store } from '../store/store.ts';

/** What the kernel needs of its host. */
export interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  readonly access: AccessPolicy;
  readonly digest: Digest;
  readonly bus: EventBus;
  /** The feed that commits are entered in: one for all, or one a jurisdiction where they should not wait for each other. */
  readonly feed: string;
  /** Between two attempts at a stream in demand: how long to wait. A simulation decides for itself. */
  readonly pause: (attempt: number) => Promise<void>;
  /** Measures commands; without one nothing is measured. `observeStore` measures the store. */
  readonly meter?: Meter;
  /** Logs commands in codes; without one nothing is logged. */
  readonly log?: Log;
}

/** Ports with the usual choices: the store's own clock, SHA-256, a bus of their own, one feed, and nobody allowed anything. */
export function createPorts(given: Pick<Ports, 'store'> & Partial<Ports>): Ports {
  return {
    clock: createStoreClock(given.store),
    access: denyAll,
    digest: digestNamed('sha256'),
    bus: createEventBus(),
    feed: 'main',
    pause: jitteredPause,
    ...given,
  };
}
