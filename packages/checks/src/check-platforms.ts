import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from './repository/repository-root.ts';

// Asks every entry of sla one question on Node, Bun and Deno, and compares what they answer. Neither Bun nor Deno is needed to build
// or to release: one that is not on the PATH is named and passed over.
//
//   PATH=…:$PATH node --conditions=jiceng-source packages/checks/src/check-platforms.ts
const folder = join(repositoryRoot, '.cache/platforms');
const program = join(folder, 'program.mjs');
mkdirSync(folder, { recursive: true });
await build({
  stdin: {
    contents: `import { portableAnswers } from './portable-program.fixture.ts'; console.log(JSON.stringify(portableAnswers()));`,
    resolveDir: join(repositoryRoot, 'packages/sla/src'),
    loader: 'ts',
  },
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  conditions: ['jiceng-source'],
  outfile: program,
  logLevel: 'warning',
});

const platforms: readonly (readonly [name: string, command: string, ...words: string[]])[] = [
  ['Node', process.execPath],
  ['Bun', 'bun', 'run'],
  // Without a permission: it may read nothing but the program.
  ['Deno', 'deno', 'run', '--no-prompt'],
];

let expected: string | undefined;
for (const [name, command, ...words] of platforms) {
  const version = spawnSync(command, ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) {
    console.log(`-      ${name}: not on the PATH, passed over`);
    continue;
  }
  const { status, stdout, stderr } = spawnSync(command, [...words, program], { encoding: 'utf8' });
  expected ??= stdout;
  const same = status === 0 && stdout !== '' && stdout === expected;
  console.log(`${same ? 'ok    ' : 'FAILED'} ${name} ${version.stdout.trim().split('\n')[0] ?? ''}`);
  if (same) continue;
  console.log(`  ${(status === 0 ? stdout : stderr).trim()}`);
  process.exitCode = 1;
}
