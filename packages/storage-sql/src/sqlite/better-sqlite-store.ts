import type { Store } from '@jiceng/kernel';
import { betterSqliteDriver, type BetterSqliteClass } from './better-sqlite-driver.ts';
import { openPatiently } from '../engine/open-patiently.ts';
import { createSqlStore } from '../store/sql-store.ts';
import { createSqliteEngine } from './sqlite-engine.ts';
import { sqliteFault } from './sqlite-faults.ts';
import type { SqliteOptions } from './sqlite-store.ts';

export interface BetterSqliteOptions extends SqliteOptions {
  /**
   * The class that `better-sqlite3` exports. The store opens a connection of its own with it: on one that the host uses as well, a
   * transaction that the host has begun would swallow ours.
   */
  readonly Database: BetterSqliteClass;
}

/**
 * Opens a store in one SQLite file through `better-sqlite3`: the same file, tables and promises as `openSqliteStore`.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the file cannot be opened or is no database.
 */
export async function openBetterSqliteStore(options: BetterSqliteOptions): Promise<Store> {
  const { Database, file, synchronous = 'FULL', waitMs = 5000, nowMs = Date.now } = options;
  const driver = betterSqliteDriver(Database);
  const engine = await openPatiently(
    'sqlite',
    () => createSqliteEngine(file, synchronous, nowMs, 'write', driver),
    (error) => sqliteFault(driver, error, false),
    waitMs,
  );
  return createSqlStore(engine, waitMs);
}
