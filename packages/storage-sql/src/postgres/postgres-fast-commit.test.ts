import { createMemoryStore, isJicengError, type Operation, type Store } from '@jiceng/kernel';
import { contractFor, storeContent } from '@jiceng/testkit';
import { fc } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import { anyBatch, anyTables, knownRows, outcomeOf } from '../trials/any-batch.fixture.ts';
import { findDatabase, openWithPool, placesIn, type TestDatabase } from './postgres-server.fixture.ts';
import type { PostgresClient, PostgresPool, PostgresQuery } from '../postgres.ts';
import { describeWith } from '../trials/services.fixture.ts';

const database = await findDatabase();
afterAll(async () => {
  if ('service' in database) await database.service.remove();
});

const account = (id: string, more: object = {}): Operation => ({
  op: 'insert',
  table: 'account',
  row: { id, version: 1n, ...more },
});
const addTo = (id: string, amount: bigint): Operation => ({
  op: 'add',
  table: 'account',
  key: [id],
  add: { amount },
  min: { amount: 0n },
});

/** What the store sent on its connections. */
interface Watched {
  readonly store: Store;
  readonly texts: string[];
}

/** A pool whose connections are told what happens to each text before it is sent. */
function watching(pool: PostgresPool, before: (text: string, client: PostgresClient) => void): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect();
      return {
        query: (query: PostgresQuery) => {
          before(query.text, client);
          return client.query(query);
        },
        release: (error) => client.release(error),
        on: (event, listener) => client.on(event, listener),
        off: (event, listener) => client.off(event, listener),
      };
    },
  };
}

