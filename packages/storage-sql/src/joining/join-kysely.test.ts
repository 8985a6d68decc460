import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PGlite } from '@electric-sql/pglite';
import { createMemoryStore, isJicengError, type Operation, type Store, type TableSpec } from '@jiceng/kernel';
import { allRows, contractFor, type StoreFactory } from '@jiceng/testkit';
import {
  CamelCasePlugin,
  Kysely,
  MysqlDialect,
  PGliteDialect,
  PostgresDialect,
  sql,
  SqliteDialect,
  type Dialect,
  type Transaction,
} from 'kysely';
import { createPool } from 'mysql2';
import { types } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { joinKysely, openSqliteStore } from '../index.ts';
import { connectionOptions, createMariadbPlace, findMariadb } from '../mysql/mariadb.fixture.ts';
import { openMysqlStore } from '../mysql.ts';
import { openPgliteStore } from '../pglite.ts';
import { findDatabase } from '../postgres/postgres-server.fixture.ts';
import { openPostgresStore } from '../postgres.ts';
import { describeWith } from '../trials/services.fixture.ts';

type HostTables = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A store, and the host's own Kysely on the same database. */
interface Joined {
  readonly store: Store;
  readonly host: Kysely<HostTables>;
  readonly remove: () => Promise<void>;
}

const documents: TableSpec = {
  name: 'document',
  rank: 1,
  columns: { id: 'text', big_amount: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['id'],
};
const insert = (id: string, more: Readonly<Record<string, bigint | Uint8Array>> = {}): Operation => ({
  op: 'insert',
  table: 'document',
  row: { id, version: 1n, ...more },
});

const hostOf = (dialect: Dialect): Kysely<HostTables> => new Kysely({ dialect });

/** `node:sqlite` as Kysely wants it. */
function sqliteDialect(file: string): Dialect {
  const database = new DatabaseSync(file);
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (text) => {
        const prepared = database.prepare(text);
        const given = (values: readonly unknown[]) => values.filter(isSqlite);
        return {
          reader: prepared.columns().length > 0,
          all: (values) => prepared.all(...given(values)),
          run: (values) => prepared.run(...given(values)),
          iterate: (values) => prepared.iterate(...given(values)),
        };
      },
    },
  });
}
const isSqlite = (value: unknown): value is string | number | bigint | Uint8Array | null =>
  value === null || value instanceof Uint8Array || ['string', 'number', 'bigint'].includes(typeof value);

