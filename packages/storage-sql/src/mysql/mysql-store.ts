import type { Store } from '@jiceng/kernel';
import type { Engine } from '../engine/engine.ts';
import { createMysqlEngine } from './mysql-engine.ts';
import { mysqlFault } from './mysql-faults.ts';
import { createMysqlLender, type MysqlLender } from './mysql-lender.ts';
import type { MysqlPool } from './mysql-pool.ts';
import { inquire, type MysqlServer } from './mysql-session.ts';
import { openPatiently } from '../engine/open-patiently.ts';
import { createSqlStore } from '../store/sql-store.ts';
import { createStoreInspection, type StoreInspection } from '../inspection/store-inspection.ts';

export interface MysqlOptions {
  /**
   * A pool of `mysql2/promise` that names a database. The store sets on each connection that it takes: READ COMMITTED, a strict
   * `sql_mode`, `autocommit`, utf8mb4, and how long locks are waited for; it leaves them set. Give it a pool of its own, or
   * one whose other users can live with that.
   */
  readonly pool: MysqlPool;
  /** How long a caller waits, at most, for a connection or while others hold the locks; 5,000 by default. */
  readonly waitMs?: number;
}

async function askServer(lender: MysqlLender): Promise<MysqlServer> {
  const { connection, giveBack } = await lender.take();
  let sound = false;
  try {
    const server = await inquire(connection);
    sound = true;
    return server;
  } finally {
    giveBack(sound);
  }
}

const usualWaitMs = 5000;

async function openEngine(pool: MysqlPool, waitMs: number): Promise<Engine> {
  const lender = createMysqlLender(pool, waitMs);
  const server = await openPatiently(
    'mysql',
    () => askServer(lender),
    (error) => mysqlFault(error, false),
    waitMs,
  );
  return createMysqlEngine(lender, server);
}

/**
 * Opens a store in the database of a pool: MariaDB 10.6 or later, MySQL 8.0.17 or later, on InnoDB. Any number of
 * processes may use it at once. Closing the store leaves the pool open.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the server cannot be reached, refuses the pool's account, or is not one of these.
 */
export async function openMysqlStore(options: MysqlOptions): Promise<Store> {
  const { pool, waitMs = usualWaitMs } = options;
  return createSqlStore(await openEngine(pool, waitMs), waitMs);
}

/**
 * Opens a store in the database of a pool to look at it: nothing is created, and nothing is written through it. A pool whose sessions
 * are read-only keeps the server to that as well.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the server cannot be reached, refuses the pool's account, or is not one of these.
 */
export async function inspectMysqlStore(options: MysqlOptions): Promise<StoreInspection> {
  const { pool, waitMs = usualWaitMs } = options;
  return createStoreInspection(await openEngine(pool, waitMs), waitMs);
}
