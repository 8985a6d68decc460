import type { TableSpec } from '@jiceng/kernel';
import { askDuring } from './ask-during.ts';
import { onNewPlace, onNewStore, type ContractCase } from './contract-case.ts';
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
export const lifeCases: readonly ContractCase[] = [
  {
    id: 'declared-again',
    name: 'declaring the same tables again changes nothing, and what was written stays',
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
