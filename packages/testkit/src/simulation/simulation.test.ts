import { isJicengError } from '@jiceng/kernel';
import { describe, expect, it, vi } from 'vitest';
import { ClassStore } from '../class-store.fixture.ts';
import {
  createMemoryFactory,
  faultKinds,
  plantedFaults,
  replayHistory,
  simulate,
  type StoreFactory,
} from '../index.ts';

const seed = 20_260_302;

/** Found in fewer histories than this, or the test fails: it prints the seed that it began with. */
const historiesMax = 300;

// A machine that is busy with other things must not make a test fail that waits for nothing.
vi.setConfig({ testTimeout: 60_000 });

describe('a simulation', () => {
  it('finds nothing wrong with the kernel on the memory store, and says what it has tried', async () => {
    const { failed, faults, histories, steps, closingSteps, requests } = await simulate({ seed, histories: 300 });
    expect(failed).toBeUndefined();
    expect([histories, steps]).toEqual([300, 30_000]);
    expect(closingSteps).toBeGreaterThan(steps);
    expect(requests).toBeGreaterThan(1_000);
    for (const kind of faultKinds) expect([kind, faults[kind]]).not.toEqual([kind, 0]);
  });

  it.each(['inline', 'intake'] as const)('runs with positions taken %s', async (positions) => {
    const { failed } = await simulate({ seed, histories: 40, positions });
    expect(failed).toBeUndefined();
    expect((await replayHistory({ seed, positions })).positions).toBe(positions);
  });

  it('leaves out what it is told to leave out', async () => {
    const without = ['crash', 'clockBack', 'outage'] as const;
    const { faults } = await simulate({ seed, histories: 60, without });
    expect([...without, 'lateWrite' as const].map((kind) => faults[kind])).toEqual([0, 0, 0, 0]);
  });

  it('that injects nothing fails', async () => {
    const idle = simulate({ seed, histories: 2, steps: 0 });
    await expect(idle).rejects.toMatchObject({ code: 'TESTKIT_SIMULATION_IDLE', details: { kinds: [...faultKinds] } });
  });

  it('that ends in an error of the store says so', async () => {
    const factory: StoreFactory = {
      ...createMemoryFactory(() => (store) => ({
        ...store,
        read: () => Promise.reject(new TypeError('no such page')),
      })),
    };
    const { failed } = await simulate({ seed, histories: 1, factory });
    expect(failed?.problem).toContain('no such page');
  });

  it('runs on any adapter, also one that is a class', async () => {
    const factory: StoreFactory = createMemoryFactory(() => (store) => new ClassStore(store));
    expect((await simulate({ seed, histories: 30, factory })).failed).toBeUndefined();
  });

  it('tells a long soak how far it is', async () => {
    const told: number[] = [];
    await simulate({ seed, histories: 40, progress: (histories) => told.push(histories) });
    expect(told.at(-1)).toBe(40);
  });
});

describe('a history', () => {
  it('is the same for the same seed, event for event', async () => {
    for (let at = seed; at < seed + 3; at++) {
      const [once, again] = [await replayHistory({ seed: at }), await replayHistory({ seed: at })];
      expect(once.log.length).toBeGreaterThan(100);
      expect(again).toEqual(once);
    }
  });

  it('is the same beside others as alone', async () => {
    const seeds = [seed, seed + 1, seed + 2];
    const together = await Promise.all(seeds.map((each) => replayHistory({ seed: each })));
    for (const [at, each] of seeds.entries()) expect(await replayHistory({ seed: each })).toEqual(together[at]);
  });

  it('is another one for another seed', async () => {
    expect((await replayHistory({ seed })).log).not.toEqual((await replayHistory({ seed: seed + 1 })).log);
  });
});

describe('a deployment that', () => {
  it.each(plantedFaults.filter(({ rare }) => rare === undefined))('$name is found', async (planted) => {
    const { failed, histories } = await simulate({ seed, histories: historiesMax, planted });
    expect(failed, `not found in ${histories} histories from seed ${seed} on`).toBeDefined();
  });

  it('does not work is told by the seed of one history, its last steps, and how to run it again', async () => {
    const planted = plantedFaults.find(({ name }) => name.startsWith('moves a cursor before'));
    if (planted === undefined) throw new Error('there is no such fault');
    const { failed } = await simulate({ seed, histories: historiesMax, planted });
    expect(failed).toMatchObject({ rule: 'a cursor never stands before what was handled' });
    expect(failed?.replay).toMatch(/^replayHistory\(\{ seed: \d+, steps: \d+, without: \[/);
    expect(failed?.trace.slice(-2).join()).toMatch(/reads the feed as reader\/\d: commit (insert|update) cursor/);
    const again = await replayHistory(failed?.options ?? { seed });
    expect(again.violation).toMatchObject({ rule: failed?.rule, problem: failed?.problem, step: failed?.step });
    expect(again.log.slice(-(failed?.trace.length ?? 0))).toEqual(failed?.trace);
  });

  it('works is not accused when it is run by the same line', async () => {
    const { violation } = await replayHistory({ seed, steps: 300 });
    expect(violation).toBeUndefined();
  });
});

it('the planted faults have names of their own', () => {
  expect(plantedFaults.length).toBeGreaterThanOrEqual(30);
  expect(new Set(plantedFaults.map(({ name }) => name)).size).toBe(plantedFaults.length);
});

it('an idle simulation is an error of the kit', async () => {
  const error: unknown = await simulate({ seed, histories: 1, steps: 0 }).catch((reason: unknown) => reason);
  expect(isJicengError(error, 'TESTKIT_SIMULATION_IDLE')).toBe(true);
});
