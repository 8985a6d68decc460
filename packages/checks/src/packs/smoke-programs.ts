import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { PublishedPackage } from '../repository/published-package.ts';

/** The names under which a package's entries are imported: `@jiceng/kernel`, `@jiceng/kernel/plain`. */
export function entryNames({ manifest }: PublishedPackage): readonly string[] {
  return Object.keys(manifest.exports ?? {})
    .filter((entry) => entry !== './package.json')
    .map((entry) => (entry === '.' ? manifest.name : `${manifest.name}${entry.slice(1)}`));
}

/** The hand-written program, as the TypeScript it is and compiled to either form of module. */
function firstSteps(): Readonly<Record<string, string>> {
  const program = readFileSync(join(import.meta.dirname, '../smoke/first-steps.ts'), 'utf8');
  const compile = (module: ts.ModuleKind): string =>
    ts.transpileModule(program, { compilerOptions: { module, target: ts.ScriptTarget.ES2023, esModuleInterop: true } })
      .outputText;
  return {
    'first-steps.mts': program,
    'first-steps.mjs': compile(ts.ModuleKind.ESNext),
    'first-steps.cjs': compile(ts.ModuleKind.CommonJS),
  };
}

/**
 * Loads every entry in both forms: the same names and the same kinds of thing; one class behind all entries of a package; errors of
 * one copy recognised by the other.
 */
function loadEverything(entries: readonly string[]): string {
  return `
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const kinds = (copy) => Object.fromEntries(Object.keys(copy).filter((name) => name !== '__esModule' && name !== 'module.exports').sort().map((name) => [name, typeof copy[name]]));
for (const entry of ${JSON.stringify(entries)}) {
  const [esm, cjs] = [await import(entry), require(entry)];
  assert.notDeepEqual(kinds(esm), {}, entry + ' exports nothing');
  assert.deepEqual(kinds(esm), kinds(cjs), entry + ' differs between ESM and CJS');
}
`;
}

/** The kernel's two copies and two entries: what must hold between them, whatever else they export. */
const twoCopies = `
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as esm from '@jiceng/kernel';
import * as plain from '@jiceng/kernel/plain';
const require = createRequire(import.meta.url);
const [cjs, cjsPlain] = [require('@jiceng/kernel'), require('@jiceng/kernel/plain')];
const thrownBy = (copy) => { try { copy.parseInstant('yesterday'); } catch (error) { return error; } };
for (const thrower of [esm, plain, cjs, cjsPlain]) {
  for (const reader of [esm, plain, cjs, cjsPlain]) {
    assert(reader.isJicengError(thrownBy(thrower), 'INSTANT_INVALID'));
    assert(!reader.isJicengError(thrownBy(thrower), 'JSON_INVALID'));
  }
}
assert(esm.isJicengError(thrownBy(cjs)) && !(thrownBy(cjs) instanceof esm.JicengError), 'these must be two copies');
assert.equal(esm.JicengError, plain.JicengError, 'the two entries must share one class (ESM)');
assert.equal(cjs.JicengError, cjsPlain.JicengError, 'the two entries must share one class (CJS)');
`;

/** The program that gives a store to the test runner of Node; the command is given the same file. */
export const storeRunner = 'store-runner.cjs';

/** Every program of the plain projects, by file name. */
export function smokePrograms(packages: readonly PublishedPackage[]): Readonly<Record<string, string>> {
  const entries = packages.flatMap(entryNames);
  const types = entries.map((entry, index) => `import * as entry${index} from '${entry}';`).join('\n');
  const all = entries.map((_entry, index) => `entry${index}`).join(', ');
  const uses = `export const names: readonly string[] = [${all}].flatMap((entry) => Object.keys(entry));`;
  return {
    'load-everything.mjs': loadEverything(entries),
    'two-copies.mjs': twoCopies,
    'every-type.mts': `${types}\n${uses}\n`,
    'every-type.cts': `${types}\n${uses}\n`,
    ...firstSteps(),
    [storeRunner]: readFileSync(join(import.meta.dirname, '../smoke', storeRunner), 'utf8'),
  };
}
