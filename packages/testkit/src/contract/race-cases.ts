import { compareText, type CommitResult } from '@jiceng/kernel';
import { allEnded, askDuring } from './ask-during.ts';
import { onNewStore, type ContractCase } from './contract-case.ts';
import { expectEqual, expectOk, expectTrue } from './expectation.ts';
import {
  addition,
  change,
  check,
  columnOf,
  entriesOf,
  entry,
  item,
  itemsBy,
  kitTables,
  numbered,
  readOne,
  readRows,
  rowQuery,
} from './kit-tables.ts';

const racers = 20;
const times = <Result>(count: number, make: (at: number) => Result): readonly Result[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** How the results of a race add up: how many went through, and what the others were told. */
function tally(results: readonly CommitResult[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const outcome = result.ok ? 'ok' : result.reason;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** Races of many callers of one handle: the faults that an adapter is most likely to have. */
export const raceCases: readonly ContractCase[] = [
  {
    id: 'one-creator',
    name: 'of many creators of one row exactly one succeeds, and the others are told that it exists',
    invariant: 80,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const results = await Promise.all(times(racers, (at) => store.commit([item('a', { name: `creator ${at}` })])));
        expectEqual('one creator', tally(results), { ok: 1, exists: racers - 1 });
        const winner = results.findIndex(({ ok }) => ok);
        expectEqual('the row of the one', (await readOne(store, 'a'))?.['name'], `creator ${winner}`);
      }),
  },
  {
    id: 'one-updater',
    name: 'of many updaters from one version exactly one succeeds',
    invariant: 81,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a row', await store.commit([item('a')]));
        const results = await Promise.all(
          times(racers, (at) => store.commit([change('a', 1n, { name: `updater ${at}` })])),
        );
        expectEqual('one updater', tally(results), { ok: 1, version: racers - 1 });
        const winner = results.findIndex(({ ok }) => ok);
        const row = await readOne(store, 'a');
        expectEqual('the row of the one', [row?.['name'], row?.['version']], [`updater ${winner}`, 2n]);
      }),
  },
  {
    id: 'gapless-appends',
    name: 'racing appends to one stream take numbers without a hole or a repeat, also when some of them fail',
    invariant: 82,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a counter', await store.commit([item('counter', { amount: 0n }), item('gate', { version: 9n })]));
        const append = (at: number) => {
          const batch = [addition('counter', 1n), numbered('log', 'counter', `append ${at}`)];
          // Every fourth comes to a closed gate after it has taken its number.
          return store.commit(at % 4 === 3 ? [...batch, check('gate', 7n)] : batch);
        };
        const results: CommitResult[] = [];
        for (let wave = 0; wave < racers; wave += 5) {
          results.push(...(await Promise.all(times(5, (at) => append(wave + at)))));
        }
        const appended = racers - racers / 4;
        expectEqual('appends', tally(results), { ok: appended, version: racers / 4 });
        const rows = await readRows(store, entriesOf('log'));
        const numbers = rows
          .map(({ number }) => (typeof number === 'bigint' ? Number(number) : Number.NaN))
          .toSorted((a, b) => a - b);
        const first = numbers[0] ?? 0;
        expectEqual(
          'consecutive numbers',
          numbers,
          times(appended, (at) => first + at),
        );
        expectEqual('different appends', new Set(columnOf(rows, 'note')).size, appended);
      }),
  },
  {
    id: 'exact-spenders',
    name: 'of racing spenders exactly as many succeed as the balance allows, and the others meet the bound',
    invariant: 11,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a balance', await store.commit([item('purse', { amount: 10n })]));
        const spend = () => store.commit([{ ...addition('purse', -3n), min: { amount: 0n } }]);
        const results = await Promise.all(times(racers, spend));
        expectEqual('three spenders', tally(results), { ok: 3, bound: racers - 3 });
        expectEqual('what is left', (await readOne(store, 'purse'))?.['amount'], 1n);
      }),
  },
  {
    id: 'no-lost-addition',
    name: 'racing additions lose nothing',
    invariant: 31,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('a counter', await store.commit([item('counter', { amount: 0n })]));
        const rounds = 5;
        const caller = async () => {
          for (let round = 0; round < rounds; round++) expectOk('+1', await store.commit([addition('counter', 1n)]));
        };
        await Promise.all(times(racers, caller));
        expectEqual('the sum', (await readOne(store, 'counter'))?.['amount'], BigInt(racers * rounds));
      }),
  },
  {
    id: 'no-write-skew',
    name: 'of two that each rely on the row that the other writes, one fails',
    invariant: 32,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('two rows', await store.commit([item('a'), item('b')]));
        const results = await Promise.all([
          store.commit([check('a', 1n), change('b', 1n, { name: 'relied on a' })]),
          store.commit([check('b', 1n), change('a', 1n, { name: 'relied on b' })]),
        ]);
        expectEqual('one of two', tally(results), { ok: 1, version: 1 });
      }),
  },
  {
    id: 'whole-batches',
    name: 'a reader that asks during commits sees every batch whole or not at all',
    invariant: 79,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('two purses', await store.commit([item('a', { amount: 50n }), item('b', { amount: 50n })]));
        const write = async () => {
          for (let at = 0; at < racers; at++) {
            expectOk(
              'a transfer',
              await store.commit([addition('a', -1n), addition('b', 1n), entry('log', BigInt(at))]),
            );
          }
        };
        const read = async () => {
          const rows = await readRows(store, itemsBy('key'));
          const sum = rows.reduce((total, { amount }) => total + (typeof amount === 'bigint' ? amount : 0n), 0n);
          expectEqual('the sum in one read', sum, 100n);
        };
        await askDuring(write, read, 2);
      }),
  },
  {
    id: 'one-moment',
    name: 'all queries of one read see the same moment',
    invariant: 38,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        expectOk('two counters', await store.commit([item('a', { amount: 0n }), item('b', { amount: 0n })]));
        const write = async () => {
          for (let at = 0; at < racers; at++) {
            // First a, then b, each by itself: at every moment b is where a is, or one behind.
            expectOk('a', await store.commit([addition('a', 1n)]));
            expectOk('b', await store.commit([addition('b', 1n)]));
          }
        };
        const read = async () => {
          const [[a] = [], [b] = []] = await store.read([rowQuery('a'), rowQuery('b')]);
          const behind = Number(a?.['amount'] ?? 0n) - Number(b?.['amount'] ?? 0n);
          expectTrue('b is where a is, or one behind', behind === 0 || behind === 1);
        };
        await askDuring(write, read, 2);
      }),
  },
  {
    id: 'steady-pages',
    name: 'pages read while rows arrive hold every row that was there before, once',
    invariant: 39,
    level: 'concurrent',
    run: (factory) =>
      onNewStore(factory, kitTables, async (store) => {
        const known = times(30, (at) => `m${String(at).padStart(2, '0')}`);
        expectOk('rows', await store.commit(known.map((id) => item(id))));
        const write = async () => {
          for (let at = 0; at < racers; at++) {
            expectOk('arrivals', await store.commit([item(`a${at}`), item(`m${at}5x`), item(`z${at}`)]));
          }
        };
        const seen: string[] = [];
        const read = async () => {
          for (let after = ''; ;) {
            const bound = after === '' ? {} : { after: [after] };
            const page = await readRows(store, itemsBy('key', { ...bound, limit: 3 }));
            const ids = page.map(({ id }) => (typeof id === 'string' ? id : ''));
            seen.push(...ids);
            if (page.length < 3) return;
            expectTrue('a page goes on behind the one before it', compareText(ids.at(-1) ?? '', after) > 0);
            after = ids.at(-1) ?? '';
          }
        };
        await allEnded([read(), write()]);
        expectEqual('no row twice', new Set(seen).size, seen.length);
        expectEqual(
          'every row that was there',
          seen.filter((id) => known.includes(id)),
          known,
        );
      }),
  },
];
