import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation, Store, TableSpec } from '@jiceng/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWatchedStore, sqliteError, type Interception } from '../../bench/watched-store.ts';

const counters: TableSpec = {
  name: 'counter',
  rank: 1,
  columns: { id: 'text', amount: 'bigint', version: 'bigint' },
  key: ['id'],
};
const insert = (id: string, amount = 0n): Operation => ({
  op: 'insert',
  table: 'counter',
  row: { id, amount, version: 1n },
});
const add = (id: string, amount: bigint, max: bigint): Operation => ({
  op: 'add',
  table: 'counter',
  key: [id],
  add: { amount },
  max: { amount: max },
});

let folder = '';
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-group-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

async function storeWith(interception: Interception = {}): Promise<Store> {
  let watching = false;
  const watched: Interception = {
    before: (step) => {
      if (!watching) return;
      said.push(step.statement.sql);
      interception.before?.(step);
    },
    after: (step) => {
      if (watching) interception.after?.(step);
    },
  };
  const { store } = openWatchedStore({ file: join(folder, 'store.db'), interception: watched });
  await store.migrate([counters]);
  watching = true;
  return store;
}

const times = (sql: string) => said.filter((one) => one === sql).length;
const idsIn = async (store: Store) => {
  const [rows = []] = await store.read([{ get: 'rows', table: 'counter', index: 'key', prefix: [], limit: 1000 }]);
  return rows.map(({ id }) => id);
};

describe('batches that wait together', () => {
  it('share one transaction, each between its savepoints', async () => {
    const store = await storeWith();
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.commit([insert(id)])));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect([times('begin immediate'), times('commit'), times('savepoint batch'), times('release batch')]).toEqual([
      1, 1, 4, 4,
    ]);
    await store.close();
  });

  it('are joined by those that come later in the same turn of the event loop', async () => {
    const store = await storeWith();
    const first = store.commit([insert('a')]);
    const second = Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => store.commit([insert('b')]));
    await Promise.all([first, second]);
    expect(times('commit')).toBe(1);
    await store.close();
  });

  it('do not keep one caller waiting who is alone, and meet again as soon as there are two', async () => {
    const store = await storeWith();
    let turns = 0;
    let counting = true;
    const count = () => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    count();
    for (let at = 0; at < 100; at++) await store.commit([insert(`alone ${at}`)]);
    expect(turns).toBeGreaterThan(10);
    expect(turns).toBeLessThan(30);
    said = [];
    // In turns of their own, as requests of several connections come.
    const request = (id: string) =>
      new Promise((resolve) => void setImmediate(() => resolve(store.commit([insert(id)]))));
    for (let round = 0; round < 20; round++) {
      await Promise.all(['x', 'y', 'z'].map((name) => request(`${name} ${round}`)));
    }
    expect(times('commit')).toBeLessThan(30);
    counting = false;
    await store.close();
  });

  it('need no savepoint when there is only one', async () => {
    const store = await storeWith();
    await store.commit([insert('a')]);
    await store.commit([insert('b')]);
    expect([times('begin immediate'), times('commit'), times('savepoint batch')]).toEqual([2, 2, 0]);
    await store.close();
  });

  it('are split where they are too many for one transaction', async () => {
    const store = await storeWith();
    const results = await Promise.all(Array.from({ length: 300 }, (_, at) => store.commit([insert(`c${at}`)])));
    expect(results.filter(({ ok }) => ok)).toHaveLength(300);
    expect(times('commit')).toBe(3);
    expect(await idsIn(store)).toHaveLength(300);
    await store.close();
  });

  it('see each other in the order in which they came', async () => {
    const store = await storeWith();
    await store.commit([insert('a')]);
    const results = await Promise.all([1n, 2n, 3n].map((amount) => store.commit([add('a', amount, 3n)])));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false]);
    await store.close();
  });
});

