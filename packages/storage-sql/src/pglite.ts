export { openPgliteStore, type PgliteStoreOptions } from './pglite-store.ts';
export type { PgliteDatabase, PgliteOptions, PgliteTransaction } from './pglite-database.ts';
