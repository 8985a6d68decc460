import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { kernelTables, type Operation, type Store, type TableSpec } from '@jiceng/kernel';
import { createManualClock } from '@jiceng/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../index.ts';

const counters: TableSpec = {
  name: 'counter',
  rank: 1,
  columns: { id: 'text', amount: 'bigint', note: 'text', version: 'bigint' },
  key: ['id'],
  indexes: { note: ['note'] },
};
const insert = (id: string, note?: string): Operation => ({
  op: 'insert',
  table: 'counter',
  row: { id, amount: 0n, note, version: 1n },
});

/** A text like this, wherever it stands in what is compared. */
const said = (pattern: RegExp): unknown => expect.stringMatching(pattern);

let folder = '';
let file = '';
let opened: { readonly close: () => unknown }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-sqlite-'));
  file = join(folder, 'store.db');
  opened = [];
});
afterEach(async () => {
  for (const one of opened) await one.close();
  rmSync(folder, { recursive: true });
});

async function open(options: Partial<Parameters<typeof openSqliteStore>[0]> = {}): Promise<Store> {
  const store = await openSqliteStore({ file, ...options });
  opened.push(store);
  return store;
}

async function openReady(options: Partial<Parameters<typeof openSqliteStore>[0]> = {}): Promise<Store> {
  const store = await open(options);
  await store.migrate([counters]);
  return store;
}

function connection(): DatabaseSync {
  const database = new DatabaseSync(file);
  opened.push({
    close: () => {
      if (database.isOpen) database.close();
    },
  });
  return database;
}

describe('a store', () => {
  it('says what survives, by how it is opened', async () => {
    const shared = { engine: 'sqlite', multiProcess: true, joined: false, positions: 'inline' };
    expect((await open()).info).toEqual({ ...shared, durability: 'power' });
    expect((await open({ synchronous: 'NORMAL' })).info).toEqual({ ...shared, durability: 'process' });
    expect((await open({ file: ':memory:' })).info).toEqual({ ...shared, multiProcess: false, durability: 'none' });
  });

  it('tells the time of the clock it was given', async () => {
    const clock = createManualClock('2026-03-02T01:30:00.000Z');
    const store = await open({ nowMs: clock.nowMs });
    clock.advance({ minutes: 5 });
    expect(await store.now()).toBe('2026-03-02T01:35:00.000Z');
  });

  it('is a file like any other once it is closed', async () => {
    const store = await openReady();
    await store.commit([insert('a')]);
    await store.close();
    expect([existsSync(`${file}-wal`), existsSync(`${file}-shm`)]).toEqual([false, false]);
    expect(connection().prepare('select count(*) as count from counter').get()?.['count']).toBe(1);
  });

  it('keeps tables that a database administrator can read', async () => {
    const store = await openReady();
    await store.commit([insert('a', '备注')]);
    const row = connection().prepare('select * from counter').get();
    expect({ ...row }).toEqual({ id: 'a', amount: 0, note: '备注', version: 1 });
    expect(() => connection().exec(`insert into counter (id, amount) values ('b', 0.5)`)).toThrow(/cannot store REAL/);
  });
});

describe('a file that cannot be opened', () => {
  it.each<[string, () => void, RegExp]>([
    ['is in a folder that does not exist', () => (file = join(folder, 'nowhere', 'store.db')), /unable to open/],
    ['is no database', () => writeFileSync(file, 'x'.repeat(5000)), /not a database/],
    ['is a folder', () => (file = folder), /unable to open/],
  ])('because it %s is said to be unavailable', async (_why, prepare, problem) => {
    prepare();
    const failing = openSqliteStore({ file, waitMs: 50 });
    await expect(failing).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { engine: 'sqlite', problem: said(problem) },
    });
  });

  it('leaves nothing open behind it', async () => {
    writeFileSync(file, 'x'.repeat(5000));
    await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    rmSync(file);
    const store = await openReady();
    expect(await store.commit([insert('a')])).toMatchObject({ ok: true });
  });
});

