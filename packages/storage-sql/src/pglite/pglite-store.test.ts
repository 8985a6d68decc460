import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { isJicengError, type Operation, type TableSpec } from '@jiceng/kernel';
import { allRows } from '@jiceng/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentOf, dueAt, expectWhole, prepareScenario, scenario } from '../trials/fault-scenario.fixture.ts';
import { openPgliteStore, type PgliteDatabase } from '../pglite.ts';

const counters: TableSpec = {
  name: 'counter',
  rank: 1,
  columns: { id: 'text', amount: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['id'],
};
const insert = (id: string, amount = 0n): Operation => ({
  op: 'insert',
  table: 'counter',
  row: { id, amount, version: 1n },
});
const add = (id: string, amount: bigint): Operation => ({ op: 'add', table: 'counter', key: [id], add: { amount } });

const codeOf = (error: unknown): string => (isJicengError(error) ? error.code : String(error));
const outcomeOf = async (act: Promise<unknown>): Promise<string> => {
  const [ended] = await Promise.allSettled([act]);
  return ended.status === 'rejected' ? codeOf(ended.reason) : 'answered';
};

// Booted once: that takes seconds. Each test has a schema of its own.
const database = new PGlite();
beforeAll(() => database.waitReady, 60_000);
afterAll(async () => {
  if (!database.closed) await database.close();
});
const openStore = async (schema: string, asked: PgliteDatabase = database) => {
  await database.exec(`create schema if not exists ${schema}`);
  const store = await openPgliteStore({ database: asked, schema, waitMs: 200 });
  await store.migrate([counters]);
  return store;
};

it('says that it keeps data in memory, and that nobody else may use it', async () => {
  const store = await openPgliteStore({ database });
  expect(store.info).toEqual({
    engine: 'pglite',
    durability: 'none',
    multiProcess: false,
    joined: false,
    positions: 'inline',
  });
});

it('keeps what was answered in a folder, for the next who opens it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-pglite-'));
  const first = new PGlite(join(folder, 'data'));
  const store = await openPgliteStore({ database: first });
  expect(store.info.durability).toBe('process');
  await store.migrate([counters]);
  const row = { id: '𠮷', amount: 2n ** 53n + 1n, photo: Uint8Array.of(0, 92, 255), version: 1n };
  await store.commit([{ op: 'insert', table: 'counter', row }]);
  await store.close();
  await first.close();
  const next = new PGlite(join(folder, 'data'));
  const again = await openPgliteStore({ database: next });
  await again.migrate([counters]);
  const [found] = await allRows(again, counters);
  expect(found).toEqual(row);
  expect(Object.getPrototypeOf(found?.['photo'])).toBe(Uint8Array.prototype);
  await next.close();
  rmSync(folder, { recursive: true });
}, 60_000);

it('lets the host ask beside it, and neither comes into the middle of the other’s transaction', async () => {
  const store = await openStore('beside');
  await store.commit([insert('shared'), insert('own')]);
  const host = Array.from({ length: 20 }, () =>
    database.transaction(async (transaction) => {
      const { rows } = await transaction.query<{ amount: bigint }>(
        `select amount::int8 from beside.counter where id = 'shared'`,
      );
      const next = BigInt(rows[0]?.amount ?? 0) + 1n;
      await transaction.query(`update beside.counter set amount = $1 where id = 'shared'`, [next]);
    }),
  );
  const ours = Array.from({ length: 20 }, () => store.commit([add('shared', 1n), add('own', 1n)]));
  await Promise.all([...host, ...ours]);
  const rows = await allRows(store, counters);
  expect(rows.map(({ id, amount }) => [id, amount])).toEqual([
    ['own', 20n],
    ['shared', 40n],
  ]);
});

it('reads types in its own way, whatever the host has set for its database', async () => {
  const odd = await PGlite.create({ parsers: { 20: () => 'host', 25: () => 'host', 17: () => 'host' } });
  const store = await openPgliteStore({ database: odd });
  await store.migrate([counters]);
  await store.commit([
    { op: 'insert', table: 'counter', row: { id: 'a', amount: 7n, photo: Uint8Array.of(1), version: 1n } },
  ]);
  expect(await allRows(store, counters)).toEqual([{ id: 'a', amount: 7n, photo: Uint8Array.of(1), version: 1n }]);
  await odd.close();
}, 60_000);

