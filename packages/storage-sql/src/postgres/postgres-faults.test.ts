import { isJicengError, type Operation, type Store, type TableSpec } from '@jiceng/kernel';
import { allRows } from '@jiceng/testkit';
import { type Pool, type PoolConfig } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contentOf,
  dueAt,
  expectWhole,
  faultTables,
  prepareScenario,
  scenario,
} from '../trials/fault-scenario.fixture.ts';
import { findDatabase, type TestDatabase } from './postgres-server.fixture.ts';
import { openPostgresStore, type PostgresClient, type PostgresQuery } from '../postgres.ts';
import { describeWith } from '../trials/services.fixture.ts';
import { connectionReset, serverError, watchedPool, type Interception } from '../trials/watched-pool.fixture.ts';

const counterTable: TableSpec = {
  name: 'counter',
  rank: 1,
  columns: { id: 'text', amount: 'bigint', version: 'bigint' },
  key: ['id'],
};
const insert = (id: string): Operation => ({
  op: 'insert',
  table: 'counter',
  row: { id, amount: 0n, version: 1n },
});
const isCommit = (text: string): boolean => text === 'commit';
const isInsert = (text: string): boolean => text.startsWith('insert into');

const codeOf = (error: unknown): string => (isJicengError(error) ? error.code : String(error));
const outcomeOf = async (act: Promise<unknown>): Promise<string> => {
  const [ended] = await Promise.allSettled([act]);
  return ended?.status === 'rejected' ? codeOf(ended.reason) : 'answered';
};

/** The number of a connection's process on the server. */
async function processOf(client: PostgresClient): Promise<bigint> {
  const types = { getTypeParser: () => (text: string) => text };
  const { rows } = await client.query({ text: 'select pg_backend_pid()', values: [], rowMode: 'array', types });
  return BigInt(String(rows[0]?.[0]));
}

describeWith('faults of PostgreSQL', await findDatabase(), (database) => {
  afterAll(() => database.remove());
  describe('a fault at every statement', () => {
    everyStatement(database);
  });
  describe('a store on PostgreSQL', () => {
    statedOutcomes(database);
  });
});

type Kind = 'one fault before it' | 'one fault after it' | 'the end of the process before it';

/** Fails at the statement of this number. */
function faultAt(number: number, kind: Kind) {
  const said = { statements: 0, fired: false, armed: false };
  const fire = () => {
    said.fired = true;
    throw connectionReset();
  };
  let chosen: PostgresQuery | undefined;
  const interception: Interception = {
    before: (query) => {
      if (!said.armed) return;
      if (said.fired && kind === 'the end of the process before it') throw connectionReset();
      said.statements += 1;
      if (said.statements !== number) return;
      chosen = query;
      if (kind !== 'one fault after it') fire();
    },
    after: (query) => {
      if (query === chosen) fire();
    },
  };
  return { said, interception };
}

