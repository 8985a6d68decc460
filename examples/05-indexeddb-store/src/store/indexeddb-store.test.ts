import { isJicengError, type Operation, type Row, type Store, type TableSpec, type Value } from '@jiceng/kernel';
import { forceCloseDatabase } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createMemoryPlatform } from '../memory-platform.ts';
import { deleteDatabase, openIndexedDbStore, type IndexedDbOptions, type IndexedDbPlatform } from './index.ts';

const noteTable: TableSpec = {
  name: 'note',
  rank: 1,
  columns: { id: 'text', words: 'text', amount: 'bigint', version: 'bigint' },
  key: ['id'],
};
/** As a newer version of the program declares it. */
const newerTable: TableSpec = {
  ...noteTable,
  columns: { ...noteTable.columns, colour: 'text' },
  indexes: { amount: ['amount'] },
};

const note = (id: string, more: Row = {}): Operation => ({
  op: 'insert',
  table: 'note',
  row: { id, version: 1n, ...more },
});
const name = 'notes';

function place(): {
  readonly platform: IndexedDbPlatform;
  readonly open: (more?: Partial<IndexedDbOptions>) => Promise<Store>;
} {
  const platform = createMemoryPlatform();
  return { platform, open: (more) => openIndexedDbStore({ name, platform, ...more }) };
}

async function ids(store: Store, index = 'key'): Promise<readonly unknown[]> {
  const [rows = []] = await store.read([{ get: 'rows', table: 'note', index, prefix: [], limit: 100 }]);
  return rows.map(({ id }) => id);
}

async function rowOf(store: Store, id: string): Promise<Row | undefined> {
  const [[row] = []] = await store.read([{ get: 'row', table: 'note', key: [id] }]);
  return row;
}

/** The database as another program sees it. */
function openRaw(
  { indexedDB }: IndexedDbPlatform,
  version?: number,
  make?: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.addEventListener('upgradeneeded', () => make?.(opening.result));
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error));
  });
}

async function putRaw(platform: IndexedDbPlatform, table: string, value: unknown): Promise<void> {
  const database = await openRaw(platform);
  const transaction = database.transaction([table], 'readwrite');
  transaction.objectStore(table).put(value);
  await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  database.close();
}

/** The same platform, whose databases are opened in another way. */
function openedBy(platform: IndexedDbPlatform, open: IDBFactory['open']): IndexedDbPlatform {
  const { indexedDB } = platform;
  const other: IDBFactory = {
    cmp: (a, b) => indexedDB.cmp(a, b),
    databases: () => indexedDB.databases(),
    deleteDatabase: (one) => indexedDB.deleteDatabase(one),
    open,
  };
  return { ...platform, indexedDB: other };
}

/** A store whose connection the browser can be made to close. */
async function closable() {
  const { platform, open } = place();
  const opened: IDBDatabase[] = [];
  const noting = openedBy(platform, (one, version) => {
    const opening = platform.indexedDB.open(one, version);
    opening.addEventListener('success', () => opened.push(opening.result));
    return opening;
  });
  const store = await open({ platform: noting });
  await store.migrate([noteTable]);
  const forceClose = (): void => {
    // @ts-expect-error [ts2345] -- its types ask for the class where it takes an object of it
    for (const database of opened) forceCloseDatabase(database);
  };
  return { platform, store, forceClose };
}

/** Lets every transaction that writes fail after its last request has succeeded, as a full disk does. */
function abortLate(database: IDBDatabase): void {
  const begin = database.transaction.bind(database);
  const value = (tables: string[], mode?: IDBTransactionMode): IDBTransaction => {
    const transaction = begin(tables, mode);
    const [first] = tables;
    if (mode !== 'readwrite' || first === undefined) return transaction;
    const store = transaction.objectStore(first);
    const put = store.put.bind(store);
    const late = (row: unknown): IDBRequest<IDBValidKey> => {
      const request = put(row);
      request.addEventListener('success', () => transaction.abort());
      return request;
    };
    Object.defineProperty(store, 'put', { value: late });
    return transaction;
  };
  Object.defineProperty(database, 'transaction', { value });
}

