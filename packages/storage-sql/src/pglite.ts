export { openPgliteStore, type PgliteStoreOptions } from './pglite/pglite-store.ts';
export type { PgliteDatabase, PgliteOptions, PgliteTransaction } from './pglite/pglite-database.ts';
export type { SqlRow, SqlValue } from './script/script.ts';
