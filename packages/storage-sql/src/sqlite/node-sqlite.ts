import { DatabaseSync } from 'node:sqlite';
import type { SqlRow } from '../script/script.ts';
import type { SqliteConnection, SqliteDriver, SqliteStatement } from './sqlite-connection.ts';

const isRows = (rows: readonly unknown[]): rows is readonly SqlRow[] => rows.length === 0 || Array.isArray(rows[0]);

function prepare(database: DatabaseSync, sql: string, answers: boolean): SqliteStatement {
  const ready = database.prepare(sql);
  if (answers) {
    ready.setReadBigInts(true);
    // Twice as fast as objects; Node has it since 22.16.
    if ('setReturnArrays' in ready) ready.setReturnArrays(true);
  }
  return {
    rows: (values) => {
      const rows = ready.all(...values);
      return isRows(rows)
        ? rows
        : rows.map((row) => Object.values(row).map((value) => (typeof value === 'number' ? BigInt(value) : value)));
    },
    touched: (values) => Number(ready.run(...values).changes),
  };
}

function connect(file: string, access: 'write' | 'read'): SqliteConnection {
  const database = new DatabaseSync(file, { readOnly: access === 'read' });
  return {
    run: (sql) => database.exec(sql),
    prepare: (sql, answers) => prepare(database, sql, answers),
    close: () => database.close(),
  };
}

const isError = (error: unknown): error is Error & { readonly code?: unknown; readonly errcode?: unknown } =>
  error instanceof Error;

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const duplicates: ReadonlySet<number> = new Set([1555, 2067]);

/** SQLite through `node:sqlite`, whose errors carry the extended result code as a number. */
export const nodeSqlite: SqliteDriver = {
  connect,
  errorOf: (error) => {
    if (!isError(error)) return undefined;
    const { code, errcode, message } = error;
    if (code === 'ERR_INVALID_STATE') return 'closed';
    if (code !== 'ERR_SQLITE_ERROR' || typeof errcode !== 'number') return undefined;
    return { primary: errcode & 0xff, code: String(errcode), isDuplicateKey: duplicates.has(errcode), message };
  },
};
