import {
  isJicengError,
  kernelTables,
  openFeed,
  promote,
  readFeed,
  type Operation,
  type Store,
  type TableSpec,
} from '@jiceng/kernel';
import { allRows } from '@jiceng/testkit';
import { Pool, types, type PoolConfig } from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findDatabase, type TestDatabase } from './postgres-server.fixture.ts';
import { openPostgresStore, type PostgresQuery } from '../postgres.ts';
import { describeWith } from '../trials/services.fixture.ts';
import { watchedPool } from '../trials/watched-pool.fixture.ts';

const documents: TableSpec = {
  name: 'document',
  rank: 1,
  columns: { id: 'text', amount: 'bigint', photo: 'bytes', note: 'text', version: 'bigint' },
  key: ['id'],
  indexes: { note: ['note'] },
};
const leaves: TableSpec = { name: 'leaf', rank: 2, columns: { id: 'text', text: 'text' }, key: ['id'] };

const insert = (id: string, more: Readonly<Record<string, string | bigint | Uint8Array>> = {}): Operation => ({
  op: 'insert',
  table: 'document',
  row: { id, version: 1n, ...more },
});
const leaf = (id: string): Operation => ({ op: 'insert', table: 'leaf', row: { id, text: id } });

/** What came of it: the code, and what the engine said. */
async function refusalOf(act: () => Promise<unknown>): Promise<string> {
  const [ended] = await Promise.allSettled([act()]);
  if (ended.status === 'fulfilled') return 'answered';
  const error: unknown = ended.reason;
  return isJicengError(error) ? `${error.code} ${JSON.stringify(error.details)}` : String(error);
}

describe('a store on PostgreSQL that cannot be reached', () => {
  const opening = (config: PoolConfig) =>
    refusalOf(async () => {
      const pool = new Pool({ connectionTimeoutMillis: 2000, ...config });
      try {
        await openPostgresStore({ pool, waitMs: 100 });
      } finally {
        await pool.end();
      }
    });

  it('says so when no server listens there, or its name is unknown', async () => {
    expect(await opening({ host: '127.0.0.1', port: 1 })).toMatch(/^STORE_UNAVAILABLE .*ECONNREFUSED/);
    expect(await opening({ host: 'nowhere.invalid' })).toMatch(/^STORE_UNAVAILABLE /);
  });

  it('says so when the pool was ended', async () => {
    const pool = new Pool();
    await pool.end();
    expect(await refusalOf(() => openPostgresStore({ pool }))).toMatch(/^STORE_UNAVAILABLE .*pool/);
  });
});

describeWith('a store on PostgreSQL', await findDatabase(), (database) => {
  afterAll(() => database.remove());
  describe('that is opened', () => {
    opened(database);
  });
  describe('with tables that somebody has changed', () => {
    changedTables(database);
  });
  describe('that writes neighbours together', () => {
    joinedStatements(database);
  });
});

async function openStore(
  database: TestDatabase,
  { schema, ...more }: PoolConfig & { readonly schema?: string } = {},
): Promise<{ readonly store: Store; readonly schema: string; readonly pool: Pool; readonly said: PostgresQuery[] }> {
  const own = schema ?? (await database.schema());
  const pool = database.pool(more);
  const said: PostgresQuery[] = [];
  const watched = watchedPool(pool, { before: (query) => void said.push(query) });
  const store = await openPostgresStore({ pool: watched, schema: own });
  return { store, schema: own, pool, said };
}

