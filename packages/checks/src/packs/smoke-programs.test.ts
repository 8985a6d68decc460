import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { bundledBytes } from './bundle-size.ts';
import { smokePrograms } from './smoke-programs.ts';

// Processes are started: on a busy machine that takes longer than a unit test may.
vi.setConfig({ testTimeout: 60_000 });

const root = mkdtempSync(join(tmpdir(), 'jiceng-smoke-'));
afterAll(() => rmSync(root, { recursive: true }));

const manifest = {
  name: '@jiceng/planted',
  type: 'module',
  exports: { '.': { import: './index.js', require: './index.cjs' }, './package.json': './package.json' },
};

let made = 0;
/** Runs the program that loads everything in a project where one package is installed. */
function load(esm: string, cjs: string) {
  const project = join(root, String(made++));
  const home = join(project, 'node_modules/@jiceng/planted');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(home, 'index.js'), esm);
  writeFileSync(join(home, 'index.cjs'), cjs);
  const programs = smokePrograms([{ name: 'planted', manifest, sources: [], tests: [] }]);
  writeFileSync(join(project, 'load.mjs'), programs['load-everything.mjs'] ?? '');
  return spawnSync(process.execPath, [join(project, 'load.mjs')], { encoding: 'utf8' });
}

it('a package that gives the same in both forms is fine', () => {
  expect(
    load('export const one = 1; export function two() {}', 'exports.one = 1; exports.two = () => {};').status,
  ).toBe(0);
});

it('a package that gives something in one form only, or another kind of thing, is caught', () => {
  expect(load('export const one = 1; export const two = 2;', 'exports.one = 1;').stderr).toContain(
    'differs between ESM and CJS',
  );
  expect(load('export const one = 1;', 'exports.one = "1";').stderr).toContain('differs between ESM and CJS');
});

it('a package that gives nothing, or cannot be loaded, is caught', () => {
  expect(load('export {};', 'exports.__esModule = true;').stderr).toContain('exports nothing');
  expect(load('export const one = 1;', 'throw new Error("broken");').status).toBe(1);
});

it('a bundle is weighed without what stays outside', async () => {
  const program = `import * as z from 'zod'; export const one = z.string();`;
  const [whole, outside] = [await bundledBytes({ program }), await bundledBytes({ program, external: ['zod'] })];
  expect(whole).toBeGreaterThan(10_000);
  expect(outside).toBeLessThan(200);
});
