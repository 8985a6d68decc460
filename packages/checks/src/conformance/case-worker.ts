import { parentPort, workerData } from 'node:worker_threads';
import type { ReferenceCase } from '../suites/suite.ts';
import { openCaseFile } from './case-file.ts';
import { CaseOrder, printable, type CaseMessage } from './case-message.ts';
import { loadSuite } from './suite-registry.ts';

// The thread that runs cases: one that hangs is ended from outside, and a new thread goes on behind it.
const order = CaseOrder.parse(workerData);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread has no origin
const say = (message: CaseMessage): void => parentPort?.postMessage(message);

async function listCases(): Promise<readonly ReferenceCase[]> {
  const suite = await loadSuite(order.suiteUrl);
  return suite.cases(await openCaseFile(order.path));
}

async function runCase(asked: ReferenceCase, index: number): Promise<void> {
  say({ type: 'started', index });
  try {
    const verdict = await asked.run();
    if (verdict.ok) say({ type: 'passed', index });
    else say({ type: 'failed', index, expected: printable(verdict.expected), actual: printable(verdict.actual) });
  } catch (error) {
    say({ type: 'failed', index, expected: 'an answer', actual: printable(error) });
  }
}

async function runAll(): Promise<void> {
  const all = await listCases();
  const asked = all.filter(({ kind }) => order.kinds === undefined || order.kinds.includes(kind));
  say({
    type: 'listed',
    asked: asked.map(({ id, kind }) => ({ id, kind })),
    notAskedFor: all.length - asked.length,
  });
  // One after the other: a case is timed alone.
  for (const [index, one] of asked.entries()) if (index >= order.from) await runCase(one, index);
  say({ type: 'finished' });
}

runAll().catch((error: unknown) => say({ type: 'unreadable', why: printable(error) }));
