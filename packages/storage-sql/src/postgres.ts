export { inspectPostgresStore, openPostgresStore, type PostgresOptions } from './postgres-store.ts';
export type { PostgresClient, PostgresPool, PostgresQuery, PostgresResult, PostgresTypes } from './postgres-pool.ts';
export type { StoreInspection, TableStanding } from './store-inspection.ts';
export type { SqlValue } from './script.ts';
