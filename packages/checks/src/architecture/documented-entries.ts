import { matchesGlob } from 'node:path';
import type { PublishedPackage } from '../repository/published-package.ts';
import type { Finding } from '../repository/source-text.ts';

/** Entries that the API documentation leaves out, and files that it would take for entries. `globs` are typedoc's, inside a package. */
export function documentationGaps(
  { name, manifest, sources }: PublishedPackage,
  globs: readonly string[],
): readonly Finding[] {
  const entries = Object.keys(manifest.exports ?? {})
    .filter((entry) => entry !== './package.json')
    .map((entry) => `src/${entry === '.' ? 'index' : entry.slice('./'.length)}.ts`);
  const documented = sources.map(({ path }) => path).filter((path) => globs.some((glob) => matchesGlob(path, glob)));
  return [
    ...entries
      .filter((path) => !documented.includes(path))
      .map((path) => `${name}/${path}: typedoc.json leaves this entry out`),
    ...documented
      .filter((path) => !entries.includes(path))
      .map((path) => `${name}/${path}: typedoc.json takes this for an entry`),
  ];
}
