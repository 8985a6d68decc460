import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation, Query, TableSpec } from '@jiceng/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  openWatchedStore,
  sqliteError,
  type Step,
  type WatchedOptions,
  type WatchedStore,
} from '../../bench/watched-store.ts';

const notes: TableSpec = {
  name: 'note',
  rank: 1,
  columns: { id: 'text', note: 'text', version: 'bigint' },
  key: ['id'],
};
const insert = (id: string, note = 'x'): Operation => ({ op: 'insert', table: 'note', row: { id, note, version: 1n } });
const row = (id: string): Query => ({ get: 'row', table: 'note', key: [id] });

let folder = '';
let opened: WatchedStore[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-engine-'));
  opened = [];
});
afterEach(async () => {
  for (const { store } of opened) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(options: Partial<WatchedOptions> = {}): Promise<WatchedStore> {
  const watched = openWatchedStore({ file: join(folder, 'store.db'), ...options });
  opened.push(watched);
  await watched.store.migrate([notes]);
  return watched;
}

describe('the engine', () => {
  it.each([
    ['FULL', 2n],
    ['NORMAL', 1n],
  ] as const)('keeps a write-ahead log and flushes the disk at %s', async (synchronous, level) => {
    const { ask } = await open({ synchronous });
    const pragma = (name: string) => ask({ statement: { sql: `pragma ${name}`, columns: [name] }, values: [] });
    expect(pragma('journal_mode')).toEqual([['wal']]);
    expect(pragma('synchronous')).toEqual([[level]]);
    expect(pragma('busy_timeout')).toEqual([[5n]]);
  });

  it.each<[string, Partial<Query & { readonly get: 'rows' }>]>([
    ['a page of a stream', { prefix: ['s'], after: ['2026', 'a'] }],
    ['a page backwards', { prefix: ['s'], before: ['2026'], reverse: true }],
    ['a page of an index', { index: 'due', prefix: [0n], after: ['2026', 's', 'a'], before: ['2027'] }],
    ['the beginning of an index', { index: 'due', prefix: [0n], before: ['2027'] }],
  ])('answers %s by searching its index, without sorting', async (_what, more) => {
    const due: TableSpec = {
      name: 'due',
      rank: 1,
      columns: { stream: 'text', at: 'text', name: 'text', parked: 'bigint' },
      key: ['stream', 'at', 'name'],
      indexes: { due: ['parked', 'at'] },
    };
    const said: Step[] = [];
    const { store, ask } = await open({ interception: { before: (step) => void said.push(step) } });
    await store.migrate([due]);
    said.length = 0;
    await store.read([{ get: 'rows', table: 'due', index: 'key', prefix: [], limit: 9, ...more }]);
    const [step] = said;
    const columns = ['id', 'parent', 'notused', 'detail'];
    const plan = ask({
      statement: { sql: `explain query plan ${step?.statement.sql}`, columns },
      values: step?.values ?? [],
    });
    expect(plan.map((line) => line[3])).toEqual([expect.stringMatching(/^SEARCH due USING .+[<>]/)]);
  });
});

describe('a fault of the engine', () => {
  it('because the disk is full is told as such, and the store goes on once there is room', async () => {
    const { store, tell } = await open();
    await store.commit([insert('first')]);
    tell('pragma max_page_count = 40');
    const large = () => store.commit([insert('large', 'x'.repeat(1_000_000))]);
    await expect(large()).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { engine: 'sqlite', problem: 'the disk is full (13)' },
    });
    // SQLite gives the whole transaction up: who waited together is told together.
    const group = await Promise.allSettled([store.commit([insert('small')]), large()]);
    expect(group.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await store.read([row('small')])).toEqual([[]]);
    tell('pragma max_page_count = 100000');
    expect(await large()).toEqual({ ok: true });
    expect(await store.read([row('first')])).toMatchObject([[{ id: 'first' }]]);
  });

  it('because a table is gone is told as such, to writers and readers', async () => {
    const { store, tell } = await open();
    tell('drop table note');
    const unavailable = { code: 'STORE_UNAVAILABLE', details: { engine: 'sqlite' } };
    await expect(store.commit([insert('a')])).rejects.toMatchObject(unavailable);
    await expect(store.read([row('a')])).rejects.toMatchObject(unavailable);
  });

  it('in our own code is not blamed on the engine', async () => {
    let broken = false;
    const interception = {
      before: () => {
        if (broken) throw new RangeError('a bug');
      },
    };
    const { store } = await open({ interception });
    broken = true;
    await expect(store.read([row('a')])).rejects.toThrow('a bug');
    broken = false;
  });
});

describe('the codes of SQLite', () => {
  const again = 'it is asked again';
  it.each([
    ['SQLITE_BUSY', 5, again, again],
    ['SQLITE_BUSY_RECOVERY', 261, again, again],
    ['SQLITE_BUSY_SNAPSHOT', 517, again, again],
    ['SQLITE_LOCKED', 6, again, again],
    ['SQLITE_PROTOCOL', 15, again, again],
    ['SQLITE_FULL', 13, 'STORE_UNAVAILABLE', 'STORE_UNAVAILABLE'],
    ['SQLITE_IOERR_FSYNC', 1034, 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
    ['SQLITE_CORRUPT', 11, 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
    ['SQLITE_READONLY', 8, 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
  ])('%s (%i) comes to "%s", at COMMIT to "%s"', async (_name, errcode, during, atCommit) => {
    for (const [sql, expected] of [
      ['insert into', during],
      ['commit', atCommit],
    ] as const) {
      let armed = false;
      const interception = {
        before: ({ statement }: Step) => {
          if (!armed || !statement.sql.startsWith(sql)) return;
          armed = false;
          throw sqliteError(errcode);
        },
      };
      const { store } = await open({ interception });
      armed = true;
      const [answer] = await Promise.allSettled([store.commit([insert(`${errcode} ${sql}`)])]);
      const written = { status: 'fulfilled', value: { ok: true } };
      const told = { status: 'rejected', reason: { code: expected, details: { engine: 'sqlite' } } };
      expect(answer).toMatchObject(expected === again ? written : told);
    }
  });
});
