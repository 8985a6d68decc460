export { joinKysely } from './join-kysely.ts';
export { inspectSqliteStore, openSqliteStore, type SqliteOptions } from './sqlite-store.ts';
export type { StoreInspection, TableStanding } from './store-inspection.ts';
