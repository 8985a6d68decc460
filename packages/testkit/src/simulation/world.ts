import { isJicengError, kernelTables, openFeed, type Store } from '@jiceng/kernel';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { createClients, type Clients } from './client-wishes.ts';
import type { HistoryOptions } from './history-options.ts';
import { soundCode, type HostCode, type Surroundings } from './host-code.ts';
import { createReferenceModel, type ReferenceModel } from './reference-model.ts';
import { createScheduler, type Activity, type Scheduler } from './scheduler.ts';
import { ledgerTables, openLedger } from './simulated-ledger.ts';

export interface Violation {
  /** The rule that does not hold, and what is against it. */
  readonly rule: string;
  readonly problem: string;
  /** The step at which it was seen. */
  readonly step: number;
}

/** Everything that one history is made of. */
export interface World {
  readonly store: Store;
  readonly positions: 'inline' | 'intake';
  readonly random: SeededRandom;
  readonly scheduler: Scheduler;
  readonly clients: Clients;
  readonly model: ReferenceModel;
  readonly code: HostCode;
  readonly around: Surroundings;
  readonly enter: (step: number) => void;
  readonly step: () => number;
  readonly setPartner: (up: boolean) => void;
  readonly partnerUp: () => boolean;
  /** From now on stuck timers pass. */
  readonly release: () => void;
  /** Takes note of the first thing that does not hold. */
  readonly accuse: (error: unknown) => void;
  readonly violation: () => Violation | undefined;
  readonly check: (atRest: boolean) => Promise<void>;
}

/** An error that only says that somebody should ask again, and that has a reason. */
export function isPassing(activity: Activity, error: unknown): boolean {
  if (isJicengError(error, 'STORE_CONTENTION')) return true;
  return activity.hurt && (isJicengError(error, 'STORE_UNAVAILABLE') || isJicengError(error, 'STORE_ANSWER_UNKNOWN'));
}

function violationOf(error: unknown, step: number): Violation {
  if (isJicengError(error, 'TESTKIT_HISTORY_BROKEN')) {
    const { rule, problem } = error.details;
    if (typeof rule === 'string' && typeof problem === 'string') return { rule, problem, step };
  }
  return { rule: 'nothing else goes wrong', problem: String(error), step };
}

/** A deployment of three hosts on one store, with its clients, its ledger, and the model that it is held against. */
export async function createWorld(store: Store, options: HistoryOptions, logging: boolean): Promise<World> {
  await store.migrate([...kernelTables, ...ledgerTables]);
  await openFeed(store, 'main');
  await openLedger(store);

  const random = createSeededRandom(options.seed);
  const drawn = random.below(2) === 0 ? 'inline' : 'intake';
  const positions = options.positions ?? drawn;
  let [step, partnerUp, released] = [0, true, false];
  let violation: Violation | undefined;
  const accuse = (error: unknown): void => {
    violation ??= violationOf(error, step);
  };
  /** What does not hold is noted at once: the code of a host may swallow what it is thrown. */
  const held = <Result>(ask: () => Result): Result => {
    try {
      return ask();
    } catch (error) {
      accuse(error);
      throw error;
    }
  };
  const clients = createClients(random);
  const model = createReferenceModel(store, clients.requests);
  const scheduler = createScheduler(
    store,
    positions,
    random,
    {
      applied: async (activity, batch) => {
        try {
          await model.applied(activity, batch, step);
        } catch (error) {
          accuse(error);
          throw error;
        }
      },
      failed: (activity, error) => {
        if (!isPassing(activity, error)) accuse(error);
      },
    },
    options.planted?.adapt ?? ((given) => given),
    logging,
  );
  return {
    store,
    positions,
    random,
    scheduler,
    clients,
    model,
    code: { ...soundCode, ...options.planted?.code },
    around: {
      handled: (reader, entry) => held(() => model.handled(reader, entry)),
      timerFires: (timer, nowMs) => held(() => model.timerFires(timer, nowMs)),
      timerFailed: model.timerFailed,
      partnerUp: () => partnerUp,
      released: () => released,
    },
    enter: (at) => {
      step = at;
      scheduler.enter(at);
    },
    step: () => step,
    setPartner: (up) => {
      partnerUp = up;
      scheduler.note(() => `the other side ${up ? 'answers again' : 'does not answer'}`);
    },
    partnerUp: () => partnerUp,
    release: () => {
      released = true;
    },
    accuse,
    violation: () => violation,
    check: async (atRest) => {
      try {
        await model.check(atRest);
      } catch (error) {
        accuse(error);
      }
    },
  };
}
