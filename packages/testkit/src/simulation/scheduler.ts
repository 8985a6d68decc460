import {
  allowAll,
  createPorts,
  instantFromMs,
  kernelError,
  type Operation,
  type Ports,
  type Query,
  type Row,
  type Store,
} from '@jiceng/kernel';
import type { SeededRandom } from '../seeded-random.ts';
import { noFaults, type FaultCounts } from './fault-kinds.ts';

/** A process of a deployment. Stopped, it forgets all but what is stored. */
export interface SimulatedHost {
  readonly name: string;
  up: boolean;
  /** How far its clock is from the true one, in milliseconds. */
  skewMs: number;
  /** Which edition of the rules it runs; another one after each start. */
  edition: number;
}

/** One thing that a host does, from its start to its end or to the end of the host. */
export interface Activity {
  readonly id: number;
  readonly host: SimulatedHost;
  /** What it does and for whom, for the trace. */
  readonly about: string;
  readonly sinceStep: number;
  /** Was a call of it made to fail? Else an error of the engine needs another reason. */
  hurt: boolean;
}

/** What the code of a host is given: its own store, its own clock. */
export interface Session {
  readonly activity: Activity;
  readonly ports: Ports;
  readonly random: SeededRandom;
}

/** A call that a host has made and that nobody has answered. */
interface Call {
  readonly activity: Activity;
  readonly what: 'commit' | 'read' | 'pause';
  readonly batch: readonly Operation[];
  /** Does it, and answers how to tell the host. */
  readonly carryOut: () => Promise<() => void>;
  readonly refuse: (error: unknown) => void;
}

/** What the simulation does with a call. */
export type Treatment = 'answer' | 'lostAnswer' | 'unavailable';

export interface Watcher {
  /** A batch has taken effect. */
  readonly applied: (activity: Activity, batch: readonly Operation[]) => Promise<void>;
  /** An activity ended in an error that it did not deal with. */
  readonly failed: (activity: Activity, error: unknown) => void;
}

export interface Scheduler {
  readonly hosts: readonly SimulatedHost[];
  readonly counts: FaultCounts;
  readonly log: readonly string[];
  /** How many calls wait, those of stopped hosts included. */
  readonly waiting: () => number;
  /** Which activity made the call at this place. */
  readonly callerAt: (at: number) => number | undefined;
  /** The place of a call of this activity; -1 when none waits. */
  readonly callOf: (activity: number | undefined) => number;
  /** Activities that have not ended. */
  readonly busy: (host?: SimulatedHost) => number;
  readonly nowMs: () => number;
  readonly count: (kind: keyof FaultCounts) => void;
  /** Sets the number of the step, which stands in the log. */
  readonly enter: (step: number) => void;
  readonly note: (text: () => string) => void;
  readonly start: (host: SimulatedHost, about: string, run: (session: Session) => Promise<void>) => void;
  /** Answers the call at this place, or lets it fail. */
  readonly treat: (at: number, treatment: Treatment) => Promise<void>;
  readonly stop: (host: SimulatedHost, isLate: () => boolean) => void;
  readonly restart: (host: SimulatedHost) => void;
  readonly advance: (ms: number) => void;
}

const hostNames = ['east', 'south', 'west'];
export const startMs = Date.UTC(2026, 2, 2, 1, 30);

function shownOperation(operation: Operation): string {
  const table = operation.table.replace(/^jiceng_/, '').replace(/^simulated_/, '');
  return `${operation.op} ${table}`;
}

function shownBatch(batch: readonly Operation[]): string {
  const names = batch.map(shownOperation);
  return names.filter((name, at) => name !== names[at - 1]).join(', ');
}

function shownRows(rows: readonly (readonly Row[])[], queries: readonly Query[]): string {
  const count = rows.reduce((sum, { length }) => sum + length, 0);
  return `${count} rows of ${[...new Set(queries.map(({ table }) => table))].join('+')}`;
}

/**
 * Hosts over one store whose every call waits until it is its turn: nothing happens between two steps, so that the order of steps is
 * all there is to a history.
 *
 * @param adapt what stands between the code of a host and the calls that it makes.
 * @param logging whether to write down what happens: for a history that is told.
 */
