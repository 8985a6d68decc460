export type { MysqlConnection, MysqlField, MysqlPool, MysqlQuery } from './mysql-pool.ts';
export { inspectMysqlStore, openMysqlStore, type MysqlOptions } from './mysql-store.ts';
export type { StoreInspection, TableStanding } from './store-inspection.ts';
