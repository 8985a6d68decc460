import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation, Store, TableSpec } from '@jiceng/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import type { RangeQuery } from './range-form.ts';
import { plainStep, type Answer, type Script, type Statement } from './script.ts';
import { createSqlStore } from './sql-store.ts';
import { createSqliteEngine } from './sqlite-engine.ts';
import { sqliteFault } from './sqlite-faults.ts';
import { createTableStatements } from './table-statements.ts';

const notes: TableSpec = {
  name: 'note',
  rank: 1,
  columns: { id: 'text', note: 'text', version: 'bigint' },
  key: ['id'],
};
const insert = (id: string, note: string): Operation => ({
  op: 'insert',
  table: 'note',
  row: { id, note, version: 1n },
});

let folder = '';
let stores: Store[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-engine-'));
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

async function openOn(engine: Engine): Promise<Store> {
  const store = createSqlStore(engine, 100);
  stores.push(store);
  await store.migrate([notes]);
  return store;
}

const engineOf = (synchronous: 'FULL' | 'NORMAL' = 'NORMAL') =>
  createSqliteEngine(join(folder, 'store.db'), synchronous, Date.now);

function* ask(statement: Statement): Script<Answer> {
  return yield { statement, values: [] };
}
const pragma = (engine: Engine, name: string) => engine.play(ask({ sql: `pragma ${name}`, columns: [name] }));
function* tell(sql: string): Script<void> {
  yield plainStep(sql);
}

describe('the engine', () => {
  it('keeps a write-ahead log and flushes the disk as it was told', async () => {
    for (const [synchronous, level] of [
      ['FULL', 2n],
      ['NORMAL', 1n],
    ] as const) {
      const engine = engineOf(synchronous);
      expect(await pragma(engine, 'journal_mode')).toEqual([['wal']]);
      expect(await pragma(engine, 'synchronous')).toEqual([[level]]);
      expect(await pragma(engine, 'busy_timeout')).toEqual([[10n]]);
      await engine.close();
    }
  });

  it.each<[string, Partial<RangeQuery>]>([
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
    const engine = engineOf();
    const store = await openOn(engine);
    await store.migrate([due]);
    const query: RangeQuery = { get: 'rows', table: 'due', index: 'key', prefix: [], limit: 9, ...more };
    const { statement, values } = createTableStatements(engine.dialect, due).range(query);
    const columns = ['id', 'parent', 'notused', 'detail'];
    const plan = await engine.play(
      (function* (): Script<Answer> {
        return yield { statement: { sql: `explain query plan ${statement.sql}`, columns }, values: values(query) };
      })(),
    );
    const details = typeof plan === 'number' ? [] : plan.map(([, , , detail]) => String(detail));
    expect(details).toEqual([expect.stringMatching(/^SEARCH due USING .+[<>]/)]);
  });
});

describe('a fault of the engine', () => {
  it('because the disk is full is told as such, and the store goes on once there is room', async () => {
    const engine = engineOf();
    const store = await openOn(engine);
    await store.commit([insert('first', 'x')]);
    await engine.play(tell('pragma max_page_count = 40'));
    const large = () => store.commit([insert('large', 'x'.repeat(1_000_000))]);
    await expect(large()).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { engine: 'sqlite', problem: 'the disk is full (13)' },
    });
    const group = await Promise.allSettled([store.commit([insert('small', 'x')]), large()]);
    expect(group.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await store.read([{ get: 'row', table: 'note', key: ['small'] }])).toEqual([[]]);
    await engine.play(tell('pragma max_page_count = 100000'));
    expect(await large()).toEqual({ ok: true, copied: [] });
    expect(await store.read([{ get: 'row', table: 'note', key: ['first'] }])).toHaveLength(1);
  });

  it('because a table is gone is told as such, to writers and readers', async () => {
    const engine = engineOf();
    const store = await openOn(engine);
    await engine.play(tell('drop table note'));
    const unavailable = { code: 'STORE_UNAVAILABLE', details: { engine: 'sqlite' } };
    await expect(store.commit([insert('a', 'x')])).rejects.toMatchObject(unavailable);
    await expect(store.read([{ get: 'row', table: 'note', key: ['a'] }])).rejects.toMatchObject(unavailable);
  });

  it('in our own code is not blamed on the engine', async () => {
    const engine = engineOf();
    const broken: Engine = {
      ...engine,
      play: () => {
        throw new RangeError('a bug');
      },
    };
    const store = createSqlStore(broken, 100);
    await expect(store.migrate([notes])).rejects.toThrow('a bug');
    await engine.close();
  });
});

describe('the codes of SQLite', () => {
  const error = (errcode: number) => Object.assign(new Error('said by SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });

  it.each([
    ['SQLITE_BUSY', 5, 'retry', 'retry'],
    ['SQLITE_BUSY_RECOVERY', 261, 'retry', 'retry'],
    ['SQLITE_BUSY_SNAPSHOT', 517, 'retry', 'retry'],
    ['SQLITE_LOCKED', 6, 'retry', 'retry'],
    ['SQLITE_PROTOCOL', 15, 'retry', 'retry'],
    ['SQLITE_FULL', 13, 'nothing', 'nothing'],
    ['SQLITE_IOERR_FSYNC', 1034, 'nothing', 'unknown'],
    ['SQLITE_CORRUPT', 11, 'nothing', 'unknown'],
    ['SQLITE_READONLY', 8, 'nothing', 'unknown'],
  ])('%s (%i) means "%s", at COMMIT "%s"', (_name, code, during, atCommit) => {
    expect(sqliteFault(error(code), false)?.outcome).toBe(during);
    expect(sqliteFault(error(code), true)?.outcome).toBe(atCommit);
  });

  it('are not looked for in errors of anybody else', () => {
    expect(sqliteFault(new TypeError('a bug'), false)).toBeUndefined();
    expect(sqliteFault('text', true)).toBeUndefined();
    expect(
      sqliteFault(Object.assign(new Error('database is not open'), { code: 'ERR_INVALID_STATE' }), true)?.outcome,
    ).toBe('nothing');
  });
});