it('names what failed, and writes nothing of such a batch', async () => {
  const store = await openStore('refused');
  await store.commit([insert('a')]);
  const batch = [insert('c'), insert('b'), insert('a'), insert('d')];
  expect(await store.commit(batch)).toEqual({ ok: false, failed: 2, reason: 'exists' });
  expect(await store.commit([insert('e'), add('nobody', 1n)])).toEqual({ ok: false, failed: 1, reason: 'missing' });
  expect((await allRows(store, counters)).map(({ id }) => id)).toEqual(['a']);
});

it.each(['before', 'after'] as const)(
  'stays whole when a statement fails, %s it was run, wherever that is',
  async (moment) => {
    const said = { statements: 0, failsAt: 0 };
    const fails = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
      const fires = ++said.statements === said.failsAt;
      if (fires && moment === 'before') throw new Error('a planned fault');
      const answer = await ask();
      if (fires) throw new Error('a planned fault');
      return answer;
    };
    const faulty: PgliteDatabase = {
      query: (...asked) => fails(() => database.query(...asked)),
      exec: (text) => fails(() => database.exec(text)),
      transaction: (work) =>
        fails(() =>
          database.transaction((transaction) =>
            work({
              query: (...asked) => fails(() => transaction.query(...asked)),
              exec: (text) => fails(() => transaction.exec(text)),
              rollback: () => fails(() => transaction.rollback()),
            }),
          ),
        ),
    };
    const schema = `faults_${moment}`;
    await database.exec(`create schema ${schema}`);
    const whole = await openPgliteStore({ database, schema });
    await prepareScenario(whole);
    const store = await openPgliteStore({ database: faulty, schema });
    await prepareScenario(store);
    // Through one history, a fault at every seventh statement, asked for again until it went through.
    let faults = 0;
    for (let ended = false; !ended; faults++) {
      said.statements = 0;
      said.failsAt = 1 + faults * 7;
      const [answer] = await Promise.allSettled([scenario(store, '2026-03-02T09:00:00.000Z')]);
      ended = answer.status === 'fulfilled' && said.statements < said.failsAt;
      await expectWhole(whole);
    }
    expect(faults).toBeGreaterThan(5);
    const before = await contentOf(whole);
    await scenario(whole, dueAt);
    expect(await contentOf(whole)).toBe(before);
  },
  60_000,
);

it('says that it is not available once the host has closed it, and does not know about a COMMIT that it could not make', async () => {
  const own = await PGlite.create();
  const commitFails = { armed: false };
  const store = await openPgliteStore({
    waitMs: 100,
    database: {
      query: (...asked) => own.query(...asked),
      exec: (text) => own.exec(text),
      transaction: async (work) => {
        const answer = await own.transaction(work);
        if (commitFails.armed) throw new Error('a planned fault');
        return answer;
      },
    },
  });
  await store.migrate([counters]);
  commitFails.armed = true;
  expect(await outcomeOf(store.commit([insert('a')]))).toBe('STORE_ANSWER_UNKNOWN');
  commitFails.armed = false;
  expect(await store.commit([insert('a')])).toMatchObject({ reason: 'exists' });
  await own.close();
  expect(await outcomeOf(store.commit([insert('b')]))).toBe('STORE_UNAVAILABLE');
  expect(await outcomeOf(store.read([{ get: 'row', table: 'counter', key: ['a'] }]))).toBe('STORE_UNAVAILABLE');
  expect(await outcomeOf(store.now())).toBe('STORE_UNAVAILABLE');
  expect(await outcomeOf(openPgliteStore({ database: own, waitMs: 100 }))).toBe('STORE_UNAVAILABLE');
  await store.close();
}, 60_000);

it('refuses a schema that is not there', async () => {
  expect(await outcomeOf(openPgliteStore({ database, schema: 'nobody' }))).toBe('STORE_UNAVAILABLE');
});
