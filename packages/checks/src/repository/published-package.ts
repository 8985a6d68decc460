import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { repositoryRoot } from './repository-root.ts';
import type { SourceText } from './source-text.ts';

const fields = z.record(z.string(), z.unknown()).optional();
const dependencies = z.record(z.string(), z.string()).optional();

/** What the checks read of a package.json; everything else is kept as it stands. */
export const Manifest = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  description: z.string().optional(),
  private: z.boolean().optional(),
  files: z.array(z.string()).optional(),
  exports: fields,
  publishConfig: fields,
  bin: fields,
  scripts: dependencies,
  dependencies,
  devDependencies: dependencies,
  peerDependencies: dependencies,
  peerDependenciesMeta: fields,
  optionalDependencies: dependencies,
});
export type Manifest = Readonly<z.infer<typeof Manifest>>;

/** A package that hosts install. */
export interface PublishedPackage {
  readonly name: string;
  readonly manifest: Manifest;
  /** What is compiled into the package. */
  readonly sources: readonly SourceText[];
  /** Tests, type tests and benches: they may import more than the package may. */
  readonly tests: readonly SourceText[];
}

/** Reads a package.json, relative to the repository's root. */
export function readManifest(folder: string): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8')));
}

/** Is this file of a package read by tests only, and never packed? */
export function isTestFile(path: string): boolean {
  return /\.(?:test(?:-d)?|fixture)\.ts$/.test(path) || path.startsWith('bench/');
}

function readSources(owner: string): readonly SourceText[] {
  const folder = join(repositoryRoot, 'packages', owner);
  return ['src', 'bench']
    .filter((part) => existsSync(join(folder, part)))
    .flatMap((part) =>
      readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => `${part}/${path.replaceAll('\\', '/')}`),
    )
    .toSorted()
    .map((path) => ({ owner, path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** Every package that is published, by folder name. */
export function readPublishedPackages(): readonly PublishedPackage[] {
  return readdirSync(join(repositoryRoot, 'packages'))
    .filter((name) => existsSync(join(repositoryRoot, 'packages', name, 'package.json')))
    .map((name) => ({ name, manifest: readManifest(`packages/${name}`) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ name, manifest }) => {
      const files = readSources(name);
      const sources = files.filter(({ path }) => !isTestFile(path));
      return { name, manifest, sources, tests: files.filter(({ path }) => isTestFile(path)) };
    });
}
