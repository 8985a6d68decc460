import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore, type CommitResult, type Operation, type Store, type TableSpec } from '../index.ts';
import { refusalOf } from '../command/repair.fixture.ts';

const account: TableSpec = {
  name: 'account',
  rank: 1,
  columns: { id: 'text', owner: 'text', balance: 'bigint', terms: 'bigint', photo: 'bytes', version: 'bigint' },
  key: ['id'],
  indexes: { owner: ['owner'] },
};
const head: TableSpec = {
  name: 'head',
  rank: 2,
  columns: { id: 'text', position: 'bigint', version: 'bigint' },
  key: ['id'],
};
const entry: TableSpec = {
  name: 'head_entry',
  rank: 2,
  columns: { id: 'text', position: 'bigint', what: 'text' },
  key: ['id', 'position'],
};

let store: Store;
let clock = { ms: 0 };

beforeEach(async () => {
  clock = { ms: Date.parse('2026-03-02T01:30:00.000Z') };
  store = createMemoryStore(() => clock.ms);
  await store.migrate([account, head, entry]);
});

const open = (id: string, balance = 100n, more = {}): Operation => ({
  op: 'insert',
  table: 'account',
  row: { id, balance, terms: 1n, version: 1n, ...more },
});
const at = (id: string) => ({ table: 'account', key: [id] });
const rowOf = async (id: string) => (await store.read([{ get: 'row', ...at(id) }]))[0]?.[0];
const all = (index: string, more = {}) =>
  store.read([{ get: 'rows', table: 'account', index, prefix: [], limit: 100, ...more }]).then(([rows = []]) => rows);
const failed = (index: number, reason: string): CommitResult =>
  expect.objectContaining({ ok: false, failed: index, reason }) as CommitResult;