const unavailable = (problem: string) => ({ code: 'STORE_UNAVAILABLE', details: { engine: 'indexeddb', problem } });

describe('what a store says of itself', () => {
  it.each([
    [{ durability: 'strict', volatile: false }, 'power'],
    [{ durability: 'relaxed', volatile: false }, 'process'],
    [{ durability: 'strict', volatile: true }, 'none'],
  ] as const)('with %o, survives: %s', async ({ durability, volatile }, survives) => {
    const platform = { ...createMemoryPlatform(), volatile };
    const store = await openIndexedDbStore({ name, platform, durability });
    expect(store.info).toEqual({
      engine: 'indexeddb',
      durability: survives,
      multiProcess: true,
      joined: false,
      positions: 'inline',
    });
    await store.close();
  });

  it('is modest where the browser does not know how to flush', async () => {
    const memory = createMemoryPlatform();
    const forgetful = openedBy(memory, (one, version) => {
      const opening = memory.indexedDB.open(one, version);
      opening.addEventListener('success', () => {
        const { result } = opening;
        const begin = result.transaction.bind(result);
        const value = (tables: string[], mode?: IDBTransactionMode) => begin(tables, mode);
        Object.defineProperty(result, 'transaction', { value });
      });
      return opening;
    });
    const store = await openIndexedDbStore({ name, platform: { ...forgetful, volatile: false } });
    expect(store.info.durability).toBe('process');
    await store.close();
  });
});

describe('a place that cannot be had', () => {
  it('is said where there is no IndexedDB at all', async () => {
    await expect(openIndexedDbStore({ name })).rejects.toMatchObject(unavailable('there is no IndexedDB here'));
  });

  it('is said where the browser allows no storage', async () => {
    const forbidden = openedBy(createMemoryPlatform(), () => {
      throw new DOMException('denied', 'SecurityError');
    });
    await expect(openIndexedDbStore({ name, platform: forbidden })).rejects.toMatchObject(
      unavailable('the browser allows no storage here'),
    );
  });

  it('is left alone when it belongs to another program', async () => {
    const { platform, open } = place();
    const theirs = await openRaw(platform, 3, (database) => database.createObjectStore('theirs'));
    theirs.close();
    await expect(open()).rejects.toMatchObject(
      unavailable('the database belongs to another program, or to a newer version of this one'),
    );
    const after = await openRaw(platform);
    expect([after.version, ...after.objectStoreNames]).toEqual([3, 'theirs']);
  });
});

describe('several tabs', () => {
  it('go on working when one of them adds a table', async () => {
    const { open } = place();
    const [older, newer] = [await open(), await open()];
    await older.migrate([noteTable]);
    const writing = older.commit([note('before')]);
    await newer.migrate([newerTable]);
    expect(await writing).toEqual({ ok: true });
    expect(await older.commit([note('after')])).toEqual({ ok: true });
    expect(await ids(newer)).toEqual(['after', 'before']);
  });

  it('of an older version write rows that the indexes of a newer one find', async () => {
    const { open } = place();
    const [older, newer] = [await open(), await open()];
    await older.migrate([noteTable]);
    await older.commit([note('early', { amount: 2n })]);
    await newer.migrate([newerTable]);
    await older.commit([note('late', { amount: 1n })]);
    expect(await ids(newer, 'amount')).toEqual(['late', 'early']);
    await expect(ids(older, 'amount')).rejects.toMatchObject({ code: 'STORE_BATCH_INVALID' });
  });

  it('of an older version neither see nor lose what only a newer one has declared', async () => {
    const { open } = place();
    const [older, newer] = [await open(), await open()];
    await older.migrate([noteTable]);
    await newer.migrate([newerTable]);
    await newer.commit([note('a', { colour: 'red', words: 'old' })]);
    await older.commit([{ op: 'update', table: 'note', key: ['a'], ifVersion: 1n, set: { words: 'new' } }]);
    expect(await rowOf(older, 'a')).toEqual({ id: 'a', words: 'new', version: 2n });
    expect(await rowOf(newer, 'a')).toEqual({ id: 'a', words: 'new', version: 2n, colour: 'red' });
  });

  it('may each add another table at once', async () => {
    const { open } = place();
    const stores = await Promise.all([open(), open(), open(), open()]);
    const tables = stores.map((_, at): TableSpec => ({ ...noteTable, name: `note${at}` }));
    await Promise.all(stores.map((store, at) => store.migrate(tables.slice(at, at + 1))));
    const all = await open();
    await all.migrate(tables);
    const rows = await all.read(tables.map((table) => ({ get: 'row', table: table.name, key: ['x'] })));
    expect(rows).toEqual([[], [], [], []]);
  });

  it('that do not let go are waited for, not for ever, and a table that was given up does not come later', async () => {
    const { platform, open } = place();
    const store = await open({ waitMs: 200 });
    const stubborn = await openRaw(platform);
    await expect(store.migrate([noteTable])).rejects.toMatchObject(
      unavailable('another tab kept it from opening for 200 ms'),
    );
    stubborn.close();
    await store.migrate([]);
    const after = await openRaw(platform);
    expect([...after.objectStoreNames]).toEqual(['jiceng#tables/1']);
    after.close();
    await store.migrate([noteTable]);
    expect(await store.commit([note('a')])).toEqual({ ok: true });
  });
});

