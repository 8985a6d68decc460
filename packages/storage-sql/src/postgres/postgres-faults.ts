import type { Fault } from '../engine/engine.ts';

/** An error of the driver, of the server or of the way between, and what is known about it. */
export class PostgresFailure extends Error {
  /** What the server calls it; absent when it was not the server that spoke. */
  readonly sqlState: string | undefined;
  /** Where it happened: while a connection was asked for, at a statement, or so that the connection is gone with it. */
  readonly at: 'connecting' | 'statement' | 'connection';

  constructor(cause: unknown, connecting = false) {
    const sqlState = codeOf(cause);
    super(cause instanceof Error ? cause.message : 'the driver failed', { cause });
    this.sqlState = sqlState;
    this.at = connecting ? 'connecting' : sqlState === undefined || endsSession(sqlState) ? 'connection' : 'statement';
  }
}

const hasCode = (error: unknown): error is { readonly code: unknown } =>
  typeof error === 'object' && error !== null && 'code' in error;

/** Five letters and digits; a code of Node, like EPIPE or ECONNRESET, has no digit. */
function codeOf(error: unknown): string | undefined {
  const code = hasCode(error) ? error.code : undefined;
  return typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The server's code for an error that a statement threw into its script. */
export function sqlStateOf(error: unknown): string | undefined {
  return error instanceof PostgresFailure ? error.sqlState : codeOf(error);
}

/** Connection lost; idle for too long, also inside a transaction; the server shuts down, crashes or does not take anybody yet. */
const endsSession = (sqlState: string): boolean => /^08|^57P|^25P0[34]/.test(sqlState);

export const uniqueViolation = '23505';
export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === uniqueViolation;
}
/** A statement that was prepared on this connection is not there any more: somebody else threw it away. */
export const statementGone = '26000';

/** Serialisation failure, deadlock, a lock that was not to be had in time: all of it was rolled back. */
const passing: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', statementGone]);
/** Too many connections, and a server that is just starting: nothing was asked of it yet. */
const passingWhenConnecting: ReadonlySet<string> = new Set(['53300', '57P03']);
/** What the server refuses before it writes a COMMIT: a deferred constraint, a transaction that had failed, a cancelled request. */
const refusedAtCommit = /^23|^25P02|^40|^57014|^P0/;

/** What an error means; `undefined` for an error that is not the database's. */
export function postgresFault(error: unknown, atCommit: boolean): Fault | undefined {
  if (!(error instanceof PostgresFailure)) return undefined;
  const { sqlState, at, message } = error;
  const problem = sqlState === undefined ? message : `${message} (${sqlState})`;
  if (sqlState !== undefined) {
    if (at === 'connecting') return { outcome: passingWhenConnecting.has(sqlState) ? 'retry' : 'nothing', problem };
    if (passing.has(sqlState)) return { outcome: 'retry', problem };
    if (refusedAtCommit.test(sqlState)) return { outcome: 'nothing', problem };
  }
  return { outcome: atCommit && at !== 'connecting' ? 'unknown' : 'nothing', problem };
}
