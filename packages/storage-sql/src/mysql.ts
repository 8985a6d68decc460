export type { MysqlConnection, MysqlField, MysqlPool, MysqlQuery } from './mysql/mysql-pool.ts';
export { inspectMysqlStore, openMysqlStore, type MysqlOptions } from './mysql/mysql-store.ts';
export type { StoreInspection, TableStanding } from './inspection/store-inspection.ts';
