import { isJicengError, kernelTables, type Operation, type Query, type Store, type TableSpec } from '@jiceng/kernel';
import { createPool, type Pool, type PoolOptions } from 'mysql2/promise';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectionOptions, createMariadbPlace, findMariadb, type MariadbPlace } from './mariadb.fixture.ts';
import { connectionLoss, serverError, watchedPool, type PoolWatch } from './mysql-watched-pool.fixture.ts';
import { openMysqlStore, type MysqlPool } from '../mysql.ts';
import { describeWith } from '../trials/services.fixture.ts';

const counters: TableSpec = {
  name: 'counter',
  rank: 1,
  columns: { id: 'text', amount: 'bigint', note: 'text', photo: 'bytes', body: 'text', version: 'bigint' },
  key: ['id'],
  indexes: { note: ['note'] },
};
type Columns = Readonly<Record<string, string | bigint | Uint8Array>>;
const insert = (id: string, more: Columns = {}): Operation => ({
  op: 'insert',
  table: 'counter',
  row: { id, version: 1n, ...more },
});
const row = (id: string): Query => ({ get: 'row', table: 'counter', key: [id] });
const codeOf = (error: unknown): string => (isJicengError(error) ? error.code : String(error));
const said = (pattern: RegExp): unknown => expect.stringMatching(pattern);

