import { instantToMs, parseInstant, type Operation } from '@jiceng/kernel';
import { onNewStore, type ContractCase } from './contract-case.ts';
import { expectCode, expectEqual, expectOk, expectTrue } from './expectation.ts';
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
  tenant,
} from './kit-tables.ts';

const texts = [
  '',
  ' ',
  'trailing blanks  ',
  '\tline\r\nbreaks\u2028',
  '居民反映：楼道堆物。',
  '𠮷田さん😀👨‍👩‍👧',
  'U+10FFFF \u{10ffff}',
  'U+FFFF \uffff \ufeff',
  'e\u0301 is not \u00e9',
  `"quotes" 'and' \\ % _ ; --`,
];

/** Sorted by code point: UTF-16 would put the last three before ａ, and a locale would mix most of them. */
const sortedKeys = ['A', 'Z', 'a', 'a ', 'é', '一', '张', '李', 'ａ', '😀', '𠮷', '\u{10ffff}'];

const integers = [
  -(2n ** 63n),
  -(2n ** 53n) - 1n,
  -10n,
  -9n,
  -1n,
  0n,
  1n,
  9n,
  10n,
  2n ** 31n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 63n - 1n,
];

/** Values: what goes in comes out, and keys are what they are. */
export const valueCases: readonly ContractCase[] = [
  {
    id: 'exact-text',
    name: 'text comes back exactly as it was given',
    invariant: 84,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('texts', await store.commit(texts.map((note, at) => entry('text', BigInt(at), note))));
        expectEqual('the texts', columnOf(await readRows(store, entriesOf('text')), 'note'), texts);
      }),
  },
  {
    id: 'different-keys',
    name: 'keys that differ only in case, accent, width or a trailing blank are different keys',
    invariant: 84,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const keys = ['a', 'A', 'á', 'ａ', 'a ', ' a', 'a\u0301', '1', '１', '𠮷', '😀'];
        for (const key of keys)
          expectOk(`the key ${JSON.stringify(key)}`, await store.commit([item(key, { name: key })]));
        for (const key of keys) expectEqual(`the row of ${key}`, (await readOne(store, key))?.['name'], key);
      }),
  },
  {
    id: 'refused-text',
    name: 'U+0000, half a surrogate pair, and an empty part of a key are refused, and nothing is written',
    invariant: 84,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const refused: readonly (readonly [what: string, operation: Operation])[] = [
          ['U+0000', item('a', { name: 'a\u0000b' })],
          ['a high surrogate alone', item('a', { name: 'a\ud842' })],
          ['a low surrogate alone', item('a', { name: '\udfb7' })],
          ['U+0000 in a key', item('a\u0000')],
          ["'' as a key", item('')],
          ["'' as the key of an update", { op: 'delete', table: itemTable.name, key: [tenant, ''] }],
        ];
        for (const [what, operation] of refused) {
          await expectCode(what, () => store.commit([item('beside'), operation]), 'STORE_VALUE_INVALID');
        }
        const empty = { get: 'row', table: itemTable.name, key: ['', 'a'] } as const;
        await expectCode("a query for ''", () => store.read([empty]), 'STORE_VALUE_INVALID');
        expectEqual('nothing', await readRows(store, itemsBy('key')), []);
      }),
  },
  {
    id: 'exact-bytes',
    name: 'bytes come back exactly, with their zeros',
    invariant: 84,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const all = Uint8Array.from({ length: 256 }, (_, at) => at);
        const photos = [all, Uint8Array.of(), Uint8Array.of(0), Uint8Array.of(7, 0, 7, 0), all.subarray(100, 120)];
        for (const [at, photo] of photos.entries()) {
          expectOk('a photo', await store.commit([item(`p${at}`, { photo })]));
          const read = (await readOne(store, `p${at}`))?.['photo'];
          expectTrue('it is a Uint8Array', read instanceof Uint8Array);
          expectEqual('the photo', read, photo);
        }
      }),
  },
  {
    id: 'code-point-order',
    name: 'keys are ordered by code point, 𠮷 after ａ',
    invariant: 85,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('rows', await store.commit(sortedKeys.toReversed().map((id) => item(id, { name: id }))));
        expectEqual('by key', columnOf(await readRows(store, itemsBy('key')), 'id'), sortedKeys);
        expectEqual('by index', columnOf(await readRows(store, itemsBy('name')), 'id'), sortedKeys);
        const after = await readRows(store, itemsBy('key', { after: ['ａ'] }));
        expectEqual('after ａ', columnOf(after, 'id'), ['😀', '𠮷', '\u{10ffff}']);
      }),
  },
  {
    id: 'exact-integers',
    name: 'integers from -2^63 to 2^63-1 come back exactly, as bigint',
    invariant: 86,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('rows', await store.commit(integers.map((amount, at) => item(`i${at}`, { amount }))));
        for (const [at, amount] of integers.entries()) {
          const read = (await readOne(store, `i${at}`))?.['amount'];
          expectEqual('it is a bigint', typeof read, 'bigint');
          expectEqual('the integer', read, amount);
        }
        await expectCode('2^63', () => store.commit([item('x', { amount: 2n ** 63n })]), 'STORE_VALUE_INVALID');
      }),
  },
  {
    id: 'integer-order',
    name: 'integers are ordered as numbers: -10 before -9, 9 before 10',
    invariant: 86,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('entries', await store.commit(integers.toReversed().map((number) => entry('n', number))));
        expectEqual('the order', columnOf(await readRows(store, entriesOf('n')), 'number'), integers);
      }),
  },
  {
    id: 'utc-clock',
    name: 'the store’s clock tells UTC instants, whatever zone its session is in',
    invariant: 87,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const told = await store.now();
        expectEqual('an instant', parseInstant(told), told);
        const apartMs = Math.abs(instantToMs(told) - Date.now());
        expectTrue('within ten minutes of this machine’s clock', apartMs < 600_000);
      }),
  },
];
