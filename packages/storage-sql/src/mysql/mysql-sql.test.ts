import type { Operation, Query, TableSpec } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { openWatchedStore } from '../../bench/watched-store.ts';
import { openMysqlStore, type MysqlConnection, type MysqlPool, type MysqlQuery } from '../mysql.ts';

// What SQLite is asked is held to the subset that engines share; so here it is enough to say how MySQL is asked otherwise.

const everything: TableSpec = {
  name: 'everything',
  rank: 1,
  columns: { tenant: 'text', id: 'bigint', note: 'text', amount: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['tenant', 'id'],
  indexes: { note: ['note', 'amount'] },
};
const table = everything.name;
const ref = { table, key: ['t', 1n] };
const add = { op: 'add', ...ref, add: { amount: 1n } } as const;

const operations: readonly Operation[] = [
  { op: 'insert', table, row: { tenant: 't', id: 1n, amount: 1n, note: 't', version: 1n } },
  { op: 'insert', table, row: { tenant: 'u' }, copy: { id: { ...ref, column: 'amount' } } },
  { op: 'insert', table, row: { tenant: 't', id: 2n }, copy: { note: { ...ref, column: 'note' } } },
  { op: 'update', ...ref, ifVersion: 1n, set: { note: undefined, amount: 1n } },
  add,
  { ...add, min: { amount: 0n, id: 0n }, max: { amount: 9n }, where: { note: undefined, amount: 2n } },
  { op: 'check', ...ref, ifVersion: 4n },
  { op: 'delete', ...ref, ifVersion: 4n },
  { op: 'delete', ...ref },
];
const rows = { get: 'rows', table, prefix: [], limit: 1 } as const;
const queries: readonly Query[] = [
  { get: 'row', ...ref },
  { ...rows, index: 'key', after: ['t', 1n], before: ['u', 9n] },
  { ...rows, index: 'note', prefix: ['n'], before: [1n, 't'], reverse: true },
];

/** A server that has what is asked for, and whose every write succeeds. */
function listeningPool(hear: (sql: string) => void): MysqlPool {
  const answerTo = (sql: string): unknown => {
    if (sql.includes('@@character_set')) return [['utf8mb4', 'utf8mb4', 'utf8mb4']];
    if (sql.includes('version()')) return [['8.0.36', 'county', 1n]];
    if (sql.includes('information_schema.collations')) return [['utf8mb4_0900_bin']];
    if (sql.includes('get_lock')) return [[1n]];
    if (sql.startsWith('select `version`')) return [[4n]];
    return sql.startsWith('select') ? [] : { affectedRows: 1 };
  };
  const heard = async ({ sql }: MysqlQuery): Promise<readonly [unknown, unknown]> => {
    hear(sql);
    return [answerTo(sql), undefined];
  };
  const connection: MysqlConnection = {
    connection: {},
    execute: heard,
    query: heard,
    changeUser: async () => undefined,
    release: () => undefined,
    destroy: () => undefined,
  };
  return { getConnection: async () => connection };
}

const isOfTransactions = (sql: string): boolean => /^(begin|start|set|commit|rollback)\b/.test(sql);

async function mysqlTexts(): Promise<{ readonly created: readonly string[]; readonly asked: readonly string[] }> {
  const heard: string[] = [];
  const store = await openMysqlStore({ pool: listeningPool((sql) => void heard.push(sql)) });
  expect(store.info).toMatchObject({ engine: 'mysql', durability: 'power' });
  await store.migrate([everything]);
  const created = heard.filter((sql) => /^(create|alter)/.test(sql));
  heard.length = 0;
  for (const operation of operations) expect(await store.commit([operation])).toEqual({ ok: true });
  for (const query of queries) await store.read([query]);
  return { created, asked: heard.filter((sql) => !isOfTransactions(sql)) };
}

async function sqliteTexts(): Promise<readonly string[]> {
  const heard: string[] = [];
  const before = ({ statement }: { readonly statement: { readonly sql: string } }) => void heard.push(statement.sql);
  const { store } = openWatchedStore({ file: ':memory:', interception: { before } });
  await store.migrate([everything]);
  heard.length = 0;
  for (const operation of operations) expect(await store.commit([operation])).toEqual({ ok: true });
  for (const query of queries) await store.read([query]);
  await store.close();
  return heard.filter((sql) => !isOfTransactions(sql));
}

/** What the same statement is to MySQL. */
function inMysql(sql: string): string {
  const isLocking = /^insert .+ select /.test(sql) || sql.startsWith('select "version" ');
  return (isLocking ? [sql, 'for update'].join(' ') : sql)
    .replaceAll('"', '`')
    .replace('limit ? + 0', 'limit ?')
    .replaceAll(/(coalesce\(`\w+`, 0\) (?:=|\+|>=|<=)) \?/g, '$1 cast(? as signed)');
}

describe('what MySQL is asked', () => {
  it('is what SQLite is asked, but for the quotes, the locks, and a word that says what is a number', async () => {
    const { asked } = await mysqlTexts();
    expect(asked).toEqual((await sqliteTexts()).map(inMysql));
    expect(asked.filter((sql) => sql.includes('cast(? as signed)'))).toHaveLength(4);
    expect(asked.filter((sql) => sql.endsWith(' for update'))).toHaveLength(3);
  });

  it('creates tables whose text is compared by code point, and indexes that the engine completes with the key', async () => {
    const { created } = await mysqlTexts();
    const text = (width: number) => `varchar(${width}) character set utf8mb4 collate utf8mb4_0900_bin`;
    expect(created).toEqual([
      `create table \`everything\` (\`tenant\` ${text(255)} not null, \`id\` bigint not null, \`note\` ${text(255)}, ` +
        '`amount` bigint, `photo` longblob, `version` bigint, constraint `everything_key` primary key (`tenant`, `id`)) ' +
        'engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_bin row_format = dynamic',
      'alter table `everything` add index `everything_note` (`note`(255), `amount`)',
    ]);
  });
});