/** Holds the stores that an engine opens to what the contract asks of joined ones. */
function define(open: () => Promise<Joined>): void {
  const factory: StoreFactory = {
    level: 'core',
    joins: true,
    create: async () => {
      const { store, host, remove } = await open();
      return {
        open: async () => store,
        transact: (work) =>
          host
            .transaction()
            .setIsolationLevel('read committed')
            .execute((transaction) => work(joinKysely(store, transaction))),
        remove,
      };
    },
  };
  const { cases } = contractFor(factory);
  const joining = cases.filter(({ needs }) => needs === 'joining');

  it('is asked everything that the contract asks of joined stores', () => {
    expect(joining.length).toBeGreaterThan(3);
  });

  it.each(joining)('$name', async (one) => {
    await expect(one.run(factory)).resolves.toBeUndefined();
  });

  const within = async (
    work: (joined: Store, host: Transaction<HostTables>, outside: Store) => Promise<void>,
  ): Promise<void> => {
    const { store, host, remove } = await open();
    try {
      await store.migrate([documents]);
      await host.transaction().execute((transaction) => work(joinKysely(store, transaction), transaction, store));
    } finally {
      await store.close();
      await remove();
    }
  };

  it('gives every value as the store itself does, or refuses one that has lost digits', async () => {
    await within(async (joined) => {
      const row = { big_amount: -7n, photo: Uint8Array.of(0, 92, 255) };
      expect(await joined.commit([insert('𠮷', row)])).toEqual({ ok: true });
      const [found] = await allRows(joined, documents);
      expect(found).toEqual({ id: '𠮷', version: 1n, ...row });
      expect(Object.getPrototypeOf(found?.['photo'])).toBe(Uint8Array.prototype);
      await joined.commit([insert('big', { big_amount: 2n ** 53n + 1n })]);
      const [big] = await Promise.allSettled([joined.read([{ get: 'row', table: 'document', key: ['big'] }])]);
      const honest =
        big.status === 'rejected' ? isJicengError(big.reason) : big.value[0]?.[0]?.['big_amount'] === 2n ** 53n + 1n;
      expect(honest).toBe(true);
    });
  });

  it('takes what is asked at once one after the other, names what failed, and knows the time', async () => {
    await within(async (joined, _host, outside) => {
      const asked = ['a', 'b', 'a', 'c'].map((id) => joined.commit([insert(`${id}1`), insert(id)]));
      const told = await Promise.all(asked);
      expect(told).toEqual([{ ok: true }, { ok: true }, { ok: false, failed: 1, reason: 'exists' }, { ok: true }]);
      expect(Math.abs(Date.parse(await joined.now()) - Date.now())).toBeLessThan(600_000);
      expect(joined.info).toEqual({ ...outside.info, joined: true });
      const missing: Operation = { op: 'check', table: 'document', key: ['nobody'], ifVersion: 1n };
      expect(await joined.commit([insert('d'), missing])).toEqual({ ok: false, failed: 1, reason: 'missing' });
      expect((await allRows(joined, documents)).map(({ id }) => id)).toEqual(['a', 'a1', 'b', 'b1', 'c', 'c1']);
    });
  });

  it('declares no tables there, and ends with its own close, not with the store’s or the transaction', async () => {
    await within(async (joined, host) => {
      await expect(joined.migrate([documents])).rejects.toMatchObject({ code: 'STORE_BATCH_INVALID' });
      await joined.close();
      await expect(joined.commit([insert('a')])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      await expect(joined.read([])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      expect(await host.selectFrom('document').select('id').execute()).toEqual([]);
    });
  });
}

describe('joined to a transaction on SQLite', () => {
  define(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-joined-'));
    const file = join(folder, 'store.db');
    const store = await openSqliteStore({ file });
    const host = hostOf(sqliteDialect(file));
    const remove = async () => {
      await host.destroy();
      rmSync(folder, { recursive: true });
    };
    return { store, host, remove };
  });

  it('is committed and rolled back together with what the host writes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-joined-'));
    const file = join(folder, 'store.db');
    const store = await openSqliteStore({ file });
    await store.migrate([documents]);
    const host = hostOf(sqliteDialect(file));
    await host.schema.createTable('letter').addColumn('id', 'text').execute();
    // #region join
    await host.transaction().execute(async (transaction) => {
      await transaction.insertInto('letter').values({ id: 'letter 1' }).execute();
      const joined = joinKysely(store, transaction);
      await joined.commit([{ op: 'insert', table: 'document', row: { id: 'letter 1', version: 1n } }]);
    });
    // #endregion join
    const failed = host.transaction().execute(async (transaction) => {
      await joinKysely(store, transaction).commit([insert('letter 2')]);
      await transaction.insertInto('nowhere').values({ id: 'letter 2' }).execute();
    });
    await expect(failed).rejects.toThrow('nowhere');
    expect(await host.selectFrom('letter').select('id').execute()).toEqual([{ id: 'letter 1' }]);
    expect((await allRows(store, documents)).map(({ id }) => id)).toEqual(['letter 1']);
    await store.close();
    await host.destroy();
    rmSync(folder, { recursive: true });
  });

  it('is not renamed by the plugins of the host', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-joined-'));
    const file = join(folder, 'store.db');
    const store = await openSqliteStore({ file });
    await store.migrate([documents]);
    const host = hostOf(sqliteDialect(file)).withPlugin(new CamelCasePlugin());
    await host.transaction().execute(async (transaction) => {
      const joined = joinKysely(store, transaction);
      await joined.commit([insert('a', { big_amount: 1n })]);
      expect(await allRows(joined, documents)).toEqual([{ id: 'a', big_amount: 1n, version: 1n }]);
    });
    await store.close();
    await host.destroy();
    rmSync(folder, { recursive: true });
  });
});

