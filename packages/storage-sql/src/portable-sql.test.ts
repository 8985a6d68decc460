import { kernelTables, type Key, type TableSpec } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { sqliteDialect } from './sqlite-dialect.ts';
import { createTableStatements } from './table-statements.ts';
import type { RangeQuery } from './range-form.ts';

const everything: TableSpec = {
  name: 'everything',
  rank: 1,
  columns: { tenant: 'text', id: 'bigint', note: 'text', amount: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['tenant', 'id'],
  indexes: { note: ['note', 'amount'] },
};

/** Every statement that a table can need, of every shape that matters. */
function statementsOf(spec: TableSpec): readonly string[] {
  const statements = createTableStatements(sqliteDialect, spec);
  const ref = { table: spec.name, key: ['t', 1n] };
  const updates = [{}, { note: 'x' }, { note: undefined, amount: 1n, photo: Uint8Array.of(1) }].map((set) =>
    statements.update({ op: 'update', ...ref, ifVersion: 1n, set }),
  );
  const adds = [
    {},
    { min: { amount: 0n }, max: { amount: 9n } },
    { where: { note: 'x', photo: undefined } },
    { min: { id: 0n }, max: { id: 9n } },
  ].map((more) => statements.add({ op: 'add', ...ref, add: { amount: 1n }, ...more }));
  const ranges: readonly Partial<RangeQuery>[] = [
    {},
    { reverse: true },
    { prefix: ['t'] },
    { after: ['t', 1n], before: ['u', 9n] },
    { index: 'note', after: ['n', 1n, 't', 2n] satisfies Key },
    { index: 'note', prefix: ['n'], before: [1n, 't'] },
  ];
  const query: RangeQuery = { get: 'rows', table: spec.name, index: 'key', prefix: [], limit: 1 };
  const { insert, get, version, remove, removeAt } = statements;
  return [
    insert,
    get,
    version,
    remove,
    removeAt,
    statements.column('amount'),
    ...updates.map(({ statement }) => statement),
    ...adds.map(({ statement }) => statement),
    ...ranges.map((more) => statements.range({ ...query, ...more }).statement),
  ].map(({ sql }) => sql);
}

/** What engines that speak a dialect of PostgreSQL, MySQL or Oracle do not share. */
const forbidden =
  /on conflict|on duplicate|returning|replace into|insert or |merge|with |limit \d|offset|json|->|::|cast\(|\bnull\s*,|''|row\(|\) [<>]=? \(|autoincrement|rowid|union|join|\bin \(/i;
const name = '"[a-z_]+"';
const allowed = [
  new RegExp(`^insert into ${name} \\(${name}(, ${name})*\\) values \\(\\?(, \\?)*\\)$`),
  new RegExp(`^select ${name}(, ${name})* from ${name} where ((?! order by | limit ).)+$`),
  // How many rows at most is said in the engine's own words.
  new RegExp(
    `^select ${name}(, ${name})* from ${name} where ((?! order by ).)+ order by ${name} (asc|desc)(, ${name} (asc|desc))* limit \\? \\+ 0$`,
  ),
  new RegExp(`^update ${name} set .+ where .+$`),
  new RegExp(`^delete from ${name} where .+$`),
];

describe('the compiled statements', () => {
  it.each([...statementsOf(everything)])('%s is in the subset that all engines share', (sql) => {
    expect(sql).not.toMatch(forbidden);
    expect(allowed.filter((form) => form.test(sql))).not.toEqual([]);
  });

  it('take every value as a parameter: no text, and no number but 0 and 1', () => {
    for (const sql of statementsOf(everything)) {
      expect(sql).not.toMatch(/'/);
      expect((sql.match(/\d+/g) ?? []).filter((number) => number !== '0' && number !== '1')).toEqual([]);
    }
  });

  it('are compiled once for each shape', () => {
    const { update, add, range } = createTableStatements(sqliteDialect, everything);
    const ref = { table: 'everything', key: ['t', 1n] };
    expect(update({ op: 'update', ...ref, ifVersion: 1n, set: { note: 'a' } })).toBe(
      update({ op: 'update', ...ref, ifVersion: 2n, set: { note: 'b' } }),
    );
    expect(update({ op: 'update', ...ref, ifVersion: 1n, set: { note: 'a' } })).not.toBe(
      update({ op: 'update', ...ref, ifVersion: 1n, set: { amount: 1n } }),
    );
    const where = (note: string | undefined) => add({ op: 'add', ...ref, add: { amount: 1n }, where: { note } });
    expect(where('a')).toBe(where('b'));
    expect(where('a')).not.toBe(where(undefined));
    const page = (more: Partial<RangeQuery>) =>
      range({ get: 'rows', table: 'everything', index: 'key', prefix: [], limit: 1, ...more });
    expect(page({ limit: 2 })).toBe(page({ limit: 3 }));
    expect(page({ after: ['a'] })).not.toBe(page({ before: ['a'] }));
  });

  it('enter an index at the first column of a bound', () => {
    const { range } = createTableStatements(sqliteDialect, everything);
    const { statement } = range({
      get: 'rows',
      table: 'everything',
      index: 'key',
      prefix: [],
      after: ['t', 1n],
      limit: 1,
    });
    expect(statement.sql).toContain('"tenant" >= ? and ("tenant" > ? or ("tenant" = ? and "id" > ?))');
  });
});

describe('the tables of the kernel', () => {
  it('are created with typed columns, a key that is never absent, and no row number', () => {
    for (const spec of kernelTables) {
      const { sql } = sqliteDialect.createTable(spec);
      expect(sql).toMatch(/^create table "[a-z_]+" \(.+\) strict, without rowid$/);
      for (const column of spec.key) expect(sql).toMatch(new RegExp(`"${column}" (text|integer|blob) not null`));
      expect(sql.match(/not null/g)).toHaveLength(spec.key.length);
    }
  });
});
