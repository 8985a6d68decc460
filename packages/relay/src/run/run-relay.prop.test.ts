import { fc, it } from '@fast-check/vitest';
import { createSeededRandom, faultyStore } from '@jiceng/testkit';
import { isJicengError, readFacts } from '@jiceng/kernel';
import { expect } from 'vitest';
import {
  callOf,
  createCountingBench,
  createKeepingRelay,
  lostAnswer,
  refused,
  tenant,
  unavailable,
  upTo,
  withoutRepeats,
} from '../counting.fixture.ts';
import { retryStopped, runRelay, stoppedStreams } from '../index.ts';

const streams = ['a', 'b', 'c', 'd'] as const;

/** What happens next, while all that happened before may still be under way. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), stream: fc.constantFrom(...streams) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('relay' as const), width: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      at: fc.integer({ min: 1, max: 8 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retry' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 90 }) }) },
);

const histories = fc.record({
  positions: fc.constantFrom('inline' as const, 'intake' as const),
  steps: fc.array(step, { minLength: 1, maxLength: 30 }),
  seed: fc.nat(),
  faultsOf100: fc.constantFrom(0, 10, 40),
});

it.prop([histories], { numRuns: 150 })(
  'whatever writers, crashes and faults do, the receiver sees every fact, and without repeats each stream in order',
  async ({ positions, steps, seed, faultsOf100 }) => {
    const { ports, store, clock, count } = await createCountingBench(positions);
    const random = createSeededRandom(seed);
    let calm = false;
    const keeping = createKeepingRelay((event) => {
      if (calm || random.below(100) >= faultsOf100) return undefined;
      return [lostAnswer(), unavailable(), refused(event), unavailable(1000)][random.below(4)];
    });
    // An answer takes a while, another each time: what was begun earlier may end later.
    const relay = {
      ...keeping,
      send: async (...[event]: Parameters<typeof keeping.send>) => {
        for (let turns = random.below(20); turns > 0; turns--) await Promise.resolve();
        await keeping.send(event);
        for (let turns = random.below(20); turns > 0; turns--) await Promise.resolve();
      },
    };
    const call = callOf(relay, { limit: 3, attempts: 2 });
    const underWay: Promise<unknown>[] = [];
    const writers = new Map<string, Promise<void>>();
    for (const one of steps) {
      if (one.kind === 'write') {
        // One writer a stream, so that nothing but the relay is put to the test.
        writers.set(
          one.stream,
          (writers.get(one.stream) ?? Promise.resolve()).then(() => count([one.stream])),
        );
      } else if (one.kind === 'wait') clock.advance({ minutes: one.minutes });
      else if (one.kind === 'retry') underWay.push(retryStopped(ports, call));
      else if (one.kind === 'relay') underWay.push(runRelay(ports, { ...call, width: one.width }));
      else {
        const { at, when } = one;
        const dying = faultyStore(store, { call: 'any', at, when, afterwards: 'down' });
        const end = runRelay({ ...ports, store: dying.store }, call);
        underWay.push(end.catch((error: unknown) => expect(isJicengError(error)).toBe(true)));
      }
      for (let turns = random.below(60); turns > 0; turns--) await Promise.resolve();
    }
    await Promise.all([...underWay, ...writers.values()]);

    calm = true;
    for (let more = true; more;) more = (await runRelay(ports, call)).more;
    await retryStopped(ports, { ...call, limit: 9 });
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
    const recorded = await Promise.all(
      streams.map(async (stream) => [stream, upTo((await readFacts(store, tenant, stream)).length)] as const),
    );
    const expected = Object.fromEntries(recorded.filter(([, versions]) => versions.length > 0));
    expect(withoutRepeats(keeping.arrived)).toEqual(expected);
  },
);
