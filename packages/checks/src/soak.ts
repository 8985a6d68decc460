import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf } from './repository/local-path.ts';
import { repositoryRoot } from './repository/repository-root.ts';

// Runs every soak in turn, from source: what is tried for hours, not on every change. A word after the command picks the soaks whose
// path holds it; what begins with a dash, and all after it, is handed on: `pnpm soak simulation --histories 1000000`.
const given = process.argv.slice(2);
const dash = given.findIndex((word) => word.startsWith('-'));
const words = dash < 0 ? given : given.slice(0, dash);
const options = dash < 0 ? [] : given.slice(dash);
const soaks = globSync('packages/*/bench/**/*.soak.ts', { cwd: repositoryRoot })
  .toSorted()
  .filter((path) => words.every((word) => path.includes(word)));

for (const path of soaks) {
  console.log(`\n== ${path}`);
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=jiceng-source', join(repositoryRoot, path), ...options],
    { stdio: 'inherit', env: environmentOf(repositoryRoot) },
  );
  if (status !== 0) {
    console.log(`FAILED ${path}`);
    process.exitCode = 1;
  }
}
if (soaks.length === 0) {
  console.log('There is no such soak.');
  process.exitCode = 1;
}
