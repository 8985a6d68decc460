import { pauseMs } from '../conformance/case-watch.ts';
import type { CaseSetting, StartWriter, StoreFactory, StorePlace } from '../contract/contract-case.ts';
import { expectEqual } from '../contract/expectation.ts';
import { testkitError } from '../errors.ts';
import { opening, ready, type CrashTask } from './crash-task.ts';

/** What can be said of a writer whose process has ended. */
export interface EndedWriter {
  /** Numbers of the works it was answered for. */
  readonly answered: readonly number[];
}

/** More than any writer comes to before it is killed. */
export const farAway = 1_000_000;

export function startWriterOf({ writer }: StoreFactory): StartWriter {
  if (typeof writer !== 'function') throw testkitError('TESTKIT_FACTORY_INVALID', { problem: 'writer' });
  return writer;
}

export function addressOf({ address }: StorePlace): string {
  if (address === undefined) throw testkitError('TESTKIT_FACTORY_INVALID', { problem: 'address' });
  return address;
}

/** Notes the numbers a writer tells, and resolves as soon as it has told so much. */
function listenTo(process: ReturnType<StartWriter>, wanted: (answered: number, said: string) => boolean) {
  const answered: number[] = [];
  const heard = new Promise<void>((resolve) => {
    process.onLine((line) => {
      if (line !== opening && line !== ready) answered.push(Number(line));
      if (wanted(answered.length, line)) resolve();
    });
  });
  return { answered, heard };
}

/** When a writer is killed: while it opens the place, while it writes, or when all it has written was answered. */
export type KillMoment = 'opening' | 'writing' | 'resting';

/** Starts a writer and kills it; when exactly is left to chance. */
export async function killedWriter(
  start: StartWriter,
  given: CrashTask,
  { random }: Pick<CaseSetting, 'random'>,
  moment: KillMoment,
): Promise<EndedWriter> {
  const after = random.below(24);
  const laterMs = moment === 'resting' ? 0 : random.below(8);
  const task: CrashTask = moment === 'resting' ? { ...given, to: given.from + after + 1, atEnd: 'rest' } : given;
  const isTime = (many: number, said: string): boolean => {
    if (moment === 'opening') return said === opening;
    return moment === 'resting' ? many > after : said !== opening && many >= after;
  };
  const process = start(JSON.stringify(task));
  const { answered, heard } = listenTo(process, isTime);
  let ended: Awaited<typeof process.ended> | undefined;
  const noteEnd = async () => {
    ended = await process.ended;
  };
  const end = noteEnd();
  await Promise.race([heard, end]);
  if (ended === undefined) await pauseMs(laterMs);
  process.kill();
  await end;
  const { killed = false, complaint = '' } = ended ?? {};
  expectEqual('the writing process goes on until it is killed', killed ? 'killed' : complaint, 'killed');
  return { answered };
}

/** Lets a writer do its works to the end. */
export async function finishedWriter(start: StartWriter, task: CrashTask): Promise<EndedWriter> {
  const process = start(JSON.stringify(task));
  const { answered } = listenTo(process, () => false);
  const { killed, complaint } = await process.ended;
  expectEqual('the writing process ends well', killed ? 'killed' : complaint, '');
  return { answered };
}
