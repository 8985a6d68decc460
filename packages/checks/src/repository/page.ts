import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repositoryRoot } from './repository-root.ts';

/** A Markdown file, by its path from the repository's root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A line of a page, with its number and whether it stands inside a code fence. */
export interface PageLine {
  readonly text: string;
  readonly number: number;
  readonly fenced: boolean;
}

/** The lines of a page; the fences themselves count as fenced. */
export function linesOf(page: Page): readonly PageLine[] {
  let fence: string | undefined;
  return page.text.split('\n').map((text, index) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    const inside = fence !== undefined;
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
    }
    return { text, number: index + 1, fenced: inside || mark !== undefined };
  });
}

export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly number: number;
}

/** The headings of a page, `# …` to `###### …`. */
export function headingsOf(page: Page): readonly Heading[] {
  return linesOf(page).flatMap(({ text, number, fenced }) => {
    const match = fenced ? null : /^(#{1,6})\s+(.*?)\s*#*$/.exec(text);
    return match === null ? [] : [{ level: match[1]?.length ?? 0, text: match[2] ?? '', number }];
  });
}

const written = ['*.md', 'docs/**/*.md', 'packages/*/README.md', 'examples/*/README.md', '.changeset/*.md'];

/** Every page that people write: root, docs, packages, examples, changesets. */
export function readPages(): readonly Page[] {
  return globSync(written, { cwd: repositoryRoot, exclude: ['docs/api/**'] })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(repositoryRoot, path), 'utf8') }));
}

/** The text files of the repository as a clone has them; data and binaries are left out. */
export function readTextFiles(): readonly Page[] {
  const text =
    /\.(?:[cm]?[jt]s|json|jsonc|md|ya?ml|txt|html|css)$|(?:^|\/)(?:\.[a-z]+rc|\.gitignore|run|LICENSE[\w-]*)$/;
  return filesOfClone()
    .filter((path) => text.test(path))
    .map((path) => ({ path, text: readFileSync(join(repositoryRoot, path), 'utf8') }));
}

const made = new Set(['node_modules', 'dist', '.types', '.cache', 'coverage', 'out']);

/** What git would put into a clone; where there is no git work tree, an unpacked archive for example, what nobody has made there. */
function filesOfClone(): readonly string[] {
  const listing = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const paths =
    listing.status === 0
      ? listing.stdout.split('\0')
      : globSync('**/*', { cwd: repositoryRoot, exclude: (path) => made.has(posix.basename(path)) });
  return paths.filter((path) => path !== '' && existsSync(join(repositoryRoot, path)));
}

/** Does the repository hold this file or folder? What git ignores does not count: a fresh clone would not have it. */
export function createExistence(): (path: string) => boolean {
  const known = new Set(['.']);
  for (const file of filesOfClone()) {
    for (let path = file; !known.has(path); path = posix.dirname(path)) known.add(path);
  }
  return (path) => known.has(path.replace(/\/$/, ''));
}
