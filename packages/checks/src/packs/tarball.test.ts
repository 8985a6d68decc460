import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { contentFlaws, unpack, verdictOfTools } from './tarball.ts';

// Processes are started: on a busy machine that takes longer than a unit test may.
vi.setConfig({ testTimeout: 60_000 });

const root = mkdtempSync(join(tmpdir(), 'jiceng-tarball-'));
afterAll(() => rmSync(root, { recursive: true }));

const exportsField = {
  '.': {
    import: { types: './dist/index.d.ts', default: './dist/index.js' },
    require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
  },
  './package.json': './package.json',
};
const manifest = { name: '@jiceng/sound', version: '1.0.0', type: 'module', license: 'MIT', exports: exportsField };
const sound: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify(manifest),
  'README.md': '# sound',
  LICENSE: 'MIT',
  'dist/index.js': 'export const one = 1;\n',
  'dist/index.cjs': 'exports.one = 1;\n',
  'dist/index.d.ts': 'export declare const one: number;\n',
  'dist/index.d.cts': 'export declare const one: number;\n',
};

const contents = (files: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));

let made = 0;
function tarball(files: Readonly<Record<string, string>>) {
  const folder = join(root, String(made++));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'package', path)), { recursive: true });
    writeFileSync(join(folder, 'package', path), text);
  }
  const path = join(folder, 'sound-1.0.0.tgz');
  execFileSync('tar', ['--format=ustar', '-czf', path, '-C', folder, 'package']);
  return { name: 'sound', path };
}

describe('the content of a package', () => {
  it('is what its manifest names, with its readme and its licence', () => {
    expect(contentFlaws('sound', contents(sound))).toEqual([]);
    expect(contentFlaws('sound', contents({ ...sound, 'LICENSE-holidays': 'MIT' }))).toEqual([]);
  });

  it.each([
    ['an entry without its file', 'dist/index.cjs'],
    ['types without their file', 'dist/index.d.cts'],
    ['no readme', 'README.md'],
    ['no licence', 'LICENSE'],
  ])('is refused with %s', (_what, missing) => {
    const { [missing]: _left, ...rest } = sound;
    expect(contentFlaws('sound', contents(rest))).toEqual([`sound: ${missing} is not in the package`]);
  });

  it.each([
    ['its source', 'src/index.ts'],
    ['a test', 'src/index.test.ts'],
    ['a setting', '.env'],
  ])('is refused with %s', (_what, path) => {
    expect(contentFlaws('sound', contents({ ...sound, [path]: 'x' }))).toEqual([`sound: ${path} is in the package`]);
  });

  it.each([['workspace:^'], ['catalog:'], ['jiceng-source']])('is refused with "%s" left in the manifest', (word) => {
    const left = JSON.stringify({ ...manifest, dependencies: { zod: word } });
    expect(contentFlaws('sound', contents({ ...sound, 'package.json': left }))).toHaveLength(1);
  });
});

describe('a tarball', () => {
  it('is read as tar writes it, long paths and folders included', () => {
    const long = `dist/${'deep/'.repeat(30)}chunk.js`;
    const files = unpack(tarball({ ...sound, [long]: 'x'.repeat(1500) }));
    expect([...files.keys()].filter((path) => !path.includes('deep')).toSorted()).toEqual(
      Object.keys(sound).toSorted(),
    );
    expect(new TextDecoder().decode(files.get('dist/index.js'))).toBe('export const one = 1;\n');
  });

  it('that is sound satisfies publint and attw', () => {
    expect(verdictOfTools(tarball(sound))).toEqual([]);
  });

  it('whose entry does not exist is refused by publint', () => {
    const wrong = { ...manifest, exports: { ...exportsField, './gone': './dist/gone.js' } };
    const found = verdictOfTools(tarball({ ...sound, 'package.json': JSON.stringify(wrong) }));
    expect(found).toContainEqual(expect.stringContaining('sound: publint: '));
  });

  it('whose types lie about the form of the module is refused by attw', () => {
    const found = verdictOfTools(tarball({ ...sound, 'dist/index.d.cts': 'export default function one(): number;\n' }));
    expect(found).toContainEqual(expect.stringContaining('sound: attw: '));
  });
});
