import {
  allowAll,
  createMemoryStore,
  createPorts,
  kernelTables,
  openFeed,
  readFacts,
  readFeed,
  runDecider,
  runDueTimers,
  timerKey,
  verifyChain,
  type Instant,
  type Outcome,
  type Ports,
  type Store,
} from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ClassStore } from './class-store.fixture.ts';
import { createManualClock, faultyStore, storeContent, type FaultPlan } from './index.ts';

const Command = z.strictObject({ type: z.literal('note'), text: z.string() });
const Event = z.object({ type: z.literal('Noted'), text: z.string() });
type Command = z.infer<typeof Command>;
type Event = z.infer<typeof Event>;
interface State {
  readonly notes: number;
}

/** Waits for an answer after the first note, which the second is. */
const notes = {
  decider: {
    initialState: { notes: 0 },
    commands: ['note'],
    refuse: () => [],
    decide: ({ text }: Command): readonly Event[] => [{ type: 'Noted', text }],
    evolve: (state: State): State => ({ notes: state.notes + 1 }),
    timers: ({ notes: count }: State) =>
      count === 1 ? [{ name: 'answer', dueAt: '2026-03-02T00:00:00.000Z' as const }] : [],
  },
  fold: 'notes/1',
  commandSchema: Command,
  eventSchema: Event,
} as const;

const [tenant, stream] = ['430102', 'note/1'];

function note(ports: Ports, key: string, text: string): Promise<Outcome> {
  const asked = { actor: { id: 'a', roles: [] }, purpose: 'test' };
  return runDecider(ports, { ...notes, ...asked, tenant, stream, key, command: { type: 'note', text } });
}

/** A note, and what its timer asks for. */
async function scenario(store: Store, sweptAt: Instant = '2026-03-02T01:30:00.000Z'): Promise<void> {
  const clock = createManualClock('2026-03-02T01:30:00.000Z');
  const ports = createPorts({ store, clock, access: allowAll, pause: () => Promise.resolve() });
  await note(ports, 'first', 'first');
  const sweep = await runDueTimers(store, sweptAt, (timer) => note(ports, timerKey(timer), 'answered'));
  if (sweep.failed > 0) throw new Error('a timer failed');
}

async function newStore(): Promise<Store> {
  const store = createMemoryStore();
  await store.migrate(kernelTables);
  await openFeed(store, 'main');
  return store;
}

describe('a fault', () => {
  it('does not happen before its call, happens once, and is over', async () => {
    const store = await newStore();
    const faulty = faultyStore(store, { call: 'commit', at: 2, when: 'before', afterwards: 'up' });
    const ports = createPorts({ store: faulty.store, access: allowAll });
    await note(ports, 'one', 'one');
    expect(faulty.fired()).toBe(false);
    await expect(note(ports, 'two', 'two')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faulty.fired()).toBe(true);
    expect((await note(ports, 'two', 'two')).replayed).toBe(false);
    expect(await readFacts(store, tenant, stream)).toHaveLength(2);
  });

  it('that loses the answer of a commit is resolved by its key', async () => {
    const store = await newStore();
    const faulty = faultyStore(store, { call: 'commit', at: 1, when: 'after', afterwards: 'up' });
    const ports = createPorts({ store: faulty.store, access: allowAll });
    expect(await note(ports, 'one', 'one')).toMatchObject({ replayed: true, version: 1n });
    expect(await readFacts(store, tenant, stream)).toHaveLength(1);
  });

  it('that brings the store down keeps it down until it is restarted', async () => {
    const store = await newStore();
    const faulty = faultyStore(store, { call: 'commit', at: 1, when: 'after', afterwards: 'down' });
    const ports = createPorts({ store: faulty.store, access: allowAll });
    // The first error counts: what became of the commit is what the caller must find out, not that the store is down as well.
    await expect(note(ports, 'one', 'one')).rejects.toMatchObject({ code: 'STORE_ANSWER_UNKNOWN' });
    await expect(faulty.store.read([])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    faulty.restart();
    expect(await note(ports, 'one', 'one')).toMatchObject({ replayed: true, version: 1n });
  });
});

describe('a store with a planned fault', () => {
  const down = { call: 'commit', at: 1, when: 'before', afterwards: 'down' } as const;
  const tables = [{ name: 'thing', rank: 1, columns: { id: 'text' }, key: ['id'] }] as const;

  it('refuses every call while it is down, but lets itself be closed', async () => {
    const { store, restart } = faultyStore(createMemoryStore(), down);
    await expect(store.commit([])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    for (const call of [() => store.commit([]), () => store.read([]), () => store.migrate(tables), () => store.now()]) {
      await expect(call()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
    restart();
    await expect(store.migrate(tables)).resolves.toBeUndefined();
    await expect(store.now()).resolves.toMatch(/Z$/);
    await expect(store.close()).resolves.toBeUndefined();
  });

  it('may be a class', async () => {
    const { store, fired } = faultyStore(new ClassStore(), { ...down, at: 9 });
    await store.migrate(tables);
    expect(await store.commit([{ op: 'insert', table: 'thing', row: { id: 'a' } }])).toMatchObject({ ok: true });
    expect(await store.read([{ get: 'row', table: 'thing', key: ['a'] }])).toEqual([[{ id: 'a' }]]);
    expect(store.info.engine).toBe(createMemoryStore().info.engine);
    expect(fired()).toBe(false);
    await store.close();
  });
});

describe('a fault at every call of a scenario', () => {
  const plans = (['before', 'after'] as const).flatMap((when) =>
    (['up', 'down'] as const).map((afterwards): Omit<FaultPlan, 'at'> => ({ call: 'any', when, afterwards })),
  );

  it.each(plans)(
    '$when it is done, with the store $afterwards afterwards, leaves a whole that ends as if nothing had been',
    async (plan) => {
      const undisturbed = await newStore();
      await scenario(undisturbed);
      let at = 1;
      for (; ; at++) {
        const store = await newStore();
        const faulty = faultyStore(store, { ...plan, at });
        try {
          await scenario(faulty.store);
        } catch {
          // What the caller was told; what counts is what stands in the store.
        }
        if (!faulty.fired()) break;
        faulty.restart();
        verifyChain(await readFacts(store, tenant, stream));
        const feed = await readFeed(store, 'main', 0n);
        expect(feed.map(({ position }) => position)).toEqual(feed.map((_, index) => BigInt(index + 1)));
        // A timer that failed waits a while before it is tried again.
        await scenario(store, '2026-03-02T09:00:00.000Z');
        expect(await readFacts(store, tenant, stream)).toHaveLength(2);
        expect(await storeContent(store, kernelTables)).toBe(await storeContent(undisturbed, kernelTables));
      }
      expect(at).toBeGreaterThan(6);
    },
  );
});
