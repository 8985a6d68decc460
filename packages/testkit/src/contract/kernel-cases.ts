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
import type { CaseDemand } from './contract-case.ts';
import { codeOf, expectCode, expectEqual, expectOk } from './expectation.ts';
import { kitProcess, onNewKernel, wholeFeed } from './kit-process.ts';
import { check, tenant } from './kit-tables.ts';

const callers = 50;
const stream = 'kit/1';

/** What the kernel promises on any store that keeps the contract: keys, ticks, timers, folds. */
export const kernelCases: readonly CaseDemand[] = [
  {
    id: 'one-effect-per-key',
    name: 'of fifty calls with one key one has the effect, and the others get its outcome',
    chinese: '同一编号的五十次调用只生效一次，其余得到同样的结果',
    cause: {
      'zh-CN': '主键重复没有答复为 exists，或读到的请求行不是已提交的那一行。',
      en: "A duplicate key is not answered as exists, or the request's row that is read is not the one committed.",
    },
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
    chinese: '同一编号、内容不同的两次调用，一次生效，另一次得知冲突',
    cause: {
      'zh-CN': '插入覆盖了已有的请求行（UPSERT）。',
      en: "An insert writes over the request's row that is there (UPSERT).",
    },
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
    id: 'keys-stay',
    name: 'a key that comes again after years gets its first outcome, and has no second effect',
    chinese: '多年之后再来的编号得到最初的结果，不再生效一次',
    cause: {
      'zh-CN': '请求行被定期清理（过期、TTL）；编号必须永久保留。',
      en: 'Rows of requests are cleared away after a time (expiry, TTL); keys must stay for ever.',
    },
    invariant: 28,
    level: 'core',
    run: (factory) =>
      onNewKernel(factory, async ({ run, clock }, store) => {
        const note = { type: 'note', text: 'once' } as const;
        await run(stream, 'an old key', note);
        clock.advance({ days: 800 });
        await run(stream, 'a new key', note);
        const again = await run(stream, 'an old key', note);
        expectEqual('it is a repetition', again.replayed, true);
        expectEqual('two facts', (await readFacts(store, tenant, stream)).length, 2);
      }),
  },
  {
    id: 'nothing-remains',
    name: 'of a command whose document is refused nothing remains, not even its key',
    chinese: '附带写入被拒绝的命令不留任何痕迹，编号也可再用',
    cause: {
      'zh-CN': '请求行写在另一个事务里，回滚时留了下来。',
      en: "The request's row is written in another transaction and stays when the batch is rolled back.",
    },
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
    chinese: '时钟倒退时，流的节拍和链仍然递增',
    cause: {
      'zh-CN': '读回的 tick 或 digest 不是写入的值，或以应用时钟排序。',
      en: 'The tick or digest read back is not what was written, or the order is taken from a clock.',
    },
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
    chinese: '流的折叠状态丢失后，由事实折叠出同样的状态',
    cause: {
      'zh-CN': '分页或 limit 截断了读取结果，或更新没有写成 NULL。',
      en: 'Paging or a limit cuts the answer short, or an update does not write NULL.',
    },
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
    chinese: '两个清理者同时工作，每个到期定时器只触发一次，同一流按次序',
    cause: {
      'zh-CN': '删除没有生效，或命令编号没有保证只执行一次。',
      en: 'A delete has no effect, or a key does not keep its command from running twice.',
    },
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
