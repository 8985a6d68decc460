import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { environmentOf } from '../repository/local-path.ts';
import type { PublishedPackage } from '../repository/published-package.ts';
import { repositoryRoot } from '../repository/repository-root.ts';
import type { Finding } from '../repository/source-text.ts';

/** A package as a registry would get it. */
export interface Tarball {
  readonly name: string;
  readonly path: string;
}

/** `pnpm` of the script that runs this, else the pinned one. */
function pnpm(args: readonly string[]): void {
  const env = environmentOf(repositoryRoot);
  const own = spawnSync('pnpm', ['--version'], { env }).status === 0;
  const [command, ...before] = own ? ['pnpm'] : ['npx', '--yes', 'pnpm@12.21.0'];
  execFileSync(command ?? 'pnpm', [...before, ...args], {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Packs the packages into a folder that is emptied first. */
export function pack(packages: readonly PublishedPackage[], folder: string): readonly Tarball[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const filters = packages.flatMap(({ manifest }) => ['--filter', manifest.name]);
  pnpm(['-r', ...filters, 'pack', '--pack-destination', folder]);
  const files = readdirSync(folder);
  return packages.map(({ name }) => {
    const file = files.find(
      (one) => one.startsWith(`jiceng-${name}-`) && /^-\d/.test(one.slice(`jiceng-${name}`.length)),
    );
    if (file === undefined) throw new Error(`${name} was not packed`);
    return { name, path: join(folder, file) };
  });
}

const block = 512;

/** The files of a tar archive, by path without the leading `package/`. */
export function readTar(tar: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const text = (from: number, length: number): string =>
    new TextDecoder().decode(tar.subarray(from, from + length)).replace(/\0.*$/s, '');
  for (let at = 0; at + block <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8);
    const path = [text(at + 345, 155), text(at, 100)].filter(Boolean).join('/');
    if (['0', ''].includes(text(at + 156, 1)))
      files.set(path.replace(/^package\//, ''), tar.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

/** Every file that a manifest's `exports`, `main`, `module` and `types` name. */
function namedFiles(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('./') ? [value.slice('./'.length)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namedFiles) : [];
}

/** What a package would publish that it should not, or fail to publish that it must. */
export function contentFlaws(name: string, files: ReadonlyMap<string, Uint8Array>): readonly Finding[] {
  const manifest = new TextDecoder().decode(files.get('package.json'));
  const fields: unknown = JSON.parse(manifest);
  const { exports, main, module, types, bin }: Readonly<Record<string, unknown>> = Object.assign({}, fields);
  const wanted = new Set(['README.md', 'LICENSE', ...namedFiles([exports, main, module, types, bin])]);
  return [
    ...[...wanted].filter((path) => !files.has(path)).map((path) => `${name}: ${path} is not in the package`),
    ...[...files.keys()]
      .filter((path) => !/^(?:dist\/.+|README\.md|LICENSE(?:-[a-z0-9-]+)?|package\.json|CHANGELOG\.md)$/.test(path))
      .map((path) => `${name}: ${path} is in the package`),
    ...['workspace:', 'catalog:', 'jiceng-source']
      .filter((word) => manifest.includes(word))
      .map((word) => `${name}: "${word}" is left in its package.json`),
  ];
}

/** The files of a packed package. */
export function unpack({ path }: Tarball): ReadonlyMap<string, Uint8Array> {
  return readTar(gunzipSync(readFileSync(path)));
}

/** What publint and attw say about a tarball; empty when both are content. */
export function verdictOfTools({ name, path }: Tarball): readonly Finding[] {
  const tools = [
    ['publint', 'run', path, '--strict'],
    ['attw', path, '--profile', 'node16'],
  ] as const;
  return tools.flatMap(([tool, ...args]) => {
    const run = spawnSync(tool, args, { encoding: 'utf8', cwd: repositoryRoot, env: environmentOf(repositoryRoot) });
    return run.status === 0 ? [] : [`${name}: ${tool}: ${(run.stdout + run.stderr).trim() || String(run.error)}`];
  });
}
