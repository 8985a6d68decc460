import type { Operation } from '@jiceng/kernel';
import { onNewStore, type ContractCase } from './contract-case.ts';
import { codeOf, expectCode, expectEqual, expectFailed, expectOk } from './expectation.ts';
import {
  addition,
  change,
  check,
  entriesOf,
  entry,
  item,
  itemTable,
  keyOf,
  kitTables,
  readOne,
  readRows,
  removal,
} from './kit-tables.ts';

/** What a batch is: whole or nothing, and an answer that says which precondition failed and why. */
export const batchCases: readonly ContractCase[] = [
  {
    id: 'all-or-nothing',
    name: 'a batch whose last step fails leaves nothing of the steps before it',
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const before = [item('b', { amount: 1n }), item('c', { name: 'c' }), item('d'), item('e')];
        expectOk('rows', await store.commit(before));
        const batch = [
          item('a'),
          addition('b', 5n),
          change('c', 1n, { name: 'changed' }),
          removal('d'),
          entry('log', 1n),
          entry('log', 2n),
        ];
        expectOk('an entry in the way', await store.commit([entry('log', 2n)]));
        expectFailed('the batch', await store.commit(batch), 5, 'exists');
        const rows = await Promise.all(['a', 'b', 'c', 'd'].map((id) => readOne(store, id)));
        expectEqual('what the batch would have created', rows[0], undefined);
        expectEqual('what it would have added to', [rows[1]?.['amount'], rows[1]?.['version']], [1n, 1n]);
        expectEqual('what it would have changed', [rows[2]?.['name'], rows[2]?.['version']], ['c', 1n]);
        expectEqual('what it would have deleted', rows[3]?.['id'], 'd');
        expectEqual('its first entry', (await readRows(store, entriesOf('log'))).length, 1);
      }),
  },
  {
    id: 'named-by-place',
    name: 'the answer names the operation that failed by its place in the batch as it was given',
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('m', { version: 5n })]));
        // In the order of locks the second of these is the last but one.
        const batch = [entry('log', 1n), change('m', 4n, {}), item('a'), item('b')];
        expectFailed('the update', await store.commit(batch), 1, 'version');
      }),
  },
  {
    id: 'no-second-insert',
    name: 'a row that is there cannot be inserted again, and stays as it is',
    invariant: 80,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'first' })]));
        expectFailed('the second', await store.commit([item('a', { name: 'second' })]), 0, 'exists');
        expectFailed('among others', await store.commit([item('0'), item('a', { name: 'third' })]), 1, 'exists');
        expectEqual('the other', await readOne(store, '0'), undefined);
        expectEqual('the row', (await readOne(store, 'a'))?.['name'], 'first');
      }),
  },
  {
    id: 'version-moves',
    name: 'an update moves the row to the next version, or to the later one it names',
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'first', amount: 5n })]));
        expectOk('one further', await store.commit([change('a', 1n, { name: 'second' })]));
        const second = await readOne(store, 'a');
        expectEqual('version 2', [second?.['version'], second?.['name'], second?.['amount']], [2n, 'second', 5n]);
        expectOk('further', await store.commit([{ ...change('a', 2n, { amount: undefined }), toVersion: 7n }]));
        const third = await readOne(store, 'a');
        expectEqual('version 7', [third?.['version'], third?.['name'], third?.['amount']], [7n, 'second', undefined]);
      }),
  },
  {
    id: 'version-guards',
    name: 'an update from another version than the row’s is refused, from an earlier and from a later one',
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { version: 5n, name: 'as it was' })]));
        expectFailed('from version 4', await store.commit([change('a', 4n, { name: 'late' })]), 0, 'version');
        expectFailed('from version 6', await store.commit([change('a', 6n, { name: 'early' })]), 0, 'version');
        const row = await readOne(store, 'a');
        expectEqual('the row', [row?.['name'], row?.['version']], ['as it was', 5n]);
      }),
  },
  {
    id: 'missing-is-missing',
    name: 'a row that is not there is missing, whatever was wanted of it',
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const wishes: readonly Operation[] = [
          change('nobody', 1n, { name: 'x' }),
          { ...addition('nobody', 1n), min: { amount: 0n } },
          removal('nobody', 1n),
          check('nobody', 1n),
        ];
        for (const wish of wishes) {
          expectFailed(`${wish.op} of nobody`, await store.commit([wish]), 0, 'missing');
        }
        expectEqual('nobody', await readOne(store, 'nobody'), undefined);
      }),
  },
  {
    id: 'check-guards',
    name: 'a check refuses a batch when the row it relies on stands at an earlier or a later version',
    invariant: 32,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('rows', await store.commit([item('a', { version: 5n }), item('b', { version: 5n })]));
        expectFailed('relying on version 4', await store.commit([check('a', 4n), item('c')]), 0, 'version');
        expectFailed('relying on version 6', await store.commit([check('a', 6n), item('c')]), 0, 'version');
        expectOk('relying on its version', await store.commit([check('b', 5n), item('d')]));
        expectEqual('what was to be written', await readOne(store, 'c'), undefined);
      }),
  },
  {
    id: 'check-only-reads',
    name: 'a check changes nothing of the row it relies on',
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { name: 'as it was' })]));
        expectOk('relied on', await store.commit([check('a', 1n)]));
        const row = await readOne(store, 'a');
        expectEqual('the row', [row?.['name'], row?.['version']], ['as it was', 1n]);
      }),
  },
  {
    id: 'delete-is-content',
    name: 'a delete without a version is content with a row that is gone already',
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a')]));
        expectOk('gone', await store.commit([removal('a')]));
        expectOk('gone already', await store.commit([removal('a'), item('b')]));
        expectEqual('the rest of the batch', (await readOne(store, 'b'))?.['id'], 'b');
      }),
  },
  {
    id: 'delete-guards',
    name: 'a delete at another version than the row’s is refused',
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { version: 5n })]));
        expectFailed('at version 4', await store.commit([removal('a', 4n)]), 0, 'version');
        expectFailed('at version 6', await store.commit([removal('a', 6n)]), 0, 'version');
        expectEqual('the row', (await readOne(store, 'a'))?.['version'], 5n);
        expectOk('at its version', await store.commit([removal('a', 5n)]));
        expectEqual('the row', await readOne(store, 'a'), undefined);
      }),
  },
  {
    id: 'malformed-batch',
    name: 'a malformed batch is refused as such, and nothing of it is written',
    invariant: 79,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a')]));
        const strange: readonly (readonly [what: string, operations: readonly Operation[], code: string])[] = [
          ['one row twice', [addition('a', 1n), change('a', 1n, { name: 'x' })], 'STORE_BATCH_INVALID'],
          ['a table nobody declared', [{ op: 'insert', table: 'nobodys', row: { id: 'x' } }], 'STORE_TABLE_UNKNOWN'],
          ['a column nobody declared', [item('x', { colour: 'red' })], 'STORE_VALUE_INVALID'],
          ['a value of another type', [item('x', { amount: '1' })], 'STORE_VALUE_INVALID'],
          [
            'an absent part of the key',
            [{ op: 'insert', table: itemTable.name, row: { id: 'x' } }],
            'STORE_VALUE_INVALID',
          ],
          ['half a key', [{ op: 'delete', table: itemTable.name, key: [keyOf('a')[0] ?? ''] }], 'STORE_BATCH_INVALID'],
        ];
        for (const [what, operations, code] of strange) {
          await expectCode(what, () => store.commit([item('b'), ...operations]), code);
        }
        expectEqual('what stood beside it', await readOne(store, 'b'), undefined);
        expectEqual('the row', (await readOne(store, 'a'))?.['version'], 1n);
        expectEqual(
          'a query for what nobody declared',
          await codeOf(() => store.read([{ get: 'row', table: 'nobodys', key: ['x'] }])),
          'STORE_TABLE_UNKNOWN',
        );
      }),
  },
];
