import type { Fault } from '../engine/engine.ts';
import type { SqliteDriver } from './sqlite-connection.ts';

/** SQLITE_BUSY, LOCKED, PROTOCOL, SCHEMA: somebody else holds a lock or has just changed a table. */
const passing: ReadonlySet<number> = new Set([5, 6, 15, 17]);
const full = 13;

/** What an error of SQLite means; `undefined` for an error that is not SQLite's. */
export function sqliteFault({ errorOf }: SqliteDriver, error: unknown, atCommit: boolean): Fault | undefined {
  const said = errorOf(error);
  if (said === undefined) return undefined;
  if (said === 'closed') return { outcome: 'nothing', problem: 'the file was closed' };
  const { primary, code, message } = said;
  const problem = `${message} (${code})`;
  if (passing.has(primary)) return { outcome: 'retry', problem };
  if (primary === full) return { outcome: 'nothing', problem: `the disk is full (${code})` };
  // The log may hold the whole commit although the disk would not confirm it; after a crash it would then count.
  return { outcome: atCommit ? 'unknown' : 'nothing', problem };
}

export function isDuplicateKey({ errorOf }: SqliteDriver, error: unknown): boolean {
  const said = errorOf(error);
  return said !== undefined && said !== 'closed' && said.isDuplicateKey;
}

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE, by number or by name, whichever driver the host has. */
const duplicateKeys: ReadonlySet<unknown> = new Set([
  1555,
  2067,
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
]);

const isDriverError = (error: unknown): error is Error & { readonly errcode?: unknown; readonly code?: unknown } =>
  error instanceof Error;

export function isDuplicateKeyOfAny(error: unknown): boolean {
  return isDriverError(error) && (duplicateKeys.has(error.errcode) || duplicateKeys.has(error.code));
}
