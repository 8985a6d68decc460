import { isJicengError } from '@jiceng/kernel';
import { inspectSqliteStore, type StoreInspection } from '@jiceng/storage-sql';
import type { Engine } from './arguments.ts';
import { cliError } from './errors.ts';

/** A store opened to be looked at, and what is to be done when it was. */
export interface OpenedInspection {
  readonly inspection: StoreInspection;
  readonly end: () => Promise<void>;
}

const connectWithinMs = 5_000;

/** A driver is loaded only when its engine is asked for: who keeps a file needs none. */
async function loadDriver<Driver>(driver: string, load: () => Promise<Driver>): Promise<Driver> {
  try {
    return await load();
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    throw cliError('CLI_DRIVER_MISSING', { driver }, { cause: error });
  }
}

async function openSqlite(file: string, nowMs: () => number): Promise<OpenedInspection> {
  const inspection = await inspectSqliteStore({ file, nowMs });
  return { inspection, end: () => inspection.close() };
}

/** The pool ends with the store, also when the store could not be opened. */
async function openWith(
  pool: { end: () => Promise<void> },
  open: () => Promise<StoreInspection>,
): Promise<OpenedInspection> {
  try {
    const inspection = await open();
    return { inspection, end: () => inspection.close().then(() => pool.end()) };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function openPostgres(url: string): Promise<OpenedInspection> {
  const { Pool } = await loadDriver('pg', async () => (await import('pg')).default);
  const { inspectPostgresStore } = await import('@jiceng/storage-sql/postgres');
  const pool = new Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: connectWithinMs,
    // The server itself refuses what would write.
    options: '-c default_transaction_read_only=on',
  });
  // A connection that ends while nobody uses it would end the program.
  pool.on('error', () => {});
  return openWith(pool, () => inspectPostgresStore({ pool, preparedStatements: false }));
}

async function openMysql(url: string): Promise<OpenedInspection> {
  const { createPool } = await loadDriver('mysql2', () => import('mysql2/promise'));
  const { inspectMysqlStore } = await import('@jiceng/storage-sql/mysql');
  const pool = createPool({ uri: url, connectionLimit: 2, connectTimeout: connectWithinMs });
  pool.pool.on('connection', (connection) => {
    // The server itself refuses what would write.
    connection.query('set session transaction read only');
  });
  return openWith(pool, () => inspectMysqlStore({ pool }));
}

const openers: Readonly<Record<Engine, (place: string, nowMs: () => number) => Promise<OpenedInspection>>> = {
  sqlite: openSqlite,
  postgres: openPostgres,
  mysql: openMysql,
};

/**
 * Opens a store to look at it.
 *
 * @param nowMs the clock of this machine, which is that of a SQLite store; a server has its own.
 * @throws JicengError `CLI_DRIVER_MISSING` when the driver of this engine is not installed.
 * @throws JicengError `CLI_USAGE` when the address is none.
 * @throws JicengError `STORE_UNAVAILABLE` when the store cannot be opened.
 */
export async function openInspection(engine: Engine, place: string, nowMs: () => number): Promise<OpenedInspection> {
  try {
    return await openers[engine](place, nowMs);
  } catch (error) {
    if (isJicengError(error)) throw error;
    const isAddress = error instanceof TypeError && 'code' in error && error.code === 'ERR_INVALID_URL';
    // The address may hold a password: it is not repeated.
    if (isAddress)
      throw cliError('CLI_USAGE', {
        problem: { 'zh-CN': `--${engine} 不是一个地址。`, en: `--${engine} is no address.` },
      });
    throw error;
  }
}
