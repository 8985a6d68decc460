import { expect, it } from 'vitest';
import { faultyStore } from '@jiceng/testkit';
import {
  callOf,
  createCountingBench,
  createKeepingRelay,
  source,
  unavailable,
  upTo,
  withoutRepeats,
} from '../counting.fixture.ts';
import { keepRelaying, relayError, type KeptRelay, type RelayRun } from '../index.ts';

/** A kept relay that ends itself once it has made so many passes. */
function keptFor(passes: number, given: Omit<KeptRelay, 'signal'>): KeptRelay & { readonly runs: readonly RelayRun[] } {
  const controller = new AbortController();
  const runs: RelayRun[] = [];
  const onRun = (run: RelayRun) => {
    runs.push(run);
    if (runs.length >= passes) controller.abort();
  };
  return { idleMs: 0, ...given, onRun, runs, signal: controller.signal };
}

it('goes on until it is told to stop, and lets go of nothing', async () => {
  const { ports, count } = await createCountingBench();
  const relay = createKeepingRelay();
  await count(upTo(7).map(() => 'a'));
  await keepRelaying(ports, keptFor(4, callOf(relay, { limit: 3 })));
  expect(withoutRepeats(relay.arrived)).toEqual({ a: upTo(7) });
  expect(relay.arrived).toHaveLength(7);
});

it('does nothing when it was stopped before it began', async () => {
  const { ports, count } = await createCountingBench();
  const relay = createKeepingRelay();
  await count(['a']);
  await keepRelaying(ports, { ...callOf(relay), signal: AbortSignal.abort() });
  expect(relay.arrived).toEqual([]);
});

it('ends at once while it waits', async () => {
  const { ports } = await createCountingBench();
  const controller = new AbortController();
  const onRun = () => {
    setTimeout(() => controller.abort(), 5);
  };
  const kept = { reader: 'out', relay: createKeepingRelay(), source, idleMs: 600_000, signal: controller.signal };
  await expect(keepRelaying(ports, { ...kept, onRun })).resolves.toBeUndefined();
});

it('waits longer after every pass that was held up, and as long as it was asked to', async () => {
  const { ports, count } = await createCountingBench();
  let asked: number | undefined;
  const relay = createKeepingRelay(() => unavailable(asked));
  const pauses: (readonly [number, number])[] = [];
  await count(['a']);
  const pause = async (attempt: number, leastMs: number) => {
    pauses.push([attempt, leastMs]);
    if (pauses.length === 2) asked = 90_000;
  };
  await keepRelaying(ports, keptFor(4, callOf(relay, { attempts: 1, pause })));
  expect(pauses).toEqual([
    [1, 0],
    [2, 0],
    [3, 90_000],
    [4, 90_000],
  ]);
});

it('waits for a store that fails for a moment', async () => {
  const { ports, store, count } = await createCountingBench();
  const relay = createKeepingRelay();
  const pauses: number[] = [];
  await count(['a', 'b']);
  const shaky = faultyStore(store, { call: 'any', at: 3, when: 'before', afterwards: 'up' });
  const pause = async (attempt: number) => void pauses.push(attempt);
  await keepRelaying({ ...ports, store: shaky.store }, keptFor(1, callOf(relay, { pause })));
  expect([shaky.fired(), pauses]).toEqual([true, [1]]);
  expect(withoutRepeats(relay.arrived)).toEqual({ a: [1], b: [1] });
});

it('falls back when another process is faster', async () => {
  const { ports, count } = await createCountingBench();
  const relay = createKeepingRelay();
  const pauses: number[] = [];
  await count(['a', 'b', 'c']);
  const pause = async (attempt: number) => void pauses.push(attempt);
  await Promise.all([0, 1].map(() => keepRelaying(ports, keptFor(3, callOf(relay, { pause })))));
  expect(pauses).toEqual([1]);
  expect(withoutRepeats(relay.arrived)).toEqual({ a: [1], b: [1], c: [1] });
});

it('ends with an error when the other side has been retired, and parks nothing', async () => {
  const { ports, count } = await createCountingBench();
  const relay = createKeepingRelay(() => relayError('RELAY_ENDPOINT_GONE', { to: 'host' }));
  await count(['a', 'b']);
  const kept = keptFor(9, callOf(relay));
  await expect(keepRelaying(ports, kept)).rejects.toMatchObject({
    code: 'RELAY_ENDPOINT_GONE',
    details: { to: 'host' },
  });
  expect(kept.runs).toMatchObject([{ sent: 0, stopped: 0 }]);
});

it('refuses a call that makes no sense', async () => {
  const { ports } = await createCountingBench();
  const kept = keptFor(1, callOf(createKeepingRelay(), { width: 0 }));
  await expect(keepRelaying(ports, kept)).rejects.toMatchObject({ code: 'RELAY_OPTION_INVALID' });
});

it('pauses by itself when the call brings no pause', async () => {
  const { ports, count } = await createCountingBench();
  const relay = createKeepingRelay((_event, attempt) => (attempt === 1 ? unavailable() : undefined));
  await count(['a']);
  const began = performance.now();
  const { pause: _none, ...call } = callOf(relay);
  await keepRelaying(ports, keptFor(1, call));
  expect(relay.arrived).toEqual(['a@1']);
  expect(performance.now() - began).toBeGreaterThan(100);
});
