import type { TableSpec } from '@jiceng/kernel';
import { askDuring } from './ask-during.ts';
import { onNewPlace, onNewStore, type CaseDemand } from './contract-case.ts';
import { expectCode, expectEqual, expectOk } from './expectation.ts';
import {
  addition,
  change,
  columnOf,
  item,
  itemTable,
  itemsBy,
  kitTables,
  readOne,
  readRows,
  rowQuery,
} from './kit-tables.ts';

const grownTable: TableSpec = {
  ...itemTable,
  columns: { ...itemTable.columns, colour: 'text' },
  indexes: { ...itemTable.indexes, amount: ['tenant', 'amount'], colour: ['tenant', 'colour'] },
};

/** The life of a store: declared, declared again, opened by several, closed. */
export const lifeCases: readonly CaseDemand[] = [
  {
    id: 'declared-again',
    name: 'declaring the same tables again changes nothing, and what was written stays',
    chinese: '重复声明相同的表不改变任何内容，已写入的保持不变',
    cause: {
      'zh-CN': '迁移使用了 DROP 或 CREATE OR REPLACE；应先查明缺什么再建。',
      en: 'The migration drops or replaces tables; find out first what is missing, and create only that.',
    },
    invariant: 88,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'stays' })]));
        await store.migrate(kitTables);
        await Promise.all([store.migrate(kitTables), store.migrate([itemTable])]);
        expectEqual('the row', columnOf(await readRows(store, itemsBy('name')), 'name'), ['stays']);
      }),
  },
  {
    id: 'table-grows',
    name: 'a table may gain columns and indexes: older rows hold nothing there and are in the new indexes',
    chinese: '表可以增加列和索引：旧行在那里没有值，并在新索引中',
    cause: {
      'zh-CN': '新索引没有包含旧行，或新列有非空默认值。',
      en: 'A new index does not hold older rows, or a new column has a default that is not NULL.',
    },
    invariant: 88,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('older rows', await store.commit([item('a', { amount: 2n }), item('b', { amount: 1n })]));
        await store.migrate([grownTable]);
        expectEqual('an older row', (await readOne(store, 'a'))?.['colour'], undefined);
        expectEqual('by the new index', columnOf(await readRows(store, { ...itemsBy('key'), index: 'amount' }), 'id'), [
          'b',
          'a',
        ]);
        expectOk('coloured', await store.commit([change('a', 1n, { colour: 'red' }), item('c', { colour: 'blue' })]));
        const coloured = await readRows(store, { ...itemsBy('key'), index: 'colour' });
        expectEqual('by the new column', columnOf(coloured, 'id'), ['c', 'a']);
      }),
  },
  {
    id: 'other-declaration',
    name: 'a table that comes back with another key, type or index is refused, and stays as it is',
    chinese: '以不同的键、类型或索引再次声明的表被拒绝，并保持原样',
    cause: {
      'zh-CN': '没有用 checkTable 与库中已有的定义比较。',
      en: 'What the database holds is not compared by checkTable.',
    },
    invariant: 88,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'stays' })]));
        const strangers: readonly TableSpec[] = [
          { ...itemTable, key: ['id', 'tenant'] },
          { ...itemTable, columns: { ...itemTable.columns, amount: 'text' } },
          { ...itemTable, indexes: { name: ['name'] } },
          { ...itemTable, key: ['tenant', 'nobody'] },
        ];
        for (const stranger of strangers) {
          await expectCode('another declaration', () => store.migrate([stranger]), 'STORE_TABLE_INVALID');
        }
        expectEqual('the row', columnOf(await readRows(store, itemsBy('name')), 'name'), ['stays']);
      }),
  },
  {
    id: 'closed',
    name: 'after closing every call is refused as closed, and closing again is harmless',
    chinese: '关闭之后每次调用都以“已关闭”拒绝，重复关闭无妨',
    cause: {
      'zh-CN': '关闭后没有检查状态，驱动自己的错误漏了出来。',
      en: "Nothing is checked after closing, and the driver's own error comes through instead of STORE_CLOSED.",
    },
    invariant: 90,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        await store.close();
        await store.close();
        await expectCode('commit', () => store.commit([item('a')]), 'STORE_CLOSED');
        await expectCode('read', () => store.read([rowQuery('a')]), 'STORE_CLOSED');
        await expectCode('migrate', () => store.migrate(kitTables), 'STORE_CLOSED');
        await expectCode('now', () => store.now(), 'STORE_CLOSED');
      }),
  },
  {
    id: 'answered-before-closing',
    name: 'a batch that was given before closing is answered',
    chinese: '关闭之前给出的批次会得到答复',
    cause: { 'zh-CN': 'close 没有等待正在排队的批次。', en: 'close does not wait for batches that are queued.' },
    invariant: 90,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const given = [store.commit([item('a')]), store.commit([item('b')])];
        const closed = store.close();
        const answers = await Promise.allSettled(given);
        await closed;
        expectEqual('answered', answers.filter((answer) => answer.status === 'fulfilled' && answer.value.ok).length, 2);
      }),
  },
  {
    id: 'seen-by-others',
    name: 'what one handle was answered is there for another at once, and for the next after all are closed',
    chinese: '一个句柄得到答复的写入，其他句柄立即可见，全部关闭后再打开也在',
    cause: {
      'zh-CN': '读取来自句柄自己的缓存或落后的副本，或答复早于提交。',
      en: 'Reads come from a cache of the handle or from a replica that lags, or the answer comes before the commit.',
    },
    invariant: 83,
    level: 'processes',
    run: (factory) =>
      onNewPlace(factory, async (open) => {
        const [one, other] = [await open(), await open()];
        await one.migrate(kitTables);
        await other.migrate(kitTables);
        expectOk('by the first', await one.commit([item('a', { name: '一' }), item('b', { name: '二' })]));
        expectEqual('by the other', columnOf(await readRows(other, itemsBy('key')), 'name'), ['一', '二']);
        expectOk('back', await other.commit([change('a', 1n, { name: '三' })]));
        expectEqual('by the first', (await readOne(one, 'a'))?.['name'], '三');
        await one.close();
        await other.close();
        const next = await open();
        await next.migrate(kitTables);
        const page = await readRows(next, itemsBy('key', { after: ['a'] }));
        expectEqual('a page that goes on where one was left before', columnOf(page, 'name'), ['二']);
        expectEqual('by the next', (await readOne(next, 'a'))?.['name'], '三');
      }),
  },
  {
    id: 'several-writers',
    name: 'writers through several handles lose nothing, and none of them sees a lock',
    chinese: '几个句柄同时写入不丢失，也看不到锁',
    cause: {
      'zh-CN': '没有设等待时间，事务开始时没有取写锁（应使用 BEGIN IMMEDIATE），或可重试的错误没有重试。',
      en: 'No time to wait is set, the write lock is not taken at the start (BEGIN IMMEDIATE), or an error that asks for a retry gets none.',
    },
    invariant: 33,
    level: 'processes',
    run: (factory) =>
      onNewPlace(factory, async (open) => {
        const handles = [await open(), await open(), await open()];
        for (const handle of handles) await handle.migrate(kitTables);
        const [first] = handles;
        if (first !== undefined) expectOk('a counter', await first.commit([item('counter', { amount: 0n })]));
        const rounds = 20;
        await Promise.all(
          handles.map(async (handle) => {
            for (let round = 0; round < rounds; round++) {
              expectOk('+1', await handle.commit([addition('counter', 1n)]));
            }
          }),
        );
        const sums = await Promise.all(handles.map((handle) => readOne(handle, 'counter')));
        expectEqual(
          'the sum',
          columnOf(
            sums.map((row) => row ?? {}),
            'amount',
          ),
          handles.map(() => BigInt(rounds * handles.length)),
        );
      }),
  },
  {
    id: 'reader-is-served',
    name: 'a reader is served while others write, and does not hold them up',
    chinese: '别人写入时读者照常得到答复，也不拖住写者',
    cause: {
      'zh-CN': '读取也取了排他锁；SQLite 应使用 WAL 模式。',
      en: 'Reads take an exclusive lock too; SQLite wants its write-ahead log (WAL).',
    },
    invariant: 89,
    level: 'processes',
    run: (factory) =>
      onNewPlace(factory, async (open) => {
        const [writer, reader] = [await open(), await open()];
        await writer.migrate(kitTables);
        await reader.migrate(kitTables);
        const write = async () => {
          for (let at = 0; at < 30; at++) expectOk('a row', await writer.commit([item(`r${at}`), item(`s${at}`)]));
        };
        const read = async () => {
          const rows = await readRows(reader, itemsBy('key'));
          expectEqual('whole batches', rows.length % 2, 0);
        };
        await askDuring(write, read);
        expectEqual('at the end', (await readRows(reader, itemsBy('key'))).length, 60);
      }),
  },
  {
    id: 'declared-at-once',
    name: 'tables declared through several handles at once end in one schema',
    chinese: '几个句柄同时声明表，最后得到一个结构',
    cause: {
      'zh-CN': '两次 CREATE TABLE 相撞而没有重试；应在锁内迁移，或把“已存在”当作成功后再查。',
      en: 'Two CREATE TABLEs collide and nobody tries again; migrate under a lock, or look again after "already exists".',
    },
    invariant: 88,
    level: 'processes',
    run: (factory) =>
      onNewPlace(factory, async (open) => {
        const handles = [await open(), await open(), await open()];
        await Promise.all(handles.map((handle) => handle.migrate(kitTables)));
        await Promise.all(handles.map((handle, at) => handle.migrate(at === 0 ? [itemTable] : [grownTable])));
        for (const [at, handle] of handles.entries()) expectOk('a row', await handle.commit([item(`h${at}`)]));
        for (const handle of handles) {
          expectEqual('rows', columnOf(await readRows(handle, itemsBy('key')), 'id'), ['h0', 'h1', 'h2']);
        }
      }),
  },
];
