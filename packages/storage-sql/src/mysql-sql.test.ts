import type { Operation, Query, TableSpec } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { stepOf } from './batch-script.ts';
import type { EngineDialect } from './engine.ts';
import { createMysqlDialect } from './mysql-dialect.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { stepFor } from './read-script.ts';
import { createTableStatements } from './table-statements.ts';

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
const tables = new Map([[table, everything]]);

const operations: readonly Operation[] = [
  { op: 'insert', table, row: { tenant: 't', id: 1n } },
  { op: 'insert', table, row: { tenant: 'u' }, copy: { id: { ...ref, column: 'amount' } } },
  { op: 'insert', table, row: { id: 1n }, copy: { tenant: { ...ref, column: 'note' } } },
  { op: 'update', ...ref, ifVersion: 1n, set: { note: undefined, amount: 1n } },
  add,
  { ...add, min: { amount: 0n, id: 0n }, max: { amount: 9n }, where: { note: 'x', photo: undefined } },
  { op: 'check', ...ref, ifVersion: 1n },
  { op: 'delete', ...ref, ifVersion: 1n },
  { op: 'delete', ...ref },
];
const rows = { get: 'rows', table, prefix: [], limit: 1 } as const;
const queries: readonly Query[] = [
  { get: 'row', ...ref },
  { ...rows, index: 'key', after: ['t', 1n], before: ['u', 9n] },
  { ...rows, index: 'note', prefix: ['n'], before: [1n, 't'], reverse: true },
];

function textsIn(dialect: EngineDialect): readonly string[] {
  const statements = createTableStatements(dialect, everything, tables);
  return [
    ...operations.map((operation) => stepOf(operation, statements)),
    ...queries.map((query) => stepFor(query, tables, () => statements)),
  ].map(({ statement }) => statement.sql);
}

/** What the same statement is to MySQL. */
function inMysql(sql: string): string {
  const locked = /^insert .+ select /.test(sql) || /^select "version" /.test(sql) ? `${sql} for update` : sql;
  return locked
    .replaceAll('"', '`')
    .replace('limit ? + 0', 'limit ?')
    .replaceAll(/(coalesce\(`\w+`, 0\) (?:=|\+|>=|<=)) \?/g, '$1 cast(? as signed)');
}

describe('what MySQL is asked', () => {
  const mysql = createMysqlDialect('utf8mb4_nopad_bin');

  it('is what SQLite is asked, but for the quotes, the locks, and a word that says what is a number', () => {
    const texts = textsIn(mysql);
    expect(texts).toEqual(textsIn(sqliteDialect).map(inMysql));
    expect(texts.filter((sql) => sql.includes('cast(? as signed)'))).toHaveLength(4);
    expect(texts.filter((sql) => sql.endsWith(' for update'))).toHaveLength(3);
  });

  it('creates tables whose text is compared by code point', () => {
    expect(mysql.createTable(everything).sql).toBe(
      'create table `everything` (' +
        '`tenant` varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin not null, `id` bigint not null, ' +
        '`note` varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin, `amount` bigint, `photo` longblob, ' +
        '`version` bigint, constraint `everything_key` primary key (`tenant`, `id`)) ' +
        'engine = InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin row_format = dynamic',
    );
  });

  it('narrows a column that was in no index before it is put into one', () => {
    const found: TableSpec = { ...everything, indexes: {} };
    expect(mysql.createIndex?.(everything, 'note', found).sql).toBe(
      'alter table `everything` modify column `note` varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin, ' +
        'add index `everything_note` (`note`(255), `amount`)',
    );
    expect(mysql.createIndex?.(everything, 'note', undefined).sql).toBe(
      'alter table `everything` add index `everything_note` (`note`(255), `amount`)',
    );
  });
});
