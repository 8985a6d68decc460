import type { SqlRow, SqlValue } from '../script/script.ts';

/** How long an answered commit is to last. */
export type Synchronous = 'FULL' | 'NORMAL';

/** A statement that is ready to be run. */
export interface SqliteStatement {
  /** The rows it answers: integers as bigint, NULL as null. */
  readonly rows: (values: readonly SqlValue[]) => readonly SqlRow[];
  /** How many rows it touched. */
  readonly touched: (values: readonly SqlValue[]) => number;
}

/** One connection to one file, through whichever driver. Everything throws what the driver throws. */
export interface SqliteConnection {
  readonly run: (sql: string) => void;
  /** @param answers does it answer rows? */
  readonly prepare: (sql: string, answers: boolean) => SqliteStatement;
  readonly close: () => void;
}

/** What an error of SQLite is, however its driver says it. */
export interface SqliteError {
  /** @see https://www.sqlite.org/rescode.html The primary result code. */
  readonly primary: number;
  /** The whole code, as the driver gives it. */
  readonly code: string;
  readonly isDuplicateKey: boolean;
  readonly message: string;
}

/** All that differs between the drivers of SQLite. */
export interface SqliteDriver {
  /** For `read` the file must be there, and nothing can be written through the connection. */
  readonly connect: (file: string, access: 'write' | 'read') => SqliteConnection;
  /** `undefined` for an error that is not SQLite's; `closed` for a connection that is not open any more. */
  readonly errorOf: (error: unknown) => SqliteError | 'closed' | undefined;
}