describeWith('a MySQL store on MariaDB', await findMariadb(), () => {
  let place: MariadbPlace;
  let pool: Pool;
  let stores: Store[] = [];
  beforeEach(async () => {
    place = await createMariadbPlace();
    pool = place.pool();
    stores = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await place.remove();
  });

  const open = async (asked: MysqlPool = pool, waitMs = 5000): Promise<Store> => {
    const store = await openMysqlStore({ pool: asked, waitMs });
    stores.push(store);
    return store;
  };
  const openReady = async (asked: MysqlPool = pool, waitMs = 5000): Promise<Store> => {
    const store = await open(asked, waitMs);
    await store.migrate([counters]);
    return store;
  };

  describe('the store', () => {
    it('is opened as the readme says', async () => {
      const settings = { ...connectionOptions(), database: place.database };
      // #region open
      const own = createPool({ ...settings, connectionLimit: 10 }); // mysql2/promise
      const store = await openMysqlStore({ pool: own });
      await store.migrate([counters]);
      // #endregion open
      expect(await store.commit([insert('a')])).toEqual({ ok: true });
      await store.close();
      await own.end();
    });

    it('waits as long as a caller likes', async () => {
      const store = await openReady(pool, Number.POSITIVE_INFINITY);
      expect(await store.commit([insert('a')])).toEqual({ ok: true });
    });

    it('says what survives, by what the server says of itself', async () => {
      const shared = { engine: 'mariadb', multiProcess: true, joined: false, positions: 'intake' };
      const [[flush]] = [await place.tell('select @@innodb_flush_log_at_trx_commit as flush')];
      const durability = JSON.stringify(flush) === '{"flush":1}' ? 'power' : 'process';
      expect((await open()).info).toEqual({ ...shared, durability });
    });

    it('leaves the pool open when it is closed', async () => {
      const store = await openReady();
      await store.close();
      expect((await pool.query('select 1 as one'))[0]).toEqual([{ one: 1 }]);
      await expect(store.commit([insert('a')])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    });

    it('keeps tables that a database administrator can read', async () => {
      const store = await openReady();
      await store.commit([insert('张三', { note: '备注', amount: 2n ** 53n + 1n })]);
      const rows = await place.tell(
        `select id, note, cast(amount as char) as amount, photo from counter where id = '张三' and note like '备%'`,
      );
      expect(rows).toEqual([{ id: '张三', note: '备注', amount: '9007199254740993', photo: null }]);
    });

    it('has one collation for all text, whatever the database was made with, and no other engine than InnoDB', async () => {
      const store = await openReady();
      await store.migrate(kernelTables);
      const found = await place.tell(
        'select distinct collation_name as name from information_schema.columns where table_schema = ? and collation_name is not null',
        [place.database],
      );
      expect(found).toEqual([{ name: 'utf8mb4_nopad_bin' }]);
      const engines = await place.tell(
        'select distinct engine as name from information_schema.tables where table_schema = ?',
        [place.database],
      );
      expect(engines).toEqual([{ name: 'InnoDB' }]);
    });

    it('answers a page of the timers that are due from their index, without sorting', async () => {
      const store = await openReady();
      await store.migrate(kernelTables);
      const plan = await place.tell(
        `explain select stream from jiceng_timer where parked = 0 and try_at is not null and try_at < '2026' order by try_at, due_at, tenant, stream, name limit 9`,
      );
      expect(plan).toMatchObject([
        { key: 'jiceng_timer_due', Extra: expect.not.stringContaining('filesort') as unknown },
      ]);
    });
  });

  describe('a pool that the host has set its own way', () => {
    const settings: readonly (readonly [what: string, options: PoolOptions])[] = [
      ['counts changed rows', { flags: ['-FOUND_ROWS'] }],
      ['encodes in latin1', { charset: 'latin1' }],
      ['encodes in gbk', { charset: 'gbk' }],
      [
        'gives dates and large numbers its own way',
        { dateStrings: true, supportBigNumbers: false, decimalNumbers: true },
      ],
      ['names its placeholders', { namedPlaceholders: true }],
      ['casts types by a function', { typeCast: () => 'cast' }],
      ['casts no types', { typeCast: false }],
      ['gives rows as arrays', { rowsAsArray: true }],
      ['lives in another time zone', { timezone: '+08:00' }],
      ['resets what it takes back', { resetOnRelease: true }],
      ['compiles no parsers', { disableEval: true }],
      ['has one connection', { connectionLimit: 1 }],
      ['allows several statements', { multipleStatements: true }],
    ];
    it.each(settings)('because it %s serves a store as any other', async (_what, options) => {
      const store = await openReady(place.pool(options));
      const [large, photo] = [2n ** 53n + 1n, Uint8Array.of(0, 255, 39, 92, 200)];
      const whole = { note: '𠮷田 é \\ "', amount: large, photo, body: '居民反映' };
      expect(await store.commit([insert('a', whole), insert('𠮷'), insert('😀')])).toEqual({ ok: true });
      const add: Operation = { op: 'add', table: 'counter', key: ['a'], add: { amount: 1n } };
      expect(await store.commit([add])).toEqual({ ok: true });
      expect(await store.read([row('a'), row('😀')])).toEqual([
        [{ id: 'a', ...whole, amount: large + 1n, version: 2n }],
        [{ id: '😀', version: 1n }],
      ]);
      expect(await store.commit([{ op: 'update', table: 'counter', key: ['a'], ifVersion: 1n, set: {} }])).toEqual({
        ok: false,
        failed: 0,
        reason: 'version',
      });
      const apartMs = Math.abs(Date.parse(await store.now()) - Date.now());
      expect(apartMs).toBeLessThan(60_000);
    });

    it.each([
      ['another isolation', 'set session transaction isolation level serializable'],
      ['no transaction of its own', 'set session autocommit = 0'],
      ['an empty mode', `set session sql_mode = ''`],
      ['a mode that takes empty text for none', `set session sql_mode = 'EMPTY_STRING_IS_NULL,ANSI_QUOTES,ORACLE'`],
      ['another zone', `set session time_zone = '-11:00'`],
      ['transactions that chain', 'set session completion_type = 1'],
      ['another encoding, said to the server only', 'set names latin1'],
    ])('whose connections begin with %s serves a store as any other', async (_what, sql) => {
      const own = place.pool({ connectionLimit: 2 });
      own.pool.on('connection', (connection) => {
        connection.query(sql, () => undefined);
      });
      const store = await openReady(own);
      expect(await store.commit([insert('a', { note: '', body: '𠮷' })])).toEqual({ ok: true });
      expect(await store.read([row('a')])).toEqual([[{ id: 'a', note: '', body: '𠮷', version: 1n }]]);
      // Another handle sees it at once: nothing was left uncommitted.
      expect(await (await openReady()).read([row('a')])).toMatchObject([[{ id: 'a' }]]);
      expect(Math.abs(Date.parse(await store.now()) - Date.now())).toBeLessThan(60_000);
    });

    it('keeps what was set on the connections that the store had, as is written', async () => {
      const own = place.pool({ connectionLimit: 1 });
      await openReady(own);
      const [rows] = await own.query('select @@tx_isolation as isolation, @@sql_mode as mode, @@autocommit as auto');
      expect(rows).toEqual([
        { isolation: 'READ-COMMITTED', mode: 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION', auto: 1 },
      ]);
    });

    it('whose connections the host holds makes the store unavailable after a while, and none is lost', async () => {
      const own = place.pool({ connectionLimit: 1 });
      const store = await openReady(own, 200);
      const held = await own.getConnection();
      await expect(store.commit([insert('a')])).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { engine: 'mariadb', problem: 'the pool gave no connection within 200 ms' },
      });
      held.release();
      expect(await store.commit([insert('a')])).toEqual({ ok: true });
    });

    it('that was ended makes the store unavailable', async () => {
      const own = createPool({ ...connectionOptions(), database: place.database });
      const store = await openReady(own);
      await own.end();
      await expect(store.commit([insert('a')])).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { engine: 'mariadb', problem: 'Pool is closed.' },
      });
    });
  });

  describe('a server that cannot be used', () => {
    it.each<[string, () => PoolOptions, RegExp]>([
      ['refuses the password', () => ({ user: 'nobody_here', password: 'wrong' }), /^Access denied .+ \(1045\)$/],
      ['does not have the database', () => ({ database: `${place.database}_not` }), /^Unknown database .+ \(1049\)$/],
      ['is not there', () => ({ port: 1 }), /ECONNREFUSED/],
      ['has no name that can be found', () => ({ host: 'nowhere.invalid' }), /ENOTFOUND|EAI_AGAIN/],
    ])('because it %s is said to be unavailable', async (_why, options, problem) => {
      await expect(open(place.pool(options()), 2000)).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { engine: 'mysql', problem: said(problem) },
      });
    });

    it('because the pool names no database is said to be unavailable', async () => {
      const nameless = createPool(connectionOptions());
      await expect(open(nameless)).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { problem: 'the pool names no database' },
      });
      await nameless.end();
    });
  });

  describe('a connection that is killed', () => {
    /** Kills the connection on which a statement is about to be sent, and waits until the server has done it. */
    const killBefore = (pattern: RegExp): { readonly watch: PoolWatch; readonly arm: () => void } => {
      let armed = false;
      let id: unknown;
      return {
        arm: () => (armed = true),
        watch: {
          before: async (sql) => {
            if (!armed || !pattern.test(sql)) return;
            armed = false;
            [id] = await place.tell(
              `select id from information_schema.processlist where db = ? and id <> connection_id() order by time_ms limit 1`,
              [place.database],
            );
            await place.tell(`kill ${JSON.stringify(id).replaceAll(/\D/g, '')}`);
          },
        },
      };
    };

    it.each([
      ['before a write', /^insert/, 'STORE_UNAVAILABLE', false],
      ['before COMMIT', /^commit/, 'STORE_ANSWER_UNKNOWN', false],
    ])('%s (%s) is told as %s, and the next one serves', async (_when, pattern, code) => {
      const { watch, arm } = killBefore(pattern);
      const store = await openReady(watchedPool(place.pool({ connectionLimit: 1 }), watch));
      arm();
      await expect(store.commit([insert('a')])).rejects.toMatchObject({ code, details: { engine: 'mariadb' } });
      expect(await store.read([row('a')])).toEqual([[]]);
      expect(await store.commit([insert('a')])).toEqual({ ok: true });
    });

    it('after COMMIT, before its answer, is told as unknown, and the batch is there', async () => {
      let armed = false;
      const destroyed: string[] = [];
      const watch: PoolWatch = {
        after: (sql) => {
          if (!armed || sql !== 'commit') return;
          armed = false;
          throw connectionLoss();
        },
        destroyed: () => destroyed.push('one'),
      };
      const store = await openReady(watchedPool(pool, watch));
      armed = true;
      await expect(store.commit([insert('a')])).rejects.toMatchObject({ code: 'STORE_ANSWER_UNKNOWN' });
      expect(destroyed).toEqual(['one']);
      expect(await store.commit([insert('a')])).toEqual({ ok: false, failed: 0, reason: 'exists' });
    });

    it('at any moment, a hundred times, makes no answer untrue', async () => {
      const store = await openReady(place.pool({ connectionLimit: 6 }));
      const answers = new Map<string, string>();
      const done = { kills: 0, written: 0 };
      const write = async (name: number) => {
        for (let at = 0; done.kills < 100; at++) {
          const id = `${name}/${at}`;
          const [answer] = await Promise.allSettled([store.commit([insert(id), insert(`${id} too`)])]);
          answers.set(id, answer.status === 'fulfilled' ? 'written' : codeOf(answer.reason));
          if (answer.status === 'fulfilled') done.written += 1;
        }
      };
      const kill = async () => {
        const sql =
          'select id from information_schema.processlist where db = ? and id <> connection_id() order by rand() limit 1';
        while (done.kills < 100) {
          const found = await place.tell(sql, [place.database]);
          if (found.length === 0 || done.written < done.kills * 4) continue;
          // It may have ended by itself by now.
          await Promise.allSettled([place.tell(`kill ${JSON.stringify(found).replaceAll(/\D/g, '')}`)]);
          done.kills += 1;
        }
      };
      await Promise.all([kill(), ...[0, 1, 2, 3].map(write)]);

      const rows = await place.tell('select id from counter');
      const there = new Set(rows.map((one) => JSON.stringify(one)));
      const isThere = (id: string) => there.has(JSON.stringify({ id }));
      const counts: Record<string, number> = {};
      const untrue: string[] = [];
      const allowed: Readonly<Record<string, readonly boolean[]>> = {
        written: [true],
        STORE_UNAVAILABLE: [false],
        STORE_ANSWER_UNKNOWN: [true, false],
      };
      for (const [id, answer] of answers) {
        counts[answer] = (counts[answer] ?? 0) + 1;
        const whole = isThere(id) === isThere(`${id} too`);
        if (!whole || allowed[answer]?.includes(isThere(id)) !== true) untrue.push(`${id}: ${answer}`);
      }
      expect(untrue).toEqual([]);
      process.stdout.write(`MariaDB, 100 connections killed at any moment: ${JSON.stringify(counts)}\n`);
      expect(done.written).toBeGreaterThan(300);
      expect(answers.size - done.written).toBeGreaterThan(20);
    }, 60_000);

    it('in the pool, while nobody used it, costs nobody anything', async () => {
      const store = await openReady(place.pool({ connectionLimit: 1 }));
      const ids = await place.tell(
        'select id from information_schema.processlist where db = ? and id <> connection_id()',
        [place.database],
      );
      expect(ids).toHaveLength(1);
      await place.tell(`kill ${JSON.stringify(ids).replaceAll(/\D/g, '')}`);
      expect(await store.commit([insert('a')])).toEqual({ ok: true });
    });
  });

  describe('locks of somebody else', () => {
    it('are waited for', async () => {
      const store = await openReady();
      await store.commit([insert('a')]);
      const other = await pool.getConnection();
      await other.query('begin');
      await other.query(`select * from counter where id = 'a' for update`);
      const committing = store.commit([{ op: 'update', table: 'counter', key: ['a'], ifVersion: 1n, set: {} }]);
      await other.query('commit');
      other.release();
      expect(await committing).toEqual({ ok: true });
    });

    it('that last longer than the caller wants to wait make the store unavailable, and nothing of the batch stays', async () => {
      const store = await openReady(pool, 900);
      await store.commit([insert('a')]);
      const other = await pool.getConnection();
      await other.query('begin');
      await other.query(`select * from counter where id = 'a' for update`);
      const batch: readonly Operation[] = [
        insert('0'),
        { op: 'update', table: 'counter', key: ['a'], ifVersion: 1n, set: {} },
      ];
      await expect(store.commit(batch)).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { engine: 'mariadb', problem: said(/Lock wait timeout exceeded.+\(1205\)/) },
      });
      await other.query('rollback');
      other.release();
      expect(await store.read([row('0')])).toEqual([[]]);
      expect(await store.commit(batch)).toEqual({ ok: true });
    });

    it('on a whole table hold a migration up no longer than that', async () => {
      const store = await openReady(pool, 900);
      const other = await pool.getConnection();
      await other.query('begin');
      await other.query('select * from counter');
      const wider: TableSpec = { ...counters, columns: { ...counters.columns, colour: 'text' } };
      await expect(store.migrate([wider])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await other.query('commit');
      other.release();
      await expect(store.migrate([wider])).resolves.toBeUndefined();
    });

    it('of another migration are waited for, and given up after a while', async () => {
      const store = await open(pool, 900);
      const other = await pool.getConnection();
      await other.query(`select get_lock(concat('jiceng/', md5(database())), 1)`);
      await expect(store.migrate([counters])).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { problem: 'another process is migrating this database' },
      });
      await other.query(`select release_lock(concat('jiceng/', md5(database())))`);
      other.release();
      await expect(store.migrate([counters])).resolves.toBeUndefined();
    });
  });

  describe('a value', () => {
    const long = '长'.repeat(255);

    it('of a key or an index holds as many characters as its column, and one more is refused before the server sees it', async () => {
      const sent: string[] = [];
      const store = await openReady(watchedPool(pool, { before: (sql) => void sent.push(sql) }));
      expect(await store.commit([insert(long, { note: '𠮷'.repeat(255) })])).toEqual({ ok: true });
      expect(await store.read([row(long)])).toMatchObject([[{ id: long }]]);
      sent.length = 0;
      await expect(store.commit([insert('0'), insert(`${long}长`)])).rejects.toMatchObject({
        code: 'STORAGE_SQL_TEXT_TOO_LONG',
        details: { table: 'counter', column: 'id', limit: 255, length: 256 },
        message: '表 counter 的 id 是主键或索引的一部分，在此数据库中最多 255 个字符，给出的有 256 个。',
      });
      const noted: Operation = {
        op: 'update',
        table: 'counter',
        key: [long],
        ifVersion: 1n,
        set: { note: `${long}长` },
      };
      await expect(store.commit([noted])).rejects.toMatchObject({ details: { column: 'note' } });
      expect(sent).toEqual([]);
    });

    it('of a key that nobody could write is looked for like any other', async () => {
      const store = await openReady();
      const key = [`${long}长`];
      expect(await store.read([{ get: 'row', table: 'counter', key }])).toEqual([[]]);
      expect(await store.commit([{ op: 'delete', table: 'counter', key }])).toEqual({ ok: true });
      expect(await store.commit([{ op: 'check', table: 'counter', key, ifVersion: 1n }])).toMatchObject({
        reason: 'missing',
      });
    });

    it('elsewhere may be long: ten million characters come back', async () => {
      const store = await openReady();
      const body = '事'.repeat(3_000_000);
      expect(await store.commit([insert('a', { body })])).toEqual({ ok: true });
      const [[read] = []] = await store.read([row('a')]);
      expect(read?.['body'] === body).toBe(true);
    });

    it('beyond what one packet takes is refused by the server, nothing is written, and the store goes on', async () => {
      const store = await openReady();
      const [limit] = await place.tell('select @@max_allowed_packet as bytes');
      const bytes = Number(JSON.stringify(limit).replaceAll(/\D/g, ''));
      const batch = [insert('0'), insert('a', { photo: new Uint8Array(bytes + 1) })];
      await expect(store.commit(batch)).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { engine: 'mariadb' },
      });
      expect(await store.read([row('0')])).toEqual([[]]);
      expect(await store.commit([insert('0')])).toEqual({ ok: true });
    });
  });

  describe('a table', () => {
    const nopad = 'character set utf8mb4 collate utf8mb4_nopad_bin';
    const columns = `amount bigint, note varchar(255) ${nopad}, photo longblob, body longtext ${nopad}, version bigint`;
    it.each([
      [
        'is on another engine',
        `create table counter (id varchar(200) ${nopad} primary key, amount bigint) engine = MyISAM`,
        /someone else/,
      ],
      ['is a view', 'create view counter as select 1 as id', /someone else/],
      [
        'has another key',
        `create table counter (id varchar(255) ${nopad}, ${columns}, primary key (id, version))`,
        /key/,
      ],
      ['has no key', `create table counter (id varchar(255) ${nopad}, ${columns})`, /key/],
      [
        'has half a key',
        `create table counter (id varchar(255) ${nopad}, ${columns}, primary key (id(20)))`,
        /only the beginning of "id"/,
      ],
      [
        'takes a for A',
        `create table counter (id varchar(255) character set utf8mb4 collate utf8mb4_general_ci primary key, ${columns})`,
        /"id" is compared by utf8mb4_general_ci/,
      ],
      [
        'pads blanks',
        `create table counter (id varchar(255) character set utf8mb4 collate utf8mb4_bin primary key, ${columns})`,
        /"id" is compared by utf8mb4_bin/,
      ],
      [
        'has a shorter key',
        `create table counter (id varchar(20) ${nopad} primary key, ${columns})`,
        /"id" holds less than 255 characters/,
      ],
      [
        'has integers without a sign',
        `create table counter (id varchar(255) ${nopad} primary key, ${columns.replace('amount bigint', 'amount bigint unsigned')})`,
        /"amount" has no sign/,
      ],
      [
        'has a column of another type',
        `create table counter (id varchar(255) ${nopad} primary key, ${columns.replace('amount bigint', 'amount double')})`,
        /"amount" has changed its type/,
      ],
      [
        'has a column that must not be absent',
        `create table counter (id varchar(255) ${nopad} primary key, ${columns}, x int not null)`,
        /"x" of someone else must not be absent/,
      ],
      [
        'has another index under the same name',
        `create table counter (id varchar(255) ${nopad} primary key, ${columns}, key counter_note (amount))`,
        /"note"/,
      ],
    ])('that %s is refused and left as it is', async (_what, sql, problem) => {
      await place.tell(sql);
      const before = await place.tell('show create table counter');
      const store = await open();
      await expect(store.migrate([counters])).rejects.toMatchObject({
        code: 'STORE_TABLE_INVALID',
        details: { table: 'counter', problem: said(problem) },
      });
      expect(await place.tell('show create table counter')).toEqual(before);
    });

    it('may have columns, indexes and defaults of the host’s own', async () => {
      await place.tell(
        `create table counter (id varchar(300) ${nopad} primary key, ${columns}, x int, y int not null default 5, z varchar(9) as (id), key mine (x))`,
      );
      const store = await openReady();
      expect(await store.commit([insert('a', { note: 'n' })])).toEqual({ ok: true });
    });

    it('that gains an index keeps its text, and is read in the order of it', async () => {
      const store = await openReady();
      const bodies = ['b', `${'a'.repeat(254)}2`, `${'a'.repeat(254)}1`];
      for (const [at, body] of bodies.entries()) await store.commit([insert(`r${at}`, { body })]);
      const indexed: TableSpec = { ...counters, indexes: { ...counters.indexes, body: ['body'] } };
      await store.migrate([indexed]);
      const [rows = []] = await store.read([
        { get: 'rows', table: 'counter', index: 'body', prefix: [], limit: 9, after: [`${'a'.repeat(254)}0`] },
      ]);
      expect(rows.map(({ id }) => id)).toEqual(['r2', 'r1', 'r0']);
      // It holds as much as in a database that is created today.
      await expect(store.commit([insert('x', { body: 'a'.repeat(256) })])).rejects.toMatchObject({
        code: 'STORAGE_SQL_TEXT_TOO_LONG',
      });
    });

    it('with text that is too long for an index which it is to gain is refused, and nothing is cut', async () => {
      const store = await openReady();
      const body = 'a'.repeat(300);
      await store.commit([insert('a', { body })]);
      const indexed: TableSpec = { ...counters, indexes: { ...counters.indexes, body: ['body'] } };
      await expect(store.migrate([indexed])).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        details: { problem: said(/Data too long for column 'body'.+\(1406\)/) },
      });
      expect(await store.read([row('a')])).toEqual([[{ id: 'a', body, version: 1n }]]);
    });

    it.each(['create table', 'alter table'])(
      'whose migration breaks off after any "%s" is gone on with',
      async (statement) => {
        const wider: TableSpec = {
          ...counters,
          columns: { ...counters.columns, colour: 'text' },
          indexes: { ...counters.indexes, colour: ['colour'] },
        };
        /** Breaks off after the nth such statement, and goes on; answers whether there was one. */
        const breaksOff = async (nth: number): Promise<boolean> => {
          let seen = 0;
          const watch: PoolWatch = {
            after: (sql) => {
              if (sql.startsWith(statement) && ++seen === nth) throw connectionLoss();
            },
          };
          const fragile = await open(watchedPool(pool, watch));
          const migrating = async () => {
            await fragile.migrate([...kernelTables, counters]);
            await fragile.migrate([wider]);
          };
          const [ended] = await Promise.allSettled([migrating()]);
          const store = await open();
          await store.migrate([...kernelTables, wider]);
          expect(await store.commit([insert('a', { colour: 'red' })])).toEqual({ ok: true });
          for (const { name } of [...kernelTables, counters]) await place.tell(`drop table ${name}`);
          return ended.status === 'rejected';
        };
        let breaks = 0;
        while (await breaksOff(breaks + 1)) breaks += 1;
        expect(breaks).toBeGreaterThan(5);
      },
      60_000,
    );

    it('whose key has more columns than InnoDB can enter is refused', async () => {
      const names = Array.from({ length: 60 }, (_, at) => `part_${at}`);
      const wide: TableSpec = {
        name: 'wide',
        rank: 1,
        columns: Object.fromEntries(names.map((name) => [name, 'text'])),
        key: names,
      };
      await expect((await open()).migrate([wide])).rejects.toMatchObject({ code: 'STORE_TABLE_INVALID' });
    });

    it('with twelve texts in its key and eight in an index is created, and holds what it says', async () => {
      const names = Array.from({ length: 12 }, (_, at) => `part_${at}`);
      const wide: TableSpec = {
        name: 'wide',
        rank: 1,
        columns: { ...Object.fromEntries(names.map((name) => [name, 'text'])), serial: 'bigint', mark: 'bytes' },
        key: [...names, 'serial'],
        indexes: { back: [...names.slice(0, 8).toReversed(), 'mark'] },
      };
      const store = await open();
      await store.migrate([wide]);
      await store.migrate([wide]);
      const parts = Object.fromEntries(names.map((name) => [name, '字'.repeat(63)]));
      const wideRow: Operation = {
        op: 'insert',
        table: 'wide',
        row: { ...parts, serial: 1n, mark: new Uint8Array(255) },
      };
      expect(await store.commit([wideRow])).toEqual({ ok: true });
      const longer: Operation = {
        op: 'insert',
        table: 'wide',
        row: { ...parts, serial: 2n, mark: new Uint8Array(256) },
      };
      await expect(store.commit([longer])).rejects.toMatchObject({
        code: 'STORAGE_SQL_BYTES_TOO_LONG',
        details: { column: 'mark', limit: 255, length: 256 },
      });
    });
  });

  describe('the codes of the server', () => {
    const again = 'it is asked again';
    it.each([
      ['ER_LOCK_DEADLOCK', 1213, '40001', again, again],
      ['ER_TRANSACTION_ROLLBACK_DURING_COMMIT', 3101, '40000', again, again],
      ['ER_LOCK_WAIT_TIMEOUT', 1205, 'HY000', again, 'STORE_ANSWER_UNKNOWN'],
      ['ER_CHECKREAD', 1020, 'HY000', again, 'STORE_ANSWER_UNKNOWN'],
      ['ER_TABLE_DEF_CHANGED', 1412, 'HY000', again, 'STORE_ANSWER_UNKNOWN'],
      ['ER_NEED_REPREPARE', 1615, 'HY000', again, 'STORE_ANSWER_UNKNOWN'],
      ['ER_TOO_MANY_CONCURRENT_TRXS', 1637, 'HY000', again, 'STORE_ANSWER_UNKNOWN'],
      ['TiDB: write conflict', 9007, 'HY000', again, again],
      ['ER_DISK_FULL', 1021, 'HY000', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
      ['ER_RECORD_FILE_FULL', 1114, 'HY000', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
      ['ER_QUERY_INTERRUPTED', 1317, '70100', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
      ['ER_CONNECTION_KILLED', 1927, '70100', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
      ['ER_SERVER_SHUTDOWN', 1053, '08S01', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
      ['ER_OPTION_PREVENTS_STATEMENT', 1290, 'HY000', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
      ['ER_ERROR_DURING_COMMIT', 1180, 'HY000', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
      ['ER_BINLOG_STMT_MODE_AND_ROW_ENGINE', 1665, 'HY000', 'STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN'],
    ])('%s (%i, %s) comes to "%s", at COMMIT to "%s"', async (_name, errno, sqlState, during, atCommit) => {
      for (const [pattern, expected] of [
        ['insert', during],
        ['commit', atCommit],
      ] as const) {
        let armed = false;
        const watch: PoolWatch = {
          before: (sql) => {
            if (!armed || !sql.startsWith(pattern)) return;
            armed = false;
            throw serverError(errno, sqlState);
          },
        };
        const store = await openReady(watchedPool(pool, watch));
        armed = true;
        const [answer] = await Promise.allSettled([store.commit([insert(`${errno} ${pattern}`)])]);
        const written = { status: 'fulfilled', value: { ok: true } };
        const told = { status: 'rejected', reason: { code: expected, details: { engine: 'mariadb' } } };
        expect(answer).toMatchObject(expected === again ? written : told);
        expect(armed).toBe(false);
      }
    });

    it('of a server that has become read-only end the connection, so that another may lead elsewhere', async () => {
      let [readOnly, destroyed] = [false, 0];
      const watch: PoolWatch = {
        before: (sql) => {
          if (!readOnly || !sql.startsWith('insert')) return;
          readOnly = false;
          throw serverError(1290);
        },
        destroyed: () => (destroyed += 1),
      };
      const store = await openReady(watchedPool(pool, watch));
      readOnly = true;
      await expect(store.commit([insert('a')])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(destroyed).toBe(1);
      expect(await store.commit([insert('a')])).toEqual({ ok: true });
    });

    it('too many connections are waited for when one is asked for', async () => {
      let refusals = 2;
      const watch: PoolWatch = {
        taking: () => {
          if (refusals-- > 0) throw serverError(1040, '08004');
        },
      };
      const store = await openReady(watchedPool(pool, watch));
      expect(await store.commit([insert('a')])).toEqual({ ok: true });
    });

    it('that are not the server’s are not blamed on it', async () => {
      let broken = false;
      const watch: PoolWatch = {
        before: () => {
          if (broken) throw new RangeError('a bug');
        },
      };
      const store = await openReady(watchedPool(pool, watch));
      broken = true;
      await expect(store.read([row('a')])).rejects.toThrow('a bug');
    });
  });
});
