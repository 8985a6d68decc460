import type { SqlRow, SqlValue } from '../script/script.ts';
import type { SqliteDriver, SqliteStatement } from './sqlite-connection.ts';

// Methods, not properties: the types of the package take fewer arguments than its statements do.
export interface BetterSqliteStatement {
  raw(on: boolean): unknown;
  safeIntegers(on: boolean): unknown;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): { readonly changes: number };
}

export interface BetterSqliteDatabase {
  prepare(sql: string): BetterSqliteStatement;
  exec(sql: string): unknown;
  close(): unknown;
}

/** The class that `better-sqlite3` exports. */
export interface BetterSqliteClass {
  new (file: string, options: { readonly readonly: boolean; readonly fileMustExist: boolean }): BetterSqliteDatabase;
}

const isRow = (row: unknown): row is SqlRow => Array.isArray(row);

/** It answers bytes as a Buffer, which says more than was put in. */
const valueOf = (value: SqlValue): SqlValue => (Buffer.isBuffer(value) ? Uint8Array.from(value) : value);

function prepare(database: BetterSqliteDatabase, sql: string, answers: boolean): SqliteStatement {
  const ready = database.prepare(sql);
  if (answers) {
    ready.raw(true);
    ready.safeIntegers(true);
  }
  return {
    rows: (values) => ready.all(...values).flatMap((row) => (isRow(row) ? [row.map(valueOf)] : [])),
    touched: (values) => ready.run(...values).changes,
  };
}

/** The names of the primary result codes that are told apart; every other failure of SQLite is an error (1) like any other. */
const primaries: readonly (readonly [name: string, code: number])[] = [
  ['SQLITE_BUSY', 5],
  ['SQLITE_LOCKED', 6],
  ['SQLITE_FULL', 13],
  ['SQLITE_PROTOCOL', 15],
  ['SQLITE_SCHEMA', 17],
];

const isNamed = (code: string, name: string): boolean => code === name || code.startsWith(`${name}_`);

const isError = (error: unknown): error is Error & { readonly code?: unknown } => error instanceof Error;

/** SQLite through `better-sqlite3`, whose errors carry the name of the extended result code. */
export function betterSqliteDriver(Database: BetterSqliteClass): SqliteDriver {
  return {
    connect: (file, access) => {
      const isRead = access === 'read';
      const database = new Database(file, { readonly: isRead, fileMustExist: isRead });
      return {
        run: (sql) => void database.exec(sql),
        prepare: (sql, answers) => prepare(database, sql, answers),
        close: () => void database.close(),
      };
    },
    errorOf: (error) => {
      if (!isError(error)) return undefined;
      const { code, message } = error;
      if (error instanceof TypeError && message === 'The database connection is not open') return 'closed';
      if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return undefined;
      const primary = primaries.find(([name]) => isNamed(code, name))?.[1] ?? 1;
      const isDuplicateKey = code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE';
      return { primary, code, isDuplicateKey, message };
    },
  };
}