function opened(database: TestDatabase): void {
  it('stands on the pool that the host has, and leaves it to the host', async () => {
    const { url: connectionString } = database;
    const schema = await database.schema();
    const heard: Error[] = [];
    const log = (error: Error) => void heard.push(error);
    // #region open
    const pool = new Pool({ connectionString, max: 10 });
    pool.on('error', log); // a connection that ends while nobody uses it
    const store = await openPostgresStore({ pool, schema });
    await store.migrate([...kernelTables, documents]); // several processes may do so at once

    const row = { id: '2026-0001', amount: 60n, version: 1n };
    const result = await store.commit([{ op: 'insert', table: 'document', row }]);
    await store.close(); // waits for what it was given; the pool stays the host's
    await pool.end();
    // #endregion open
    expect(result).toEqual({ ok: true });
    expect(heard).toEqual([]);
  });

  it('knows what survives there from the server', async () => {
    const shared = { engine: 'postgresql', multiProcess: true, joined: false, positions: 'intake' };
    const flushed = await openStore(database, { options: '-c synchronous_commit=local' });
    expect(flushed.store.info).toEqual({ ...shared, durability: 'power' });
    const relaxed = await openStore(database, { options: '-c synchronous_commit=off' });
    expect(relaxed.store.info).toEqual({ ...shared, durability: 'process' });
  });

  it('uses the first schema of the search path that exists, also on connections that have another', async () => {
    const schema = await database.schema();
    const pool = database.pool({ options: `-c search_path=nobody,${schema},public` });
    const store = await openPostgresStore({ pool });
    await store.migrate([documents]);
    await pool.query('set search_path = public');
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
    expect(await database.ask(`select id from "${schema}".document`)).toEqual([{ id: 'a' }]);
    const nowhere = database.pool({ options: '-c search_path=nobody' });
    expect(await refusalOf(() => openPostgresStore({ pool: nowhere }))).toMatch(/no schema of the search_path/);
  });

  it('refuses a schema that is not there, and takes any name that is', async () => {
    const missing = await refusalOf(() => openStore(database, { schema: 'nobody' }));
    expect(missing).toMatch(/^STORE_UNAVAILABLE .*does not exist/);
    await database.ask('create schema "居民 ""A"".b"');
    const { store } = await openStore(database, { schema: '居民 "A".b' });
    await store.migrate([documents]);
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
    expect((await allRows(store, documents)).map(({ id }) => id)).toEqual(['a']);
  });

  it('says so when a password, a role or a database is wrong, or the server takes nobody more', async () => {
    const role = `role_${Math.floor(performance.now())}_${process.pid}`;
    await database.ask(`create role ${role} login password 'right' connection limit 0`);
    const as = (name: string, path = new URL(database.url).pathname) => {
      const url = new URL(database.url);
      url.username = name;
      url.password = 'wrong';
      url.pathname = path;
      const pool = database.pool({ connectionString: url.toString() });
      return refusalOf(() => openPostgresStore({ pool, waitMs: 100 }));
    };
    // Asked until its time was over: the limit may be free again a moment later.
    expect(await as(role)).toMatch(/^STORE_UNAVAILABLE .*(53300|28P01)/);
    await database.ask(`alter role ${role} connection limit -1`);
    expect(await as('nobody')).toMatch(/^STORE_UNAVAILABLE .*(28000|28P01)/);
    expect(await as('postgres', '/nowhere')).toMatch(/^STORE_UNAVAILABLE .*(3D000|28P01)/);
    await database.ask(`drop role ${role}`);
  });

  it('refuses a database that does not keep text as UTF-8', async () => {
    const name = `latin_${process.pid}`;
    await database.ask(`create database ${name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    const pool = database.pool({ connectionString: url.toString() });
    expect(await refusalOf(() => openPostgresStore({ pool }))).toMatch(/^STORE_UNAVAILABLE .*LATIN1/);
    await pool.end();
    await database.ask(`drop database ${name}`);
  });

  describe('where the host reads types in its own way', () => {
    const { BYTEA, INT8, TEXT } = types.builtins;
    // As `pg` has them when it is loaded.
    afterEach(() => {
      types.setTypeParser(BYTEA, (value) => Buffer.from(value.slice(2), 'hex'));
      for (const type of [INT8, TEXT]) types.setTypeParser(type, (value) => value);
    });

    it.each(['hex', 'escape'])('still gives bigint, bytes and text as they are (bytea_output = %s)', async (output) => {
      for (const type of [BYTEA, INT8, TEXT]) types.setTypeParser(type, (value) => `host: ${value}`);
      const { store, pool } = await openStore(database, {
        options: `-c bytea_output=${output} -c timezone=Asia/Shanghai`,
      });
      await store.migrate([documents]);
      const row = { id: 'a', amount: 2n ** 53n + 1n, photo: Uint8Array.of(0, 1, 92, 39, 127, 128, 255), note: '𠮷😀' };
      await store.commit([insert('a', row)]);
      const [found] = await allRows(store, documents);
      expect(found).toEqual({ ...row, version: 1n });
      expect(Object.getPrototypeOf(found?.['photo'])).toBe(Uint8Array.prototype);
      const { rows } = await pool.query<{ n: unknown }>('select 1::int8 as n');
      expect(rows).toEqual([{ n: 'host: 1' }]);
      expect(Math.abs(Date.parse(await store.now()) - Date.now())).toBeLessThan(600_000);
    });
  });

  it('gives one name to one text, however many stores share a connection, and sends what has no values as it is', async () => {
    const { store, schema, pool, said } = await openStore(database, { max: 1 });
    await store.migrate([documents]);
    const other = await openPostgresStore({ pool, schema: await database.schema() });
    await other.migrate([documents]);
    const beside = await openPostgresStore({ pool, schema });
    await beside.migrate([documents]);
    for (const one of [store, other, beside]) {
      await one.commit([insert(`of ${[store, other, beside].indexOf(one)}`)]);
      await one.read([{ get: 'row', table: 'document', key: ['a'] }]);
    }
    expect((await allRows(store, documents)).map(({ id }) => id)).toEqual(['of 0', 'of 2']);
    const names = new Map<string, string>();
    for (const { name, text, values } of said) {
      expect(name === undefined).toBe(values === undefined);
      if (name === undefined) continue;
      expect(new TextEncoder().encode(name).length).toBeLessThan(64);
      expect(names.get(name) ?? text).toBe(text);
      names.set(name, text);
    }
    expect(new Set(names.values()).size).toBe(names.size);
  });

  it('begins every batch at READ COMMITTED, whatever the host has set, and leaves its connections as they were', async () => {
    const { store, pool, said } = await openStore(database, {
      max: 1,
      options: '-c default_transaction_isolation=serializable -c lock_timeout=7777',
    });
    await store.migrate([documents]);
    said.length = 0;
    await store.commit([insert('a')]);
    expect(said[0]?.text).toBe('begin isolation level read committed read write; set local lock_timeout = 5000');
    const { rows } = await pool.query<{ lock_timeout: string }>('show lock_timeout');
    expect(rows[0]?.lock_timeout).toBe('7777ms');
    said.length = 0;
    await store.read([{ get: 'row', table: 'document', key: ['a'] }]);
    expect(said).toHaveLength(1);
  });

  it('compares text by code point in a database of another language', async () => {
    const { store, schema } = await openStore(database);
    await store.migrate([documents, leaves]);
    const collations = await database.ask(
      `select column_name, collation_name from information_schema.columns where table_schema = $1 and data_type = 'text'`,
      [schema],
    );
    expect(collations).toHaveLength(4);
    expect(collations.filter((column) => column['collation_name'] !== 'C')).toEqual([]);
  });
}

function changedTables(database: TestDatabase): void {
  const afterwards = async (change: (schema: string) => string): Promise<string> => {
    const { store, schema, pool } = await openStore(database);
    await store.migrate([documents]);
    await store.commit([insert('a', { note: 'stays' })]);
    await database.ask(change(`"${schema}".document`));
    const again = await openPostgresStore({ pool, schema });
    return refusalOf(() => again.migrate([documents]));
  };

  it.each([
    ['a column has another type', (table: string) => `alter table ${table} alter amount type numeric`],
    ['a text has a limit', (table: string) => `alter table ${table} alter note type varchar(20)`],
    ['text is compared by a language', (table: string) => `alter table ${table} alter id type text collate "POSIX"`],
    [
      'the key is another',
      (table: string) => `alter table ${table} drop constraint document_key, add primary key (note, id)`,
    ],
    ['there is no key', (table: string) => `alter table ${table} drop constraint document_key`],
    [
      'a column of someone else must not be absent',
      (table: string) => `delete from ${table}; alter table ${table} add owner text not null`,
    ],
    ['it does not outlive a crash', (table: string) => `alter table ${table} set unlogged`],
    [
      'an index has other columns',
      (table: string) =>
        `drop index ${table.replace('document', 'document_note')}; create index document_note on ${table} (amount)`,
    ],
  ])('refuses them when %s', async (_what, change) => {
    expect(await afterwards(change)).toMatch(/^STORE_TABLE_INVALID /);
  });

  it.each([
    [
      'columns that may be absent',
      (table: string) => `alter table ${table} add owner text, add seen int not null default 0`,
    ],
    ['indexes of his own', (table: string) => `create index on ${table} (amount desc)`],
    ['nothing but statistics', (table: string) => `analyze ${table}`],
  ])('goes on when the host has added %s', async (_what, change) => {
    expect(await afterwards(change)).toBe('answered');
  });

  it('refuses a view of that name, and a name of an index that is taken', async () => {
    const { store, schema } = await openStore(database);
    await database.ask(`create view "${schema}".document as select 1 as id`);
    expect(await refusalOf(() => store.migrate([documents]))).toMatch(/made by someone else/);
    await database.ask(`drop view "${schema}".document; create table "${schema}".document_note (id text)`);
    expect(await refusalOf(() => store.migrate([documents]))).toMatch(/STORE_TABLE_INVALID .*document_note/);
    await database.ask(`drop table "${schema}".document_note`);
    expect(await refusalOf(() => store.migrate([documents]))).toBe('answered');
  });

  it('leaves nothing of a migration that fails, and says what was wrong', async () => {
    const { store, schema } = await openStore(database);
    const broken: TableSpec = { ...leaves, indexes: { missing: ['nobody'] } };
    expect(await refusalOf(() => store.migrate([documents, broken]))).toMatch(/^STORE_TABLE_INVALID /);
    const clash: TableSpec = { ...leaves, name: 'document_note' };
    expect(await refusalOf(() => store.migrate([documents, clash]))).toMatch(/^STORE_/);
    expect(await database.ask('select 1 from pg_tables where schemaname = $1', [schema])).toEqual([]);
  });
}

function joinedStatements(database: TestDatabase): void {
  const openWatched = async () => {
    const one = await openStore(database);
    await one.store.migrate([...kernelTables, documents, leaves]);
    one.said.length = 0;
    const textsOf = (start: string) => one.said.map(({ text }) => text).filter((text) => text.startsWith(start));
    return { ...one, textsOf };
  };
  const leavesOf = (count: number, prefix = 'l') =>
    Array.from({ length: count }, (_, at) => leaf(`${prefix}${String(at).padStart(4, '0')}`));

  it('writes many rows by few statements, of few sizes', async () => {
    const { store, said, textsOf } = await openWatched();
    for (const count of [1, 2, 3, 64, 65, 200, 199, 37]) {
      said.length = 0;
      expect(await store.commit(leavesOf(count, `of ${count} `))).toEqual({ ok: true });
      expect(textsOf('insert').length).toBeLessThan(2 + Math.log2(64) + count / 64);
    }
    expect(await allRows(store, leaves)).toHaveLength(571);
    const sizes = new Set<string>();
    for (let count = 1; count < 140; count++) {
      said.length = 0;
      await store.commit(leavesOf(count, `size ${count} `));
      for (const text of textsOf('insert')) sizes.add(text);
    }
    expect(sizes.size).toBe(7);
  });

  it.each([0, 1, 63, 64, 150])(
    'names the row that was there already, at place %i, and writes nothing',
    async (place) => {
      const { store } = await openWatched();
      const batch = leavesOf(151);
      const there = batch[place];
      if (there === undefined) throw new RangeError('no such place');
      await store.commit([there]);
      const shuffled = [...batch.slice(100), ...batch.slice(0, 100), insert('beside')];
      const failed = shuffled.indexOf(there);
      expect(await store.commit(shuffled)).toEqual({ ok: false, failed, reason: 'exists' });
      expect([await allRows(store, leaves), await allRows(store, documents)]).toMatchObject([[{}], []]);
    },
  );

  it('names what failed before it: the order of a batch holds', async () => {
    const { store } = await openWatched();
    await store.commit([leaf('l0001')]);
    const check: Operation = { op: 'check', table: 'document', key: ['nobody'], ifVersion: 1n };
    expect(await store.commit([...leavesOf(10), check])).toEqual({ ok: false, failed: 10, reason: 'missing' });
  });

  it('deletes many rows by few statements, those without a version only', async () => {
    const { store, said, textsOf } = await openWatched();
    await store.commit([...leavesOf(100), ...Array.from({ length: 5 }, (_, at) => insert(`d${at}`))]);
    said.length = 0;
    const removal = (table: string, id: string): Operation => ({ op: 'delete', table, key: [id] });
    const gone = Array.from({ length: 97 }, (_, at) => removal('leaf', `l${String(at).padStart(4, '0')}`));
    expect(
      await store.commit([...gone, removal('leaf', 'nobody'), removal('document', 'd0'), removal('document', 'd1')]),
    ).toEqual({
      ok: true,
    });
    expect((await allRows(store, leaves)).map(({ id }) => id)).toEqual(['l0097', 'l0098', 'l0099']);
    expect(textsOf('delete')).toHaveLength(6);
    expect((await allRows(store, documents)).map(({ id }) => id)).toEqual(['d2', 'd3', 'd4']);
  });

  it('numbers two hundred commits of the feed in a dozen statements', async () => {
    const { store, said } = await openWatched();
    await openFeed(store, 'main');
    const intake = (at: number): Operation => ({
      op: 'insert',
      table: 'jiceng_feed_intake',
      row: { feed: 'main', tick: BigInt(at), tenant: 't', scope: 's', request: `r${at}`, refs: '[]' },
    });
    await store.commit(Array.from({ length: 200 }, (_, at) => intake(at)));
    said.length = 0;
    expect(await promote(store, 'main')).toBe(200);
    expect(said.length).toBeLessThan(21);
    expect(await readFeed(store, 'main', 0n)).toHaveLength(200);
  });
}
