import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../repository/repository-root.ts';
import { brokenPrograms, isPackageReadme, shownPrograms } from './readme-programs.ts';
import { pages } from './written.ts';

const folderNamed = (name: string): string => join(repositoryRoot, 'packages/checks/.cache', name);

describe('the programs in the readme of every package', () => {
  it('compile and run as they stand', { timeout: 180_000 }, () => {
    const readmes = pages.filter(({ path }) => isPackageReadme(path));
    const programs = readmes.flatMap(shownPrograms);
    expect(programs.length).toBeGreaterThan(0);
    expect(brokenPrograms(programs, folderNamed('readme-programs'))).toEqual([]);
  });

  it('are caught when they do not', { timeout: 180_000 }, () => {
    const planted = ['const day: number = "Monday";', 'throw new Error("on purpose");', 'const fine: number = 1;'];
    const programs = planted.map((text, line) => ({ page: 'packages/a/README.md', line, text }));
    expect(brokenPrograms(programs, folderNamed('planted-programs'))).toEqual([
      expect.stringContaining("packages-a-README.md-0.ts(1,7): error TS2322: Type 'string' is not assignable"),
      expect.stringContaining('packages/a/README.md:1: '),
    ]);
  });
});

describe('a shown program', () => {
  const page = (text: string) => ({ path: 'packages/a/README.md', text });

  it('goes on in the next block until something is imported anew', () => {
    const text = '# A\n```ts\nimport a from "a";\n```\nand\n```ts\na();\n```\n```ts\nimport b from "b";\n```\n';
    expect(shownPrograms(page(text))).toEqual([
      { page: 'packages/a/README.md', line: 3, text: 'import a from "a";\na();' },
      { page: 'packages/a/README.md', line: 10, text: 'import b from "b";' },
    ]);
  });

  it('is not one that quotes a file: that file runs by itself', () => {
    expect(shownPrograms(page('<!-- from packages/a/src/a.test.ts#one -->\n```ts\nimport a from "a";\n```\n'))).toEqual(
      [],
    );
  });

  it('is TypeScript, not a command or plain text', () => {
    expect(shownPrograms(page('```sh\npnpm test\n```\n```\nplain\n```\n'))).toEqual([]);
  });
});
