export type { BetterSqliteClass, BetterSqliteDatabase, BetterSqliteStatement } from './better-sqlite-driver.ts';
export { openBetterSqliteStore, type BetterSqliteOptions } from './better-sqlite-store.ts';
