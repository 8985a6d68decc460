import { kernelTables, openFeed, type Store } from '@jiceng/kernel';
import { pauseMs } from '../conformance/case-watch.ts';
import type { StoreFactory } from '../contract/contract-case.ts';
import { createKitKernel } from '../contract/kit-process.ts';
import { item, kitTables } from '../contract/kit-tables.ts';
import { testkitError } from '../errors.ts';
import {
  counterOf,
  crashBatch,
  keyOfCommand,
  opening,
  ready,
  sharedId,
  streamOf,
  type CrashTask,
} from './crash-task.ts';

/** Declares the tables and makes the rows that all works rely on; some are there already when others came before. */
export async function prepareForCrash(store: Store, names: readonly string[]): Promise<void> {
  await store.migrate([...kernelTables, ...kitTables]);
  await openFeed(store, 'main');
  for (const id of [sharedId, ...names.map(counterOf)]) await store.commit([item(id, { amount: 0n })]);
}

/** Does one work; one that was done before is content with that. */
export function crashWork(
  store: Store,
  { work, name }: Pick<CrashTask, 'work' | 'name'>,
): (at: number) => Promise<void> {
  if (work === 'commands') {
    const { run } = createKitKernel(store);
    return async (at) => {
      await run(streamOf(name, at), keyOfCommand(name, at), { type: 'note', text: `第 ${at} 条` });
    };
  }
  return async (at) => {
    const result = await store.commit(crashBatch(name, at));
    if (!result.ok && result.reason !== 'exists') {
      throw testkitError('TESTKIT_CONTRACT_BROKEN', {
        what: `the answer to batch ${at}`,
        expected: 'ok',
        actual: result.reason,
      });
    }
  };
}

/** Goes on telling, so that a process whose caller is gone ends by that: nobody would kill it. */
async function restUntilKilled(tell: (line: string) => void): Promise<never> {
  for (;;) {
    await pauseMs(1000);
    tell(ready);
  }
}

/**
 * What a writing process does until it is killed: opens the place, does works, and tells each that was answered on a line of its own.
 *
 * @param task as it came with the call that started the process.
 * @param tell must hand the line over before it returns, for example with `writeSync(1, …)`: what is told a moment later is lost.
 * @throws JicengError `TESTKIT_CONTRACT_BROKEN` when the store refuses what it must not refuse.
 * @throws JicengError `TESTKIT_FACTORY_INVALID` when the factory cannot open a place by its address.
 */
export async function runCrashWriter(
  factory: Pick<StoreFactory, 'openAt'>,
  task: string,
  tell: (line: string) => void,
): Promise<void> {
  // Written by the case that started this process.
  const { address, from, to, width, atEnd, ...rest } = JSON.parse(task) as CrashTask;
  if (factory.openAt === undefined) throw testkitError('TESTKIT_FACTORY_INVALID', { problem: 'openAt' });
  tell(opening);
  const store = await factory.openAt(address);
  await prepareForCrash(store, [rest.name]);
  const run = crashWork(store, rest);
  tell(ready);
  for (let at = from; at < to; at += width) {
    const many = Math.min(width, to - at);
    await Promise.all(
      Array.from({ length: many }, async (_, beside) => {
        await run(at + beside);
        tell(String(at + beside));
      }),
    );
  }
  if (atEnd === 'rest') await restUntilKilled(tell);
  await store.close();
}