describe('a database that is taken away', () => {
  it('is not made again in silence: every later call is refused, and opening anew begins anew', async () => {
    const { platform, open } = place();
    const [store, idle] = [await open(), await open()];
    await store.migrate([noteTable]);
    await idle.migrate([noteTable]);
    const given = store.commit([note('a')]);
    await deleteDatabase(name, platform);
    expect(await given).toEqual({ ok: true });
    for (const one of [store, idle]) {
      await expect(one.commit([note('b')])).rejects.toMatchObject(unavailable('the database was deleted'));
      await expect(ids(one)).rejects.toMatchObject(unavailable('the database was deleted'));
      await expect(one.migrate([noteTable])).rejects.toMatchObject(unavailable('the database was deleted'));
      await one.close();
    }
    expect(await platform.indexedDB.databases()).toEqual([]);
    const next = await open();
    await next.migrate([noteTable]);
    expect(await ids(next)).toEqual([]);
  });

  it('and made anew by somebody else is another one: who had the old one writes nothing into it', async () => {
    const { platform, open } = place();
    const store = await open();
    await store.migrate([noteTable]);
    await deleteDatabase(name, platform);
    const next = await open();
    await next.migrate([noteTable]);
    await expect(store.commit([note('b')])).rejects.toMatchObject(unavailable('the database was deleted'));
    expect(await ids(next)).toEqual([]);
  });

  it('by the browser, with the connection, is opened again when it is still there', async () => {
    const { store, forceClose } = await closable();
    expect(await store.commit([note('a')])).toEqual({ ok: true });
    forceClose();
    expect(await ids(store)).toEqual(['a']);
    expect(await store.commit([note('b')])).toEqual({ ok: true });
  });

  it('by the browser, with all it held, is not made again either', async () => {
    const { platform, store, forceClose } = await closable();
    forceClose();
    await deleteDatabase(name, platform);
    await expect(store.commit([note('a')])).rejects.toMatchObject(unavailable('the database was deleted'));
    expect(await platform.indexedDB.databases()).toEqual([]);
  });
});

