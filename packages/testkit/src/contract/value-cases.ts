import { instantToMs, parseInstant, type Operation } from '@jiceng/kernel';
import { shuffled } from '../seeded-random.ts';
import { onNewStore, type CaseDemand } from './contract-case.ts';
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
export const valueCases: readonly CaseDemand[] = [
  {
    id: 'exact-text',
    name: 'text comes back exactly as it was given',
    chinese: '文本原样取回',
    cause: {
      'zh-CN': "字符集不是 utf8mb4/UTF-8，CHAR 列补空格，'' 被当作 NULL，或做了规范化。",
      en: "The character set is not utf8mb4 or UTF-8, CHAR columns pad, '' is taken for NULL, or text is normalised.",
    },
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
    chinese: '仅大小写、重音、全半角或末尾空格不同的键是不同的键',
    cause: {
      'zh-CN': '列使用了语言排序规则；应声明二进制排序规则（COLLATE "C"、BINARY、utf8mb4_nopad_bin）。',
      en: 'The column has a collation of some language; declare a binary one (COLLATE "C", BINARY, utf8mb4_nopad_bin).',
    },
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
    chinese: 'U+0000、半个代理对、键中的空文本被拒绝，什么也不写',
    cause: { 'zh-CN': '没有先调用 planBatch 和 planQuery。', en: 'planBatch and planQuery are not called first.' },
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
    chinese: '字节原样取回，零也一样',
    cause: {
      'zh-CN': '字节当成文本存取，或在第一个零处截断；应使用 BYTEA、BLOB、VARBINARY。',
      en: 'Bytes are kept as text, or cut at the first zero; use BYTEA, BLOB or VARBINARY.',
    },
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
    chinese: '键按码位排序，𠮷 在 ａ 之后',
    cause: {
      'zh-CN': '按 UTF-16 或语言排序规则比较；用二进制排序规则的 UTF-8，或 compareText。',
      en: 'It compares by UTF-16 or by a language; use UTF-8 with a binary collation, or compareText.',
    },
    invariant: 85,
    level: 'core',
    run: (factory, { random }) =>
      onNewStore(factory, kitTables, async (store) => {
        for (const id of shuffled(sortedKeys, random)) expectOk(id, await store.commit([item(id, { name: id })]));
        expectEqual('by key', columnOf(await readRows(store, itemsBy('key')), 'id'), sortedKeys);
        expectEqual('by index', columnOf(await readRows(store, itemsBy('name')), 'id'), sortedKeys);
        const after = await readRows(store, itemsBy('key', { after: ['ａ'] }));
        expectEqual('after ａ', columnOf(after, 'id'), ['😀', '𠮷', '\u{10ffff}']);
      }),
  },
  {
    id: 'exact-integers',
    name: 'integers from -2^63 to 2^63-1 come back exactly, as bigint',
    chinese: '-2^63 到 2^63-1 的整数原样取回，类型是 bigint',
    cause: {
      'zh-CN': '驱动把大整数转成 number 或字符串；打开其 bigint 选项并统一转换。',
      en: 'The driver turns large integers into number or text; switch its bigint option on and convert all alike.',
    },
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
    chinese: '整数按数值排序：-10 在 -9 之前，9 在 10 之前',
    cause: { 'zh-CN': '整数存成文本。', en: 'Integers are kept as text.' },
    invariant: 86,
    level: 'core',
    run: (factory, { random }) =>
      onNewStore(factory, kitTables, async (store) => {
        const entries = shuffled(integers, random).map((number) => entry('n', number));
        expectOk('entries', await store.commit(entries));
        expectEqual('the order', columnOf(await readRows(store, entriesOf('n')), 'number'), integers);
      }),
  },
  {
    id: 'utc-clock',
    name: 'the store’s clock tells UTC instants, whatever zone its session is in',
    chinese: '存储的时钟给出 UTC 时刻，与会话时区无关',
    cause: {
      'zh-CN': '时间按会话时区格式化；应取自纪元的毫秒数。',
      en: "The time is formatted in the session's zone; take milliseconds since the epoch.",
    },
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
