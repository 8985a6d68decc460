import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// The demo's whole quarter, as `pnpm demo` runs it but without install and build: seconds, and the memory at its highest. The best
// of five runs is the figure; a loop of plain arithmetic before each run shows how fast the machine was at that moment.
// `JICENG_QUARTER_RUNS` asks for fewer. What a command costs early and late: `growth.bench.ts`.

const main = join(import.meta.dirname, '../../../examples/01-city-quarter/src/main.ts');
const runs = Number(process.env['JICENG_QUARTER_RUNS'] ?? 5);
const targets = { seconds: 60, stretchSeconds: 40, megabytes: 512 };

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
  readonly megabytes: number;
}

async function runOnce(): Promise<Run> {
  const out = mkdtempSync(join(tmpdir(), 'quarter-'));
  const started = performance.now();
  const child = spawn(process.execPath, ['--max-old-space-size=256', main, '--fresh', '--out', out], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let [acts, megabytes] = [0, Number.NaN];
  for await (const line of createInterface({ input: child.stderr })) {
    const [, all] = /\d{4}-\d\d-\d\d .* \d+\/(\d+)/.exec(line) ?? [];
    if (all !== undefined) acts = Number(all);
    const memory = /(\d+) MB/.exec(line);
    if (memory !== null) megabytes = Number(memory[1]);
  }
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode === null) child.once('close', resolve);
    else resolve(child.exitCode);
  });
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`the demo ended with ${code}`);
  rmSync(out, { recursive: true });
  return { seconds, acts, megabytes };
}

const done: Run[] = [];
for (let at = 0; at < runs; at++) {
  const calibrationMs = calibrate();
  const run = await runOnce();
  done.push(run);
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `run ${at + 1}: ${run.seconds.toFixed(1)} s, ${run.acts} acts, ${run.megabytes} MB; calibration ${calibrationMs.toFixed(0)} ms, load ${load}`,
  );
}
const best = done.reduce((a, b) => (b.seconds < a.seconds ? b : a));
console.log(
  `best: ${best.seconds.toFixed(1)} s (target ${targets.seconds}, stretch ${targets.stretchSeconds}); ${best.megabytes} MB (target ${targets.megabytes})`,
);
