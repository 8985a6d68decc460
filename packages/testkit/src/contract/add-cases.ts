import { onNewStore, type CaseDemand } from './contract-case.ts';
import { expectEqual, expectFailed, expectOk } from './expectation.ts';
import { addition, item, kitTables, readOne } from './kit-tables.ts';

const [largest, smallest] = [2n ** 63n - 1n, -(2n ** 63n)];

/** Guarded additions: what a balance, a capacity and a quota rest on. */
export const addCases: readonly CaseDemand[] = [
  {
    id: 'floor',
    name: 'an addition may reach its floor and not pass it',
    chinese: '增减可以到下限，不能越过下限',
    cause: {
      'zh-CN': '下限没有写进同一条 UPDATE 的条件（SET x = x + d WHERE x + d >= min），或者把“等于下限”也拒绝了。',
      en: 'The floor is not in the condition of the same UPDATE (SET x = x + d WHERE x + d >= min), or it refuses what reaches the floor exactly.',
    },
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
    chinese: '增减可以到上限，不能越过上限',
    cause: {
      'zh-CN': '上限没有写进同一条 UPDATE 的条件，或者只检查了下限。',
      en: 'The ceiling is not in the condition of the same UPDATE, or only floors are looked at.',
    },
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
    chinese: '增减若写明所依据的条款，条款变了就被拒绝',
    cause: {
      'zh-CN': '忽略了 `where`；值为 undefined 的列应按 IS NULL 比较，不能跳过。',
      en: '`where` is ignored; a column that is undefined there must be compared as IS NULL, not left out.',
    },
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
    chinese: '增减使该行的版本加一',
    cause: {
      'zh-CN': 'UPDATE 没有同时写 version = version + 1。',
      en: 'The UPDATE does not set version = version + 1 as well.',
    },
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
    chinese: '对没有值的列增减，从零算起',
    cause: {
      'zh-CN': 'NULL + 1 是 NULL；应使用 COALESCE(x, 0)，条件里也要用。',
      en: 'NULL + 1 is NULL: use COALESCE(x, 0), in the condition too.',
    },
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
    chinese: '超出 64 位的增减两个方向都被拒绝，不回绕、不舍入',
    cause: {
      'zh-CN': '引擎溢出时回绕、报错或转为浮点；应先用不会溢出的比较（x <= 最大值 - d）把它答复为 bound。',
      en: 'The engine wraps, fails or turns to floating point; compare first without overflow (x <= largest - d) and answer bound.',
    },
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
    chinese: '对没有增减的列设的界限同样有效',
    cause: { 'zh-CN': '只为 `add` 里的列生成了界限条件。', en: 'Conditions are made only for the columns of `add`.' },
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
