export type { BetterSqliteClass, BetterSqliteDatabase, BetterSqliteStatement } from './sqlite/better-sqlite-driver.ts';
export { openBetterSqliteStore, type BetterSqliteOptions } from './sqlite/better-sqlite-store.ts';
