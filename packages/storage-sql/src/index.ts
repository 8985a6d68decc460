export { joinKysely } from './joining/join-kysely.ts';
export { inspectSqliteStore, openSqliteStore, type SqliteOptions } from './sqlite/sqlite-store.ts';
export type { StoreInspection, TableStanding } from './inspection/store-inspection.ts';
