/** A column of an answer, as far as we look at it. */
export interface MysqlField {
  /** The protocol's name of its type: `LONGLONG`, `VAR_STRING`, … */
  readonly type: string;
}

export interface MysqlQuery {
  readonly sql: string;
  readonly values?: unknown[];
  readonly rowsAsArray?: boolean;
  readonly supportBigNumbers?: boolean;
  readonly bigNumberStrings?: boolean;
  readonly typeCast?: (field: MysqlField, next: () => unknown) => unknown;
}

/** A connection of `mysql2/promise` that a pool has lent out. */
export interface MysqlConnection {
  /** What the pool lends out again and again; the object around it is new each time. */
  readonly connection: object;
  readonly execute: (query: MysqlQuery) => Promise<readonly [result: unknown, fields: unknown]>;
  readonly query: (query: MysqlQuery) => Promise<unknown>;
  readonly changeUser: (options: { readonly charset: string }) => Promise<void>;
  readonly release: () => void;
  readonly destroy: () => void;
}

/** What a store asks of a pool: one of `mysql2/promise` has it. It is the host's, and the host ends it. */
export interface MysqlPool {
  readonly getConnection: () => Promise<MysqlConnection>;
  /** What it wraps, with the options that the host made it with. */
  readonly pool?: { readonly config?: { readonly resetOnRelease?: boolean } };
}