describe('joined to a transaction on PGlite', () => {
  const database = new PGlite();
  let places = 0;
  beforeAll(() => database.waitReady, 60_000);
  afterAll(() => database.close());
  define(async () => {
    const schema = `joined_${places++}`;
    await database.exec(`create schema ${schema}; set search_path = ${schema}`);
    const store = await openPgliteStore({ database, schema });
    const host = hostOf(new PGliteDialect({ pglite: database }));
    const remove = async () => void (await database.exec(`drop schema ${schema} cascade`));
    return { store, host, remove };
  });
});

describeWith('joined to a transaction on PostgreSQL', await findDatabase(), (database) => {
  afterAll(() => database.remove());
  const open = async (): Promise<Joined> => {
    const schema = await database.schema();
    // One connection: the store may need no other while the host's transaction holds it.
    const pool = database.pool({ max: 1, options: `-c search_path=${schema}` });
    const store = await openPostgresStore({ pool });
    return { store, host: hostOf(new PostgresDialect({ pool })), remove: () => pool.end() };
  };
  define(open);

  describe('whose host reads int8 as numbers', () => {
    afterEach(() => types.setTypeParser(types.builtins.INT8, (text) => text));
    it('refuses one that has lost digits, and takes the others', async () => {
      types.setTypeParser(types.builtins.INT8, Number);
      const { store, host, remove } = await open();
      await store.migrate([documents]);
      await store.commit([insert('big', { big_amount: 2n ** 53n + 1n }), insert('small', { big_amount: 5n })]);
      await host.transaction().execute(async (transaction) => {
        const joined = joinKysely(store, transaction);
        const read = (id: string) => joined.read([{ get: 'row', table: 'document', key: [id] }]);
        await expect(read('big')).rejects.toMatchObject({ code: 'STORE_VALUE_INVALID' });
        expect(await read('small')).toEqual([[{ id: 'small', big_amount: 5n, version: 1n }]]);
      });
      await remove();
    });
  });

  it('says that nothing was written when a lock is not to be had, with the driver’s own error as the cause', async () => {
    const { store, host, remove } = await open();
    await store.migrate([documents]);
    await store.commit([insert('held')]);
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(host);
    const holder = await database.pool().connect();
    await holder.query('begin');
    await holder.query(`select * from ${rows[0]?.schema ?? ''}.document for update`);
    await host.transaction().execute(async (transaction) => {
      await sql`set local lock_timeout = 50`.execute(transaction);
      const joined = joinKysely(store, transaction);
      const held: Operation = { op: 'add', table: 'document', key: ['held'], add: { big_amount: 1n } };
      const [failed] = await Promise.allSettled([joined.commit([insert('a'), held])]);
      expect(failed).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', cause: { code: '55P03' } } });
      expect(await joined.commit([insert('b')])).toEqual({ ok: true });
    });
    await holder.query('rollback');
    holder.release();
    expect((await allRows(store, documents)).map(({ id }) => id)).toEqual(['b', 'held']);
    await remove();
  });
});

describeWith('joined to a transaction on MariaDB', await findMariadb(), () => {
  define(async () => {
    const place = await createMariadbPlace();
    const store = await openMysqlStore({ pool: place.pool() });
    const { database } = place;
    const host = hostOf(
      new MysqlDialect({ pool: createPool({ ...connectionOptions(), database, charset: 'utf8mb4' }) }),
    );
    const remove = async () => {
      await host.destroy();
      await place.remove();
    };
    return { store, host, remove };
  });
});

describe('what cannot be joined', () => {
  it('is a store of somebody else, or one that was wrapped', async () => {
    const host = hostOf(sqliteDialect(':memory:'));
    const own = await openSqliteStore({ file: ':memory:' });
    await host.transaction().execute(async (transaction) => {
      for (const store of [createMemoryStore(), { ...own }]) {
        expect(() => joinKysely(store, transaction)).toThrow(/storage-sql/);
      }
    });
    await own.close();
    await host.destroy();
  });
});
