import type { StoreInfo } from '@jiceng/kernel';
import type { MysqlConnection, MysqlField, MysqlQuery } from './mysql-pool.ts';
import type { SqlRow } from '../script/script.ts';

/** The driver's value as the port has it: whole numbers are bigint, bytes are our own. */
function valueOf(field: MysqlField, next: () => unknown): unknown {
  const value = next();
  if (field.type === 'LONGLONG' && typeof value === 'string') return BigInt(value);
  if (typeof value === 'number') return BigInt(value);
  return Buffer.isBuffer(value) ? Uint8Array.from(value) : value;
}

/** Said at every call, so that it does not matter what the host has set for its pool. */
const options = {
  rowsAsArray: true,
  supportBigNumbers: true,
  bigNumberStrings: true,
  typeCast: valueOf,
} satisfies Partial<MysqlQuery>;

/** What goes into one prepared statement; the driver tells bytes from text by this. */
function parameterOf(value: unknown): unknown {
  return value instanceof Uint8Array && !Buffer.isBuffer(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : value;
}

/** Rows, or what the driver says of a write. */
export async function ask(connection: MysqlConnection, sql: string, values: readonly unknown[]): Promise<unknown> {
  const [result] = await connection.execute({ ...options, sql, values: values.map(parameterOf) });
  return result;
}

export const isRows = (result: unknown): result is readonly SqlRow[] => Array.isArray(result);

async function rowOf(connection: MysqlConnection, sql: string): Promise<SqlRow> {
  const rows = await ask(connection, sql, []);
  return isRows(rows) ? (rows[0] ?? []) : [];
}

/** A year, the most that `lock_wait_timeout` takes. */
const longestWaitSeconds = 31_536_000;

const charsets = 'select @@character_set_client, @@character_set_connection, @@character_set_results';

/**
 * Sets what a connection keeps. Locks are waited for in whole seconds.
 *
 * READ COMMITTED: a guarded write acts on the newest row, and locks no gaps. Strict: nothing is cut or rounded in silence.
 * Nothing is begun without `start transaction`, and COMMIT begins nothing.
 */
export async function prepareSession(connection: MysqlConnection, waitMs: number): Promise<void> {
  // Both sides must agree on the encoding: SET NAMES would tell only the server.
  const found = await rowOf(connection, charsets);
  if (found.some((charset) => charset !== 'utf8mb4')) await connection.changeUser({ charset: 'utf8mb4' });
  const seconds = Math.min(Math.max(1, Math.ceil(waitMs / 1000)), longestWaitSeconds);
  await connection.query({ sql: 'set session transaction isolation level read committed' });
  await connection.query({
    sql:
      "set session sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION', autocommit = 1, completion_type = 0, " +
      `innodb_lock_wait_timeout = ${seconds}, lock_wait_timeout = ${seconds}`,
  });
}

/** What a store must know of the server before it can say anything. */
export interface MysqlServer {
  readonly info: StoreInfo;
  readonly collation: string;
}

/** Compare by code point and pad nothing: MariaDB's, then MySQL 8's. Every other one takes some letters for equal. */
const collations = ['utf8mb4_nopad_bin', 'utf8mb4_0900_bin'] as const;

/** Asks the server what it is. Throws a `RangeError` when it cannot do what a store needs. */
export async function inquire(connection: MysqlConnection): Promise<MysqlServer> {
  const [version, database, flush] = await rowOf(
    connection,
    'select version(), database(), @@innodb_flush_log_at_trx_commit',
  );
  if (typeof database !== 'string') throw new RangeError('the pool names no database');
  const found = await ask(
    connection,
    'select collation_name from information_schema.collations where collation_name = ? or collation_name = ?',
    collations,
  );
  const names = isRows(found) ? found.map(([name]) => name) : [];
  const collation = collations.find((one) => names.includes(one));
  if (collation === undefined)
    throw new RangeError(`the server (${String(version)}) has none of ${collations.join(', ')}`);
  return {
    collation,
    info: {
      engine: String(version).includes('MariaDB') ? 'mariadb' : 'mysql',
      durability: flush === 1n ? 'power' : 'process',
      multiProcess: true,
      joined: false,
      positions: 'intake',
    },
  };
}
