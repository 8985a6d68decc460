import {
  allowAll,
  createPorts,
  kernelTables,
  openFeed,
  parseInstant,
  promote,
  readFeed,
  runDecider,
  type Decider,
  type FeedEntry,
  type Operation,
  type Outcome,
  type Ports,
  type Process,
  type Store,
  type Timer,
} from '@jiceng/kernel';
import { createManualClock, type ManualClock } from '../manual-clock.ts';
import { onNewPlace, type StoreFactory, type StorePlace } from './contract-case.ts';
import { expectTrue } from './expectation.ts';
import { kitTables, tenant } from './kit-tables.ts';
import { KitCommand, KitEvent } from './schemas.ts';

interface KitState {
  readonly notes: readonly string[];
  readonly waiting: readonly Timer[];
}

const kitDecider: Decider<KitState, KitCommand, KitEvent> = {
  initialState: { notes: [], waiting: [] },
  commands: ['note', 'remind', 'expire'],
  refuse: () => [],
  decide: (command) => {
    switch (command.type) {
      case 'note':
        return [{ type: 'Noted', text: command.text }];
      case 'remind':
        return [{ type: 'RemindersSet', reminders: command.reminders }];
      case 'expire':
        return [{ type: 'ReminderExpired', name: command.name, dueAt: command.dueAt }];
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'Noted':
        return { ...state, notes: [...state.notes, event.text] };
      case 'RemindersSet': {
        const set = event.reminders.map(({ name, dueAt }) => ({ name, dueAt: parseInstant(dueAt) }));
        return { ...state, waiting: [...state.waiting, ...set] };
      }
      case 'ReminderExpired':
        return {
          ...state,
          waiting: state.waiting.filter(({ name, dueAt }) => name !== event.name || dueAt !== event.dueAt),
        };
    }
  },
  timers: ({ waiting }) => waiting,
};

/** A process that notes texts and waits for reminders. */
export const kitProcess: Process<KitState, KitCommand, KitEvent> = {
  decider: kitDecider,
  fold: 'kit/1',
  commandSchema: KitCommand,
  eventSchema: KitEvent,
};

/** A kernel on a store under test: its clock stands still, and nobody waits for real between attempts. */
export interface KitKernel {
  readonly ports: Ports;
  readonly clock: ManualClock;
  readonly run: (
    stream: string,
    key: string,
    command: KitCommand,
    documents?: readonly Operation[],
  ) => Promise<Outcome>;
}

export function createKitKernel(store: Store): KitKernel {
  const clock = createManualClock('2026-03-02T01:30:00.000Z');
  const ports = createPorts({ store, access: allowAll, clock, pause: () => Promise.resolve() });
  return {
    ports,
    clock,
    run: (stream, key, command, documents = []) =>
      runDecider(ports, {
        ...kitProcess,
        tenant,
        stream,
        key,
        command,
        actor: { id: 'kit', roles: [] },
        purpose: 'contract',
        documents: () => documents,
      }),
  };
}

/** Runs a test of the kernel on a new store, with `kernelTables` and the kit's own. */
export function onNewKernel(
  factory: StoreFactory,
  test: (kernel: KitKernel, store: Store, place: StorePlace) => Promise<void>,
): Promise<void> {
  return onNewPlace(factory, async (open, place) => {
    const store = await open();
    await store.migrate([...kernelTables, ...kitTables]);
    await openFeed(store, 'main');
    await test(createKitKernel(store), store, place);
  });
}

/** More commits than any test of the kit makes. */
const commitsMax = 1_000;

/** Numbers what waits for its position until nothing does. */
export async function promoteAll(store: Store, feed: string, limit: number): Promise<void> {
  let numbered = 0;
  for (let more = 1; more > 0;) {
    more = await promote(store, feed, limit);
    numbered += more;
    expectTrue('what was numbered leaves the intake', numbered <= commitsMax);
  }
}

/** Every entry of the feed so far; commits that still wait for their position get it first. */
export async function wholeFeed(store: Store, feed: string): Promise<readonly FeedEntry[]> {
  if (store.info.positions === 'intake') await promoteAll(store, feed, 200);
  return readFeed(store, feed, 0n, 10_000);
}
