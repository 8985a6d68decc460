import type { TableSpec } from '@jiceng/kernel';
import type { CompiledQuery, Kysely, SelectQueryBuilder } from 'kysely';
import type { Script, SqlValue, Step } from '../script/script.ts';
import type { ValueLimits } from '../statements/value-limits.ts';

/** Tables are known only when they are declared, so every name is a text; a number holds the place of a value to come. */
export type AnyTables = Record<string, Record<string, SqlValue | number>>;
export type AnySelect = SelectQueryBuilder<AnyTables, string, Record<string, unknown>>;

/** How an engine wants its SQL: everything else is the same for all. */
export interface EngineDialect {
  /** Builds and compiles statements; it is connected to nothing. */
  readonly builder: Kysely<AnyTables>;
  readonly begin: Step;
  /** Begins what only reads: one snapshot for all that follows. */
  readonly beginRead: Step;
  readonly commit: Step;
  readonly rollback: Step;
  /**
   * What stands around the statements of a migration: of two processes that start at once, one waits for the other and finds
   * everything done. `abandon` is done instead of `end` when one of them fails.
   */
  readonly migration: Readonly<Record<'begin' | 'end' | 'abandon', readonly Step[]>>;
  readonly savepoint: Step;
  readonly release: Step;
  readonly rollbackToSavepoint: Step;
  /** Adds the words that lock what is read until the end of the transaction, where the engine needs any. */
  readonly locking: (query: AnySelect) => AnySelect;
  /** Returns at most as many rows as the value at this place says. */
  readonly limit: (query: AnySelect, place: number) => AnySelect;
  /** How many rows one statement may write, where that is faster than one by one; absent where it is not. */
  readonly rowsAtOnce?: number;
  /** Can an index leave out the rows that have no value there? */
  readonly partialIndexes: boolean;
  /** A table with typed columns, compared by code point, and NOT NULL in the key. */
  readonly createTable: (spec: TableSpec) => CompiledQuery;
  readonly addColumn: (spec: TableSpec, column: string) => CompiledQuery;
  /** An index in the engine's own words, on the table as it was found, if it was; absent where the common ones do. */
  readonly createIndex?: (spec: TableSpec, index: string, found: TableSpec | undefined) => CompiledQuery;
  /** The columns that hold less than everything, and how much; absent where all hold everything. */
  readonly valueLimits?: (spec: TableSpec) => ValueLimits;
  /**
   * The table of this name as it stands in the database, in the form of a declaration; `undefined` when there is none.
   * Throws `STORE_TABLE_INVALID` when it is none of ours.
   */
  readonly describe: (spec: TableSpec) => Script<TableSpec | undefined>;
}
