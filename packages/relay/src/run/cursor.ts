import { bigintOf, kernelError, type Operation, type Store } from '@jiceng/kernel';

/** A table of the kernel: how far each reader of a feed has come. */
const cursorTableName = 'jiceng_cursor';

/** Up to where a reader has dealt with the feed: every fact until there was acknowledged, or stands behind a stop. */
export interface Cursor {
  readonly position: bigint;
  readonly version: bigint;
}

/** The place of a reader; a new one begins before the first entry. */
export async function openCursor(store: Store, reader: string): Promise<Cursor> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const [[row] = []] = await store.read([{ get: 'row', table: cursorTableName, key: [reader] }]);
    if (row !== undefined) return { position: bigintOf(row, 'position'), version: bigintOf(row, 'version') };
    // Somebody else was faster: that is as good.
    await store.commit([{ op: 'insert', table: cursorTableName, row: { reader, position: 0n, version: 1n } }]);
  }
  throw kernelError('STORE_CONTENTION', { stream: reader, attempts: 2 });
}

/** Moves the cursor, or relies on it where it stays: of several processes that read the same entries one gets its way. */
export function cursorOperation(reader: string, cursor: Cursor, position: bigint): Operation {
  const guarded = { table: cursorTableName, key: [reader], ifVersion: cursor.version };
  return position > cursor.position ? { op: 'update', ...guarded, set: { position } } : { op: 'check', ...guarded };
}
