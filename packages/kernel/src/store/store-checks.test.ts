import { describe, expect, it } from 'vitest';
import {
  checkTable,
  createMemoryStore,
  isJicengError,
  orderOf,
  planBatch,
  planQuery,
  type Operation,
  type Query,
  type TableSpec,
} from '../index.ts';

const account: TableSpec = {
  name: 'account',
  rank: 1,
  columns: { tenant: 'text', id: 'text', number: 'bigint', note: 'text', photo: 'bytes', version: 'bigint' },
  key: ['tenant', 'id'],
  indexes: { by_note: ['note', 'tenant'] },
};
const entry: TableSpec = {
  name: 'entry',
  rank: 2,
  columns: { feed: 'text', position: 'bigint', note: 'text', version: 'bigint' },
  key: ['feed', 'position'],
};
const ledger: TableSpec = {
  name: 'ledger',
  rank: 2,
  columns: { id: 'text', version: 'bigint' },
  key: ['id', 'version'],
};
const tables = new Map([account, entry, ledger].map((spec) => [spec.name, spec]));

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return isJicengError(error) ? error.code : String(error);
  }
}

const key = ['t', 'a'];
const at = { table: 'account', key };

describe('a batch', () => {
  it.each<[string, Operation, string]>([
    [
      'an add to a key column',
      { op: 'add', table: 'entry', key: ['f', 1n], add: { position: 1n } },
      'STORE_VALUE_INVALID',
    ],
    ['an add to the version', { op: 'add', ...at, add: { version: 1n } }, 'STORE_VALUE_INVALID'],
    ['a bound on the version', { op: 'add', ...at, add: {}, max: { version: 1n } }, 'STORE_VALUE_INVALID'],
    ['a set of the version', { op: 'update', ...at, ifVersion: 1n, set: { version: 9n } }, 'STORE_VALUE_INVALID'],
    [
      'a version that stands still',
      { op: 'update', ...at, ifVersion: 2n, toVersion: 2n, set: {} },
      'STORE_VALUE_INVALID',
    ],
    ['a version beyond 64 bits', { op: 'check', ...at, ifVersion: 2n ** 63n }, 'STORE_VALUE_INVALID'],
    [
      'a guarded write where the version is part of the key',
      { op: 'check', table: 'ledger', key: ['a', 1n], ifVersion: 1n },
      'STORE_BATCH_INVALID',
    ],
    ['half a key', { op: 'delete', table: 'account', key: ['t'] }, 'STORE_BATCH_INVALID'],
  ])('is refused with %s', (_what, operation, code) => {
    expect(codeOf(() => planBatch(tables, [operation]))).toBe(code);
  });

  it('is refused when a column is both given and copied', () => {
    const copy = { position: { ...at, column: 'number' } };
    const row = { feed: 'f', position: 1n };
    expect(codeOf(() => planBatch(tables, [{ op: 'insert', table: 'entry', row, copy }]))).toBe('STORE_VALUE_INVALID');
  });

  it('is refused when a copy names half a key', () => {
    const copy = { position: { table: 'account', key: ['t'], column: 'number' } };
    const row = { feed: 'f' };
    expect(codeOf(() => planBatch(tables, [{ op: 'insert', table: 'entry', row, copy }]))).toBe('STORE_BATCH_INVALID');
  });

  it('puts a key that waits for its copied part before those it begins, whatever the order given', () => {
    const whole = (position: bigint): Operation => ({ op: 'insert', table: 'entry', row: { feed: 'f', position } });
    const waiting: Operation = {
      op: 'insert',
      table: 'entry',
      row: { feed: 'f' },
      copy: { position: { ...at, column: 'number' } },
    };
    const [seven, five] = [whole(7n), whole(5n)];
    for (const batch of [
      [seven, waiting, five],
      [five, seven, waiting],
      [waiting, seven, five],
    ]) {
      expect(planBatch(tables, batch).map(({ operation }) => operation)).toEqual([waiting, five, seven]);
    }
    expect(codeOf(() => planBatch(tables, [seven, waiting, seven]))).toBe('STORE_BATCH_INVALID');
  });
});

describe('a query', () => {
  const rows: Query & { readonly get: 'rows' } = {
    get: 'rows',
    table: 'account',
    index: 'by_note',
    prefix: ['n'],
    limit: 10,
  };

  it('knows the whole order of its index: the columns named, then those of the key that are left', () => {
    expect(planQuery(tables, rows).order).toEqual(['note', 'tenant', 'id']);
    expect(orderOf(account, 'key')).toEqual(['tenant', 'id']);
    expect(orderOf(account, 'toString')).toBeUndefined();
  });

  it.each<[string, Query, string]>([
    ['an unknown table', { ...rows, table: 'nobody' }, 'STORE_TABLE_UNKNOWN'],
    ['an unknown index', { ...rows, index: 'nothing' }, 'STORE_BATCH_INVALID'],
    ['half a key', { get: 'row', table: 'account', key: ['t'] }, 'STORE_BATCH_INVALID'],
    ['a prefix of the wrong type', { ...rows, prefix: [1n] }, 'STORE_VALUE_INVALID'],
    ['a bound of the wrong type', { ...rows, after: [1n] }, 'STORE_VALUE_INVALID'],
    ['a bound longer than the index', { ...rows, after: ['t', 'a', 'b'] }, 'STORE_BATCH_INVALID'],
    ['an empty bound', { ...rows, before: [] }, 'STORE_BATCH_INVALID'],
    ["'' in a key column", { ...rows, after: ['', 'a'] }, 'STORE_VALUE_INVALID'],
    ['a broken limit', { ...rows, limit: 1.5 }, 'STORE_BATCH_INVALID'],
    ['a negative limit', { ...rows, limit: -1 }, 'STORE_BATCH_INVALID'],
    ['no limit', { ...rows, limit: Number.POSITIVE_INFINITY }, 'STORE_BATCH_INVALID'],
  ])('is refused with %s', (_what, query, code) => {
    expect(codeOf(() => planQuery(tables, query))).toBe(code);
  });

  it("may ask for '' in a column that is no part of the key", () => {
    expect(codeOf(() => planQuery(tables, { ...rows, prefix: [''] }))).toBeUndefined();
  });
});

