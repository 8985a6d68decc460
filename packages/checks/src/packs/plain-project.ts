import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublishedPackage } from '../repository/published-package.ts';
import { repositoryRoot } from '../repository/repository-root.ts';
import type { Finding } from '../repository/source-text.ts';
import { smokePrograms, storeRunner } from './smoke-programs.ts';
import type { Tarball } from './tarball.ts';

const tsconfig = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023', 'DOM'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    types: ['node'],
    typeRoots: [join(repositoryRoot, 'node_modules/@types')],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
  },
  include: ['*.mts', '*.cts'],
};

/** A project of a host that knows nothing of this workspace: only the tarballs, and what they ask the registry for. */
function manifestOf(tarballs: readonly Tarball[]): string {
  const dependencies = Object.fromEntries(tarballs.map(({ name, path }) => [`@jiceng/${name}`, `file:${path}`]));
  // One tarball asks for another by version; the registry does not have it yet.
  const overrides = Object.fromEntries(tarballs.map(({ name }) => [`@jiceng/${name}`, `$@jiceng/${name}`]));
  return JSON.stringify({ name: 'plain-project', private: true, dependencies, overrides }, undefined, 2);
}

/** Installs the tarballs into a plain project and runs the programs there; says what failed. */
export function tryPacks(packages: readonly PublishedPackage[], tarballs: readonly Tarball[]): readonly Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-packs-'));
  const run = (what: string, command: string, ...args: readonly string[]): readonly Finding[] => {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? [] : [`${what}: ${(stdout + stderr).trim() || String(error)}`];
  };
  const programs = smokePrograms(packages);
  try {
    const files = { 'package.json': manifestOf(tarballs), 'tsconfig.json': JSON.stringify(tsconfig), ...programs };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const install = run(
      'npm install',
      'npm',
      'install',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--loglevel=error',
    );
    if (install.length > 0) return install;
    const runnable = Object.keys(programs).filter((name) => /\.[mc]js$/.test(name));
    const command = join(folder, 'node_modules/.bin/jiceng-store-check');
    const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
    return [
      ...runnable.flatMap((name) => run(name, process.execPath, name)),
      ...run('jiceng-store-check', command, storeRunner, '--level', 'crash', '--kills', '1'),
      ...run('tsc, NodeNext', process.execPath, compiler, '-p', '.'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
