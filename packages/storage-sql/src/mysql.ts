export type { MysqlConnection, MysqlField, MysqlPool, MysqlQuery } from './mysql-pool.ts';
export { openMysqlStore, type MysqlOptions } from './mysql-store.ts';