describe('a batch', () => {
  it('belongs to the store as soon as it is given, before it is answered', async () => {
    const { open } = place();
    const store = await open();
    const table: TableSpec = { name: 'photo', rank: 1, columns: { id: 'text', photo: 'bytes' }, key: ['id'] };
    await store.migrate([table]);
    const row: Record<string, Value> = { id: 'a', photo: Uint8Array.of(1, 2, 3) };
    const given = store.commit([{ op: 'insert', table: 'photo', row }]);
    if (row['photo'] instanceof Uint8Array) row['photo'].fill(9);
    row['id'] = 'b';
    expect(await given).toEqual({ ok: true });
    expect(await store.read([{ get: 'row', table: 'photo', key: ['a'] }])).toEqual([
      [{ id: 'a', photo: Uint8Array.of(1, 2, 3) }],
    ]);
  });

  it('that the browser takes back while it writes is not answered as done', async () => {
    const { platform, open } = place();
    const store = await open({
      platform: openedBy(platform, (one, version) => {
        const opening = platform.indexedDB.open(one, version);
        opening.addEventListener('success', () => abortLate(opening.result));
        return opening;
      }),
    });
    await store.migrate([noteTable]);
    await expect(store.commit([note('a')])).rejects.toMatchObject({ code: 'STORE_ANSWER_UNKNOWN' });
    expect(await ids(store)).toEqual([]);
  });

  it('may copy from a table that it does not write', async () => {
    const { open } = place();
    const store = await open();
    await store.migrate([noteTable, { ...noteTable, name: 'other' }]);
    await store.commit([note('a', { words: 'copied' })]);
    const copy = { words: { table: 'note', key: ['a'], column: 'words' } };
    expect(await store.commit([{ op: 'insert', table: 'other', row: { id: 'b' }, copy }])).toEqual({ ok: true });
    const [[row] = []] = await store.read([{ get: 'row', table: 'other', key: ['b'] }]);
    expect(row?.['words']).toBe('copied');
  });
});

describe('a query', () => {
  it('whose bounds meet or cross is answered with nothing, not with an error', async () => {
    const { open } = place();
    const store = await open();
    await store.migrate([noteTable]);
    await store.commit(['a', 'b', 'c'].map((id) => note(id)));
    const between = (after: string, before: string) =>
      ({ get: 'rows', table: 'note', index: 'key', prefix: [], after: [after], before: [before], limit: 9 }) as const;
    const [meeting = [], crossing = [], within = []] = await store.read([
      between('b', 'b'),
      between('c', 'a'),
      between('a', 'c'),
    ]);
    expect([meeting, crossing, within.map(({ id }) => id)]).toEqual([[], [], ['b']]);
  });

  it('may ask for more rows than the engine can count', async () => {
    const { open } = place();
    const store = await open();
    await store.migrate([noteTable]);
    await store.commit([note('a')]);
    const all = { get: 'rows', table: 'note', index: 'key', prefix: [], limit: Number.MAX_SAFE_INTEGER } as const;
    expect(await store.read([all])).toEqual([[{ id: 'a', version: 1n }]]);
  });

  it('is not needed: no question, no answer, and an empty batch is done', async () => {
    const { open } = place();
    const store = await open();
    await store.migrate([noteTable]);
    expect([await store.read([]), await store.commit([])]).toEqual([[], { ok: true }]);
  });
});

describe('what was changed by hand', () => {
  it.each([
    ['a number for an integer', { id: 'a', version: 1 }, 'version'],
    ['a column that nobody declared', { id: 'a', version: 1n, secret: 'x' }, 'secret'],
    ['no key in the row', { version: 1n }, 'id'],
    ['no row at all', undefined, 'row'],
  ])('is refused: %s', async (_what, row, column) => {
    const { platform, open } = place();
    const store = await open();
    await store.migrate([noteTable]);
    await putRaw(platform, 'note', { row, sorted: { id: new TextEncoder().encode('a').buffer } });
    await expect(ids(store)).rejects.toMatchObject({ code: 'STORE_VALUE_INVALID', details: { table: 'note', column } });
    const change: Operation = { op: 'update', table: 'note', key: ['a'], ifVersion: 1n, set: {} };
    await expect(store.commit([note('b'), change])).rejects.toSatisfy((error) =>
      isJicengError(error, 'STORE_VALUE_INVALID'),
    );
    expect(await rowOf(store, 'b')).toBeUndefined();
  });

  it('is refused: the list of tables', async () => {
    const { platform, open } = place();
    const store = await open();
    await store.migrate([noteTable]);
    await store.close();
    await putRaw(platform, 'jiceng#tables/1', { name: 'note', key: 'id' });
    await expect(open()).rejects.toMatchObject(unavailable('its list of tables was changed by hand'));
  });
});
