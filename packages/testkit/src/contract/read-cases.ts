import type { Key } from '@jiceng/kernel';
import { onNewStore, type CaseDemand } from './contract-case.ts';
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
export const readCases: readonly CaseDemand[] = [
  {
    id: 'absent-is-undefined',
    name: 'a row that nobody wrote is an empty list, and a column that holds nothing is undefined, never null',
    chinese: '没有人写过的行是空列表，没有值的列是 undefined，从不是 null',
    cause: { 'zh-CN': '驱动给出的 NULL 没有换成 undefined。', en: "The driver's NULL is not turned into undefined." },
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
    chinese: '读到的归读者：改动它不影响存储',
    cause: {
      'zh-CN': '把内部缓存的对象或字节数组直接交了出去。',
      en: "Objects or bytes of the store's own are handed out.",
    },
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
    chinese: '给出的归存储：之后改动它不影响存储',
    cause: {
      'zh-CN': '字节数组没有在返回之前复制或写出。',
      en: 'Bytes are neither copied nor written before the call returns.',
    },
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
    chinese: '两端的界限都不含本身，越过末尾就没有',
    cause: { 'zh-CN': '用了 >= 或 <=。', en: 'It uses >= or <=.' },
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
    chinese: '行按次序给出，要求时倒序，且不超过所要的数量',
    cause: {
      'zh-CN': '先取前几行再倒过来，或忽略了 reverse、limit。',
      en: 'The first rows are taken and turned round, or reverse or limit is ignored.',
    },
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
    chinese: '翻页可以从索引中任何一行继续，值相同的行之间也一样',
    cause: {
      'zh-CN': '只比较了索引的第一列；应逐列比较 (a, b) > (x, y)，并以主键补足。',
      en: "Only the index's first column is compared; compare column by column, (a, b) > (x, y), completed by the key.",
    },
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
    chinese: '索引先按自己的列、再按键的其余列排序，没有值的行不在其中',
    cause: {
      'zh-CN': 'ORDER BY 没有补上主键的列，或没有排除 NULL。',
      en: "ORDER BY is not completed by the key's columns, or NULL is not left out.",
    },
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
    chinese: '前缀是完整的值，不是值的开头',
    cause: { 'zh-CN': '用了 LIKE 或字符串拼接的键。', en: 'It uses LIKE, or keys put together as one text.' },
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
    chinese: '删除的行立即从所有索引消失，并可再次出现',
    cause: {
      'zh-CN': '自己维护的索引没有随删除更新，或采用了软删除。',
      en: 'An index kept by hand is not updated by a delete, or rows are only marked as deleted.',
    },
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
