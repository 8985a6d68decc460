import { vi } from 'vitest';
import { readPublishedPackages, type PublishedPackage } from '../repository/published-package.ts';
import type { SourceText } from '../repository/source-text.ts';

// The whole repository is read: on a busy machine that takes longer than a unit test may.
vi.setConfig({ testTimeout: 60_000 });

/** The packages as they lie on disk now, read once for all checks of a run. */
export const published: readonly PublishedPackage[] = readPublishedPackages();
export const publishedSources: readonly SourceText[] = published.flatMap(({ sources }) => sources);

/** Every entry file of any package: `src/index.ts`, `src/plain.ts` … */
export const entryFiles: readonly string[] = [
  ...new Set(
    published.flatMap(({ manifest }) =>
      Object.keys(manifest.exports ?? {})
        .filter((entry) => entry !== './package.json')
        .map((entry) => `src/${entry === '.' ? 'index' : entry.slice('./'.length)}.ts`),
    ),
  ),
];
