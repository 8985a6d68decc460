import type { SqlRow, SqlValue } from '../script/script.ts';

// What the store asks of the host's PGlite: nothing of `@electric-sql/pglite` is loaded here.

/** How values are written and columns read, by the numbers of their types, whatever the host has set for the whole database. */
export interface PgliteOptions {
  readonly rowMode: 'array';
  readonly parsers: Record<number, (text: string) => SqlValue>;
  readonly serializers: Record<number, (value: SqlValue) => string>;
}

/** What can be asked inside a transaction. */
export interface PgliteTransaction {
  query(
    text: string,
    values?: SqlValue[],
    options?: PgliteOptions,
  ): Promise<{ readonly rows: SqlRow[]; readonly affectedRows?: number }>;
  exec(text: string): Promise<unknown>;
  rollback(): Promise<void>;
}

/** A `PGlite` of the `@electric-sql/pglite` package. */
export interface PgliteDatabase extends Omit<PgliteTransaction, 'rollback'> {
  /** Where it keeps its data; absent when that is in memory. */
  readonly dataDir?: string;
  /** Nothing else is asked of the database while this works. */
  transaction<Result>(work: (transaction: PgliteTransaction) => Promise<Result>): Promise<Result>;
}