describe('each operation', () => {
  beforeEach(() => store.commit([open('a', 100n, { owner: 'x' })]));

  it('insert: the row must be absent', async () => {
    expect(await store.commit([open('b')])).toEqual({ ok: true });
    expect(await store.commit([open('a', 1n)])).toEqual(failed(0, 'exists'));
    expect((await rowOf('a'))?.['balance']).toBe(100n);
  });

  it('update: the row must stand at its version, and moves on', async () => {
    expect(await store.commit([{ op: 'update', ...at('a'), ifVersion: 1n, set: { owner: 'y' } }])).toMatchObject({
      ok: true,
    });
    expect(await rowOf('a')).toMatchObject({ owner: 'y', balance: 100n, version: 2n });
    expect(await store.commit([{ op: 'update', ...at('a'), ifVersion: 1n, set: { owner: 'z' } }])).toEqual(
      failed(0, 'version'),
    );
    expect(await store.commit([{ op: 'update', ...at('b'), ifVersion: 1n, set: {} }])).toEqual(failed(0, 'missing'));
    await store.commit([{ op: 'update', ...at('a'), ifVersion: 2n, toVersion: 9n, set: { owner: undefined } }]);
    const row = await rowOf('a');
    expect(row).toMatchObject({ version: 9n });
    expect(row !== undefined && 'owner' in row).toBe(false);
  });

  it('add: the row must exist, equal what is named, and stay within its bounds', async () => {
    const add = (amount: bigint, more: object = {}): Operation => ({
      op: 'add',
      ...at('a'),
      add: { balance: amount },
      ...more,
    });
    expect(await store.commit([add(-30n, { min: { balance: 0n }, where: { terms: 1n, owner: 'x' } })])).toMatchObject({
      ok: true,
    });
    expect(await rowOf('a')).toMatchObject({ balance: 70n, version: 2n });
    expect(await store.commit([add(-71n, { min: { balance: 0n } })])).toEqual(failed(0, 'bound'));
    expect(await store.commit([add(31n, { max: { balance: 100n } })])).toEqual(failed(0, 'bound'));
    expect(await store.commit([add(1n, { where: { terms: 2n } })])).toEqual(failed(0, 'bound'));
    expect(await store.commit([add(1n, { where: { owner: undefined } })])).toEqual(failed(0, 'bound'));
    expect(await store.commit([add(2n ** 63n - 1n)])).toEqual(failed(0, 'bound'));
    expect(await store.commit([{ ...add(1n), key: ['b'] } as Operation])).toEqual(failed(0, 'missing'));
    expect(await rowOf('a')).toMatchObject({ balance: 70n, version: 2n });
  });

  it('delete: with a version the row must stand there; without, it is simply gone', async () => {
    expect(await store.commit([{ op: 'delete', ...at('a'), ifVersion: 2n }])).toEqual(failed(0, 'version'));
    expect(await store.commit([{ op: 'delete', ...at('b'), ifVersion: 1n }])).toEqual(failed(0, 'missing'));
    expect(await store.commit([{ op: 'delete', ...at('b') }])).toMatchObject({ ok: true });
    expect(await store.commit([{ op: 'delete', ...at('a'), ifVersion: 1n }])).toMatchObject({ ok: true });
    expect(await rowOf('a')).toBeUndefined();
  });

  it('check: the row must stand at its version, and does not move', async () => {
    expect(await store.commit([{ op: 'check', ...at('a'), ifVersion: 1n }])).toMatchObject({ ok: true });
    expect(await store.commit([{ op: 'check', ...at('a'), ifVersion: 2n }])).toEqual(failed(0, 'version'));
    expect(await store.commit([{ op: 'check', ...at('b'), ifVersion: 1n }])).toEqual(failed(0, 'missing'));
    expect(await rowOf('a')).toMatchObject({ version: 1n });
  });

  it('copy: an insert takes a value as the same batch left it', async () => {
    await store.commit([{ op: 'insert', table: 'head', row: { id: 'h', position: 0n, version: 1n } }]);
    const number: Operation = { op: 'add', table: 'head', key: ['h'], add: { position: 1n } };
    const note = (what: string): Operation => ({
      op: 'insert',
      table: 'head_entry',
      row: { id: 'h', what },
      copy: { position: { table: 'head', key: ['h'], column: 'position' } },
    });
    // The order given does not matter: a batch runs in the order of its tables.
    expect(await store.commit([note('one'), number])).toEqual({ ok: true });
    expect(await store.commit([number, note('two')])).toEqual({ ok: true });
    expect(await store.commit([note('three')])).toEqual(failed(0, 'exists'));
    const [rows = []] = await store.read([{ get: 'rows', table: 'head_entry', index: 'key', prefix: ['h'], limit: 9 }]);
    expect(rows.map((row) => row['what'])).toEqual(['one', 'two']);
  });
});

