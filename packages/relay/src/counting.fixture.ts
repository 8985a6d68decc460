import {
  allowAll,
  createMemoryStore,
  createPorts,
  kernelTables,
  runDecider,
  type Ports,
  type Process,
  type Store,
} from '@jiceng/kernel';
import { createManualClock, type ManualClock } from '@jiceng/testkit';
import * as z from 'zod';
import { relayError, relayTables, type OutgoingEvent, type Relay, type RelayCall } from './index.ts';

type Count = { type: 'count'; note?: string | undefined };
type Counted = { type: 'Counted'; note?: string | undefined };

/** Somebody counts, and may leave a note: what the tests of the relay carry. */
export const countingProcess: Process<{ readonly count: number }, Count, Counted> = {
  decider: {
    initialState: { count: 0 },
    commands: ['count'],
    refuse: () => [],
    decide: ({ note }) => [note === undefined ? { type: 'Counted' } : { type: 'Counted', note }],
    evolve: ({ count }) => ({ count: count + 1 }),
  },
  fold: 'counting/1',
  commandSchema: z.strictObject({ type: z.literal('count'), note: z.string().optional() }),
  eventSchema: z.object({ type: z.literal('Counted'), note: z.string().optional() }),
};

export const tenant = '330106';
export const source = 'https://jiceng.example.gov.cn/330106';

export interface CountingBench {
  readonly ports: Ports;
  readonly store: Store;
  readonly clock: ManualClock;
  /** Adds one fact to each of these streams, in order; a stream named twice has two. */
  readonly count: (streams: readonly string[], note?: string) => Promise<void>;
}

/** Ports over a store in memory; with `intake`, one where positions are given afterwards. */
export async function createCountingBench(
  positions: 'inline' | 'intake' = 'inline',
  own = tenant,
): Promise<CountingBench> {
  const clock = createManualClock('2026-03-02T01:30:00.000Z');
  const memory = createMemoryStore(clock.nowMs);
  const store: Store = { ...memory, info: { ...memory.info, positions } };
  await store.migrate([...kernelTables, ...relayTables]);
  const ports = createPorts({ store, clock, access: allowAll, pause: async () => {} });
  let keys = 0;
  return {
    ports,
    store,
    clock,
    count: async (streams, note) => {
      for (const stream of streams) {
        keys += 1;
        const command = note === undefined ? { type: 'count' } : { type: 'count', note };
        const actor = { id: 'u-clerk', roles: [] };
        const ask = { tenant: own, key: `k-${keys}`, command, actor, purpose: 'upkeep' };
        await runDecider(ports, { ...countingProcess, ...ask, stream });
      }
    },
  };
}

/** What an attempt at an event comes to: nothing, or the error it throws. `lost`: it arrives, and then the error is thrown. */
export type Mood = (event: OutgoingEvent, attempt: number) => unknown;

export interface KeepingRelay extends Relay {
  /** Every arrival, repeats included, as `stream@version`. */
  readonly arrived: string[];
  readonly events: OutgoingEvent[];
}

/** A relay that keeps what it is given; its mood decides what goes wrong. */
export function createKeepingRelay(mood: Mood = () => undefined): KeepingRelay {
  const [arrived, events]: [string[], OutgoingEvent[]] = [[], []];
  const attempts = new Map<string, number>();
  return {
    arrived,
    events,
    send: async (event) => {
      const attempt = (attempts.get(event.id) ?? 0) + 1;
      attempts.set(event.id, attempt);
      const error = mood(event, attempt);
      if (error !== undefined && !isLost(error)) throw error;
      arrived.push(`${event.subject}@${event.streamversion}`);
      events.push(event);
      if (isLost(error)) throw error;
    },
    close: async () => {},
  };
}

const lost = new Set<unknown>();
const isLost = (error: unknown): boolean => lost.has(error);

/** The other side has the event, and nobody hears of it. */
export function lostAnswer(): Error {
  const error = new Error('connection reset');
  lost.add(error);
  return error;
}

export const unavailable = (retryAfterMs?: number) =>
  relayError('RELAY_UNAVAILABLE', {
    to: 'test',
    problem: 'down',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
export const refused = ({ id }: OutgoingEvent) =>
  relayError('RELAY_MESSAGE_REFUSED', { to: 'test', id, problem: 'no' });

/** A call of a reader that does not wait between attempts. */
export function callOf(relay: Relay, given: Partial<RelayCall> = {}): RelayCall {
  return { reader: 'out', relay, source, pause: async () => {}, ...given };
}

/** What a receiver keeps that follows the rule: of each stream only what is later than all it has had. */
export function withoutRepeats(arrived: readonly string[]): Readonly<Record<string, readonly number[]>> {
  const kept: Record<string, number[]> = {};
  for (const one of arrived) {
    const [stream = '', version = ''] = one.split('@');
    const versions = (kept[stream] ??= []);
    if (Number(version) > (versions.at(-1) ?? 0)) versions.push(Number(version));
  }
  return kept;
}

export const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
