import {
  loadStream,
  readFacts,
  runDueTimers,
  timerKey,
  verifyChain,
  type DueTimer,
  type Instant,
  type Outcome,
} from '@jiceng/kernel';
import type { ContractCase } from './contract-case.ts';
import { codeOf, expectCode, expectEqual, expectOk } from './expectation.ts';
import { kitProcess, onNewKernel, wholeFeed } from './kit-process.ts';
import { check, tenant } from './kit-tables.ts';

const callers = 50;
const stream = 'kit/1';

/** What the kernel promises on any store that keeps the contract: keys, ticks, timers, folds. */
export const kernelCases: readonly ContractCase[] = [
  {
    id: 'one-effect-per-key',
    name: 'of fifty calls with one key one has the effect, and the others get its outcome',
    invariant: 24,
    level: 'concurrent',
    run: (factory) =>
      onNewKernel(factory, async ({ run, ports }, store) => {
        const outcomes = await Promise.all(
          Array.from({ length: callers }, () => run(stream, 'one key', { type: 'note', text: 'once' })),
        );
        const told = ({ version, recorded }: Outcome) => ({ version, recorded });
        expectEqual('one effect', outcomes.filter(({ replayed }) => !replayed).length, 1);
        for (const outcome of outcomes) {
          expectEqual('the outcome', told(outcome), { version: 1n, recorded: [{ stream, from: 1n, to: 1n }] });
        }
        expectEqual('one fact', (await readFacts(store, tenant, stream)).length, 1);
        expectEqual('one commit', (await wholeFeed(store, ports.feed)).length, 1);
      }),
  },
  {
    id: 'one-body-per-key',
    name: 'of two calls with one key and different bodies one has the effect, and the other is told of it',
    invariant: 25,
    level: 'concurrent',
    run: (factory) =>
      onNewKernel(factory, async ({ run }, store) => {
        const codes = await Promise.all(
          ['one', 'other'].map((text) => codeOf(() => run(stream, 'one key', { type: 'note', text }))),
        );
        expectEqual('the answers', codes.toSorted(), ['COMMAND_KEY_REUSED', 'none']);
        expectEqual('one fact', (await readFacts(store, tenant, stream)).length, 1);
      }),
  },
  {
    id: 'nothing-remains',
    name: 'of a command whose document is refused nothing remains, not even its key',
    invariant: 35,
    level: 'core',
    run: (factory) =>
      onNewKernel(factory, async ({ run, ports }, store) => {
        const note = { type: 'note', text: 'kept' } as const;
        const refused = () => run(stream, 'a key', note, [check('nobody', 1n)]);
        await expectCode('the document', refused, 'STORE_PRECONDITION_FAILED');
        expectEqual('no fact', (await readFacts(store, tenant, stream)).length, 0);
        expectEqual('no commit', (await wholeFeed(store, ports.feed)).length, 0);
        const outcome = await run(stream, 'a key', note);
        expectEqual('the key is free', [outcome.replayed, outcome.version], [false, 1n]);
      }),
  },
  {
    id: 'growing-ticks',
    name: 'ticks and the chain of a stream grow although the clock goes back',
    invariant: 40,
    level: 'core',
    run: (factory) =>
      onNewKernel(factory, async ({ run, clock }, store) => {
        for (const [at, hours] of [0, -1, -2, 3].entries()) {
          clock.advance({ hours });
          await run(stream, `key ${at}`, { type: 'note', text: `${hours} h` });
        }
        const facts = await readFacts(store, tenant, stream);
        expectEqual(
          'versions',
          facts.map(({ version }) => version),
          [1n, 2n, 3n, 4n],
        );
        const ticks = facts.map(({ tick }) => tick);
        expectEqual(
          'growing ticks',
          ticks.filter((tick, at) => at > 0 && tick <= (ticks[at - 1] ?? 0n)),
          [],
        );
        const { digest } = await loadStream(store, kitProcess, tenant, stream);
        expectEqual('the head has the digest of the last fact', verifyChain(facts), digest);
      }),
  },
  {
    id: 'lost-state',
    name: 'a stream whose folded state is lost folds to the same from its facts',
    invariant: 7,
    level: 'core',
    run: (factory) =>
      onNewKernel(factory, async ({ run }, store) => {
        for (let at = 0; at < 12; at++) await run(stream, `key ${at}`, { type: 'note', text: `第 ${at} 条` });
        const before = await loadStream(store, kitProcess, tenant, stream);
        const lost = { fold: '', state: undefined };
        const head = { table: 'jiceng_stream', key: [tenant, stream] };
        expectOk('the state is lost', await store.commit([{ op: 'update', ...head, ifVersion: 12n, set: lost }]));
        expectEqual('the fold', (await loadStream(store, kitProcess, tenant, stream)).state, before.state);
      }),
  },
  {
    id: 'two-sweepers',
    name: 'two sweepers fire every due timer once, and those of one stream in order',
    invariant: 18,
    level: 'concurrent',
    run: (factory) =>
      onNewKernel(factory, async ({ run, clock }, store) => {
        const dueAt = (day: number): Instant => `2026-03-1${day}T00:00:00.000Z`;
        const reminders = [3, 1, 2, 1].map((day, at) => ({ name: `r${at}`, dueAt: dueAt(day) }));
        const streams = ['kit/1', 'kit/2', 'kit/3', 'kit/4'];
        for (const one of streams) await run(one, `remind ${one}`, { type: 'remind', reminders });
        clock.set('2026-04-20T00:00:00.000Z');
        const fire = (timer: DueTimer) =>
          run(timer.stream, timerKey(timer), { type: 'expire', name: timer.name, dueAt: timer.dueAt });
        const sweep = async () => {
          for (let more = true; more;) {
            const answer = await runDueTimers(store, await clock.now(), fire, 5);
            expectEqual('no timer fails', answer.failed, 0);
            more = answer.more;
          }
        };
        await Promise.all([sweep(), sweep()]);
        for (const one of streams) {
          const { notes, waiting } = (await loadStream(store, kitProcess, tenant, one)).state;
          expectEqual('nothing left to wait for', [notes.length, waiting.length], [0, 0]);
          const fired = (await readFacts(store, tenant, one))
            .filter(({ type }) => type === 'ReminderExpired')
            .map(({ body }) => body);
          const wanted = ['r1', 'r3', 'r2', 'r0'].map((name) =>
            JSON.stringify({ dueAt: reminders[Number(name.slice(1))]?.dueAt, name, type: 'ReminderExpired' }),
          );
          expectEqual('each once, in order', fired, wanted);
        }
        const [left = []] = await store.read([
          { get: 'rows', table: 'jiceng_timer', index: 'key', prefix: [], limit: 9 },
        ]);
        expectEqual('no timer row', left.length, 0);
      }),
  },
];
