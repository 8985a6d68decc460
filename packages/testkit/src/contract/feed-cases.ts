import { promote, readFeed, type FeedEntry, type Store } from '@jiceng/kernel';
import { allEnded, askDuring } from './ask-during.ts';
import type { CaseDemand } from './contract-case.ts';
import { expectEqual, expectTrue } from './expectation.ts';
import { createKitKernel, onNewKernel, promoteAll, wholeFeed } from './kit-process.ts';
import { check, tenant } from './kit-tables.ts';

const streams = Array.from({ length: 8 }, (_, at) => `kit/${at}`);
const rounds = 4;

/** Each stream's facts as the feed tells them, in its order. */
function versionsIn(entries: readonly FeedEntry[]): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const { refs } of entries) {
    for (const [, stream, from, to] of refs) {
      const known = versions.get(stream) ?? [];
      known.push(from === to ? from : `${from}-${to}`);
      versions.set(stream, known);
    }
  }
  return versions;
}

function expectWholeFeed(entries: readonly FeedEntry[]): void {
  const positions = entries.map(({ position }) => position);
  expectEqual(
    'positions without a hole or a repeat',
    positions,
    positions.map((_, at) => (positions[0] ?? 0n) + BigInt(at)),
  );
  expectEqual('as many entries as commits', entries.length, streams.length * rounds);
  const versions = versionsIn(entries);
  for (const stream of streams) {
    expectEqual(
      `the facts of ${stream}`,
      versions.get(stream),
      Array.from({ length: rounds }, (_, at) => String(at + 1)),
    );
  }
}

/** The same store as one of many writers, whose commits wait in the intake until somebody numbers them. */
function asIntake(store: Store): Store {
  // Call by call, not spread: a store may be a class, whose methods a spread leaves behind.
  return {
    info: { ...store.info, positions: 'intake' },
    migrate: (tables) => store.migrate(tables),
    commit: (batch) => store.commit(batch),
    read: (queries) => store.read(queries),
    now: () => store.now(),
    close: () => store.close(),
  };
}

/** The feed: every commit at one position, none skipped, none doubled, whoever reads and whoever numbers. */
export const feedCases: readonly CaseDemand[] = [
  {
    id: 'every-commit-positioned',
    name: 'the feed has every commit at one position, also where attempts failed in between',
    chinese: '事件流中每次提交占一个位置，中间有失败的尝试也一样',
    cause: {
      'zh-CN': '失败的批次留下了取走的号（例如用了序列或自增列）。',
      en: 'A failed batch leaves the number it took behind (a sequence or an identity column, for example).',
    },
    invariant: 82,
    level: 'concurrent',
    run: (factory) =>
      onNewKernel(factory, async ({ run, ports }, store) => {
        const feed = { table: 'jiceng_feed', key: [ports.feed] };
        const attempt = () => store.commit([{ op: 'add', ...feed, add: { position: 1n } }, check('nobody', 1n)]);
        const write = async (stream: string) => {
          for (let round = 0; round < rounds; round++) {
            await run(stream, `${stream}#${round}`, { type: 'note', text: `round ${round}` });
            expectTrue('the attempt fails', !(await attempt()).ok);
          }
        };
        await Promise.all(streams.map(write));
        expectWholeFeed(await wholeFeed(store, ports.feed));
      }),
  },
  {
    id: 'no-late-position',
    name: 'who has seen a position of the feed has seen every position before it',
    chinese: '看到某个位置的人，之前的每个位置都已经看到',
    cause: {
      'zh-CN': '号码先取、后提交，晚提交的小号被读者跳过；位置必须在持锁时取得，直到提交。',
      en: 'Numbers are taken early and committed late, so that readers skip one that lands late; a position is taken under a lock that is held until the commit.',
    },
    invariant: 83,
    level: 'concurrent',
    run: (factory) =>
      onNewKernel(factory, async ({ run, ports }, store) => {
        const write = async () => {
          for (let round = 0; round < rounds; round++) {
            await Promise.all(streams.map((stream) => run(stream, `${stream}#${round}`, { type: 'note', text: 'x' })));
          }
        };
        const seen: FeedEntry[] = [];
        const read = async () => {
          for (let page = 3; page === 3;) {
            if (store.info.positions === 'intake') await promote(store, ports.feed, 3);
            const after = seen.at(-1)?.position ?? 0n;
            const entries = await readFeed(store, ports.feed, after, 3);
            expectTrue('a page goes on behind the one before it', (entries[0]?.position ?? after + 1n) > after);
            seen.push(...entries);
            page = entries.length;
          }
        };
        await askDuring(write, read);
        expectWholeFeed(seen);
      }),
  },
  {
    id: 'many-promoters',
    name: 'promoters that work at once give every commit one position, in the order of each stream',
    chinese: '同时补号的人给每次提交一个位置，并保持各流的次序',
    cause: {
      'zh-CN': 'update 的版本条件对事件流头没有生效，或删除与编号不在同一批次。',
      en: "The guard on the feed's head does not hold, or deleting and numbering are not one batch.",
    },
    invariant: 73,
    level: 'concurrent',
    run: (factory) =>
      onNewKernel(factory, async (_, given) => {
        const store = asIntake(given);
        const { run, ports, clock } = createKitKernel(store);
        for (let round = 0; round < rounds; round++) {
          for (const stream of streams) await run(stream, `${stream}#${round}`, { type: 'note', text: 'x' });
          clock.advance({ minutes: -1 });
        }
        await allEnded([7, 5, 3, 2].map((limit) => promoteAll(store, ports.feed, limit)));
        expectWholeFeed(await readFeed(store, ports.feed, 0n, 10_000));
        const [waiting = []] = await store.read([
          { get: 'rows', table: 'jiceng_feed_intake', index: 'key', prefix: [ports.feed], limit: 10 },
        ]);
        expectEqual('nobody waits any more', waiting.length, 0);
        expectTrue('the tenant is named', (await readFeed(store, ports.feed, 0n, 1))[0]?.refs[0]?.[0] === tenant);
      }),
  },
];
