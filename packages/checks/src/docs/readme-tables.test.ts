import { describe, expect, it } from 'vitest';
import { published } from '../architecture/published.ts';
import { readmeFlaws, readmeWords } from './readme-tables.ts';
import { tableUnder } from './tables.ts';
import { examples, pages, read } from './written.ts';

const files: Readonly<Record<string, string>> = {
  'packages/sla/src/due.test.ts': `it('counts', () => {});`,
  'packages/sla/src/due.ts': 'export const a = 1;',
  'packages/kernel/src/command/run.test.ts': `it('runs', () => {});`,
  'examples/01-a/expected.txt': 'a',
  'examples/01-a/package.json': '{"dependencies":{"@jiceng/sla":"workspace:^"}}',
  'examples/02-b/package.json': '{"dependencies":{"@jiceng/kernel":"workspace:^"}}',
};
const repository = {
  packages: ['sla'],
  examples: ['examples/01-a', 'examples/02-b'],
  read: (path: string) => files[path],
};
const ids = Array.from({ length: 28 }, (_one, index) => `S${String(index + 1).padStart(2, '0')}`);
const part = '| Limits | [`@jiceng/sla`](packages/sla) | [01](examples/01-a) | [due](packages/sla/src/due.test.ts) |';

function readme(path: string, rows: string, state: (id: string) => string, listed: readonly string[] = ids) {
  const words = readmeWords[path];
  const systems = listed.map((id) => `| ${id} | x | ${state(id)} |`).join('\n');
  return {
    path,
    text: `## ${words?.partsHeading}\n\n| a | b | c | d |\n|---|---|---|---|\n${rows}\n\n## ${words?.systemsHeading}\n\n| a | b | c |\n|---|---|---|\n${systems}\n`,
  };
}
const chinese = readme('README.zh-CN.md', part, () => '尚未');
const flaws = (rows: string, state: (id: string) => string = () => 'not yet', listed?: readonly string[]) =>
  readmeFlaws([readme('README.md', rows, state, listed), chinese], repository);

describe('the tables of the READMEs', () => {
  it('name real packages, examples and tests, and claim what an example shows', () => {
    const packages = published.map(({ name }) => name);
    expect(readmeFlaws(pages, { packages, examples, read })).toEqual([]);
  });

  it('may leave the example out where none uses the package', () => {
    const kernelOnly = { ...repository, examples: ['examples/02-b'] };
    const rows = part.replace('[01](examples/01-a)', '—');
    const both = ['README.md', 'README.zh-CN.md'].map((path) =>
      readme(path, rows, () => (path === 'README.md' ? 'not yet' : '尚未')),
    );
    expect(readmeFlaws(both, kernelOnly)).toEqual([]);
  });

  it('are fine as planted here', () => {
    expect(flaws(part)).toEqual([]);
  });

  it.each([
    ['a package left out', '', 'no row for @jiceng/sla'],
    ['a package nobody has', part.replace('@jiceng/sla', '@jiceng/slo'), 'names no package'],
    ['a link to another folder', part.replace('(packages/sla)', '(packages/kernel)'), 'must link packages/sla'],
    ['an example nobody has', part.replace('examples/01-a', 'examples/03-c'), 'is no example that uses sla'],
    ['an example of something else', part.replace('examples/01-a', 'examples/02-b'), 'is no example that uses sla'],
    ['no example, though there is one', part.replace('[01](examples/01-a)', '—'), 'must link examples/01-a'],
    ['a test nobody has', part.replace('due.test.ts', 'gone.test.ts'), 'links no test of its package'],
    ['a file without a test', part.replace('due.test.ts', 'due.ts'), 'links no test of its package'],
    [
      'a test of another package',
      part.replace('packages/sla/src/due', 'packages/kernel/src/run'),
      'links no test of its package',
    ],
  ])('are refused with %s', (_what, rows, finding) => {
    expect(flaws(rows)).toContainEqual(expect.stringContaining(finding));
  });

  it('list the 28 systems, each once', () => {
    expect(flaws(part, undefined, ids.slice(1))).toContainEqual(expect.stringContaining('must list S01 to S28'));
    expect(flaws(part, undefined, [...ids, 'S01'])).toContainEqual(expect.stringContaining('must list S01 to S28'));
  });

  it('know three states, and "works" needs an example that is compared with its output', () => {
    expect(flaws(part, () => 'nearly')).toHaveLength(28);
    expect(flaws(part, (id) => (id === 'S04' ? 'works' : 'not yet'))).toContainEqual(
      expect.stringContaining('S04: "works" must link'),
    );
    const linked = flaws(part, (id) => (id === 'S04' ? 'works ([01](examples/01-a))' : 'not yet'));
    expect(linked).toEqual(['the two READMEs do not give the systems the same states']);
  });

  it('exist in both languages', () => {
    expect(readmeFlaws([chinese], repository)).toContain('README.md and README.zh-CN.md must both be there');
  });
});

it('a table is read up to the next heading', () => {
  const page = { path: 'a.md', text: '## A\ntext\n| x | y |\n| --- | :-: |\n| 1 | 2 |\n\n## B\n| z |\n' };
  expect(tableUnder(page, 'A')).toEqual([
    ['x', 'y'],
    ['1', '2'],
  ]);
  expect(tableUnder(page, 'C')).toEqual([]);
});
