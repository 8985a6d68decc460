// What can hang a calculator, asked of ours and of each rival. Ours answers right, or refuses with an error of its own, within 100 ms;
// a rival is asked in a process of its own, which is killed after six seconds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { instantFromMs, isJicengError } from '@jiceng/kernel/plain';
import { addWorkingDays, addWorkingTime, compileCalendar, type Hours } from '../src/index.ts';
import { printMachine } from '../../checks/bench/rounds.ts';
import { rivalProbes } from './probe-rival.ts';

const rivals = ['dayjs-business-time', 'chinese-days', 'date-fns'];
const patienceMs = 6000;
const promiseMs = 100;

const office = (hours: Hours) =>
  compileCalendar({
    zone: 'Asia/Shanghai',
    week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    range: { from: '2020-01-01', to: '2030-12-31' },
  });
const usual: Hours = [['09:00', '17:00']];
const days = (n: number) => () => addWorkingDays(office(usual), '2026-03-04', n).date;
const time = (hours: Hours, startText: string, value: number) => () => {
  const start = instantFromMs(Date.parse(`${startText}+08:00`));
  const { at } = addWorkingTime(office(hours), start, { value, unit: 'workingHour' });
  return instantFromMs(Date.parse(at) + 8 * 3_600_000)
    .slice(0, 16)
    .replace('T', ' ');
};

interface Probe {
  /** The right answer; none when the question has no answer. */
  readonly right?: string;
  readonly ours: () => string;
}

const probes: Readonly<Record<string, Probe>> = {
  'nothing ever open': { ours: time([], '2026-03-02T10:00:00', 1) },
  'NaN working days': { ours: days(NaN) },
  'infinite working days': { ours: days(Infinity) },
  'one working day back': { ours: days(-1), right: '2026-03-03' },
  'one and a half working days': { ours: days(1.5) },
  'NaN working hours': { ours: time(usual, '2026-03-02T10:00:00', NaN) },
  'infinite working hours': { ours: time(usual, '2026-03-02T10:00:00', Infinity) },
  'a night shift, 22:00–06:00': {
    ours: time([['22:00', '06:00']], '2026-03-02T23:00:00', 8),
    right: '2026-03-03 23:00',
  },
  'a day that ends at 24:00': { ours: time([['16:00', '24:00']], '2026-03-02T23:00:00', 2), right: '2026-03-03 17:00' },
};

const judged = (answer: string, right: string | undefined): string =>
  answer === right ? `right: ${answer}` : `wrong: ${answer === '' ? 'no answer' : answer}`;

function askOurs({ ours, right }: Probe): { readonly words: string; readonly kept: boolean } {
  const start = performance.now();
  let words: string;
  try {
    words = judged(ours(), right);
  } catch (error) {
    words = isJicengError(error) ? `refuses: ${error.code}` : `fails: ${String(error)}`;
  }
  const ms = performance.now() - start;
  const kept = ms < promiseMs && words.startsWith(right === undefined ? 'refuses' : 'right');
  return { words: `${words}, ${ms.toFixed(1)} ms${kept ? '' : '  NOT KEPT'}`, kept };
}

async function askRival(probe: string, rival: string, right: string | undefined): Promise<string> {
  if (rivalProbes[probe]?.[rival] === undefined) return 'cannot be asked';
  const child = spawn(
    process.execPath,
    ['--conditions=jiceng-source', join(import.meta.dirname, 'probe-rival.ts'), probe, rival],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let told = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    // Patience begins with the question: loading the rivals takes its own time.
    timer ??= setTimeout(() => child.kill('SIGKILL'), patienceMs);
    told += text;
  });
  await once(child, 'close');
  clearTimeout(timer);
  if (child.signalCode === 'SIGKILL') return `hangs (killed after ${patienceMs / 1000} s)`;
  const [, answer = ''] = told.trim().split('\n');
  return answer.startsWith('refuses') ? answer : judged(answer, right);
}

printMachine();
for (const probe of Object.values(probes)) askOurs(probe); // a program that runs is warm
for (const [name, probe] of Object.entries(probes)) {
  const { words, kept } = askOurs(probe);
  if (!kept) process.exitCode = 1;
  console.log(`\n${name}`);
  console.log(`  ${'@jiceng/sla'.padEnd(22)}${words}`);
  for (const rival of rivals) {
    console.log(`  ${rival.padEnd(22)}${await askRival(name, rival, probe.right)}`);
  }
}