export function createScheduler(
  store: Store,
  positions: 'inline' | 'intake',
  random: SeededRandom,
  watcher: Watcher,
  adapt: (store: Store) => Store,
  logging: boolean,
): Scheduler {
  const hosts = hostNames.map((name): SimulatedHost => ({ name, up: true, skewMs: 0, edition: 1 }));
  const counts = noFaults();
  const log: string[] = [];
  let calls: Call[] = [];
  const active = new Set<Activity>();
  let [step, trueMs, activities] = [0, startMs, 0];
  const { engine } = store.info;
  const info = { ...store.info, positions };

  const note = (text: () => string): void => {
    if (logging) log.push(`${String(step).padStart(4)}  ${text()}`);
  };
  const tell = ({ activity, what, batch }: Call, outcome: string): void => {
    note(() => `${activity.host.name} #${activity.id} ${activity.about}: ${what} ${shownBatch(batch)} → ${outcome}`);
  };
  const ask = <Result>(
    activity: Activity,
    what: Call['what'],
    batch: readonly Operation[],
    run: () => Promise<Result>,
    shown: (result: Result) => string,
  ): Promise<Result> =>
    new Promise((resolve, refuse) => {
      const call: Call = {
        activity,
        what,
        batch,
        carryOut: async () => {
          const result = await run();
          tell(call, shown(result));
          return () => resolve(result);
        },
        refuse,
      };
      calls.push(call);
    });

  const storeFor = (activity: Activity): Store => ({
    info,
    migrate: (tables) => store.migrate(tables),
    commit: (batch) =>
      ask(
        activity,
        'commit',
        batch,
        async () => {
          const result = await store.commit(batch);
          if (result.ok) await watcher.applied(activity, batch);
          return result;
        },
        (result) => (result.ok ? 'written' : `nothing, ${result.reason} at ${result.failed}`),
      ),
    read: (queries) =>
      ask(
        activity,
        'read',
        [],
        () => store.read(queries),
        (rows) => shownRows(rows, queries),
      ),
    now: async () => instantFromMs(trueMs),
    close: async () => {},
  });
  const sessionFor = (activity: Activity): Session => ({
    activity,
    random,
    ports: createPorts({
      store: adapt(storeFor(activity)),
      access: allowAll,
      clock: { now: async () => instantFromMs(trueMs + activity.host.skewMs) },
      pause: () =>
        ask(
          activity,
          'pause',
          [],
          async () => {},
          () => 'over',
        ),
    }),
  });

  return {
    hosts,
    counts,
    log,
    waiting: () => calls.length,
    callerAt: (at) => calls[at]?.activity.id,
    callOf: (id) => calls.findIndex(({ activity }) => activity.id === id),
    busy: (host) => {
      if (host === undefined) return active.size;
      let busy = 0;
      for (const activity of active) if (activity.host === host) busy += 1;
      return busy;
    },
    nowMs: () => trueMs,
    count: (kind) => {
      counts[kind] += 1;
    },
    enter: (at) => {
      step = at;
    },
    note,
    start: (host, about, run) => {
      const activity: Activity = { id: ++activities, host, about, sinceStep: step, hurt: false };
      active.add(activity);
      note(() => `${host.name} #${activity.id} ${about}: begins`);
      void run(sessionFor(activity)).then(
        () => active.delete(activity),
        (error: unknown) => {
          active.delete(activity);
          note(() => `${host.name} #${activity.id} ${about}: ends in ${String(error)}`);
          watcher.failed(activity, error);
        },
      );
    },
    treat: async (at, treatment) => {
      const [call] = calls.splice(at, 1);
      if (call === undefined) return;
      const { activity, what } = call;
      // Who has stopped is told nothing any more: its code must not go on.
      const refuse = (error: unknown): void => {
        if (active.has(activity)) call.refuse(error);
      };
      const lost = treatment === 'lostAnswer' && what === 'commit';
      if (treatment === 'unavailable' && what !== 'pause') {
        counts.unavailable += 1;
        activity.hurt = true;
        tell(call, 'unavailable');
        refuse(kernelError('STORE_UNAVAILABLE', { engine, problem: 'simulated' }));
        return;
      }
      let answer: () => void;
      try {
        answer = await call.carryOut();
      } catch (error) {
        tell(call, String(error));
        refuse(error);
        return;
      }
      if (!lost) {
        if (active.has(activity)) answer();
        return;
      }
      counts.lostAnswer += 1;
      activity.hurt = true;
      tell(call, 'the answer is lost');
      refuse(kernelError('STORE_ANSWER_UNKNOWN', { engine }));
    },
    stop: (host, isLate) => {
      counts.crash += 1;
      host.up = false;
      note(() => `${host.name} stops`);
      for (const activity of active) if (activity.host === host) active.delete(activity);
      // Its reads are nobody's any more; what it had sent may still arrive.
      calls = calls.filter((call) => {
        if (call.activity.host !== host) return true;
        const late = call.what === 'commit' && isLate();
        if (late) {
          counts.lateWrite += 1;
          tell(call, 'is still on its way');
        }
        return late;
      });
    },
    restart: (host) => {
      host.up = true;
      host.edition = 1 + random.below(2);
      note(() => `${host.name} starts, edition ${host.edition}`);
    },
    advance: (ms) => {
      trueMs += ms;
      note(() => `the clocks move by ${ms} ms to ${instantFromMs(trueMs)}`);
    },
  };
}
