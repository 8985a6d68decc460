import type { Fault } from '../engine/engine.ts';

/** The pool gave no connection: nothing was asked yet. */
export class NoConnection extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : 'the pool gives no connection', { cause });
  }
}

/** Another process is migrating the same database. */
export class MigrationLockHeld extends Error {
  constructor() {
    super('another process is migrating this database');
  }
}

/** The connection had been lost while it lay in the pool: nothing was asked through it. */
export class StaleConnection extends Error {
  constructor(cause: unknown) {
    super('the connection was lost in the pool', { cause });
  }
}

interface DriverError extends Error {
  readonly errno?: unknown;
  readonly code?: unknown;
  readonly sqlState?: unknown;
  readonly syscall?: unknown;
  readonly fatal?: unknown;
}

const isError = (error: unknown): error is DriverError => error instanceof Error;

/** The number of an error that the server sent; `undefined` for any other. @see https://mariadb.com/kb/en/mariadb-error-codes/ */
function serverCode(error: unknown): number | undefined {
  if (!isError(error)) return undefined;
  const { errno, code, sqlState } = error;
  const answered = typeof sqlState === 'string' || (typeof code === 'string' && code.startsWith('ER_'));
  return answered && typeof errno === 'number' && errno > 0 ? errno : undefined;
}

/** ER_DUP_ENTRY and ER_DUP_ENTRY_WITH_KEY_NAME. */
export function isDuplicateKey(error: unknown): boolean {
  const code = serverCode(error);
  return code === 1062 || code === 1586;
}

/** The connection to the server is gone or of no more use. */
export function isConnectionLoss(error: unknown): boolean {
  if (!isError(error)) return false;
  const { code, syscall, fatal } = error;
  // A server that closes a connection says so by an error that belongs to no statement, where it still can.
  const said = serverCode(error);
  if (said !== undefined) return closing.has(said);
  return fatal === true || typeof syscall === 'string' || (typeof code === 'string' && code.startsWith('PROTOCOL_'));
}

/**
 * Server shutdown, killed connection, packet too large, timed out in the pool: the connection ends with them. A server that has become
 * read-only is a replica now: the next connection may lead to the one that took its place.
 */
const closing: ReadonlySet<number> = new Set([1053, 1153, 1159, 1160, 1161, 1290, 1792, 1836, 1927, 4031]);

/**
 * What passes: lock wait timeout (which ends the statement only: the script rolls the rest back), a row changed since a
 * snapshot, deadlock, a statement to be prepared anew, a table changed by another process, too many connections or transactions.
 */
const passing: ReadonlySet<number> = new Set([1020, 1040, 1203, 1205, 1213, 1412, 1615, 1637]);
/** TiDB has rolled back and asks to be asked again, at COMMIT too: a lost race, changed tables. @see https://docs.pingcap.com/tidb/stable/error-codes */
const passingOnTidb: ReadonlySet<number> = new Set([8002, 8022, 8028, 9007]);

/** Disk full, table full, no room for temporary files. */
const full: ReadonlySet<number> = new Set([1021, 1114]);

function serverFault(code: number, message: string, rolledBack: boolean, atCommit: boolean): Fault {
  const problem = full.has(code) ? `the disk is full: ${message} (${code})` : `${message} (${code})`;
  // Class 40 of SQLSTATE is a transaction that was rolled back, at COMMIT too: a cluster that certifies has refused it.
  if (rolledBack || passingOnTidb.has(code)) return { outcome: 'retry', problem };
  if (atCommit) return { outcome: 'unknown', problem };
  return { outcome: passing.has(code) ? 'retry' : 'nothing', problem };
}

/** What an error of `mysql2` means; `undefined` for an error that is not the driver's. */
export function mysqlFault(error: unknown, atCommit: boolean): Fault | undefined {
  if (error instanceof MigrationLockHeld || error instanceof StaleConnection) {
    return { outcome: 'retry', problem: error.message };
  }
  if (error instanceof NoConnection) {
    return mysqlFault(error.cause, false) ?? { outcome: 'nothing', problem: error.message };
  }
  const code = serverCode(error);
  if (code !== undefined && isError(error)) {
    return serverFault(code, error.message, String(error.sqlState).startsWith('40'), atCommit);
  }
  if (!isConnectionLoss(error) || !isError(error)) return undefined;
  const problem = error.message === '' ? String(error.code) : error.message;
  return { outcome: atCommit ? 'unknown' : 'nothing', problem };
}
