import type { Store } from '@jiceng/kernel';
import { openPatiently } from '../engine/open-patiently.ts';
import { createStoreInspection, type StoreInspection } from '../inspection/store-inspection.ts';
import { createSqlStore } from '../store/sql-store.ts';
import { nodeSqlite } from './node-sqlite.ts';
import type { Synchronous } from './sqlite-connection.ts';
import { createSqliteEngine } from './sqlite-engine.ts';
import { sqliteFault } from './sqlite-faults.ts';

export interface SqliteOptions {
  /** Path of the file, created if absent; `:memory:` for one that nobody else sees and that goes with the store. */
  readonly file: string;
  /**
   * `FULL`, the default: what was answered survives a power cut. `NORMAL`: it survives the end of the process; a power cut
   * may cost the last commits, all of each, and never the file.
   */
  readonly synchronous?: Synchronous;
  /** How long a caller waits, at most, while another process writes; 5,000 by default. */
  readonly waitMs?: number;
  /** The store's clock, milliseconds since 1970; by default the machine's. */
  readonly nowMs?: () => number;
}

/**
 * Opens a store in one SQLite file (`node:sqlite`, write-ahead log). Any number of processes of one machine may use the file
 * at once; it must not lie on a network drive. Batches that wait together are written with one flush of the disk.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the file cannot be opened or is no database.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { file, synchronous = 'FULL', waitMs = 5000, nowMs = Date.now } = options;
  const engine = await openPatiently(
    'sqlite',
    () => createSqliteEngine(file, synchronous, nowMs),
    (error) => sqliteFault(nodeSqlite, error, false),
    waitMs,
  );
  return createSqlStore(engine, waitMs);
}

/**
 * Opens a store in a SQLite file to look at it: the file must be there, and neither a table nor a row of it is changed. Beside it
 * the empty files of a write-ahead log may appear, as they do for every reader.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the file is not there, cannot be opened or is no database.
 */
export async function inspectSqliteStore(
  options: Pick<SqliteOptions, 'file' | 'waitMs' | 'nowMs'>,
): Promise<StoreInspection> {
  const { file, waitMs = 5000, nowMs = Date.now } = options;
  const engine = await openPatiently(
    'sqlite',
    () => createSqliteEngine(file, 'FULL', nowMs, 'read'),
    (error) => sqliteFault(nodeSqlite, error, false),
    waitMs,
  );
  return createStoreInspection(engine, waitMs);
}
