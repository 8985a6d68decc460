import { createMemoryStore } from '@jiceng/kernel';
import type { StoreFactory } from '../contract/contract-case.ts';
import { comeToRest } from './closing.ts';
import type { FaultCounts } from './fault-kinds.ts';
import type { HistoryOptions } from './history-options.ts';
import { createStorm } from './storm.ts';
import { allSettledDown } from './settled.ts';
import { createWorld, type Violation } from './world.ts';

export interface History {
  readonly seed: number;
  readonly positions: 'inline' | 'intake';
  /** Steps of disorder, and those after them until everything was at rest. */
  readonly steps: number;
  readonly closingSteps: number;
  readonly requests: number;
  readonly faults: FaultCounts;
  readonly violation: Violation | undefined;
  /** What happened, a line each; empty unless it was asked for. */
  readonly log: readonly string[];
}

const stepsByDefault = 100;

/** A memory store a place, with nothing around it: a history opens each place once. */
const memoryFactory: StoreFactory = {
  level: 'core',
  create: async () => {
    const store = createMemoryStore();
    return { open: async () => store, remove: () => store.close() };
  },
};

/** How a history is run: told line by line, held against the rules after every step instead of now and then. */
export interface HistoryMode {
  readonly logging: boolean;
  readonly watchful: boolean;
}

/** Runs one history to its end, or to the first violation. The same options give the same history, event for event. */
export async function runHistory(options: HistoryOptions, mode: HistoryMode): Promise<History> {
  const { steps = stepsByDefault } = options;
  const place = await (options.factory ?? options.planted?.factory ?? memoryFactory).create();
  const store = await place.open();
  try {
    const world = await createWorld(store, options, mode.logging);
    const storm = createStorm(world, options.without ?? []);
    // Half way, the rules are asked only now and then: it costs as much as twenty steps.
    const pauseAt = world.random.below(3) === 0 ? Math.floor(steps / 2) : -1;
    let step = 0;
    while (step < steps && world.violation() === undefined) {
      world.enter(++step);
      await storm.step();
      await allSettledDown();
      if (mode.watchful || step === pauseAt || step === steps) await world.check(false);
    }
    const closingSteps = world.violation() === undefined ? await comeToRest(world, step, mode.watchful) : 0;
    const { counts, log } = world.scheduler;
    return {
      seed: options.seed,
      positions: world.positions,
      steps: step,
      closingSteps,
      requests: world.clients.requests.length,
      faults: counts,
      violation: world.violation(),
      log,
    };
  } finally {
    await store.close();
    await place.remove();
  }
}
