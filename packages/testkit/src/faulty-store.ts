import { kernelError, type Store } from '@jiceng/kernel';

/** One fault of a store, at one of its calls. */
export interface FaultPlan {
  /** Which calls are counted. */
  readonly call: 'commit' | 'read' | 'any';
  /** The how-manieth of them fails, from 1. */
  readonly at: number;
  /** `before`: nothing was done. `after`: it was done, and the answer is lost. */
  readonly when: 'before' | 'after';
  /** `up`: only this call fails, as when a connection drops. `down`: nothing but `close` works any more until `restart`. */
  readonly afterwards: 'up' | 'down';
}

export interface FaultyStore {
  readonly store: Store;
  /** Has the fault happened? A plan beyond the last call never fires, and a test that does not ask proves nothing. */
  readonly fired: () => boolean;
  /** Brings a store that is down back, with what it had applied. */
  readonly restart: () => void;
}

/** A store that fails once, at a chosen call: for tests that what was interrupted is whole when it is asked for again. */
export function faultyStore(store: Store, plan: FaultPlan): FaultyStore {
  const { engine } = store.info;
  let [calls, down, fired] = [0, false, false];

  const refuseDown = () => {
    if (down) throw kernelError('STORE_UNAVAILABLE', { engine, problem: 'down' });
  };
  const call = async <Result>(kind: 'commit' | 'read', run: () => Promise<Result>): Promise<Result> => {
    refuseDown();
    if (plan.call !== 'any' && plan.call !== kind) return run();
    calls += 1;
    if (calls !== plan.at) return run();
    fired = true;
    down = plan.afterwards === 'down';
    if (plan.when === 'before') throw kernelError('STORE_UNAVAILABLE', { engine, problem: 'a planned fault' });
    await run();
    throw kernelError('STORE_ANSWER_UNKNOWN', { engine });
  };

  return {
    fired: () => fired,
    restart: () => {
      down = false;
    },
    // Call by call, not spread: a store may be a class, whose methods a spread leaves behind.
    store: {
      info: store.info,
      migrate: async (tables) => {
        refuseDown();
        await store.migrate(tables);
      },
      commit: (batch) => call('commit', () => store.commit(batch)),
      read: (queries) => call('read', () => store.read(queries)),
      now: async () => {
        refuseDown();
        return store.now();
      },
      close: () => store.close(),
    },
  };
}