function everyStatement(database: TestDatabase): void {
  /** What fails now; stores are opened once, since they keep nothing but their statements. */
  let current: Interception = {};
  let [faulty, whole]: [Store | undefined, Store | undefined] = [undefined, undefined];
  let pool: Pool | undefined;
  let beginning = '';
  let undisturbed = '';
  let boundaries = 0;

  const opened = (store: Store | undefined): Store => {
    if (store === undefined) throw new RangeError('it was not opened');
    return store;
  };
  const beginAnew = () => database.ask(beginning);

  beforeAll(async () => {
    const schema = await database.schema();
    // What survives a power cut is not asked here.
    pool = database.pool({ options: '-c synchronous_commit=off' });
    const watched = watchedPool(pool, {
      before: (query, client) => current.before?.(query, client),
      after: (query, client) => current.after?.(query, client),
    });
    whole = await openPostgresStore({ pool, schema });
    faulty = await openPostgresStore({ pool: watched, schema });
    await faulty.migrate(faultTables);
    await prepareScenario(whole);
    const tables = faultTables.map(({ name }) => `"${schema}"."${name}"`);
    const copyOf = (table: string): string => table.replace(/"$/, '_before"');
    await database.ask(tables.map((table) => `create table ${copyOf(table)} as table ${table}`).join(';'));
    beginning = tables.map((table) => `delete from ${table}; insert into ${table} table ${copyOf(table)}`).join(';');

    const { said, interception } = faultAt(Number.POSITIVE_INFINITY, 'one fault before it');
    current = interception;
    said.armed = true;
    await scenario(faulty, dueAt);
    current = {};
    boundaries = said.statements;
    await expectWhole(whole);
    undisturbed = await contentOf(whole);
    await scenario(whole, dueAt);
    expect(await contentOf(whole)).toBe(undisturbed);
  }, 60_000);

  it.each<Kind>(['one fault before it', 'one fault after it', 'the end of the process before it'])(
    '%s leaves everything whole, and ends the same when it is asked for again',
    async (kind) => {
      let number = 1;
      for (let fired = true; fired; number++) {
        await beginAnew();
        const { said, interception } = faultAt(number, kind);
        current = interception;
        said.armed = true;
        // What the caller was told does not count here, only what stands in the database.
        await Promise.allSettled([scenario(opened(faulty), dueAt)]);
        fired = said.fired;
        current = {};
        const store = opened(whole);
        await expectWhole(store);
        // A timer that failed waits a while before it is tried again.
        await scenario(store, '2026-03-02T09:00:00.000Z');
        expect(await contentOf(store)).toBe(undisturbed);
      }
      // Commits that race take a few statements more or less.
      expect(number).toBeGreaterThan(boundaries * 0.9);
      expect(boundaries).toBeGreaterThan(100);
      expect(pool?.waitingCount).toBe(0);
    },
    240_000,
  );

  it('covers every statement of batches, reads and races', () => {
    process.stdout.write(`statement boundaries on PostgreSQL with a fault: ${boundaries}\n`);
    expect(boundaries).toBeGreaterThan(100);
  });
}

function statedOutcomes(database: TestDatabase): void {
  const openStore = async (interception: Interception = {}, more: PoolConfig = {}) => {
    const schema = await database.schema();
    const pool = database.pool(more);
    const watch = { armed: false };
    const when = (act: Interception['before']): Interception['before'] =>
      act === undefined ? undefined : (query, client) => (watch.armed ? act(query, client) : undefined);
    const { before, after } = { before: when(interception.before), after: when(interception.after) };
    const watched = watchedPool(pool, {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
    const store = await openPostgresStore({ pool: watched, schema, waitMs: 300 });
    await store.migrate([counterTable]);
    watch.armed = true;
    const ids = async () => {
      watch.armed = false;
      return (await allRows(store, counterTable)).map(({ id }) => id);
    };
    return { store, schema, pool, ids };
  };
  const kill = async (client: PostgresClient): Promise<void> => {
    const process = await processOf(client);
    await database.ask('select pg_terminate_backend($1)', [process]);
    for (let there = 1; there > 0;) {
      there = (await database.ask('select 1 from pg_stat_activity where pid = $1', [process])).length;
    }
  };

  it('says that nothing was written when the connection ends before COMMIT, and keeps no broken connection', async () => {
    const { store, ids, pool } = await openStore({
      before: async ({ text }, client) => {
        if (isInsert(text)) await kill(client);
      },
    });
    expect(await outcomeOf(store.commit([insert('a')]))).toBe('STORE_UNAVAILABLE');
    expect(pool.totalCount).toBe(0);
    expect(await ids()).toEqual([]);
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
  });

  it('does not know when the connection ends before COMMIT is answered', async () => {
    const { store, ids, pool } = await openStore({
      before: async ({ text }, client) => {
        if (isCommit(text)) await kill(client);
      },
    });
    expect(await outcomeOf(store.commit([insert('a')]))).toBe('STORE_ANSWER_UNKNOWN');
    expect(pool.totalCount).toBe(0);
    expect(await ids()).toEqual([]);
  });

  it('does not know when the server is killed while it commits', async () => {
    const { store, schema, ids } = await openStore();
    // A deferred constraint of the host's, which takes its time at COMMIT.
    await database.ask(`create function "${schema}".slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(20); return null; end $$;
      create constraint trigger slow after insert on "${schema}".counter deferrable initially deferred
      for each row execute function "${schema}".slow()`);
    const committing = outcomeOf(store.commit([insert('a')]));
    const sleeping = `select pid from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`;
    let killed = 0;
    while (killed === 0) {
      const found = await database.ask(`select pg_terminate_backend(pid) from (${sleeping}) found`);
      killed = found.length;
    }
    expect(await committing).toBe('STORE_ANSWER_UNKNOWN');
    expect(await ids()).toEqual([]);
  });

  it('does not know when the answer to COMMIT is lost, and it was written', async () => {
    const { store, ids } = await openStore({
      after: ({ text }) => {
        if (isCommit(text)) throw connectionReset();
      },
    });
    expect(await outcomeOf(store.commit([insert('a')]))).toBe('STORE_ANSWER_UNKNOWN');
    expect(await ids()).toEqual(['a']);
  });

  it('finds out when the server rolls back at COMMIT without an error', async () => {
    const { store, ids } = await openStore({
      before: async ({ text }, client) => {
        // As if a statement had failed and nobody had noticed.
        if (isCommit(text)) await client.query({ text: 'select 1 / 0' }).catch(() => undefined);
      },
    });
    expect(await outcomeOf(store.commit([insert('a')]))).toBe('STORE_UNAVAILABLE');
    expect(await ids()).toEqual([]);
  });

  it('says that nothing was written when a deferred constraint of the host refuses at COMMIT', async () => {
    const { store, schema, ids } = await openStore();
    await database.ask(
      `alter table "${schema}".counter add constraint once unique (amount) deferrable initially deferred`,
    );
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
    expect(await outcomeOf(store.commit([insert('b')]))).toBe('STORE_UNAVAILABLE');
    expect(await ids()).toEqual(['a']);
  });

  it.each([
    ['the disk is full', '53100'],
    ['memory is short', '53200'],
    ['it is cancelled by somebody else', '57014'],
    ['the server shuts down', '57P01'],
    ['another server has crashed', '57P02'],
    ['the database is read only', '25006'],
  ])('says that nothing was written when %s before COMMIT (%s)', async (_what, sqlState) => {
    const { store, ids } = await openStore({
      before: ({ text }) => {
        if (isInsert(text)) throw serverError(sqlState);
      },
    });
    expect(await outcomeOf(store.commit([insert('a')]))).toBe('STORE_UNAVAILABLE');
    expect(await ids()).toEqual([]);
  });

  it.each([
    ['the disk is full', '53100', 'STORE_ANSWER_UNKNOWN'],
    ['memory is short', '53200', 'STORE_ANSWER_UNKNOWN'],
    ['the server shuts down', '57P01', 'STORE_ANSWER_UNKNOWN'],
    ['something breaks', 'XX000', 'STORE_ANSWER_UNKNOWN'],
    ['it is cancelled', '57014', 'STORE_UNAVAILABLE'],
    ['a constraint refuses', '23503', 'STORE_UNAVAILABLE'],
  ])('tells what is known when %s at COMMIT (%s)', async (_what, sqlState, outcome) => {
    const { store } = await openStore({
      before: ({ text }) => {
        if (isCommit(text)) throw serverError(sqlState);
      },
    });
    expect(await outcomeOf(store.commit([insert('a')]))).toBe(outcome);
  });

  it.each([
    ['a serialisation failure', '40001', isCommit],
    ['a deadlock', '40P01', isInsert],
    ['a lock that was not to be had', '55P03', isInsert],
    ['a prepared statement that somebody has thrown away', '26000', isInsert],
  ])('asks again after %s (%s), and gives up when its time is over', async (_what, sqlState, isMoment) => {
    let left = 3;
    const interception: Interception = {
      before: ({ text }) => {
        if (isMoment(text) && left-- > 0) throw serverError(sqlState);
      },
    };
    const { store, ids } = await openStore(interception);
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
    left = Number.POSITIVE_INFINITY;
    expect(await outcomeOf(store.commit([insert('b')]))).toBe('STORE_UNAVAILABLE');
    expect(await ids()).toEqual(['a']);
  });

  it('really prepares anew what the host has deallocated', async () => {
    const { store, pool } = await openStore({}, { max: 1 });
    const read = () => store.read([{ get: 'row', table: 'counter', key: ['a'] }]);
    await store.commit([insert('a')]);
    const [before] = await read();
    await pool.query('deallocate all');
    expect((await read())[0]).toEqual(before);
  });

  it('waits for a row that somebody else holds no longer than it was told to', async () => {
    const { store, schema } = await openStore();
    await store.commit([insert('a')]);
    const host = await database.pool().connect();
    await host.query('begin');
    await host.query(`select * from "${schema}".counter for update`);
    const add = store.commit([{ op: 'add', table: 'counter', key: ['a'], add: { amount: 1n } }]);
    expect(await outcomeOf(add)).toBe('STORE_UNAVAILABLE');
    await host.query('rollback');
    host.release();
    const again = store.commit([{ op: 'add', table: 'counter', key: ['a'], add: { amount: 1n } }]);
    expect(await again).toEqual({ ok: true });
  });

  it('waits for a connection of the pool no longer than it was told to, and gives back one that comes late', async () => {
    const { store, pool } = await openStore({}, { max: 1 });
    const host = await pool.connect();
    expect(await outcomeOf(store.commit([insert('a')]))).toBe('STORE_UNAVAILABLE');
    expect(await outcomeOf(store.now())).toBe('STORE_UNAVAILABLE');
    host.release();
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
  });

  it('goes on after the server has closed the connections that nobody used', async () => {
    const { store, pool, ids } = await openStore();
    await Promise.all(['a', 'b', 'c'].map((id) => store.commit([insert(id)])));
    await database.ask('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
    while (pool.totalCount > 0) await new Promise((resolve) => void setImmediate(resolve));
    expect(await store.commit([insert('d')])).toEqual({ ok: true });
    expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells a failed read and a failed migration as its own errors, and leaves the host its pool', async () => {
    const { store, pool } = await openStore({
      before: ({ text }) => {
        if (text.startsWith('select')) throw connectionReset();
      },
    });
    expect(await outcomeOf(store.read([{ get: 'row', table: 'counter', key: ['a'] }]))).toBe('STORE_UNAVAILABLE');
    expect(await outcomeOf(store.migrate([counterTable]))).toBe('STORE_UNAVAILABLE');
    expect(await outcomeOf(store.now())).toBe('STORE_UNAVAILABLE');
    await store.close();
    expect(await outcomeOf(pool.query('select 1'))).toBe('answered');
  });

  it('answers everything it was given before it closes', async () => {
    const { store, pool } = await openStore();
    const given = Promise.all(Array.from({ length: 30 }, (_, at) => store.commit([insert(`c${at}`)])));
    await store.close();
    expect((await given).filter(({ ok }) => ok)).toHaveLength(30);
    expect(pool.totalCount).toBe(pool.idleCount);
  });
}
