import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

// The demo's whole quarter, as `pnpm demo` runs it but without install and build: seconds, the cost of a command in the last tenth
// of the acts beside the first (rungs of supervision are commands, too), and the memory at its highest. The best of five runs is the figure; a loop of plain arithmetic before each
// run shows how fast the machine was at that moment. `JICENG_QUARTER_RUNS` asks for fewer.

const main = join(import.meta.dirname, '../../../examples/01-city-quarter/src/main.ts');
const runs = Number(process.env['JICENG_QUARTER_RUNS'] ?? 5);
const targets = { seconds: 60, stretchSeconds: 40, lastToFirst: 1.15, megabytes: 512 };

/** Milliseconds of a fixed loop: the machine's speed at this moment. */
function calibrate(): number {
  const started = performance.now();
  let sum = 0;
  for (let at = 0; at < 100_000_000; at++) sum = (sum * 31 + at) | 0;
  return sum === 1 ? Number.NaN : performance.now() - started;
}

interface Run {
  readonly seconds: number;
  readonly acts: number;
  /** Microseconds per command in each tenth of the acts. */
  readonly tenths: readonly number[];
  readonly megabytes: number;
}

/** What a line of progress says: so many acts done, at this moment of the run, up to this day of the quarter. */
interface Mark {
  readonly done: number;
  readonly atMs: number;
  readonly day: string;
}

/** A measure of the run when so many acts were done, between the two lines that say so. */
function measureAt(marks: readonly Mark[], done: number, measure: (mark: Mark) => number): number {
  const after = Math.max(
    1,
    marks.findIndex((mark) => mark.done >= done),
  );
  const [high, low] = [marks[after], marks[after - 1]];
  if (high === undefined || low === undefined) return Number.NaN;
  return measure(low) + ((measure(high) - measure(low)) * (done - low.done)) / (high.done - low.done);
}

/** How many rungs were raised before a day, counted from the record itself. */
function rungsBefore(file: string): (day: string) => number {
  const database = new DatabaseSync(file, { readOnly: true });
  const statement = database.prepare(
    "select substr(occurred_at, 1, 10) as day, count(*) as rungs from jiceng_fact where type = 'SupervisionRaised' group by day",
  );
  const days = statement.all().map(({ day, rungs }) => ({ day: String(day), rungs: Number(rungs) }));
  database.close();
  return (before) => days.reduce((sum, { day, rungs }) => (day < before ? sum + rungs : sum), 0);
}

async function runOnce(): Promise<Run> {
  const out = mkdtempSync(join(tmpdir(), 'quarter-'));
  const started = performance.now();
  const child = spawn(process.execPath, [main, '--fresh', '--out', out], { stdio: ['ignore', 'ignore', 'pipe'] });
  const marks: Mark[] = [];
  let [acts, megabytes] = [0, Number.NaN];
  for await (const line of createInterface({ input: child.stderr })) {
    const [, day = '', done, all] = /(\d{4}-\d\d-\d\d) .* (\d+)\/(\d+)/.exec(line) ?? [];
    if (done !== undefined) {
      marks.push({ done: Number(done), atMs: performance.now() - started, day });
      acts = Number(all);
    }
    const memory = /(\d+) MB/.exec(line);
    if (memory !== null) megabytes = Number(memory[1]);
  }
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode === null) child.once('close', resolve);
    else resolve(child.exitCode);
  });
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`the demo ended with ${code}`);
  const rungs = rungsBefore(join(out, 'quarter.db'));
  rmSync(out, { recursive: true });
  const last = marks.at(-1)?.done ?? 0;
  const edges = Array.from({ length: 11 }, (_, tenth) => {
    const done = Math.min((acts * tenth) / 10, last);
    return {
      atMs: measureAt(marks, done, ({ atMs }) => atMs),
      commands: done + measureAt(marks, done, ({ day }) => rungs(day)),
    };
  });
  const tenths = edges.slice(1).map(({ atMs, commands }, tenth) => {
    const from = edges[tenth] ?? { atMs: 0, commands: 0 };
    return ((atMs - from.atMs) * 1000) / (commands - from.commands);
  });
  return { seconds, acts, tenths, megabytes };
}

const done: Run[] = [];
for (let at = 0; at < runs; at++) {
  const calibrationMs = calibrate();
  const run = await runOnce();
  done.push(run);
  const load = loadavg()[0]?.toFixed(1);
  const tenths = run.tenths.map((us) => us.toFixed(0)).join(' ');
  console.log(
    `run ${at + 1}: ${run.seconds.toFixed(1)} s, ${run.acts} acts, ${run.megabytes} MB; µs a command by tenth ${tenths}; calibration ${calibrationMs.toFixed(0)} ms, load ${load}`,
  );
}
const best = done.reduce((a, b) => (b.seconds < a.seconds ? b : a));
const lastToFirst = (best.tenths.at(-1) ?? Number.NaN) / (best.tenths[0] ?? Number.NaN);
console.log(
  `best: ${best.seconds.toFixed(1)} s (target ${targets.seconds}, stretch ${targets.stretchSeconds}); last tenth ${lastToFirst.toFixed(2)} × the first (target ${targets.lastToFirst}); ${best.megabytes} MB (target ${targets.megabytes})`,
);
