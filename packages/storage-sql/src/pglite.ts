export { openPgliteStore, type PgliteStoreOptions } from './pglite-store.ts';
export type { PgliteDatabase, PgliteOptions, PgliteTransaction } from './pglite-database.ts';
export type { SqlRow, SqlValue } from './script.ts';
