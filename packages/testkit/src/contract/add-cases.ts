import { onNewStore, type ContractCase } from './contract-case.ts';
import { expectEqual, expectFailed, expectOk } from './expectation.ts';
import { addition, item, kitTables, readOne } from './kit-tables.ts';

const [largest, smallest] = [2n ** 63n - 1n, -(2n ** 63n)];

/** Guarded additions: what a balance, a capacity and a quota rest on. */
export const addCases: readonly ContractCase[] = [
  {
    id: 'floor',
    name: 'an addition may reach its floor and not pass it',
    invariant: 10,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a balance', await store.commit([item('a', { amount: 5n })]));
        const take = (amount: bigint) => ({ ...addition('a', -amount), min: { amount: 0n } });
        expectFailed('below', await store.commit([take(6n)]), 0, 'bound');
        expectOk('to the floor', await store.commit([take(5n)]));
        expectFailed('below', await store.commit([take(1n)]), 0, 'bound');
        expectEqual('the balance', (await readOne(store, 'a'))?.['amount'], 0n);
      }),
  },
  {
    id: 'ceiling',
    name: 'an addition may reach its ceiling and not pass it',
    invariant: 12,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a balance', await store.commit([item('a', { amount: 5n })]));
        const give = (amount: bigint) => ({ ...addition('a', amount), max: { amount: 10n } });
        expectFailed('above', await store.commit([give(6n)]), 0, 'bound');
        expectOk('to the ceiling', await store.commit([give(5n)]));
        expectFailed('above', await store.commit([give(1n)]), 0, 'bound');
        expectEqual('the balance', (await readOne(store, 'a'))?.['amount'], 10n);
      }),
  },
  {
    id: 'terms',
    name: 'an addition that names the terms it relies on is refused when they have changed',
    invariant: 12,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a balance', await store.commit([item('a', { amount: 0n, terms: 2n })]));
        const under = (terms: bigint | undefined) => ({ ...addition('a', 1n), where: { terms, name: undefined } });
        expectFailed('under old terms', await store.commit([under(1n)]), 0, 'bound');
        expectFailed('under no terms', await store.commit([under(undefined)]), 0, 'bound');
        expectOk('under its terms', await store.commit([under(2n)]));
        expectEqual('the balance', (await readOne(store, 'a'))?.['amount'], 1n);
      }),
  },
  {
    id: 'add-moves-version',
    name: 'an addition moves the version of its row by one',
    invariant: 81,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a balance', await store.commit([item('a', { amount: 0n, version: 4n })]));
        expectOk('+3', await store.commit([addition('a', 3n)]));
        expectEqual('the version', (await readOne(store, 'a'))?.['version'], 5n);
      }),
  },
  {
    id: 'add-to-nothing',
    name: 'an addition to a column that holds nothing counts from zero',
    invariant: 86,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a')]));
        expectFailed('below zero', await store.commit([{ ...addition('a', -1n), min: { amount: 0n } }]), 0, 'bound');
        expectOk('+3', await store.commit([addition('a', 3n)]));
        expectEqual('the sum', (await readOne(store, 'a'))?.['amount'], 3n);
      }),
  },
  {
    id: 'add-beyond-64-bits',
    name: 'an addition beyond 64 bits is refused, in both directions, and nothing wraps or rounds',
    invariant: 86,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk(
          'balances',
          await store.commit([item('a', { amount: largest - 1n }), item('b', { amount: smallest + 1n })]),
        );
        expectOk('to the largest', await store.commit([addition('a', 1n)]));
        expectFailed('beyond it', await store.commit([addition('a', 1n)]), 0, 'bound');
        expectFailed('far beyond it', await store.commit([addition('a', largest)]), 0, 'bound');
        expectOk('to the smallest', await store.commit([addition('b', -1n)]));
        expectFailed('below it', await store.commit([addition('b', -1n)]), 0, 'bound');
        expectFailed('far below it', await store.commit([addition('b', smallest)]), 0, 'bound');
        expectEqual(
          'both',
          [(await readOne(store, 'a'))?.['amount'], (await readOne(store, 'b'))?.['amount']],
          [largest, smallest],
        );
      }),
  },
  {
    id: 'bound-elsewhere',
    name: 'a bound on a column that is not added to holds as well',
    invariant: 12,
    level: 'core',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a', { amount: 0n, terms: 5n }), item('b', { amount: 0n })]));
        const bounded = (min: bigint, max: bigint) => ({
          ...addition('a', 1n),
          min: { terms: min },
          max: { terms: max },
        });
        expectOk('within', await store.commit([bounded(5n, 5n)]));
        expectFailed('below', await store.commit([bounded(6n, 9n)]), 0, 'bound');
        expectFailed('above', await store.commit([bounded(0n, 4n)]), 0, 'bound');
        expectFailed('of nothing', await store.commit([{ ...addition('b', 1n), min: { terms: 0n } }]), 0, 'bound');
        expectEqual('the sum', (await readOne(store, 'a'))?.['amount'], 1n);
      }),
  },
];