describe('another connection', () => {
  it('that reads does not hold up a writer, and goes on seeing what it saw', async () => {
    const store = await openReady();
    const reader = connection();
    reader.exec('begin');
    const count = () => reader.prepare('select count(*) as count from counter').get()?.['count'];
    expect(count()).toBe(0);
    expect(await store.commit([insert('a')])).toMatchObject({ ok: true });
    expect(count()).toBe(0);
    reader.exec('commit');
    expect(count()).toBe(1);
  });

  it('that writes is waited for, while reads are served', async () => {
    const store = await openReady();
    const writer = connection();
    writer.exec('begin immediate');
    const committing = store.commit([insert('a')]);
    const query = { get: 'row', table: 'counter', key: ['a'] } as const;
    // Turns of the event loop in which the batch is refused and comes again.
    for (let turn = 0; turn < 50; turn++) {
      expect(await store.read([query, query])).toEqual([[], []]);
    }
    writer.exec('commit');
    expect(await committing).toEqual({ ok: true });
  });

  it('that writes longer than the caller wants to wait makes the store unavailable, and nothing is written', async () => {
    const store = await openReady({ waitMs: 60 });
    const writer = connection();
    writer.exec('begin immediate');
    await expect(store.commit([insert('a')])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { engine: 'sqlite', problem: said(/locked/) },
    });
    await expect(store.migrate([counters])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    writer.exec('rollback');
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
  });

  it('that locks the whole file is waited for by who opens it', async () => {
    const first = await openReady();
    await first.commit([insert('a')]);
    await first.close();
    const locker = connection();
    locker.exec('pragma locking_mode = exclusive; begin exclusive');
    const opening = openReady();
    await new Promise((resolve) => void setImmediate(resolve));
    locker.exec('commit');
    locker.close();
    const store = await opening;
    expect(await store.read([{ get: 'row', table: 'counter', key: ['a'] }])).toHaveLength(1);
  });

  it('that is at work when the store is closed is waited for as well', async () => {
    const store = await openReady();
    const writer = connection();
    writer.exec('begin immediate');
    const committing = store.commit([insert('a')]);
    await new Promise((resolve) => void setImmediate(resolve));
    const closing = store.close();
    await expect(store.commit([insert('b')])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    writer.exec('commit');
    expect(await committing).toEqual({ ok: true });
    await closing;
  });
});

describe('a table in the file', () => {
  const migrateOn = async (sql: string) => {
    connection().exec(sql);
    const store = await open();
    return store.migrate([counters]);
  };

  it.each([
    [
      'was made by someone else',
      'create table counter (id text primary key, amount integer, note text, version integer)',
      /someone else/,
    ],
    [
      'has another key',
      'create table counter (id text not null, amount integer not null, note text, version integer, primary key (id, amount)) strict',
      /key/,
    ],
    [
      'has a column of another type',
      'create table counter (id text not null primary key, amount real, note text, version integer) strict',
      /"amount"/,
    ],
    [
      'has a column that must not be absent',
      'create table counter (id text not null primary key, amount integer, note text, version integer, x text not null) strict',
      /"x"/,
    ],
    [
      'has another index under the same name',
      'create table counter (id text not null primary key, amount integer, note text, version integer) strict; create index counter_note on counter (amount)',
      /"note"/,
    ],
  ])('that %s is refused and left as it is', async (_what, sql, problem) => {
    await expect(migrateOn(sql)).rejects.toMatchObject({
      code: 'STORE_TABLE_INVALID',
      details: { table: 'counter', problem: said(problem) },
    });
  });

  it('may have columns and indexes of the host’s own', async () => {
    const made =
      'create table counter (id text not null primary key, amount integer, note text, version integer, x text) strict; create index mine on counter (x)';
    await expect(migrateOn(made)).resolves.toBeUndefined();
    const store = await openReady();
    expect(await store.commit([insert('a')])).toMatchObject({ ok: true });
  });

  it('is created with those of the kernel in one transaction: all or none', async () => {
    connection().exec('create table counter (id text primary key)');
    const store = await open();
    await expect(store.migrate([...kernelTables, counters])).rejects.toMatchObject({ code: 'STORE_TABLE_INVALID' });
    expect(
      connection().prepare(`select count(*) as count from sqlite_schema where name like 'jiceng%'`).get()?.['count'],
    ).toBe(0);
    await store.migrate(kernelTables);
    expect(
      connection().prepare(`select count(*) as count from sqlite_schema where name like 'jiceng%'`).get()?.['count'],
    ).toBeGreaterThan(10);
  });

  it('that an older program declares without the newest column goes on working for it', async () => {
    const newer: TableSpec = { ...counters, columns: { ...counters.columns, colour: 'text' } };
    const [older, younger] = [await openReady(), await open()];
    await younger.migrate([newer]);
    expect(await older.commit([insert('a')])).toMatchObject({ ok: true });
    await older.migrate([counters]);
    const coloured: Operation = { op: 'insert', table: 'counter', row: { id: 'b', version: 1n, colour: 'red' } };
    expect(await younger.commit([coloured])).toMatchObject({ ok: true });
    expect(await older.read([{ get: 'row', table: 'counter', key: ['b'] }])).toEqual([[{ id: 'b', version: 1n }]]);
  });
});
