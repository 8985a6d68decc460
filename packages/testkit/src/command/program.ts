import { writeFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isJicengError } from '@jiceng/kernel';
import type { ConformanceReport } from '../conformance/report.ts';
import { seedOfClock } from '../conformance/store-conformance.ts';
import { contractLevels } from '../contract/contract-case.ts';
import { runCrashWriter } from '../crash/crash-writer.ts';
import { writingRole } from '../crash/node-writer.ts';
import { readArguments, type CommandArguments } from './arguments.ts';
import { checkingRole, runChecker, type CheckMessage, type CheckTask } from './checker-process.ts';
import { addressOfModule, loadFactory } from './factory-module.ts';
import { guardedCheck } from './guarded-check.ts';
import { caseLines, inEveryLanguage, say, summaryLines } from './report-lines.ts';
import { commandWords } from './words.ts';

const print = (lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};
const complain = (lines: readonly string[]): void => {
  for (const line of lines) process.stderr.write(`${line}\n`);
};

/** Sends a message, and comes back when it has left: the process may end right after. */
function send(message: CheckMessage): Promise<void> {
  return new Promise((resolvePromise) => {
    if (process.send === undefined) resolvePromise();
    else process.send(message, () => resolvePromise());
  });
}

function writeReport(file: string, report: ConformanceReport): string | undefined {
  try {
    writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function exitCodeOf(report: ConformanceReport, { options: { level, only } }: CommandArguments): 0 | 1 | 2 {
  if (report.cases.some(({ outcome }) => outcome === 'broken')) return 1;
  if (level === undefined || only !== undefined) return 0;
  const reached = report.reached === undefined ? -1 : contractLevels.indexOf(report.reached);
  return reached < contractLevels.indexOf(level) ? 2 : 0;
}

async function check(words: CommandArguments, program: string): Promise<0 | 1 | 2> {
  const { locale, options, exportName } = words;
  const seed = options.seed ?? seedOfClock();
  const module = addressOfModule(words.module.startsWith('file:') ? words.module : resolve(words.module));
  const task = { module, ...(exportName === undefined ? {} : { exportName }), options: { ...options, seed } };
  print([say(commandWords.seed, locale, { seed })]);
  const end = await guardedCheck(
    program,
    task,
    ({ cases, declared }) => print([say(commandWords.toRun, locale, { many: cases.length, declared })]),
    (report) => print(caseLines(report, locale)),
  );
  if ('refused' in end) {
    complain([end.refused[locale]]);
    return 2;
  }
  const { report } = end;
  print(summaryLines(report, locale));
  const problem = words.report === undefined ? undefined : writeReport(words.report, report);
  if (problem !== undefined) {
    complain([say(commandWords.reportFailed, locale, { file: words.report ?? '', problem })]);
    return 2;
  }
  const code = exitCodeOf(report, words);
  if (code === 2) complain([say(commandWords.notReached, locale, { level: options.level ?? '' })]);
  return code;
}

async function runCommand(given: readonly string[], program: string): Promise<0 | 1 | 2> {
  try {
    const words = readArguments(given, process.env['LC_ALL'] ?? process.env['LANG']);
    if (words !== undefined) return await check(words, program);
    print(inEveryLanguage(commandWords.help));
    return 0;
  } catch (error) {
    if (!isJicengError(error)) throw error;
    complain(inEveryLanguage(error.words));
    return 2;
  }
}

/**
 * The program of `jiceng-store-check`. It starts itself in two more roles: as a process that checks, which a broken store may block
 * or end, and as a process that writes until it is killed.
 *
 * @param given the words of the command line.
 * @param programUrl address of the program's file.
 */
export async function runProgram(given: readonly string[], programUrl: string): Promise<void> {
  const [role, first = '', exportName = '', task = ''] = given;
  if (role === writingRole) {
    const { factory } = await loadFactory(first, exportName);
    await runCrashWriter(factory, task, (line) => writeSync(1, `${line}\n`));
    return;
  }
  if (role === checkingRole) {
    // Written by `guardedCheck`.
    await runChecker(JSON.parse(first) as CheckTask, send);
    // A broken store may have left something behind that would keep the process.
    process.exit(0);
  }
  process.exitCode = await runCommand(given, fileURLToPath(programUrl));
}
