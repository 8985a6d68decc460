import type { Store } from '@jiceng/kernel';
import { onNewPlace, type CaseDemand, type StoreFactory } from './contract-case.ts';
import { codeOf, expectCode, expectEqual, expectFailed, expectOk, expectTrue } from './expectation.ts';
import { createKitKernel, onNewKernel, wholeFeed } from './kit-process.ts';
import { addition, item, kitTables, readOne } from './kit-tables.ts';
import { testkitError } from '../errors.ts';

type Transact = (work: (joined: Store) => Promise<void>) => Promise<void>;

function onJoining(factory: StoreFactory, test: (store: Store, transact: Transact) => Promise<void>): Promise<void> {
  return onNewPlace(factory, async (open, { transact }) => {
    if (transact === undefined) throw testkitError('TESTKIT_FACTORY_INVALID', { problem: 'transact' });
    const store = await open();
    await store.migrate(kitTables);
    await test(store, transact);
  });
}

/** Stores that write in the host's own transaction: the host's commit is the only one. */
export const joiningCases: readonly CaseDemand[] = [
  {
    id: 'joined-commits-with-host',
    name: 'what a joined store writes is there when the host has committed, together with the rest of its transaction',
    chinese: '宿主提交后，加入其事务的写入与其余内容一起生效',
    cause: {
      'zh-CN': '加入的存储使用了另一个连接，或自己提交、回滚了事务。',
      en: 'The joined store uses another connection, or commits or rolls back by itself.',
    },
    invariant: 36,
    level: 'core',
    needs: 'joining',
    run: (factory) =>
      onJoining(factory, async (store, transact) => {
        await transact(async (joined) => {
          expectOk('a row', await joined.commit([item('a', { amount: 1n })]));
          expectOk('its addition', await joined.commit([addition('a', 2n)]));
          expectEqual('as the transaction itself sees it', (await readOne(joined, 'a'))?.['amount'], 3n);
        });
        expectEqual('after the host has committed', (await readOne(store, 'a'))?.['amount'], 3n);
      }),
  },
  {
    id: 'joined-rolls-back-with-host',
    name: 'of what a joined store has written nothing remains when the host rolls back',
    chinese: '宿主回滚后，加入其事务的写入不留痕迹',
    cause: {
      'zh-CN': '加入的存储自己提交了，或写在宿主事务之外的连接上。',
      en: "The joined store commits by itself, or writes on a connection outside the host's transaction.",
    },
    invariant: 35,
    level: 'core',
    needs: 'joining',
    run: (factory) =>
      onJoining(factory, async (store, transact) => {
        expectOk('a row of before', await store.commit([item('before', { amount: 1n })]));
        const rolledBack = transact(async (joined) => {
          expectOk('a row', await joined.commit([item('a')]));
          expectOk('an addition', await joined.commit([addition('before', 4n)]));
          throw new Error('the host changes its mind');
        });
        expectTrue(
          'the transaction fails as its work did',
          (await codeOf(() => rolledBack)).includes('changes its mind'),
        );
        expectEqual('the row', await readOne(store, 'a'), undefined);
        expectEqual('the row of before', (await readOne(store, 'before'))?.['amount'], 1n);
      }),
  },
  {
    id: 'joined-refusal-is-an-answer',
    name: 'a batch that is refused within the host’s transaction writes nothing, and the transaction goes on',
    chinese: '在宿主事务中被拒绝的批次什么也不写，事务可以继续',
    cause: {
      'zh-CN': '没有为批次设保存点；PostgreSQL 的事务在出错后只能回滚（25P02）。',
      en: 'The batch has no savepoint; on PostgreSQL a transaction can only be rolled back after an error (25P02).',
    },
    invariant: 79,
    level: 'core',
    needs: 'joining',
    run: (factory) =>
      onJoining(factory, async (store, transact) => {
        await transact(async (joined) => {
          expectOk('a row', await joined.commit([item('a')]));
          expectFailed('a second', await joined.commit([item('0'), item('a')]), 1, 'exists');
          expectOk('another', await joined.commit([item('b')]));
        });
        const there = await Promise.all(['0', 'a', 'b'].map(async (id) => (await readOne(store, id)) !== undefined));
        expectEqual('0, a and b', there, [false, true, true]);
      }),
  },
  {
    id: 'joined-publishes-nothing',
    name: 'within the host’s transaction nothing is published, and the feed tells its facts in their place among the others of a stream',
    chinese: '在宿主事务中什么也不发布；在事件流里，它的事实排在同一条流的应有位置',
    cause: {
      'zh-CN': '加入的存储没有声明 info.joined = true，或者取位置的办法与所加入的存储不同（一个当场取，一个等编号）。',
      en: 'The joined store does not say info.joined = true, or comes to its positions in another way than the store it has joined (at once, or by the intake).',
    },
    invariant: 36,
    level: 'core',
    needs: 'joining',
    run: (factory) =>
      onNewKernel(factory, async (outside, store, { transact }) => {
        if (transact === undefined) throw testkitError('TESTKIT_FACTORY_INVALID', { problem: 'transact' });
        await outside.run('kit/1', 'before', { type: 'note', text: 'before' });
        const heard: unknown[] = [];
        await transact(async (joined) => {
          const { run, ports } = createKitKernel(joined);
          ports.bus.subscribe('recorded', (facts) => heard.push(facts));
          await run('kit/1', 'a key', { type: 'note', text: 'within' });
          await expectCode('the same again', () => run('kit/1', 'a key', { type: 'note', text: 'within' }), 'none');
        });
        expectEqual('what listeners heard before the host had committed', heard.length, 0);
        await outside.run('kit/1', 'after', { type: 'note', text: 'after' });
        const told = (await wholeFeed(store, 'main')).flatMap(({ refs }) => refs.map(([, , from]) => from));
        expectEqual('the facts of the stream, as the feed tells them', told, ['1', '2', '3']);
      }),
  },
];
