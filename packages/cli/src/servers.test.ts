import { randomUUID } from 'node:crypto';
import { kernelTables } from '@jiceng/kernel';
import { openMysqlStore } from '@jiceng/storage-sql/mysql';
import { openPostgresStore } from '@jiceng/storage-sql/postgres';
import { createConnection, createPool } from 'mysql2/promise';
import { Client, Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { runJiceng } from './index.ts';

const required = process.env['JICENG_REQUIRE_SERVICES'] === '1';
const database = `jiceng_cli_${randomUUID().replaceAll('-', '')}`;

/** A server that tests may make databases on: its address, and the tools for that. */
interface Server {
  readonly option: string;
  readonly url: string;
  readonly tell: (url: string, sql: string) => Promise<unknown>;
  /** Migrates a store there, and waits until the server has it. */
  readonly prepare: (url: string) => Promise<void>;
}

const servers: readonly Server[] = [
  {
    option: '--postgres',
    url: process.env['JICENG_PG_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres',
    tell: async (connectionString, sql) => {
      const client = new Client({ connectionString, connectionTimeoutMillis: 3000 });
      await client.connect();
      try {
        return (await client.query<Readonly<Record<string, unknown>>>(sql)).rows;
      } finally {
        await client.end();
      }
    },
    prepare: async (connectionString) => {
      const pool = new Pool({ connectionString });
      const store = await openPostgresStore({ pool });
      await store.migrate(kernelTables);
      await store.close();
      await pool.end();
    },
  },
  {
    option: '--mysql',
    url: process.env['JICENG_MARIADB_URL'] ?? 'mysql://root@127.0.0.1:3306',
    tell: async (uri, sql) => {
      const connection = await createConnection({ uri, connectTimeout: 3000 });
      try {
        return (await connection.query(sql))[0];
      } finally {
        await connection.end();
      }
    },
    prepare: async (uri) => {
      const pool = createPool({ uri });
      const store = await openMysqlStore({ pool });
      await store.migrate(kernelTables);
      await store.close();
      await pool.end();
    },
  },
];

/** Each engine shows only the tables of this database to a connection in it, or all of which the name tells. */
const tablesThere = `select table_name from information_schema.tables where table_name like 'jiceng%' and '${database}' in (table_catalog, table_schema)`;

const inDatabase = (url: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).toString();

async function absence({ url, tell }: Server): Promise<string | undefined> {
  try {
    await tell(url, 'select 1');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error);
  }
}
const found = await Promise.all(servers.map(async (server) => ({ ...server, absent: await absence(server) })));

async function doctor(option: string, url: string) {
  let out = '';
  const code = await runJiceng(['doctor', option, url, '--lang', 'en'], {
    out: (text) => void (out += text),
    err: (text) => void (out += text),
    nowMs: Date.now,
  });
  return { code, out };
}

describe.each(found.filter(({ absent }) => absent === undefined))('jiceng doctor $option', (server) => {
  it('says that nobody has migrated, then finds the store in order, and creates nothing', async () => {
    const { option, url, tell, prepare } = server;
    await tell(url, `create database ${database}`);
    try {
      const place = inDatabase(url);
      const before = await doctor(option, place);
      expect(before.code).toBe(1);
      expect(before.out).toMatch(/^severe +CLI_STORE_EMPTY/m);
      expect(await tell(place, tablesThere)).toEqual([]);
      await prepare(place);
      const after = await doctor(option, place);
      expect(after.out).toMatch(/^fine +HEALTH_CHAINS/m);
      expect(after.out).toMatch(/^fine +HEALTH_STORE +The store is (?:postgresql|mariadb|mysql):/m);
      expect(after.out).not.toContain('HEALTH_CHECK_FAILED');
    } finally {
      await tell(url, `drop database ${database}`);
    }
  }, 30_000);
});

it.each(found.filter(({ absent }) => absent !== undefined))(
  'says that $option was not run',
  ({ option, absent = '' }) => {
    process.stdout.write(`not run: jiceng doctor ${option}: ${absent}\n`);
    expect(required ? absent : 'not required').toBe('not required');
  },
);
