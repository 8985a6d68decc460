import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf } from '../repository/local-path.ts';
import { Manifest } from '../repository/published-package.ts';
import { lineDiff } from './line-diff.ts';

/** One run of an example: the words behind its start command, and the file its stdout must equal. */
interface Rehearsal {
  readonly words: string;
  readonly expected: string;
}

const rehearsals: readonly Rehearsal[] = [
  { words: '', expected: 'expected.txt' },
  { words: ' --lang en', expected: 'expected.en.txt' },
];

export interface ExampleOutcome {
  readonly title: string;
  /** `not run`: something it needs of the machine is not there, and nothing requires it. */
  readonly outcome: 'ok' | 'failed' | 'not run';
  /** What differs, or what the example said before it failed. */
  readonly lines: readonly string[];
}

const patienceMs = 15 * 60_000;
/** EX_TEMPFAIL of sysexits: what the example needs is not there. */
const absent = 75;
const required = process.env['JICENG_REQUIRE_SERVICES'] === '1';

function rehearse(folder: string, name: string, { words, expected }: Rehearsal): ExampleOutcome {
  const title = `${name}${words}`;
  const { scripts } = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const start = scripts?.['start'];
  if (start === undefined) return { title, outcome: 'failed', lines: ['its package.json has no script "start"'] };
  const run = spawnSync(`${start}${words}`, {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
    env: environmentOf(folder),
    timeout: patienceMs,
    maxBuffer: 256 * 1024 * 1024,
  });
  if (run.status !== 0) {
    const how = run.error?.message ?? (run.signal === null ? `exit code ${run.status}` : `signal ${run.signal}`);
    const said = run.stderr.trimEnd().split('\n').slice(-20);
    if (run.status === absent && !required) return { title, outcome: 'not run', lines: said };
    return { title, outcome: 'failed', lines: [how, ...said] };
  }
  const lines = lineDiff(readFileSync(join(folder, expected), 'utf8'), run.stdout);
  return { title, outcome: lines.length === 0 ? 'ok' : 'failed', lines };
}

/** Runs every example of a folder that says what it prints, and compares: zh-CN as it starts, English where that is written down. */
export function* runExamples(examples: string): Generator<ExampleOutcome> {
  for (const name of readdirSync(examples).toSorted()) {
    const folder = join(examples, name);
    if (!existsSync(join(folder, 'package.json'))) continue;
    if (!existsSync(join(folder, 'expected.txt'))) {
      yield { title: name, outcome: 'failed', lines: ['it has no expected.txt'] };
      continue;
    }
    for (const rehearsal of rehearsals) {
      if (existsSync(join(folder, rehearsal.expected))) yield rehearse(folder, name, rehearsal);
    }
  }
}
