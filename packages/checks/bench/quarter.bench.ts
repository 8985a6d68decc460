import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// The demo's whole quarter, as `pnpm demo` runs it but without install and build: seconds, the cost of an act in the last tenth
// beside the first, and the memory at its highest. The best of five runs is the figure; a loop of plain arithmetic before each
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
  /** Microseconds per act of each tenth of the acts. */
  readonly tenths: readonly number[];
  readonly megabytes: number;
}

/** Milliseconds at which the replay had done so many acts, between the two lines that say so. */
function momentOf(marks: readonly (readonly [done: number, atMs: number])[], done: number): number {
  const after = marks.findIndex(([known]) => known >= done);
  const [high, low] = [marks[Math.max(after, 1)], marks[Math.max(after, 1) - 1]];
  if (high === undefined || low === undefined) return Number.NaN;
  return low[1] + ((high[1] - low[1]) * (done - low[0])) / (high[0] - low[0]);
}

async function runOnce(): Promise<Run> {
  const out = mkdtempSync(join(tmpdir(), 'quarter-'));
  const started = performance.now();
  const child = spawn(process.execPath, [main, '--fresh', '--out', out], { stdio: ['ignore', 'ignore', 'pipe'] });
  const marks: [number, number][] = [];
  let [acts, megabytes] = [0, Number.NaN];
  for await (const line of createInterface({ input: child.stderr })) {
    const progress = /(\d+)\/(\d+)/.exec(line);
    if (progress !== null) {
      marks.push([Number(progress[1]), performance.now() - started]);
      acts = Number(progress[2]);
    }
    const memory = /(\d+) MB/.exec(line);
    if (memory !== null) megabytes = Number(memory[1]);
  }
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode === null) child.once('close', resolve);
    else resolve(child.exitCode);
  });
  const seconds = (performance.now() - started) / 1000;
  rmSync(out, { recursive: true });
  if (code !== 0) throw new Error(`the demo ended with ${code}`);
  const edges = Array.from({ length: 11 }, (_, tenth) =>
    momentOf(marks, Math.min((acts * tenth) / 10, marks.at(-1)?.[0] ?? 0)),
  );
  const tenths = edges.slice(1).map((atMs, tenth) => ((atMs - (edges[tenth] ?? 0)) * 1000) / (acts / 10));
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
    `run ${at + 1}: ${run.seconds.toFixed(1)} s, ${run.acts} acts, ${run.megabytes} MB; µs an act by tenth ${tenths}; calibration ${calibrationMs.toFixed(0)} ms, load ${load}`,
  );
}
const best = done.reduce((a, b) => (b.seconds < a.seconds ? b : a));
const lastToFirst = (best.tenths.at(-1) ?? Number.NaN) / (best.tenths[0] ?? Number.NaN);
console.log(
  `best: ${best.seconds.toFixed(1)} s (target ${targets.seconds}, stretch ${targets.stretchSeconds}); last tenth ${lastToFirst.toFixed(2)} × the first (target ${targets.lastToFirst}); ${best.megabytes} MB (target ${targets.megabytes})`,
);
