import { kernelTables, type Operation, type Query, type Store, type TableSpec } from '@jiceng/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWatchedStore, type Step, type WatchedStore } from '../../bench/watched-store.ts';
import { openPostgresStore, type PostgresPool, type PostgresResult } from '../postgres.ts';

const everything: TableSpec = {
  name: 'everything',
  rank: 1,
  columns: { tenant: 'text', id: 'bigint', note: 'text', amount: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['tenant', 'id'],
  indexes: { note: ['note', 'amount'] },
};
/** Its key is copied, in text and in numbers. */
const copied: TableSpec = {
  name: 'copied',
  rank: 2,
  columns: { note: 'text', amount: 'bigint', photo: 'bytes' },
  key: ['note', 'amount'],
};
const table = everything.name;
const ref = { table, key: ['t', 1n] };
const add = { op: 'add', ...ref, add: { amount: 1n } } as const;

/** One operation of every shape that makes another statement. */
const operations: readonly Operation[] = [
  { op: 'insert', table, row: { tenant: 't', id: 1n } },
  { op: 'insert', table, row: { tenant: 'u', id: 1n }, copy: { amount: { ...ref, column: 'amount' } } },
  {
    op: 'insert',
    table: copied.name,
    row: { photo: Uint8Array.of(1) },
    copy: { note: { ...ref, column: 'note' }, amount: { table, key: ['t', 2n], column: 'amount' } },
  },
  { op: 'update', ...ref, ifVersion: 1n, set: {} },
  { op: 'update', ...ref, ifVersion: 1n, set: { note: 'x' } },
  { op: 'update', ...ref, ifVersion: 1n, set: { note: undefined, amount: 1n, photo: Uint8Array.of(1) } },
  add,
  { ...add, min: { amount: 0n }, max: { amount: 9n } },
  { ...add, where: { note: 'x', photo: undefined } },
  { ...add, min: { id: 0n }, max: { id: 9n } },
  { op: 'check', ...ref, ifVersion: 1n },
  { op: 'delete', ...ref, ifVersion: 1n },
  { op: 'delete', ...ref },
];

/** Neighbours that one statement may write. */
const neighbours: readonly (readonly Operation[])[] = [
  [1n, 2n, 3n, 4n, 5n].map((amount) => ({ op: 'insert', table: copied.name, row: { note: 'n', amount } })),
  [1n, 2n, 3n, 4n, 5n].map((amount) => ({ op: 'delete', table: copied.name, key: ['n', amount] })),
];

async function askEverything(store: Store): Promise<void> {
  for (const operation of operations) await store.commit([operation]);
  for (const batch of neighbours) await store.commit(batch);
  for (const query of queries) await store.read([query]);
}

type RangeQuery = Query & { readonly get: 'rows' };
const range = (more: Partial<RangeQuery> = {}): RangeQuery => ({
  get: 'rows',
  table,
  index: 'key',
  prefix: [],
  limit: 1,
  ...more,
});
const queries: readonly Query[] = [
  { get: 'row', ...ref },
  range(),
  range({ reverse: true }),
  range({ prefix: ['t'] }),
  range({ prefix: ['t', 1n] }),
  range({ after: ['t', 1n], before: ['u', 9n] }),
  range({ index: 'note', after: ['n', 1n, 't', 2n] }),
  range({ index: 'note', prefix: ['n'], before: [1n, 't'] }),
];

const transactionWords = /^(begin|commit|rollback|savepoint|release)\b/;

/** Every statement that SQLite was asked for operations and queries. */
async function sqliteTexts(): Promise<readonly string[]> {
  const said: string[] = [];
  const interception = { before: ({ statement }: Step) => void said.push(statement.sql) };
  const { store } = openWatchedStore({ file: ':memory:', interception });
  await store.migrate([everything, copied]);
  said.length = 0;
  await askEverything(store);
  await store.close();
  return said.filter((sql) => !transactionWords.test(sql));
}

/** A server of which nothing is there but what it is asked: every write succeeds, and no table exists yet. */
function listeningPool(hear: (text: string) => void): PostgresPool {
  const rowsFor = (text: string): PostgresResult['rows'] => {
    if (text.includes('server_encoding')) return [['place', 'UTF8', 'on', 'on']];
    return text.startsWith('select "version"') ? [[1n]] : [];
  };
  return {
    connect: async () => ({
      query: async ({ text }) => {
        hear(text);
        return { command: text.toUpperCase(), rowCount: 1, rows: rowsFor(text) };
      },
      release: () => undefined,
      on: () => undefined,
      off: () => undefined,
    }),
  };
}

/** Every statement that PostgreSQL is asked to create these tables, and for operations and queries. */
async function postgresTexts(): Promise<{ readonly created: readonly string[]; readonly asked: readonly string[] }> {
  const said: string[] = [];
  const store = await openPostgresStore({ pool: listeningPool((text) => void said.push(text)) });
  await store.migrate([everything, copied]);
  const created = said.filter((text) => text.startsWith('create'));
  said.length = 0;
  await askEverything(store);
  return { created, asked: said.filter((text) => !transactionWords.test(text)) };
}

/** What is PostgreSQL's own in these texts, by name: numbered places, the schema before a table, and the lock of a row that is read. */
function withoutItsWords(text: string): string {
  const isLocking = /^insert .+ select /.test(text) || text.startsWith('select "version" ');
  return text
    .replaceAll(/\$\d+/g, '?')
    .replaceAll(/(into|from|update|,) "place"\./g, '$1 ')
    .replace(isLocking ? / for update$/ : /(?!)/, '')
    .replace(/limit \?$/, 'limit ? + 0');
}
/** What engines that speak a dialect of PostgreSQL, MySQL or Oracle do not share. */
const forbidden =
  /on conflict|on duplicate|returning|replace into|insert or |merge|with |offset|json|->|::|cast\(|row\(|\) [<>]=? \(|autoincrement|rowid|union|join|\bin \(/i;
const name = '"[a-z_]+"';
const [named, selected] = [`${name} as ${name}`, `(\\? as ${name}|${name}\\.${name})`];
const tuple = String.raw`\(\?(, \?)*\)`;
const allowed = [
  new RegExp(`^insert into ${name} \\(${name}(, ${name})*\\) values ${tuple}(, ${tuple})*$`),
  new RegExp(
    `^insert into ${name} \\(${name}(, ${name})*\\) select ${selected}(, ${selected})* from ${named}(, ${named})* where ((?! order by | limit ).)+$`,
  ),
  new RegExp(`^select ${name}(, ${name})* from ${name} where ((?! order by | limit ).)+$`),
  // How many rows at most is said in the engine's own words.
  new RegExp(
    `^select ${name}(, ${name})* from ${name} where ((?! order by ).)+( order by ${name} (asc|desc)(, ${name} (asc|desc))*)? limit \\? \\+ 0$`,
  ),
  new RegExp(`^update ${name} set .+ where .+$`),
  new RegExp(`^delete from ${name} where .+$`),
];

const dialects: readonly (readonly [engine: string, texts: () => Promise<readonly string[]>])[] = [
  ['SQLite', sqliteTexts],
  ['PostgreSQL', async () => (await postgresTexts()).asked.map(withoutItsWords)],
];

describe.each(dialects)('the compiled statements for %s', (_engine, textsOf) => {
  let texts: readonly string[] = [];
  beforeAll(async () => {
    texts = await textsOf();
  });

  it('are all in the subset that engines share', () => {
    expect(new Set(texts).size).toBeGreaterThan(17);
    expect(texts.filter((sql) => forbidden.test(sql))).toEqual([]);
    expect(texts.filter((sql) => !allowed.some((form) => form.test(sql)))).toEqual([]);
  });

  it('take every value as a parameter: no text, and no number but 0 and 1', () => {
    for (const sql of texts) {
      expect(sql).not.toMatch(/'/);
      expect((sql.match(/\d+/g) ?? []).filter((number) => number !== '0' && number !== '1')).toEqual([]);
    }
  });

  it('enter an index at the first column of a bound', () => {
    const entry = '"tenant" >= ? and ("tenant" > ? or ("tenant" = ? and "id" > ?))';
    expect(texts.some((sql) => sql.includes(entry))).toBe(true);
  });

  it('write neighbours together, in sizes that are powers of two', () => {
    const rows = texts.filter((sql) => sql.startsWith('insert into "copied" ') && sql.includes(' values '));
    expect(rows.map((sql) => sql.split('), (').length)).toEqual([4, 1]);
    const keys = texts.filter((sql) => sql.startsWith('delete from "copied" '));
    expect(keys.map((sql) => sql.split(' or ').length)).toEqual([4, 1]);
  });
});

describe('what PostgreSQL is asked', () => {
  it('is what SQLite is asked, but for its numbered places, the schema, the locks, and no word for the limit', async () => {
    const { asked } = await postgresTexts();
    const shared = new Set(await sqliteTexts());
    expect(asked.map(withoutItsWords).filter((text) => !shared.has(text))).toEqual([]);
    expect(asked.filter((text) => text.endsWith(' for update'))).toHaveLength(3);
    expect(asked.filter((text) => !text.includes('"place"."'))).toEqual([]);
  });

  it('creates typed columns whose text is compared by code point, a key that is never absent, and no row without a value in an index', async () => {
    const { created } = await postgresTexts();
    const text = 'text collate "C"';
    expect(created.filter((sql) => sql.includes('"everything"'))).toEqual([
      `create table "place"."everything" ("tenant" ${text} not null, "id" bigint not null, "note" ${text}, "amount" bigint, ` +
        '"photo" bytea, "version" bigint, constraint "everything_key" primary key ("tenant", "id"))',
      'create index "everything_note" on "place"."everything" ("note", "amount", "tenant", "id") ' +
        'where "note" is not null and "amount" is not null',
    ]);
  });
});

describe('the compiled statements', () => {
  const said: Step[] = [];
  let watched: WatchedStore | undefined;
  beforeAll(async () => {
    watched = openWatchedStore({ file: ':memory:', interception: { before: (step) => void said.push(step) } });
    await watched.store.migrate([everything, copied]);
  });
  afterAll(() => watched?.store.close());

  /** The statement that the last of these made: the same object means that nothing was built anew. */
  const statementOf = async (act: () => Promise<unknown>) => {
    said.length = 0;
    await act();
    return said.find(({ statement }) => !transactionWords.test(statement.sql))?.statement;
  };
  const committing = (operation: Operation) => statementOf(async () => watched?.store.commit([operation]));
  const reading = (query: Query) => statementOf(async () => watched?.store.read([query]));

  it('are built once for each shape, and anew for another', async () => {
    const updating = (set: Readonly<Record<string, string | bigint>>, ifVersion: bigint) =>
      committing({ op: 'update', ...ref, ifVersion, set });
    expect(await updating({ note: 'a' }, 1n)).toBe(await updating({ note: 'b' }, 2n));
    expect(await updating({ note: 'a' }, 1n)).not.toBe(await updating({ amount: 1n }, 1n));
    const under = (note: string | undefined) => committing({ ...add, where: { note } });
    expect(await under('a')).toBe(await under('b'));
    expect(await under('a')).not.toBe(await under(undefined));
    expect(await reading(range({ limit: 2 }))).toBe(await reading(range({ limit: 3 })));
    expect(await reading(range({ after: ['a'] }))).not.toBe(await reading(range({ before: ['a'] })));
  });
});

describe('the tables of the kernel', () => {
  it('are created with typed columns, a key that is never absent, and a row number only where rows are only added', async () => {
    const said: string[] = [];
    const interception = { before: ({ statement }: Step) => void said.push(statement.sql) };
    const { store } = openWatchedStore({ file: ':memory:', interception });
    await store.migrate(kernelTables);
    await store.close();
    for (const spec of kernelTables) {
      const sql = said.find((one) => one.startsWith(`create table "${spec.name}" `)) ?? '';
      const isAddedTo = spec.rank === 0 || spec.rank === 2;
      expect(sql).toMatch(isAddedTo ? / \(.+\) strict$/ : / \(.+\) strict, without rowid$/);
      for (const column of spec.key) expect(sql).toMatch(new RegExp(`"${column}" (text|integer|blob) not null`));
      expect(sql.match(/not null/g)).toHaveLength(spec.key.length);
    }
  });

  it('have indexes that leave out the rows without a value', async () => {
    const said: string[] = [];
    const interception = { before: ({ statement }: Step) => void said.push(statement.sql) };
    const { store } = openWatchedStore({ file: ':memory:', interception });
    await store.migrate(kernelTables);
    await store.close();
    const due = said.find((sql) => sql.startsWith('create index "jiceng_timer_due" ')) ?? '';
    expect(due).toMatch(/where "parked" is not null and "try_at" is not null$/);
    const plan = `explain query plan select "stream" from "jiceng_timer" where "parked" = ? and "try_at" is not null order by "try_at"`;
    const watched = openWatchedStore({ file: ':memory:' });
    await watched.store.migrate(kernelTables);
    const [steps = []] = watched.ask({
      statement: { sql: plan, columns: ['id', 'parent', 'unused', 'detail'] },
      values: [0n],
    });
    expect(String(steps[3])).toContain('INDEX jiceng_timer_due (parked=?');
    await watched.store.close();
  });
});
