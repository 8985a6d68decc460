import type { Key } from '@jiceng/kernel';
import { onNewStore, type ContractCase } from './contract-case.ts';
import { expectEqual, expectOk, expectTrue } from './expectation.ts';
import {
  columnOf,
  entriesOf,
  entry,
  item,
  itemTable,
  itemsBy,
  kitTables,
  readOne,
  readRows,
  removal,
  rowQuery,
  tenant,
} from './kit-tables.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];

/** What reading gives: fresh rows, whole pages, one order. */
export const readCases: readonly ContractCase[] = [
  {
    id: 'absent-is-undefined',
    name: 'a row that nobody wrote is an empty list, and a column that holds nothing is undefined, never null',
    invariant: 84,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: undefined })]));
        expectEqual('nobody', await store.read([rowQuery('nobody'), entriesOf('nothing')]), [[], []]);
        const row = await readOne(store, 'a');
        for (const column of Object.keys(itemTable.columns)) {
          expectTrue(`${column} is not null`, row?.[column] !== null);
        }
        expectTrue('an absent column is undefined', row !== undefined && row['name'] === undefined);
      }),
  },
  {
    id: 'read-belongs-to-reader',
    name: 'what was read belongs to the reader: changing it changes nothing stored',
    invariant: 9,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'stored', photo: Uint8Array.of(1, 2, 3) })]));
        for (const row of [await readOne(store, 'a'), (await readRows(store, itemsBy('key')))[0]]) {
          if (row?.['photo'] instanceof Uint8Array) row['photo'].fill(9);
          if (row !== undefined) Reflect.set(row, 'name', 'changed by the reader');
        }
        const again = await readOne(store, 'a');
        expectEqual('the row', [again?.['name'], again?.['photo']], ['stored', Uint8Array.of(1, 2, 3)]);
      }),
  },
  {
    id: 'given-belongs-to-store',
    name: 'what was given belongs to the store: changing it afterwards changes nothing stored',
    invariant: 9,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const photo = Uint8Array.of(1, 2, 3);
        expectOk('a row', await store.commit([item('a', { photo })]));
        photo.fill(9);
        expectEqual('the row', (await readOne(store, 'a'))?.['photo'], Uint8Array.of(1, 2, 3));
      }),
  },
  {
    id: 'exclusive-bounds',
    name: 'bounds are exclusive on both sides, and past the end there is nothing',
    invariant: 39,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('rows', await store.commit(ids.map((id) => item(id))));
        const read = async (more: { readonly after?: Key; readonly before?: Key }) =>
          columnOf(await readRows(store, itemsBy('key', more)), 'id');
        expectEqual('after b', await read({ after: ['b'] }), ['c', 'd', 'e']);
        expectEqual('before d', await read({ before: ['d'] }), ['a', 'b', 'c']);
        expectEqual('between', await read({ after: ['a'], before: ['e'] }), ['b', 'c', 'd']);
        expectEqual('past the end', await read({ after: ['e'] }), []);
        expectEqual('between neighbours', await read({ after: ['b'], before: ['c'] }), []);
      }),
  },
  {
    id: 'backwards',
    name: 'rows come in order, backwards when asked, and no more than asked for',
    invariant: 85,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('rows', await store.commit(ids.toReversed().map((id) => item(id))));
        const read = async (limit: number, reverse: boolean, more: { readonly after?: Key } = {}) =>
          columnOf(await readRows(store, itemsBy('key', { limit, reverse, ...more })), 'id');
        expectEqual('all', await read(9, false), ids);
        expectEqual('the first two', await read(2, false), ['a', 'b']);
        expectEqual('the last two', await read(2, true), ['e', 'd']);
        expectEqual('the last two after c', await read(2, true, { after: ['c'] }), ['e', 'd']);
        expectEqual('none', await read(0, false), []);
      }),
  },
  {
    id: 'page-among-equals',
    name: 'a page goes on after any row of an index, also among rows of equal values',
    invariant: 39,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const named = [...ids.map((id) => item(id, { name: 'same' })), item('f', { name: 'zz' })];
        expectOk('rows', await store.commit(named));
        const after = async (key: Key) => columnOf(await readRows(store, itemsBy('name', { after: key })), 'id');
        expectEqual('after the second', await after(['same', 'b']), ['c', 'd', 'e', 'f']);
        expectEqual('after all that are equal', await after(['same']), ['f']);
        const before = await readRows(store, itemsBy('name', { before: ['same', 'c'] }));
        expectEqual('before the third', columnOf(before, 'id'), ['a', 'b']);
      }),
  },
  {
    id: 'index-order',
    name: 'an index orders by its columns and then by the rest of the key, and has no row without a value there',
    invariant: 85,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const rows = [
          item('d', { name: 'b' }),
          item('c', { name: 'a' }),
          item('b', { name: 'b' }),
          item('a', { name: '' }),
          item('e'),
        ];
        expectOk('rows', await store.commit(rows));
        expectEqual('the order', columnOf(await readRows(store, itemsBy('name')), 'id'), ['a', 'c', 'b', 'd']);
        const backwards = await readRows(store, itemsBy('name', { reverse: true }));
        expectEqual('the order backwards', columnOf(backwards, 'id'), ['d', 'b', 'c', 'a']);
        const before = await readRows(store, itemsBy('name', { before: ['b'] }));
        expectEqual('before b', columnOf(before, 'id'), ['a', 'c']);
        const equal = await readRows(store, itemsBy('name', { prefix: [tenant, 'b'] }));
        expectEqual('of one value', columnOf(equal, 'id'), ['b', 'd']);
      }),
  },
  {
    id: 'whole-prefix',
    name: 'a prefix is a whole value, not the beginning of one',
    invariant: 85,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('entries', await store.commit([entry('case/1', 1n), entry('case/11', 1n), entry('case/', 1n)]));
        expectEqual('one stream', columnOf(await readRows(store, entriesOf('case/1')), 'stream'), ['case/1']);
      }),
  },
  {
    id: 'gone-everywhere',
    name: 'a deleted row is gone from every index at once, and may come again',
    invariant: 80,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'first' })]));
        expectOk('gone', await store.commit([removal('a')]));
        const looks = await store.read([rowQuery('a'), itemsBy('key'), itemsBy('name')]);
        expectEqual('nowhere', looks, [[], [], []]);
        expectOk('back', await store.commit([item('a', { name: 'second' })]));
        expectEqual('once', columnOf(await readRows(store, itemsBy('name')), 'name'), ['second']);
      }),
  },
];
