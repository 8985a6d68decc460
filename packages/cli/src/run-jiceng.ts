import { instantFromMs, isJicengError } from '@jiceng/kernel';
import { readDoctorQuestion, usage, type DoctorQuestion } from './arguments.ts';
import { examine } from './doctor.ts';
import { openInspection } from './open-inspection.ts';
import { reportJson, reportText } from './report.ts';

/** What a command needs of the process that runs it. */
export interface CommandHost {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** The clock of this machine, milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** 0: nothing needs anybody; 1: something does; 2: it could not be found out. */
export type ExitCode = 0 | 1 | 2;

async function doctor(question: DoctorQuestion, { out, nowMs }: CommandHost): Promise<ExitCode> {
  const { engine, place, json, lang } = question;
  const { inspection, end } = await openInspection(engine, place, nowMs);
  try {
    const diagnosis = await examine(inspection, {
      ...question,
      hostClock: { now: async () => instantFromMs(nowMs()) },
    });
    out(json ? reportJson(diagnosis) : reportText(diagnosis, lang));
    return diagnosis.severity === 'fine' ? 0 : 1;
  } finally {
    await end();
  }
}

/** Carries out the words behind `jiceng`, and answers the exit code. What is wrong with them is said, in both languages. */
export async function runJiceng(args: readonly string[], host: CommandHost): Promise<ExitCode> {
  try {
    const question = readDoctorQuestion(args);
    if (question !== undefined) return await doctor(question, host);
    host.out(`${usage}\n`);
    return 0;
  } catch (error) {
    if (!isJicengError(error)) throw error;
    const { code, words } = error;
    host.err(`${words['zh-CN']}\n${words.en}\n(${code})\n${code === 'CLI_USAGE' ? `\n${usage}\n` : ''}`);
    return 2;
  }
}
