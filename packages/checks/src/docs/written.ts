import { vi } from 'vitest';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createExistence, readPages, readTextFiles, type Page } from '../repository/page.ts';
import { repositoryRoot } from '../repository/repository-root.ts';

// The whole repository is read: on a busy machine that takes longer than a unit test may.
vi.setConfig({ testTimeout: 60_000 });

/** The pages as they lie on disk now, read once for all checks of a run. */
export const pages: readonly Page[] = readPages();
export const exists: (path: string) => boolean = createExistence();

/** Folders of examples, `examples/01-city-quarter`. */
export const examples: readonly string[] = globSync('examples/*/package.json', { cwd: repositoryRoot })
  .map((path) => dirname(path))
  .toSorted();

/** The text of a file of the repository, if a clone has it. */
export function read(path: string): string | undefined {
  return exists(path) ? readFileSync(join(repositoryRoot, path), 'utf8') : undefined;
}

/** Every text file of the repository. */
export function readEverything(): readonly Page[] {
  return readTextFiles();
}
