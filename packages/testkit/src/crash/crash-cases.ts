import { readFacts, type Store } from '@jiceng/kernel';
import { pauseMs } from '../conformance/case-watch.ts';
import { askDuring } from '../contract/ask-during.ts';
import {
  onNewPlace,
  type CaseSetting,
  type CaseDemand,
  type StoreFactory,
  type StorePlace,
} from '../contract/contract-case.ts';
import { expectEqual } from '../contract/expectation.ts';
import { createKitKernel, kitProcess } from '../contract/kit-process.ts';
import { tenant } from '../contract/kit-tables.ts';
import { expectWholeFolds, expectWholeRecord } from '../whole-record.ts';
import { expectAnsweredThere, expectCountedOnce, expectNothingTorn } from './crash-content.ts';
import { keyOfCommand, streamOf, type CrashTask } from './crash-task.ts';
import { crashWork, prepareForCrash } from './crash-writer.ts';
import { addressOf, farAway, finishedWriter, killedWriter, startWriterOf } from './killed-writer.ts';

const name = 'a';

function taskAt(place: StorePlace, work: CrashTask['work'], width: number, from = 0): CrashTask {
  return { address: addressOf(place), name, work, from, to: farAway, width, atEnd: 'close' };
}

/** Lets a writer work in a new place and be killed, and looks at what is there when the place is opened again; so many times. */
async function afterEachKill(
  factory: StoreFactory,
  setting: CaseSetting,
  work: CrashTask['work'],
  look: (store: Store, answered: readonly number[], reopen: () => Promise<Store>) => Promise<void>,
): Promise<void> {
  const start = startWriterOf(factory);
  for (let kill = 0; kill < setting.kills; kill++) {
    await onNewPlace(factory, async (open, place) => {
      const task = taskAt(place, work, 1 + setting.random.below(4));
      // By turns at work, where a batch may be torn, and at rest, where the last one was answered for certain.
      const { answered } = await killedWriter(start, task, setting, kill % 2 === 0 ? 'writing' : 'resting');
      const reopen = async () => {
        const store = await open();
        await prepareForCrash(store, [name]);
        return store;
      };
      await look(await reopen(), answered, reopen);
    });
  }
}