describe('a declaration', () => {
  it.each<[string, Partial<TableSpec>]>([
    ['a name that engines would fold', { name: 'Account' }],
    ['a column that needs quotes', { columns: { ...account.columns, 'a-b': 'text' } }],
    ['no key', { key: [] }],
    ['a key column that is not there', { key: ['tenant', 'nobody'] }],
    ['one key column twice', { key: ['tenant', 'tenant'] }],
    ['an index over what is not there', { indexes: { by_x: ['x'] } }],
    ['an index named as the key', { indexes: { key: ['note'] } }],
    ['an index whose whole name is too long', { indexes: { ['i'.repeat(60)]: ['note'] } }],
  ])('is refused with %s', (_what, change) => {
    expect(codeOf(() => checkTable({ ...account, ...change }))).toBe('STORE_TABLE_INVALID');
  });

  it('may gain columns and indexes, and nothing else', () => {
    const grown = {
      ...account,
      columns: { ...account.columns, more: 'text' as const },
      indexes: { by_more: ['more'] },
    };
    expect(codeOf(() => checkTable(grown, account))).toBeUndefined();
    expect(codeOf(() => checkTable({ ...account, key: ['id', 'tenant'] }, account))).toBe('STORE_TABLE_INVALID');
    const retyped = { ...account, columns: { ...account.columns, note: 'bytes' as const } };
    expect(codeOf(() => checkTable(retyped, account))).toBe('STORE_TABLE_INVALID');
    expect(codeOf(() => checkTable({ ...account, indexes: { by_note: ['number'] } }, account))).toBe(
      'STORE_TABLE_INVALID',
    );
  });
});

describe('the memory store', () => {
  it('goes on after a row of an index that repeats a column of the key', async () => {
    const store = createMemoryStore();
    const due: TableSpec = {
      name: 'due',
      rank: 1,
      columns: { stream: 'text', at: 'text', name: 'text' },
      key: ['stream', 'at', 'name'],
      indexes: { by_time: ['at'] },
    };
    await store.migrate([due]);
    for (const name of ['a', 'b', 'c']) {
      await store.commit([{ op: 'insert', table: 'due', row: { stream: 's', at: '2026', name } }]);
    }
    const page = {
      get: 'rows',
      table: 'due',
      index: 'by_time',
      prefix: [],
      after: ['2026', 's', 'a'],
      limit: 9,
    } as const;
    expect(await store.read([page])).toEqual([
      [
        { stream: 's', at: '2026', name: 'b' },
        { stream: 's', at: '2026', name: 'c' },
      ],
    ]);
  });

  it('refuses a copied key that is absent or empty, and writes nothing of the batch', async () => {
    const store = createMemoryStore();
    const names: TableSpec = { name: 'named', rank: 2, columns: { id: 'text', note: 'text' }, key: ['id', 'note'] };
    await store.migrate([account, names]);
    const copy = { note: { ...at, column: 'note' } };
    for (const note of [undefined, '']) {
      const batch: readonly Operation[] = [
        { op: 'insert', table: 'account', row: { tenant: 't', id: 'a', note } },
        { op: 'insert', table: 'named', row: { id: 'n' }, copy },
      ];
      await expect(store.commit(batch)).rejects.toMatchObject({ code: 'STORE_VALUE_INVALID' });
      expect(await store.read([{ get: 'row', ...at }])).toEqual([[]]);
    }
  });

  it('keeps copied bytes that are nobody else’s', async () => {
    const store = createMemoryStore();
    const kept: TableSpec = { name: 'kept', rank: 2, columns: { id: 'text', photo: 'bytes' }, key: ['id'] };
    await store.migrate([account, kept]);
    const photo = Uint8Array.of(1, 2);
    await store.commit([
      { op: 'insert', table: 'account', row: { tenant: 't', id: 'a', photo } },
      { op: 'insert', table: 'kept', row: { id: 'k' }, copy: { photo: { ...at, column: 'photo' } } },
    ]);
    photo.fill(9);
    const [[copied] = []] = await store.read([{ get: 'row', table: 'kept', key: ['k'] }]);
    expect(copied?.['photo']).toEqual(Uint8Array.of(1, 2));
  });

  it('refuses a table that comes back with another key', async () => {
    const store = createMemoryStore();
    await store.migrate([account]);
    const changed = store.migrate([{ ...account, key: ['id'] }]);
    await expect(changed).rejects.toMatchObject({ code: 'STORE_TABLE_INVALID' });
  });
});
