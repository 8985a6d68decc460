import { randomUUID } from 'node:crypto';
import type { Store } from '@jiceng/kernel';
import type { StoreFactory } from '@jiceng/testkit';
import { Client, Pool } from 'pg';
import { openPostgresStore, type PostgresOptions, type PostgresPool } from '../postgres.ts';

// What a process that is to be killed loads as well, to find its place: no test runner, and no server that is started.

/**
 * The same store, which ends its pool when it is closed: a handle as another process would have it.
 *
 * @param asked the pool as the store sees it, where a test stands between.
 */
export async function openWithPool(
  pool: Pool,
  options: Omit<PostgresOptions, 'pool'>,
  asked: PostgresPool = pool,
): Promise<Store> {
  const store = await openPostgresStore({ pool: asked, ...options });
  const close = async () => {
    await store.close();
    if (!pool.ended) await pool.end();
  };
  return { ...store, close };
}

async function tell(connectionString: string, text: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** A database and a schema in it, as one text. */
const addressOf = (url: string, schema: string): string => `${url}#${schema}`;

/** A new schema of this database for each place, a new pool for each handle. */
export function placesAt(database: string, options: Omit<PostgresOptions, 'pool' | 'schema'> = {}): StoreFactory {
  const openAt = async (address: string): Promise<Store> => {
    const [connectionString = '', schema = ''] = address.split('#');
    const pool = new Pool({ connectionString, max: 8 });
    // A host hears of connections that end while nobody uses them.
    pool.on('error', () => undefined);
    return openWithPool(pool, { waitMs: 20_000, schema, ...options });
  };
  return {
    level: 'crash',
    openAt,
    writer: { module: import.meta.filename },
    create: async () => {
      const schema = `place_${randomUUID().replaceAll('-', '')}`;
      await tell(database, `create schema ${schema}`);
      const address = addressOf(database, schema);
      return {
        address,
        open: () => openAt(address),
        remove: () => tell(database, `drop schema ${schema} cascade`),
      };
    },
  };
}

/** For a process that is told an address. */
export const factory = placesAt(process.env['JICENG_PG_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres');
