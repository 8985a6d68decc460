import type { Fault } from './engine.ts';

const isError = (error: unknown): error is Error & { readonly code?: unknown; readonly errcode?: unknown } =>
  error instanceof Error;

/** The extended result code of an error of `node:sqlite`. @see https://www.sqlite.org/rescode.html */
function resultCode(error: unknown): number | undefined {
  return isError(error) && error.code === 'ERR_SQLITE_ERROR' && typeof error.errcode === 'number'
    ? error.errcode
    : undefined;
}

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
export function isDuplicateKey(error: unknown): boolean {
  const code = resultCode(error);
  return code === 1555 || code === 2067;
}

/** SQLITE_BUSY, LOCKED, PROTOCOL, SCHEMA: somebody else holds a lock or has just changed a table. */
const passing: ReadonlySet<number> = new Set([5, 6, 15, 17]);
const full = 13;

/** What an error of SQLite means; `undefined` for an error that is not SQLite's. */
export function sqliteFault(error: unknown, atCommit: boolean): Fault | undefined {
  const code = resultCode(error);
  if (code === undefined) {
    const closed = isError(error) && error.code === 'ERR_INVALID_STATE';
    return closed ? { outcome: 'nothing', problem: 'the file was closed' } : undefined;
  }
  const primary = code & 0xff;
  const problem = `${isError(error) ? error.message : ''} (${code})`;
  if (passing.has(primary)) return { outcome: 'retry', problem };
  if (primary === full) return { outcome: 'nothing', problem: `the disk is full (${code})` };
  // The log may hold the whole commit although the disk would not confirm it; after a crash it would then count.
  return { outcome: atCommit ? 'unknown' : 'nothing', problem };
}
