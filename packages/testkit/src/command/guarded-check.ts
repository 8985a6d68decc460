import { fork } from 'node:child_process';
import type { StoreInfo, Words } from '@jiceng/kernel';
import { storeContract } from '../contract/store-contract.ts';
import { caseReport, conformanceReport, type CaseReport, type ConformanceReport } from '../conformance/report.ts';
import { defaultCaseTimeoutMs, defaultKills } from '../conformance/run-case.ts';
import { testkitError } from '../errors.ts';
import { checkingRole, type CheckMessage, type CheckTask } from './checker-process.ts';

/** What comes of a check: a report, or why there is none. */
export type CheckEnd = { readonly report: ConformanceReport } | { readonly refused: Words };

type Loaded = Extract<CheckMessage, { readonly type: 'loaded' }>;

/** Beyond the time that a case itself is given, for what it leaves behind. */
const graceMs = 4_000;

interface CheckerEnd {
  readonly how: string;
  readonly refused?: Words;
}

/** Starts a process that checks, and ends it when it no longer answers. */
function runProcess(program: string, task: CheckTask, hear: (message: CheckMessage) => void): Promise<CheckerEnd> {
  // What the module itself prints must not stand between our own lines.
  const child = fork(program, [checkingRole, JSON.stringify(task)], { stdio: ['ignore', 2, 2, 'ipc'] });
  let refused: Words | undefined;
  let [how, timer]: [string | undefined, ReturnType<typeof setTimeout> | undefined] = [undefined, undefined];
  const expectWithin = (limitMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      how = `no answer within ${limitMs} ms`;
      child.kill('SIGKILL');
    }, limitMs);
  };
  expectWithin((task.options.caseTimeoutMs ?? defaultCaseTimeoutMs) + graceMs);
  return new Promise((resolve) => {
    child.on('message', (told) => {
      // Sent by `runChecker`.
      const message = told as CheckMessage;
      if (message.type === 'began') expectWithin(message.limitMs + graceMs);
      if (message.type === 'refused') refused = message.words;
      hear(message);
    });
    child.on('error', (error) => {
      how = error.message;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const ended = how ?? (signal === null ? `exit code ${String(code)}` : signal);
      resolve(refused === undefined ? { how: ended } : { how: ended, refused });
    });
  });
}

/**
 * Checks a module in a process of its own: a store that blocks it, or ends it, breaks the case in which it does so, and the rest is
 * checked in the next one.
 *
 * @param onStart is told as soon as it is known what is to be run.
 */
export async function guardedCheck(
  program: string,
  task: Omit<CheckTask, 'done'>,
  onStart: (loaded: Loaded) => void,
  onCase: (report: CaseReport) => void,
): Promise<CheckEnd> {
  const cases: CaseReport[] = [];
  const known: { loaded?: Loaded; store?: StoreInfo; began?: { readonly id: string; readonly atMs: number } } = {};
  const note = (report: CaseReport) => {
    delete known.began;
    cases.push(report);
    onCase(report);
  };
  for (;;) {
    const before = cases.length;
    const end = await runProcess(program, { ...task, done: cases.map(({ id }) => id) }, (message) => {
      if (message.type === 'began') known.began = { id: message.id, atMs: performance.now() };
      if (message.type === 'loaded') {
        if (known.loaded === undefined) onStart(message);
        known.loaded = message;
      }
      if (message.type === 'ended') {
        if (message.store !== undefined) known.store ??= message.store;
        note(message.report);
      }
    });
    if (end.refused !== undefined) return { refused: end.refused };
    const { began, loaded, store } = known;
    const broken = storeContract.find(({ id }) => id === began?.id);
    if (broken !== undefined && began !== undefined) {
      const reason = testkitError('TESTKIT_CHECK_ENDED', { how: end.how });
      note(caseReport(broken, Math.round(performance.now() - began.atMs), { status: 'rejected', reason }));
    }
    const { options } = task;
    if (loaded !== undefined && cases.length === loaded.cases.length) {
      const head = { seed: options.seed, kills: options.kills ?? defaultKills, declared: loaded.declared };
      return { report: conformanceReport(head, store, cases, loaded.notRun) };
    }
    if (cases.length === before) {
      return { refused: testkitError('TESTKIT_MODULE_UNLOADABLE', { module: task.module, problem: end.how }).words };
    }
  }
}
