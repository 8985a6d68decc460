export { openPostgresStore, type PostgresOptions } from './postgres-store.ts';
export type { PostgresClient, PostgresPool, PostgresQuery, PostgresResult, PostgresTypes } from './postgres-pool.ts';