describeWith('PostgreSQL, batches by stored functions', database, (server: TestDatabase) => {
  const factory = placesIn(server, { storedFunctions: true });

  const openWatched = async (schema: string): Promise<Watched> => {
    const texts: string[] = [];
    const pool = server.pool();
    const watched = watching(pool, (text) => void texts.push(text));
    const store = await openWithPool(pool, { schema, storedFunctions: true }, watched);
    await store.migrate(anyTables);
    return { store, texts };
  };
  const functionsIn = async (schema: string): Promise<number> => {
    const rows = await server.ask(
      `select proname from pg_proc where pronamespace = $1::regnamespace and proname like 'jiceng\\_batch\\_%'`,
      [schema],
    );
    return rows.length;
  };

  describe('keeps the contract', () => {
    it.each(contractFor(factory).cases)('$name', async (one) => {
      await expect(one.run(factory)).resolves.toBeUndefined();
    });
  });

  it('gives the answers of the memory store to any batch, as the statements do, and ends with the same content', async () => {
    const schemas = [await server.schema(), await server.schema()];
    const [fastPool, plainPool] = [server.pool(), server.pool()];
    const fast = await openWithPool(fastPool, { schema: schemas[0] ?? '', storedFunctions: true });
    const plain = await openWithPool(plainPool, { schema: schemas[1] ?? '' });
    for (const store of [fast, plain]) await store.migrate(anyTables);
    await fc.assert(
      fc.asyncProperty(fc.array(anyBatch, { maxLength: 8 }), async (batches) => {
        const memory = createMemoryStore();
        await memory.migrate(anyTables);
        for (const schema of schemas) {
          for (const { name } of anyTables) await server.ask(`delete from ${schema}.${name}`);
        }
        for (const store of [memory, fast, plain]) await store.commit(knownRows);
        for (const one of batches) {
          const wanted = await outcomeOf(memory.commit(one));
          expect(await outcomeOf(fast.commit(one))).toEqual(wanted);
          expect(await outcomeOf(plain.commit(one))).toEqual(wanted);
        }
        const content = await storeContent(memory, anyTables);
        expect(await storeContent(fast, anyTables)).toBe(content);
        expect(await storeContent(plain, anyTables)).toBe(content);
      }),
      { numRuns: 60 },
    );
    await fast.close();
    await plain.close();
  }, 60_000);

  it('commits a batch by one call, whose function is created once for its shape', async () => {
    const schema = await server.schema();
    const { store, texts } = await openWatched(schema);
    await store.commit([account('a', { amount: 5n }), account('b', { amount: 5n })]);
    await store.commit([addTo('a', -1n), addTo('b', 1n)]);
    texts.length = 0;
    await store.commit([addTo('b', -2n), addTo('a', 2n)]);
    expect(texts).toEqual([expect.stringMatching(/^select ".*"\.jiceng_batch_[0-9a-f]{32}\(/)]);
    expect(await functionsIn(schema)).toBe(2);
    await store.close();
  });

  it('creates again what somebody has dropped', async () => {
    const schema = await server.schema();
    const { store } = await openWatched(schema);
    await store.commit([account('a', { amount: 5n })]);
    const functions = await server.ask(
      `select oid::regprocedure::text as signature from pg_proc where pronamespace = $1::regnamespace`,
      [schema],
    );
    for (const { signature } of functions) await server.ask(`drop function ${String(signature)}`);
    expect(await functionsIn(schema)).toBe(0);
    expect(await store.commit([account('b', { amount: 5n })])).toEqual({ ok: true });
    expect(await functionsIn(schema)).toBe(1);
    await store.close();
  });

  it('is asked twice only where a precondition stops it, and then says which', async () => {
    const schema = await server.schema();
    const { store, texts } = await openWatched(schema);
    await store.commit([account('a', { amount: 5n }), account('b', { amount: 5n })]);
    await store.commit([addTo('a', -1n), addTo('b', 1n)]);
    texts.length = 0;
    expect(await store.commit([addTo('a', 1n), addTo('b', -7n)])).toEqual({ ok: false, failed: 1, reason: 'bound' });
    expect(texts.filter((text) => text.startsWith('select'))).toHaveLength(2);
    expect(texts.at(-1)).toBe('rollback');
    expect(await store.commit([account('c'), account('b')])).toEqual({ ok: false, failed: 1, reason: 'exists' });
    await store.close();
  });

  it('goes on statement by statement where it may create no function', async () => {
    const schema = await server.schema();
    const owner = await openWithPool(server.pool(), { schema });
    await owner.migrate(anyTables);
    await owner.close();
    const role = `${schema}_clerk`;
    await server.ask(`create role ${role} login password 'jiceng'`);
    const url = new URL(server.url);
    [url.username, url.password] = [role, 'jiceng'];
    await server.ask(`grant usage on schema ${schema} to ${role}`);
    await server.ask(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
    const store = await openWithPool(server.pool({ connectionString: url.toString() }), {
      schema,
      storedFunctions: true,
    });
    await store.migrate(anyTables);
    expect(await store.commit([account('a', { amount: 5n })])).toEqual({ ok: true });
    expect(await store.commit([addTo('a', -9n)])).toEqual({ ok: false, failed: 0, reason: 'bound' });
    expect(await functionsIn(schema)).toBe(0);
    await store.close();
    await server.ask(`drop owned by ${role}; drop role ${role}`);
  });

  it('writes a batch with more values than a function takes, and one with none', async () => {
    const { store } = await openWatched(await server.schema());
    const many = Array.from({ length: 60 }, (_, at) => account(`n${at}`, { name: `${at}`, amount: BigInt(at) }));
    expect(await store.commit(many)).toEqual({ ok: true });
    expect(await store.commit([])).toEqual({ ok: true });
    await store.close();
  });

  it('lets many processes create the same function at once', async () => {
    const schema = await server.schema();
    const stores = await Promise.all(
      Array.from({ length: 6 }, () => openWithPool(server.pool({ max: 2 }), { schema, storedFunctions: true })),
    );
    for (const store of stores) await store.migrate(anyTables);
    const results = await Promise.all(stores.map((store, at) => store.commit([account(`p${at}`)])));
    expect(results).toEqual(stores.map(() => ({ ok: true })));
    expect(await functionsIn(schema)).toBe(1);
    for (const store of stores) await store.close();
  });

  it('waits for a lock only as long as it was told to', async () => {
    const schema = await server.schema();
    const store = await openWithPool(server.pool(), { schema, storedFunctions: true, waitMs: 200 });
    await store.migrate(anyTables);
    await store.commit([account('a', { amount: 5n })]);
    await store.commit([addTo('a', 1n)]);
    const other = await server.pool().connect();
    await other.query(`begin; select 1 from ${schema}.account where id = 'a' for update`);
    await expect(store.commit([addTo('a', 1n)])).rejects.toSatisfy((error) =>
      isJicengError(error, 'STORE_UNAVAILABLE'),
    );
    await other.query('rollback');
    other.release();
    expect(await store.commit([addTo('a', 1n)])).toEqual({ ok: true });
    await store.close();
  });

  it('does not know what came of a call whose connection was cut', async () => {
    const schema = await server.schema();
    const pool = server.pool();
    let cutting = false;
    const cut = watching(pool, (text, client) => {
      if (!cutting || !text.includes('jiceng_batch_')) return;
      cutting = false;
      // Sent before the call on the same connection: the server ends it while the call is on its way.
      void client.query({ text: 'select pg_terminate_backend(pg_backend_pid())' }).catch(() => undefined);
    });
    const store = await openWithPool(pool, { schema, storedFunctions: true }, cut);
    await store.migrate(anyTables);
    await store.commit([account('a', { amount: 5n })]);
    await store.commit([addTo('a', 1n)]);
    cutting = true;
    await expect(store.commit([addTo('a', 1n)])).rejects.toSatisfy((error) =>
      isJicengError(error, 'STORE_ANSWER_UNKNOWN'),
    );
    expect(await store.commit([addTo('a', 1n)])).toEqual({ ok: true });
    await store.close();
  });
});