describe('a batch', () => {
  it('is all or nothing, in every table and index, and names the operation that failed as it was given', async () => {
    await store.commit([open('a', 10n, { owner: 'x' }), open('b', 20n, { owner: 'y' })]);
    const before = [await all('key'), await all('owner')];
    const result = await store.commit([
      { op: 'check', ...at('z'), ifVersion: 1n },
      open('c', 1n, { owner: 'x' }),
      { op: 'update', ...at('a'), ifVersion: 1n, set: { owner: 'z' } },
      { op: 'delete', ...at('b') },
    ]);
    expect(result).toEqual(failed(0, 'missing'));
    expect([await all('key'), await all('owner')]).toEqual(before);
    expect(await store.commit([])).toEqual({ ok: true });
  });

  it('is kept as it was given: what the caller changes afterwards changes nothing stored', async () => {
    const photo = Uint8Array.of(1, 2, 3);
    await store.commit([open('a', 0n, { photo })]);
    photo[0] = 9;
    const read = await rowOf('a');
    const held = read?.['photo'];
    if (held instanceof Uint8Array) held[1] = 9;
    expect((await rowOf('a'))?.['photo']).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('of racers, one wins', async () => {
    await store.commit([open('a', 1n)]);
    const take: Operation = { op: 'add', ...at('a'), add: { balance: -1n }, min: { balance: 0n } };
    const results = await Promise.all(Array.from({ length: 20 }, () => store.commit([take])));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('what is read', () => {
  const ids = ['Ａ', '𠮷', 'a', 'B', '10', '9', 'é'];
  // By code point, as every store must: not by UTF-16 unit, number or language.
  const sorted = ['10', '9', 'B', 'a', 'é', 'Ａ', '𠮷'];
  const idsOf = (rows: readonly { readonly [column: string]: unknown }[]) => rows.map((row) => row['id']);

  beforeEach(() => store.commit(ids.map((id) => open(id, 0n, { owner: id === 'a' || id === 'B' ? 'x' : 'y' }))));

  it('comes in the order of code points', async () => {
    expect(idsOf(await all('key'))).toEqual(sorted);
    expect(idsOf(await all('key', { reverse: true }))).toEqual(sorted.toReversed());
  });

  it('begins after and ends before what is named, and is no more than the limit', async () => {
    expect(idsOf(await all('key', { after: ['9'], before: ['Ａ'] }))).toEqual(['B', 'a', 'é']);
    expect(idsOf(await all('key', { after: ['9'], limit: 2 }))).toEqual(['B', 'a']);
    expect(idsOf(await all('key', { before: ['a'], limit: 2, reverse: true }))).toEqual(['B', '9']);
    expect(await all('key', { after: ['𠮷'] })).toEqual([]);
  });

  it('comes by index, completed by the key', async () => {
    expect(idsOf(await all('owner', { prefix: ['x'] }))).toEqual(['B', 'a']);
    expect(idsOf(await all('owner', { prefix: ['y'], after: ['9'] }))).toEqual(['é', 'Ａ', '𠮷']);
    await store.commit([{ op: 'update', ...at('a'), ifVersion: 1n, set: { owner: 'y' } }]);
    expect(idsOf(await all('owner', { prefix: ['x'] }))).toEqual(['B']);
  });

  it('leaves out of an index what has no value there', async () => {
    await store.commit([open('nobody')]);
    expect(idsOf(await all('owner'))).not.toContain('nobody');
    await store.commit([{ op: 'update', ...at('nobody'), ifVersion: 1n, set: { owner: 'x' } }]);
    expect(idsOf(await all('owner', { prefix: ['x'] }))).toEqual(['B', 'a', 'nobody']);
  });

  it('answers each query, in order', async () => {
    const answers = await store.read([
      { get: 'row', ...at('nobody') },
      { get: 'row', ...at('a') },
      { get: 'rows', table: 'account', index: 'owner', prefix: ['x'], limit: 1 },
    ]);
    expect(answers.map((rows) => idsOf(rows))).toEqual([[], ['a'], ['B']]);
  });
});

describe('the store', () => {
  it('tells its own time', async () => {
    expect(await store.now()).toBe('2026-03-02T01:30:00.000Z');
    clock.ms += 1;
    expect(await store.now()).toBe('2026-03-02T01:30:00.001Z');
  });

  it('keeps its rows when it is migrated again, and sorts them into a new index', async () => {
    await store.commit([open('a', 3n), open('b', 1n), open('c', 2n)]);
    await Promise.all([store.migrate([account]), store.migrate([account])]);
    await store.migrate([{ ...account, indexes: { ...account.indexes, balance: ['balance'] } }]);
    expect((await all('balance')).map((row) => row['id'])).toEqual(['b', 'c', 'a']);
  });

  it('refuses tables nobody declared', async () => {
    expect((await refusalOf(store.commit([{ op: 'delete', table: 'other', key: ['a'] }]))).code).toBe(
      'STORE_TABLE_UNKNOWN',
    );
    expect((await refusalOf(store.read([{ get: 'row', table: 'other', key: ['a'] }]))).code).toBe(
      'STORE_TABLE_UNKNOWN',
    );
  });

  it('answers nothing after it was closed, also not to those who close it again', async () => {
    await store.close();
    await store.close();
    for (const call of [() => store.commit([]), () => store.read([]), () => store.now(), () => store.migrate([])]) {
      expect((await refusalOf(call())).code).toBe('STORE_CLOSED');
    }
  });

  it('says what it is', () => {
    expect(store.info).toEqual({
      engine: 'memory',
      durability: 'none',
      multiProcess: false,
      joined: false,
      positions: 'inline',
    });
  });
});
