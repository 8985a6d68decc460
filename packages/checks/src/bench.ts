import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { environmentOf } from './repository/local-path.ts';
import { repositoryRoot } from './repository/repository-root.ts';

// Runs every bench in turn, from source. A word after the command picks the benches whose path holds it: `pnpm bench kernel`.
const words = process.argv.slice(2);
const benches = globSync('packages/*/bench/**/*.bench.ts', { cwd: repositoryRoot })
  .toSorted()
  .filter((path) => words.every((word) => path.includes(word)));

const [cpu] = cpus();
const load = loadavg().map((value) => value.toFixed(1));
console.log(`Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, load ${load.join(' ')}`);
for (const path of benches) {
  console.log(`\n== ${path}`);
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=jiceng-source', '--expose-gc', join(repositoryRoot, path)],
    {
      stdio: 'inherit',
      env: environmentOf(repositoryRoot),
    },
  );
  if (status !== 0) {
    console.log(`FAILED ${path}`);
    process.exitCode = 1;
  }
}
if (benches.length === 0) {
  console.log('There is no such bench.');
  process.exitCode = 1;
}
