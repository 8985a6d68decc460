import type { Instant } from '../plain/instant.ts';

/** What a column holds. Integers are bigint in every adapter; JSON is kept as its text. */
export type Value = string | bigint | Uint8Array;
export type ColumnType = 'text' | 'bigint' | 'bytes';
export type Key = readonly Value[];
/** A row as it is read or written; an absent column is `undefined`, never `null`. */
export type Row = Readonly<Record<string, Value | undefined>>;
export type Amounts = Readonly<Record<string, bigint>>;

export interface RowRef {
  readonly table: string;
  readonly key: Key;
}

/**
 * One table. Later versions may add nullable columns and indexes; anything else is a new table.
 * A table whose rows are changed has a bigint column `version`, which every guarded write moves.
 */
export interface TableSpec {
  readonly name: string;
  /** Order in which a batch takes its locks: 0 requests, 1 rows, 2 logs, 3 feed. */
  readonly rank: 0 | 1 | 2 | 3;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns of the primary key, in order; never absent, never ''. */
  readonly key: readonly string[];
  /** Further orders in which rows can be read; the key's columns complete each of them. A row without a value in an indexed
   * column is not found through that index: engines disagree on where NULL sorts. */
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
}

/** One guarded write. An adapter runs a batch in the order of (rank, table, key), at most one write a row. */
export type Operation =
  /** The row must be absent. `copy` takes values of rows of lower place, as this batch left them. */
  | {
      readonly op: 'insert';
      readonly table: string;
      readonly row: Row;
      readonly copy?: Readonly<Record<string, RowRef & { readonly column: string }>>;
    }
  /** The row must stand at `ifVersion`; it moves to `toVersion`, by default one further. */
  | (RowRef & { readonly op: 'update'; readonly ifVersion: bigint; readonly toVersion?: bigint; readonly set: Row })
  /** The row must exist, equal `where`, and stay within `min` and `max` afterwards; the version moves by one. */
  | (RowRef & {
      readonly op: 'add';
      readonly add: Amounts;
      readonly min?: Amounts;
      readonly max?: Amounts;
      readonly where?: Row;
    })
  /** With `ifVersion` the row must stand there; without, it is simply gone afterwards. */
  | (RowRef & { readonly op: 'delete'; readonly ifVersion?: bigint })
  /** The row was read and relied on: it must still stand at `ifVersion`, and is locked until the end of the batch. */
  | (RowRef & { readonly op: 'check'; readonly ifVersion: bigint });

export type FailedReason = 'exists' | 'missing' | 'version' | 'bound';
export type CommitResult =
  | { readonly ok: true }
  /** `failed`: index in the batch as given. Nothing was written. */
  | { readonly ok: false; readonly failed: number; readonly reason: FailedReason };

/** What is read. `index: 'key'` is the primary key; `after` and `before` are exclusive and hold the columns that follow the prefix. */
export type Query =
  | (RowRef & { readonly get: 'row' })
  | {
      readonly get: 'rows';
      readonly table: string;
      readonly index: string;
      readonly prefix: Key;
      readonly after?: Key;
      readonly before?: Key;
      readonly limit: number;
      readonly reverse?: boolean;
    };

export interface StoreInfo {
  readonly engine: string;
  /** What survives: nothing, the end of the process, or the loss of power. */
  readonly durability: 'none' | 'process' | 'power';
  /** May several processes use the same data at once? */
  readonly multiProcess: boolean;
  /** Does it write inside the host's own transaction? */
  readonly joined: boolean;
  /** Does a batch take its feed position itself (one writer rules), or leave an intake row for `promote`? */
  readonly positions: 'inline' | 'intake';
}

/**
 * The one port that all packages store through: an atomic batch with preconditions. All five operations are required.
 * Text is compared by code point, comes back exactly, and holds neither U+0000 nor half a surrogate pair.
 */
export interface Store {
  readonly info: StoreInfo;
  /** Creates what is missing. Safe when run twice, and by two processes at once. */
  migrate(tables: readonly TableSpec[]): Promise<void>;
  /** All or nothing; a failed precondition is an answer, a fault of the engine is a `JicengError`. */
  commit(batch: readonly Operation[]): Promise<CommitResult>;
  /** All queries see one snapshot; the answer has one list of rows per query. */
  read(queries: readonly Query[]): Promise<readonly (readonly Row[])[]>;
  /** The store's own clock. */
  now(): Promise<Instant>;
  /** Lets go of every handle; a later call fails with `STORE_CLOSED`. */
  close(): Promise<void>;
}
