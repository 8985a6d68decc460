import type { Operation } from '@jiceng/kernel';
import { onNewStore, type ContractCase } from './contract-case.ts';
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
export const copyCases: readonly ContractCase[] = [
  {
    id: 'copy-after-write',
    name: 'a copy takes the value as the batch leaves it, not as it found it',
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
