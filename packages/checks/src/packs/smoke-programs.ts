import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedPackage } from '../repository/published-package.ts';

/** The names under which a package's entries are imported: `@jiceng/kernel`, `@jiceng/kernel/plain`. */
export function entryNames({ manifest }: PublishedPackage): readonly string[] {
  return Object.keys(manifest.exports ?? {})
    .filter((entry) => entry !== './package.json')
    .map((entry) => (entry === '.' ? manifest.name : `${manifest.name}${entry.slice(1)}`));
}

const handWritten = (file: string): string => readFileSync(join(import.meta.dirname, '../smoke', file), 'utf8');

/** Loads every entry in both forms: the same names, the same kinds of thing, and errors that both copies recognise. */
function loadEverything(entries: readonly string[]): string {
  return `
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const kinds = (copy) => Object.fromEntries(Object.keys(copy).filter((name) => name !== '__esModule').sort().map((name) => [name, typeof copy[name]]));
for (const entry of ${JSON.stringify(entries)}) {
  const [esm, cjs] = [await import(entry), require(entry)];
  assert.notDeepEqual(kinds(esm), {}, entry + ' exports nothing');
  assert.deepEqual(kinds(esm), kinds(cjs), entry + ' differs between ESM and CJS');
}
`;
}

/** Every program of the plain projects, by file name. */
export function smokePrograms(packages: readonly PublishedPackage[]): Readonly<Record<string, string>> {
  const entries = packages.flatMap(entryNames);
  const types = entries.map((entry, index) => `import * as entry${index} from '${entry}';`).join('\n');
  const uses = `export const names: readonly string[] = [${entries.map((_entry, index) => `entry${index}`).join(', ')}].flatMap((entry) => Object.keys(entry));`;
  return {
    'load-everything.mjs': loadEverything(entries),
    'every-type.mts': `${types}\n${uses}\n`,
    'every-type.cts': `${types}\n${uses}\n`,
    'first-steps.mjs': handWritten('first-steps.mjs'),
    'first-steps.cjs': handWritten('first-steps.cjs'),
    'first-steps.mts': handWritten('first-steps.ts'),
  };
}
