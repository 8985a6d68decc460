import { describe, expect, it } from 'vitest';
import {
  createMemoryStore,
  draft,
  openFeed,
  promote,
  readFeed,
  runDecider,
  runTogether,
  type FeedEntry,
  type Ports,
  type Store,
} from '../index.ts';
import { createBench, remark, repairCall, report, startMs, tenant } from '../command/repair.fixture.ts';

/** A store where many write at once: positions are given afterwards, by whoever reads. */
function intakeStore(): Store {
  const store = createMemoryStore(() => startMs);
  return { ...store, info: { ...store.info, multiProcess: true, positions: 'intake' } };
}

const report2 = (stream: string) => repairCall(report, { stream });

async function intakeRows(store: Store): Promise<number> {
  const [rows = []] = await store.read([
    { get: 'rows', table: 'jiceng_feed_intake', index: 'key', prefix: ['main'], limit: 10_000 },
  ]);
  return rows.length;
}

/** Versions of each stream in the order of the feed. */
function versionsByStream(entries: readonly FeedEntry[]): Readonly<Record<string, readonly string[]>> {
  const seen: Record<string, string[]> = {};
  for (const { refs } of entries) for (const [, stream, from, to] of refs) (seen[stream] ??= []).push(`${from}-${to}`);
  return seen;
}

describe('where one writer rules', () => {
  it('every commit takes its position itself, without gaps', async () => {
    const { ports, store } = await createBench();
    await Promise.all(Array.from({ length: 30 }, (_, at) => runDecider(ports, report2(`repair/${at}`))));
    const entries = await readFeed(store, 'main', 0n);
    expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: 30 }, (_, at) => BigInt(at + 1)));
    expect(await promote(store, 'main')).toBe(0);
  });

  it('a reader goes on after the last position it has seen', async () => {
    const { ports, store } = await createBench();
    for (let at = 0; at < 5; at++) await runDecider(ports, report2(`repair/${at}`));
    const first = await readFeed(store, 'main', 0n, 2);
    const rest = await readFeed(store, 'main', first.at(-1)?.position ?? 0n);
    expect([...first, ...rest].map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n, 5n]);
    expect(await readFeed(store, 'main', 5n)).toEqual([]);
  });

  it('feeds do not wait for each other, and know nothing of each other', async () => {
    const { ports, store } = await createBench();
    await runDecider(ports, report2('repair/1'));
    await runDecider({ ...ports, feed: 'east' }, report2('repair/2'));
    expect(await readFeed(store, 'main', 0n)).toHaveLength(1);
    expect(await readFeed(store, 'east', 0n)).toEqual([{ position: 1n, refs: [[tenant, 'repair/2', '1', '1']] }]);
  });

  it('opening a feed twice is as good as once', async () => {
    const { ports, store } = await createBench();
    await openFeed(store, 'main');
    await runDecider(ports, report2('repair/1'));
    await openFeed(store, 'main');
    await runDecider(ports, report2('repair/2'));
    expect((await readFeed(store, 'main', 0n)).map(({ position }) => position)).toEqual([1n, 2n]);
  });
});

describe('where many write at once', () => {
  async function createIntake(): Promise<{ ports: Ports; store: Store; clock: { ms: number } }> {
    return createBench({ store: intakeStore() });
  }

  it('a commit has no position until somebody promotes it', async () => {
    const { ports, store } = await createIntake();
    await runDecider(ports, report2('repair/1'));
    expect(await readFeed(store, 'main', 0n)).toEqual([]);
    expect(await intakeRows(store)).toBe(1);
    expect(await promote(store, 'main')).toBe(1);
    expect(await readFeed(store, 'main', 0n)).toEqual([{ position: 1n, refs: [[tenant, 'repair/1', '1', '1']] }]);
    expect(await intakeRows(store)).toBe(0);
    expect(await promote(store, 'main')).toBe(0);
  });

  it('older ticks come first, however late they are promoted', async () => {
    const { ports, store, clock } = await createIntake();
    clock.ms += 10;
    await runDecider(ports, report2('repair/b'));
    clock.ms -= 5;
    await runDecider(ports, report2('repair/a'));
    await promote(store, 'main');
    expect((await readFeed(store, 'main', 0n)).map(({ refs: [ref] }) => ref?.[1])).toEqual(['repair/a', 'repair/b']);
  });

  it('many promoters and many writers number every commit once, without gaps, each stream in order', async () => {
    const { ports, store, clock } = await createIntake();
    const writers = { atWork: true };
    const write = async (stream: string) => {
      await runDecider(ports, report2(stream));
      for (let at = 0; at < 20; at++) {
        // Clocks minutes apart, as those of several machines are.
        clock.ms = startMs + ((at * 7919) % 600_000);
        await runDecider(ports, repairCall(remark(`${at}`), { stream }));
      }
    };
    const promoter = async () => {
      // More promoters than attempts: one that is overtaken too often is told so, and asks again.
      while (writers.atWork || (await intakeRows(store)) > 0) await promote(store, 'main', 3).catch(() => 0);
    };
    const promoters = Array.from({ length: 6 }, promoter);
    await Promise.all(Array.from({ length: 8 }, (_, at) => write(`repair/${at}`)));
    writers.atWork = false;
    await Promise.all(promoters);
    const entries = await readFeed(store, 'main', 0n, 1000);
    expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: 168 }, (_, at) => BigInt(at + 1)));
    const versions = versionsByStream(entries);
    expect(Object.keys(versions)).toHaveLength(8);
    for (const seen of Object.values(versions)) {
      expect(seen).toEqual(Array.from({ length: 21 }, (_, at) => `${at + 1}-${at + 1}`));
    }
  });

  it('a stream stays in order after a commit it shared with one whose clock was ahead', async () => {
    const { ports, store, clock } = await createIntake();
    await runDecider(ports, report2('repair/slow'));
    clock.ms += 300_000;
    await runDecider(ports, report2('repair/fast'));
    clock.ms -= 300_000;
    await runTogether(ports, { tenant, scope: 'crew', key: 'k', body: 1 }, async () => [
      await draft(ports, repairCall(remark('both'), { stream: 'repair/slow' })),
      await draft(ports, repairCall(remark('both'), { stream: 'repair/fast' })),
    ]);
    await runDecider(ports, repairCall(remark('after'), { stream: 'repair/slow' }));
    while ((await promote(store, 'main', 1)) > 0);
    expect(versionsByStream(await readFeed(store, 'main', 0n))).toEqual({
      'repair/slow': ['1-1', '2-2', '3-3'],
      'repair/fast': ['1-1', '2-2'],
    });
  });

  it('takes no more than it was asked to', async () => {
    const { ports, store } = await createIntake();
    for (let at = 0; at < 5; at++) await runDecider(ports, report2(`repair/${at}`));
    expect(await promote(store, 'main', 3)).toBe(3);
    expect(await promote(store, 'main', 3)).toBe(2);
  });

  it('a promoter that is overtaken twelve times says so', async () => {
    const { ports, store } = await createIntake();
    await runDecider(ports, report2('repair/1'));
    await openFeed(store, 'main');
    const overtaken: Store = { ...store, commit: async () => ({ ok: false, failed: 0, reason: 'version' }) };
    await expect(promote(overtaken, 'main')).rejects.toMatchObject({
      code: 'STORE_CONTENTION',
      details: { stream: 'main', attempts: 12 },
    });
    expect(await promote(store, 'main')).toBe(1);
  });
});
