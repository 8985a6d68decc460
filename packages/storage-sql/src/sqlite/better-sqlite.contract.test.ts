import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation, TableSpec } from '@jiceng/kernel';
import { type StoreFactory } from '@jiceng/testkit';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBetterSqliteStore } from '../better-sqlite3.ts';
import { openSqliteStore } from '../index.ts';
import { createContractTests } from '../trials/level-table.fixture.ts';

const onFiles: StoreFactory = {
  level: 'processes',
  create: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-better-'));
    return {
      open: () => openBetterSqliteStore({ Database, file: join(folder, 'store.db'), synchronous: 'NORMAL' }),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
};

describe('a SQLite file through better-sqlite3', () => {
  createContractTests(0)('a SQLite file, better-sqlite3', onFiles);
});

const notes: TableSpec = {
  name: 'note',
  rank: 1,
  columns: { id: 'text', size: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['id'],
};
const insert = (id: string, photo?: Uint8Array): Operation => ({
  op: 'insert',
  table: 'note',
  row: { id, size: 2n ** 53n + 1n, photo, version: 1n },
});

describe('a store through better-sqlite3, beside node:sqlite,', () => {
  let folder = '';
  let file = '';
  let opened: { readonly close: () => unknown }[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiceng-better-'));
    file = join(folder, 'store.db');
    opened = [];
  });
  afterEach(async () => {
    for (const one of opened) await one.close();
    rmSync(folder, { recursive: true });
  });
  const open = async (waitMs = 5000) => {
    const store = await openBetterSqliteStore({ Database, file, waitMs });
    opened.push(store);
    await store.migrate([notes]);
    return store;
  };

  it('writes the same file: each reads what the other wrote, at once', async () => {
    const better = await open();
    const nodes = await openSqliteStore({ file });
    opened.push(nodes);
    await nodes.migrate([notes]);
    const photo = Uint8Array.of(0, 255, 0);
    expect(await better.commit([insert('a', photo)])).toEqual({ ok: true });
    expect(await nodes.commit([insert('b')])).toEqual({ ok: true });
    const whole = { get: 'rows', table: 'note', index: 'key', prefix: [], limit: 9 } as const;
    const rows = [
      { id: 'a', size: 2n ** 53n + 1n, photo, version: 1n },
      { id: 'b', size: 2n ** 53n + 1n, version: 1n },
    ];
    expect(await better.read([whole])).toEqual([rows]);
    expect(await nodes.read([whole])).toEqual([rows]);
    expect(better.info).toEqual(nodes.info);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'is in a folder that does not exist',
      () => (file = join(folder, 'nowhere', 'store.db')),
      /directory does not exist/,
    ],
    ['is no database', () => writeFileSync(file, 'x'.repeat(5000)), /not a database \(SQLITE_NOTADB\)/],
    ['is a folder', () => (file = folder), /unable to open database file \(SQLITE_CANTOPEN/],
  ])('says of a file that %s that it is unavailable', async (_what, prepare, problem) => {
    prepare();
    await expect(open(50)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { engine: 'sqlite', problem: expect.stringMatching(problem) as unknown },
    });
  });

  it('is unavailable when somebody writes longer than the caller wants to wait, and has written nothing', async () => {
    const store = await open(60);
    const writer = new Database(file);
    opened.push(writer);
    writer.exec('begin immediate');
    await expect(store.commit([insert('a')])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { engine: 'sqlite', problem: 'database is locked (SQLITE_BUSY)' },
    });
    writer.exec('rollback');
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
  });

  it('tells of a full disk as such, and goes on once there is room', async () => {
    const pages: { database: Database.Database | undefined } = { database: undefined };
    class Watched extends Database {
      constructor(path: string, options: Database.Options) {
        super(path, options);
        pages.database = this;
      }
    }
    const store = await openBetterSqliteStore({ Database: Watched, file });
    opened.push(store);
    await store.migrate([notes]);
    pages.database?.pragma('max_page_count = 40');
    await expect(store.commit([insert('large', new Uint8Array(1_000_000))])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { problem: 'the disk is full (SQLITE_FULL)' },
    });
    pages.database?.pragma('max_page_count = 100000');
    expect(await store.commit([insert('large', new Uint8Array(1_000_000))])).toEqual({ ok: true });
  });

  it('says that it was closed when somebody did that behind its back', async () => {
    const connections: Database.Database[] = [];
    class Watched extends Database {
      constructor(path: string, options: Database.Options) {
        super(path, options);
        connections.push(this);
      }
    }
    const store = await openBetterSqliteStore({ Database: Watched, file });
    await store.migrate([notes]);
    for (const one of connections) one.close();
    await expect(store.commit([insert('a')])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      details: { problem: 'the file was closed' },
    });
  });
});
