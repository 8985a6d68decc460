export { inspectPostgresStore, openPostgresStore, type PostgresOptions } from './postgres/postgres-store.ts';
export type {
  PostgresClient,
  PostgresPool,
  PostgresQuery,
  PostgresResult,
  PostgresTypes,
} from './postgres/postgres-pool.ts';
export type { StoreInspection, TableStanding } from './inspection/store-inspection.ts';
export type { SqlValue } from './script/script.ts';
