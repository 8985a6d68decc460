import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  createMemoryStore,
  instantFromMs,
  isJicengError,
  loadStream,
  promote,
  readFacts,
  readFeed,
  runDecider,
  runDueTimers,
  verifyChain,
  type Outcome,
  type Store,
} from '../index.ts';
import { createBench, repairCall, repairProcess, report, startMs, tenant, timerCall } from './repair.fixture.ts';

const request = fc.record({
  stream: fc.constantFrom('repair/1', 'repair/2'),
  key: fc.nat(7).map((at) => `k${at}`),
  command: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom({ type: 'report', lamp: 'L-8' }, { type: 'mend' }) },
    { weight: 3, arbitrary: fc.nat(8).map((at) => ({ type: 'remark', text: `${at}` })) },
  ),
  /** What the clock says when this request looks at it: minutes forwards or back. */
  minutes: fc.integer({ min: -3000, max: 3000 }),
});

/** The same store, with every answer of it coming in an order that the scheduler chooses. */
function scheduled(store: Store, scheduler: fc.Scheduler): Store {
  return {
    ...store,
    read: scheduler.scheduleFunction((queries) => store.read(queries)),
    commit: scheduler.scheduleFunction((batch) => store.commit(batch)),
  };
}

/** Seven others and four rungs can overtake a request eleven times: nobody may give up. */
const answers = new Set(['COMMAND_REFUSED', 'COMMAND_KEY_REUSED']);

for (const positions of ['inline', 'intake'] as const) {
  it.prop([fc.scheduler(), fc.array(request, { minLength: 4, maxLength: 8 })], { numRuns: 100 })(
    `however requests interleave (positions ${positions}): one effect a key, whole chains, every fact in the feed once`,
    async (scheduler, requests) => {
      const plain = createMemoryStore(() => startMs);
      const store: Store = { ...plain, info: { ...plain.info, positions } };
      const { ports, clock } = await createBench({ store });
      for (const stream of ['repair/1', 'repair/2']) await runDecider(ports, repairCall(report, { stream }));
      const racing = { ...ports, store: scheduled(store, scheduler) };
      const settled = requests.map(async ({ minutes, ...given }): Promise<Outcome | string> => {
        const now = async () => instantFromMs(startMs + minutes * 60_000);
        try {
          return await runDecider({ ...racing, clock: { now } }, repairCall(given.command, given));
        } catch (error) {
          if (!isJicengError(error) || !answers.has(error.code)) throw error;
          return error.code;
        }
      });
      const sweeping = [1, 2].map(() =>
        runDueTimers(racing.store, instantFromMs(startMs + 9_000_000_000), (timer) =>
          runDecider(racing, timerCall(timer)),
        ),
      );
      await scheduler.waitFor(Promise.all([...settled, ...sweeping]));
      const outcomes = await Promise.all(settled);
      clock.ms += 1;

      // One effect a key: whoever was told the same versions asked under the same key.
      const effects = new Map<string, string>();
      requests.forEach(({ key }, at) => {
        const outcome = outcomes[at];
        if (typeof outcome !== 'object') return;
        const effect = outcome.recorded.map(({ stream, from, to }) => `${stream} ${from}-${to}`).join();
        expect(effects.get(key) ?? effect).toBe(effect);
        effects.set(key, effect);
      });
      const told = [...effects.values()].filter((effect) => effect !== '');
      expect(new Set(told).size).toBe(told.length);

      // Where positions are inline there is nothing to promote.
      while ((await promote(store, 'main', 2)) > 0);
      const feed = await readFeed(store, 'main', 0n, 1000);
      expect(feed.map(({ position }) => position)).toEqual(feed.map((_, at) => BigInt(at + 1)));
      for (const stream of ['repair/1', 'repair/2']) {
        const facts = await readFacts(store, tenant, stream);
        verifyChain(facts);
        facts.forEach(({ tick }, at) => expect(at === 0 || tick > (facts[at - 1]?.tick ?? 0n)).toBe(true));
        const head = await loadStream(store, repairProcess, tenant, stream);
        expect(head.version).toBe(BigInt(facts.length));
        expect((await loadStream(store, { ...repairProcess, fold: 'anew' }, tenant, stream)).state).toEqual(head.state);
        // The feed names each fact of the stream once, in order.
        const versions = feed.flatMap(({ refs }) =>
          refs
            .filter((ref) => ref[1] === stream)
            .flatMap(([, , from, to]) =>
              Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => BigInt(from) + BigInt(at)),
            ),
        );
        expect(versions).toEqual(facts.map(({ version }) => version));
        const timers = repairProcess.decider.timers?.(head.state) ?? [];
        const [rows = []] = await store.read([
          { get: 'rows', table: 'jiceng_timer', index: 'key', prefix: [tenant, stream], limit: 10 },
        ]);
        expect(rows.map((row) => row['due_at'])).toEqual(timers.map(({ dueAt }) => dueAt));
      }
    },
  );
}
