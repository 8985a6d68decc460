import { Worker } from 'node:worker_threads';
import type { CaseMessage, CaseOrder, ListedCase } from './case-message.ts';

/** Limits of one run, in milliseconds. A case must settle in two seconds, whatever the machine is busy with. */
export interface Patience {
  readonly caseMs: number;
  readonly listingMs: number;
}
export const usualPatience: Patience = { caseMs: 2_000, listingMs: 60_000 };

export interface FailedCase extends ListedCase {
  readonly expected: string;
  readonly actual: string;
}

/** How the cases of one file came out. `unreadable` says why no case, or not every case, could be listed. */
export interface FileOutcome {
  readonly path: string;
  readonly passed: number;
  readonly failed: readonly FailedCase[];
  readonly notAskedFor: number;
  readonly unreadable?: string;
}

interface Progress {
  asked: readonly ListedCase[];
  notAskedFor: number;
  passed: number;
  readonly failed: FailedCase[];
  /** The case that runs now, and the one to begin with in the next thread. */
  running: number | undefined;
  next: number;
  unreadable?: string;
}

const memoryMb = 1024;

/** Runs cases in one thread until they are done, one hangs, or the thread dies. */
function runThread(order: CaseOrder, progress: Progress, patience: Patience): Promise<void> {
  const settle = (index: number, failure?: { readonly expected: string; readonly actual: string }): void => {
    const listed = progress.asked[index] ?? { id: `case ${index}`, kind: '' };
    if (failure === undefined) progress.passed += 1;
    else progress.failed.push({ ...listed, ...failure });
    progress.running = undefined;
    progress.next = index + 1;
  };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./case-worker.ts', import.meta.url), {
      workerData: order,
      execArgv: ['--conditions=jiceng-source'],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      stdout: true,
    });
    worker.stdout.pipe(process.stderr, { end: false }); // the closing line must stay the last one of stdout
    let listed = false;
    let ended = 'the thread ended before the case settled';
    let stopped = false;
    const stop = (why: string): void => {
      stopped = true;
      ended = why;
      void worker.terminate();
    };
    let timer = setTimeout(stop, patience.listingMs, `the cases could not be listed in ${patience.listingMs} ms`);
    worker.on('message', (message: CaseMessage) => {
      if (stopped) return; // too late: the case that was running has been given up
      clearTimeout(timer);
      switch (message.type) {
        case 'listed':
          listed = true;
          progress.asked = message.asked;
          progress.notAskedFor = message.notAskedFor;
          break;
        case 'unreadable':
          progress.unreadable = message.why;
          break;
        case 'started':
          progress.running = message.index;
          timer = setTimeout(stop, patience.caseMs, `no answer within ${patience.caseMs} ms`);
          break;
        case 'passed':
          settle(message.index);
          break;
        case 'failed':
          settle(message.index, { expected: message.expected, actual: message.actual });
          break;
        case 'finished': // a case may have left a timer or a socket open: the thread would wait for it
          stop('the thread ended before every case had run');
          break;
      }
    });
    worker.on('error', (error: Error) => {
      ended = `the thread died: ${error.message}`;
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      if (progress.running !== undefined) settle(progress.running, { expected: 'an answer', actual: ended });
      else if (!listed) progress.unreadable ??= ended;
      else if (progress.next < progress.asked.length) progress.unreadable ??= ended;
      resolve();
    });
  });
}

/** Runs every case of a file, each within its time: one that hangs counts as failed and the next ones still run. */
export async function runCases(
  asked: Omit<CaseOrder, 'from'>,
  patience: Patience = usualPatience,
): Promise<FileOutcome> {
  const progress: Progress = { asked: [], notAskedFor: 0, passed: 0, failed: [], running: undefined, next: 0 };
  do {
    await runThread({ ...asked, from: progress.next }, progress, patience);
  } while (progress.unreadable === undefined && progress.next < progress.asked.length);
  const { passed, failed, notAskedFor, unreadable } = progress;
  return { path: asked.path, passed, failed, notAskedFor, ...(unreadable === undefined ? {} : { unreadable }) };
}