describe('a batch that fails', () => {
  it('is rolled back alone, whole, wherever it stands in its group', async () => {
    const store = await storeWith();
    await store.commit([insert('there')]);
    const batches = [[insert('a')], [insert('b'), insert('there')], [insert('c')]];
    expect(await Promise.all(batches.map((batch) => store.commit(batch)))).toEqual([
      { ok: true },
      { ok: false, failed: 1, reason: 'exists' },
      { ok: true },
    ]);
    expect(await idsIn(store)).toEqual(['a', 'c', 'there']);
    await store.close();
  });

  it('by an error of the engine is the only one to get it', async () => {
    const store = await storeWith({
      before: ({ values }) => {
        if (values[0] === 'b') throw sqliteError(10);
      },
    });
    const answers = await Promise.allSettled(['a', 'b', 'c'].map((id) => store.commit([insert(id)])));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE', details: { engine: 'sqlite' } } });
    expect(await idsIn(store)).toEqual(['a', 'c']);
    await store.close();
  });

  it('by an error after which the engine has given up the transaction takes the group with it', async () => {
    let failing = true;
    const store = await storeWith({
      before: ({ statement, values }) => {
        if (failing && (values[0] === 'b' || statement.sql === 'rollback to batch')) throw sqliteError(10);
      },
    });
    const answers = await Promise.allSettled(['a', 'b', 'c'].map((id) => store.commit([insert(id)])));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    failing = false;
    expect(await idsIn(store)).toEqual([]);
    expect(await store.commit([insert('a')])).toEqual({ ok: true });
    await store.close();
  });
});

describe('a COMMIT that fails', () => {
  const failingOnce = (errcode: number, moment: 'before' | 'after'): Interception => {
    let failed = false;
    return {
      [moment]: ({ statement }: { readonly statement: { readonly sql: string } }) => {
        if (failed || statement.sql !== 'commit') return;
        failed = true;
        throw sqliteError(errcode);
      },
    };
  };

  it('by a full disk is an error of the whole group, of which nothing was written', async () => {
    const store = await storeWith(failingOnce(13, 'before'));
    const answers = await Promise.allSettled(['a', 'b'].map((id) => store.commit([insert(id)])));
    for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'STORE_UNAVAILABLE' } });
    expect(await idsIn(store)).toEqual([]);
    await store.close();
  });

  it('by an error of the disk leaves open whether it was written, for the whole group', async () => {
    const store = await storeWith(failingOnce(10, 'after'));
    const answers = await Promise.allSettled(['a', 'b'].map((id) => store.commit([insert(id)])));
    for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'STORE_ANSWER_UNKNOWN' } });
    expect(await idsIn(store)).toEqual(['a', 'b']);
    await store.close();
  });

  it('because somebody holds a lock is tried again', async () => {
    const store = await storeWith(failingOnce(5, 'before'));
    const results = await Promise.all(['a', 'b'].map((id) => store.commit([insert(id)])));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect([times('begin immediate'), times('rollback')]).toEqual([2, 1]);
    await store.close();
  });
});

describe('the engine', () => {
  it('takes the write lock at the beginning of a batch, and none to read', async () => {
    const store = await storeWith();
    await store.commit([insert('a')]);
    await idsIn(store);
    const query = { get: 'row', table: 'counter', key: ['a'] } as const;
    await store.read([query, query]);
    expect(said.filter((sql) => sql.startsWith('begin'))).toEqual(['begin immediate', 'begin deferred']);
    await store.close();
  });

  it('lets others have their turn while somebody reads on and on', async () => {
    const store = await storeWith();
    const order: string[] = [];
    const writing = store.commit([insert('a')]).then(() => order.push('written'));
    for (let read = 1; read <= 100; read++) {
      await idsIn(store);
      order.push('read');
    }
    await writing;
    expect(order.indexOf('written')).toBeLessThan(99);
    await store.close();
  });

  it('has nothing to do for an empty batch or no query', async () => {
    const store = await storeWith();
    expect(await store.commit([])).toEqual({ ok: true });
    expect(await store.read([])).toEqual([]);
    expect(said).toEqual([]);
    await store.close();
  });
});
