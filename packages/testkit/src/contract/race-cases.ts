import { compareText, type CommitResult } from '@jiceng/kernel';
import { allEnded, askDuring } from './ask-during.ts';
import { onNewStore, type CaseDemand } from './contract-case.ts';
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
export const raceCases: readonly CaseDemand[] = [
  {
    id: 'one-creator',
    name: 'of many creators of one row exactly one succeeds, and the others are told that it exists',
    chinese: '同一行的许多创建者中恰有一个成功，其余得知它已存在',
    cause: {
      'zh-CN': '先查后插；应直接 INSERT，由主键裁决。',
      en: 'It looks first and inserts then; insert at once and let the primary key decide.',
    },
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
    chinese: '从同一版本出发的许多更新者中恰有一个成功',
    cause: {
      'zh-CN': '先读版本再写；版本条件要写在 UPDATE 自己的 WHERE 里，并检查影响行数。',
      en: "The version is read and then written; it must stand in the UPDATE's own WHERE, and the affected rows must be counted.",
    },
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
    chinese: '竞相追加到一个流的号码无缺无重，有失败的也一样',
    cause: {
      'zh-CN': '号码在取得行锁之前读出，或失败的批次没有整体回滚。',
      en: 'The number is read before the row is locked, or a failed batch is not rolled back whole.',
    },
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
    chinese: '竞相支出时，成功的恰是余额允许的次数，其余触到界限',
    cause: {
      'zh-CN': '先查余额再扣减；在可重复读隔离级别下 SELECT 看到的是旧值。',
      en: 'The balance is looked at and then reduced; under REPEATABLE READ the SELECT sees an old value.',
    },
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
    chinese: '竞相增减不丢失任何一次',
    cause: {
      'zh-CN': '在程序里算出新值再写回，或重试时把已写入的批次又写了一次。',
      en: 'The new value is worked out in the program and written back, or a retry repeats a batch that was written.',
    },
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
    chinese: '两者各自依据对方要写的行，其中一个失败',
    cause: {
      'zh-CN': 'check 没有加锁；应使用 SELECT … FOR UPDATE，并在同一事务内保持到提交。',
      en: 'A check does not lock; it needs SELECT … FOR UPDATE, held in the same transaction until the commit.',
    },
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
    id: 'crossing-batches',
    name: 'batches that write the same rows in opposite orders all go through',
    chinese: '以相反次序写同样几行的批次全部成功',
    cause: {
      'zh-CN': '按给出的次序加锁而死锁；应按 planBatch 的次序加锁，死锁和锁等待的错误要重试。',
      en: "Locks are taken in the order given and deadlock; take them in planBatch's order, and try again after a deadlock or a lock timeout.",
    },
    invariant: 30,
    level: 'concurrent',
    run: (factory, { random }) =>
      onNewStore(factory, kitTables, async (store) => {
        const ids = ['a', 'b', 'c'];
        expectOk('rows', await store.commit(ids.map((id) => item(id, { amount: 0n }))));
        const cross = () => {
          const batch = ids.map((id) => addition(id, 1n));
          return store.commit(random.below(2) === 0 ? batch : batch.toReversed());
        };
        expectEqual('all of them', tally(await Promise.all(times(racers, cross))), { ok: racers });
        const amounts = columnOf(await readRows(store, itemsBy('key')), 'amount');
        expectEqual(
          'the sums',
          amounts,
          ids.map(() => BigInt(racers)),
        );
      }),
  },
  {
    id: 'bad-neighbour',
    name: 'a batch that is refused or malformed takes none with it that was given at the same time',
    chinese: '被拒绝或写错的批次不连累同时给出的其他批次',
    cause: {
      'zh-CN': '成组提交没有给每个批次一个保存点，一个出错全组回滚。',
      en: 'A group commit gives its batches no savepoints of their own, and one that fails rolls back all.',
    },
    invariant: 79,
    level: 'concurrent',
    run: (factory, { random }) =>
      onNewStore(factory, kitTables, async (store) => {
        const bad = random.below(6);
        const batches = times(6, (at) => (at === bad ? [item(`n${at}`, { colour: 'red' })] : [item(`n${at}`)]));
        const ends = await Promise.allSettled(batches.map((batch) => store.commit(batch)));
        expectEqual(
          'those that were written',
          ends.map((end) => end.status === 'fulfilled' && end.value.ok),
          times(6, (at) => at !== bad),
        );
        expectEqual('rows', (await readRows(store, itemsBy('key'))).length, 5);
      }),
  },
  {
    id: 'whole-batches',
    name: 'a reader that asks during commits sees every batch whole or not at all',
    chinese: '提交期间查询的读者看到的批次要么完整、要么没有',
    cause: {
      'zh-CN': '批次分成几个事务，或读取使用了读未提交。',
      en: 'The batch is several transactions, or reads are READ UNCOMMITTED.',
    },
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
    chinese: '一次读取中的所有查询看到同一时刻',
    cause: {
      'zh-CN': '各查询分别执行；读已提交之下每条语句各有快照，应使用可重复读的只读事务。',
      en: 'Queries run one by one; under READ COMMITTED each has a snapshot of its own, so use a read-only REPEATABLE READ transaction.',
    },
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
    chinese: '行不断到来时翻页，原有的每一行恰好出现一次',
    cause: {
      'zh-CN': '用 OFFSET 翻页；应从最后一行的键继续。',
      en: 'Pages are made with OFFSET; go on after the key of the last row.',
    },
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
