import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Store } from '@jiceng/kernel';
import type { StoreFactory } from '@jiceng/testkit';
import { createConnection, createPool, type Connection, type Pool, type PoolOptions } from 'mysql2/promise';
import { openMysqlStore } from '../mysql.ts';
import type { Found } from '../trials/services.fixture.ts';

// A process that is to be killed loads this as well, to find its place: no test runner.

/** Where the tests find a server: named by the environment, or on this machine without a password. */
const named = process.env['JICENG_MARIADB_URL'];
const mariadbUrl = new URL(named ?? 'mysql://root@127.0.0.1:3306');

function answers({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port === '' ? 3306 : port) });
    const end = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.setTimeout(2000, () => end(false));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

/** The server to test on. One that was named must be there. */
export async function findMariadb(): Promise<Found<URL>> {
  if (await answers(mariadbUrl)) return { service: mariadbUrl };
  const absent = `no MariaDB at ${mariadbUrl.host}; name one by JICENG_MARIADB_URL`;
  if (named !== undefined) throw new Error(absent);
  return { absent };
}

export function connectionOptions(): PoolOptions {
  const { hostname, port, username, password } = mariadbUrl;
  return {
    host: hostname,
    port: Number(port === '' ? 3306 : port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

/** A database of its own, thrown away with everything in it. */
export interface MariadbPlace {
  readonly database: string;
  /** A pool on this database; it is ended with the place. */
  readonly pool: (options?: PoolOptions) => Pool;
  /** Says a statement of the test's own, and answers its rows. */
  readonly tell: (sql: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;
  readonly remove: () => Promise<void>;
}

export async function createMariadbPlace(): Promise<MariadbPlace> {
  const database = `jiceng_test_${randomBytes(6).toString('hex')}`;
  const root: Connection = await createConnection(connectionOptions());
  // Another charset than ours, as an old server would give it.
  await root.query(`create database ${database} character set latin1`);
  await root.query(`use ${database}`);
  const pools: Pool[] = [];
  return {
    database,
    pool: (options = {}) => {
      const pool = createPool({ ...connectionOptions(), database, connectionLimit: 10, ...options });
      pools.push(pool);
      return pool;
    },
    tell: async (sql, values = []) => {
      const [rows] = await root.query(sql, [...values]);
      return Array.isArray(rows) ? rows : [];
    },
    remove: async () => {
      // The driver complains when a pool is ended while it resets what was given back.
      for (const pool of pools) await Promise.allSettled([pool.end()]);
      await root.query(`drop database ${database}`);
      await root.end();
    },
  };
}

/** A handle with a pool of its own, which it ends when it is closed: as another process would have it. */
async function openWithPool(database: string): Promise<Store> {
  const pool = createPool({ ...connectionOptions(), database, connectionLimit: 8 });
  const [opened] = await Promise.allSettled([openMysqlStore({ pool, waitMs: 20_000 })]);
  if (opened.status === 'rejected') {
    await pool.end();
    throw opened.reason;
  }
  const store = opened.value;
  let ended: Promise<void> | undefined;
  const close = async () => {
    await store.close();
    ended ??= pool.end();
    await ended;
  };
  return { ...store, close };
}

/** A new database for each place, a new pool for each handle. */
export const onMariadb: StoreFactory = {
  level: 'crash',
  openAt: openWithPool,
  writer: { module: import.meta.filename, exportName: 'onMariadb' },
  create: async () => {
    const { database, remove } = await createMariadbPlace();
    return { address: database, open: () => openWithPool(database), remove };
  },
};
