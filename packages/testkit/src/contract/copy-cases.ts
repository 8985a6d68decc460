import type { Operation } from '@jiceng/kernel';
import { onNewStore, type CaseDemand } from './contract-case.ts';
import { codeOf, expectEqual, expectFailed, expectOk } from './expectation.ts';
import {
  addition,
  change,
  columnOf,
  entriesOf,
  item,
  itemTable,
  keyOf,
  kitTables,
  numbered,
  readRows,
  tenant,
} from './kit-tables.ts';

/** Copies: how an entry gets the balance after, and a commit its position. */
export const copyCases: readonly CaseDemand[] = [
  {
    id: 'copy-after-write',
    name: 'a copy takes the value as the batch leaves it, not as it found it',
    chinese: '复制取批次写完后的值，不是写之前的',
    cause: {
      'zh-CN': '在批次开始时就读了来源；应在增减之后、同一事务内读。',
      en: 'The source is read when the batch begins; read it after the addition, in the same transaction.',
    },
    invariant: 82,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a counter', await store.commit([item('a', { amount: 6n })]));
        expectOk('an addition and its entry', await store.commit([addition('a', 1n), numbered('log', 'a')]));
        expectEqual('the entry', columnOf(await readRows(store, entriesOf('log')), 'number'), [7n]);
      }),
  },
  {
    id: 'copy-listed-first',
    name: 'a copy takes its value after the write it depends on, also when the batch lists it first',
    chinese: '复制取它所依赖的写入之后的值，即使批次里排在前面',
    cause: {
      'zh-CN': '按给出的次序执行；应按 planBatch 的次序（等级、表、键）。',
      en: 'The batch runs in the order given; it must run in that of planBatch (rank, table, key).',
    },
    invariant: 82,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a counter', await store.commit([item('a', { amount: 6n })]));
        expectOk('listed first', await store.commit([numbered('log', 'a'), change('a', 1n, { amount: 9n })]));
        expectOk('of a row that begins here', await store.commit([numbered('log', 'b'), item('b', { amount: 1n })]));
        expectEqual('the entries', columnOf(await readRows(store, entriesOf('log')), 'number'), [1n, 9n]);
      }),
  },
  {
    id: 'copy-from-nobody',
    name: 'a copy from a row that is not there fails as missing',
    chinese: '从不存在的行复制，答复为 missing',
    cause: {
      'zh-CN': '来源为空时照样插入 NULL（例如 INSERT … SELECT 没有检查行数）。',
      en: 'An absent source inserts NULL, or nothing (INSERT … SELECT whose rows are not counted).',
    },
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const copy = { name: { table: itemTable.name, key: keyOf('0'), column: 'name' } };
        const row = { tenant, id: 'b', version: 1n };
        const copying: Operation = { op: 'insert', table: itemTable.name, row, copy };
        expectFailed('the copy', await store.commit([copying, item('c')]), 0, 'missing');
        expectEqual(
          'what stood beside it',
          await readRows(store, { get: 'row', table: itemTable.name, key: keyOf('c') }),
          [],
        );
      }),
  },
  {
    id: 'copied-key',
    name: 'a copied key that turns out to be absent or empty is refused, and nothing is written',
    chinese: '复制来的键为空或没有值时被拒绝，什么也不写',
    cause: {
      'zh-CN': '复制之后没有用 wholeKey 再检查一次键。',
      en: 'The key is not checked again with wholeKey once its copied parts are known.',
    },
    invariant: 84,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row without an amount', await store.commit([item('a')]));
        expectEqual(
          'the code',
          await codeOf(() => store.commit([item('b'), numbered('log', 'a')])),
          'STORE_VALUE_INVALID',
        );
        expectEqual(
          'what stood beside it',
          await readRows(store, { get: 'row', table: itemTable.name, key: keyOf('b') }),
          [],
        );
      }),
  },
];
