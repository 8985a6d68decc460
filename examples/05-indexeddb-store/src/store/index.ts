// An adapter of the Store port on IndexedDB.
export { openIndexedDbStore, type IndexedDbOptions } from './indexeddb-store.ts';
export { deleteDatabase } from './delete-database.ts';
export type { IndexedDbPlatform } from './platform.ts';