/** Processes that are killed while they write: what was answered is there, and nothing is there in part. */
export const crashCases: readonly CaseDemand[] = [
  {
    id: 'answered-survives-kill',
    name: 'what a process was answered for is there after it was killed',
    chinese: '进程被杀之后，它得到答复的写入都在',
    cause: {
      'zh-CN': '答复早于提交（写缓冲、异步落盘），或提交只留在进程的内存里。',
      en: 'The answer comes before the commit (a buffer, writing behind), or the commit lies only in the memory of the process.',
    },
    invariant: 23,
    level: 'crash',
    run: (factory, setting) =>
      afterEachKill(factory, setting, 'batches', (store, answered) => expectAnsweredThere(store, name, answered)),
  },
  {
    id: 'no-torn-batch',
    name: 'a batch of a process that was killed is there whole or not at all',
    chinese: '被杀进程的批次要么完整、要么没有',
    cause: {
      'zh-CN': '批次分成几个事务，或写文件时没有先写日志。',
      en: 'The batch is several transactions, or a file is written without a journal.',
    },
    invariant: 79,
    level: 'crash',
    run: (factory, setting) => afterEachKill(factory, setting, 'batches', (store) => expectNothingTorn(store, name)),
  },
  {
    id: 'counted-once',
    name: 'a batch of a process that was killed counts once when the place is opened again, and again',
    chinese: '被杀进程的批次在重新打开时只算一次，再次打开也一样',
    cause: {
      'zh-CN': '恢复时重放了已经生效的内容；重放必须认得已经做过的。',
      en: 'Recovery plays again what had been done; it must know what was.',
    },
    invariant: 34,
    level: 'crash',
    run: (factory, setting) =>
      afterEachKill(factory, setting, 'batches', async (store, _answered, reopen) => {
        await expectCountedOnce(store, [name]);
        await store.close();
        await expectCountedOnce(await reopen(), [name]);
      }),
  },
  {
    id: 'record-survives-kill',
    name: 'streams, keys, feed and folded states of a process that was killed agree, and an answered key gives its first outcome',
    chinese: '被杀进程的流、编号、事件流和折叠状态一致，得到答复的编号给出最初的结果',
    cause: {
      'zh-CN': '不同的表写在不同的事务或文件里。',
      en: 'Tables are written in transactions or files of their own.',
    },
    invariant: 23,
    level: 'crash',
    run: (factory, setting) =>
      afterEachKill(factory, setting, 'commands', async (store, answered) => {
        await expectWholeRecord(store);
        const streams = [0, 1, 2, 3].map((at) => streamOf(name, at));
        await expectWholeFolds(store, kitProcess, tenant, streams);
        const facts = async () =>
          (await Promise.all(streams.map((stream) => readFacts(store, tenant, stream)))).flat().length;
        const before = await facts();
        const { run } = createKitKernel(store);
        for (const at of answered) {
          const again = await run(streamOf(name, at), keyOfCommand(name, at), { type: 'note', text: `第 ${at} 条` });
          expectEqual(`command ${at} is repeated, not done again`, again.replayed, true);
        }
        expectEqual('facts after all were repeated', await facts(), before);
      }),
  },
  {
    id: 'works-on-after-kills',
    name: 'a place in which process after process was killed is opened and written to as if nothing had been',
    chinese: '一个接一个的进程在此被杀之后，仍能照常打开和写入',
    cause: {
      'zh-CN': '死去的进程留下了锁文件、租约或未完成的事务，无人清除。',
      en: 'A dead process leaves a lock file, a lease or an open transaction behind, and nobody clears it.',
    },
    invariant: 90,
    level: 'crash',
    run: (factory, setting) =>
      onNewPlace(factory, async (open, place) => {
        const start = startWriterOf(factory);
        const after = 'after';
        let from = 0;
        for (let kill = 0; kill < setting.kills; kill++) {
          // The first, and every third after it, while it opens the place.
          const task = taskAt(place, 'batches', 1 + (kill % 4), from);
          const { answered } = await killedWriter(start, task, setting, kill % 3 === 0 ? 'opening' : 'writing');
          // The next one begins a little before where this one was: it may have done more than it was answered for.
          from = Math.max(from, Math.max(0, ...answered) - 2);
          const store = await open();
          await prepareForCrash(store, [name, after]);
          await crashWork(store, { work: 'batches', name: after })(kill);
          await store.close();
        }
        const { answered } = await finishedWriter(start, { ...taskAt(place, 'batches', 3, from), to: from + 20 });
        expectEqual('works of the last process, which nobody kills', answered.length, 20);
        const store = await open();
        await prepareForCrash(store, [name, after]);
        await expectAnsweredThere(store, name, answered);
        await expectAnsweredThere(
          store,
          after,
          Array.from({ length: setting.kills }, (_, kill) => kill),
        );
      }),
  },
  {
    id: 'others-go-on',
    name: 'who works beside a process that is killed loses nothing, and is not held up',
    chinese: '与被杀进程同时工作的人不丢失内容，也不被拖住',
    cause: {
      'zh-CN': '句柄依据打开时读到的内容写入，没有看到别的进程写了什么，或等待死者的锁。',
      en: 'A handle writes on what it read when it was opened and does not see what other processes wrote, or waits for the lock of the dead.',
    },
    invariant: 33,
    level: 'crash',
    run: (factory, setting) =>
      onNewPlace(factory, async (open, place) => {
        const start = startWriterOf(factory);
        const store = await open();
        const other = 'beside';
        await prepareForCrash(store, [name, other]);
        const work = crashWork(store, { work: 'batches', name: other });
        let [from, at] = [0, 0];
        const kill = async () => {
          for (let kills = 0; kills < Math.ceil(setting.kills / 2); kills++) {
            const { answered } = await killedWriter(start, taskAt(place, 'batches', 2, from), setting, 'writing');
            from = Math.max(from, ...answered) + 1;
          }
        };
        await askDuring(kill, async () => {
          await work(at);
          at += 1;
          await pauseMs(2);
        });
        const own = Array.from({ length: at }, (_, done) => done);
        await expectAnsweredThere(store, other, own);
      }),
  },
];
