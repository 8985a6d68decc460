import type { SqlValue } from '../script/script.ts';

// What the store asks of the host's pool, as the `pg` package has it: nothing of `pg` is loaded here.

/** Tells how a column of this type is read, whatever the host has set for the whole process. */
export interface PostgresTypes {
  readonly getTypeParser: (type: number) => (text: string) => SqlValue;
}

export interface PostgresQuery {
  readonly text: string;
  /** Prepared under this name, once for each connection. */
  readonly name?: string;
  readonly values?: SqlValue[];
  readonly rowMode?: 'array';
  readonly types?: PostgresTypes;
}

export interface PostgresResult {
  /** The word the server ends with: after a COMMIT of what had failed it is ROLLBACK. */
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly (readonly SqlValue[])[];
}

export interface PostgresClient {
  query(query: PostgresQuery): Promise<PostgresResult>;
  /** Gives the connection back; with an error it is closed instead. */
  release(error?: Error): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A `Pool` of the `pg` package. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
}
