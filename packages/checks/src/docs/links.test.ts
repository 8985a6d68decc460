import { describe, expect, it } from 'vitest';
import { anchorsOf, brokenLinks, linksOf } from './links.ts';
import { exists, pages } from './written.ts';

const page = (text: string, path = 'docs/en/a.md') => ({ path, text });
const there = new Set(['docs/en/a.md', 'docs/en/b.md', 'packages/sla', 'README.md']);
const broken = (text: string) =>
  brokenLinks([page(text), page('# The Second\n', 'docs/en/b.md')], (path) => there.has(path));

describe('links', () => {
  it('of every page lead somewhere', () => {
    expect(pages.length).toBeGreaterThan(4);
    expect(brokenLinks(pages, exists)).toEqual([]);
  });

  it.each([
    ['a file that is not there', '[x](./c.md)', 'docs/en/a.md:1: ./c.md does not exist'],
    ['a folder that is not there', '[x](../../packages/slo)', 'does not exist'],
    ['a path out of the repository', '[x](../../../etc/passwd)', 'leaves the repository'],
    ['an absolute path', '[x](/README.md)', 'must be relative'],
    ['a heading that is not there', '[x](b.md#the-third)', 'docs/en/b.md has no heading "the-third"'],
    ['a heading of its own page that is not there', '[x](#nowhere)', 'has no heading "nowhere"'],
    ['a heading of a folder', '[x](../../packages/sla#a)', 'is no page'],
    ['an image that is not there', '![x](map.png)', 'map.png does not exist'],
    ['a reference that is not there', 'See [x].\n\n[x]: gone.md', 'gone.md does not exist'],
    ['plain http', '[x](http://example.org)', 'is no address to follow'],
    ['a script', '[x](javascript:alert(1))', 'is no address to follow'],
    ['the second link of a line', '[x](b.md), [y](c.md)', 'c.md does not exist'],
  ])('are refused to %s', (_what, text, finding) => {
    expect(broken(text)).toEqual([expect.stringContaining(finding)]);
  });

  it.each([
    ['[x](b.md#the-second)'],
    ['# Here\n[x](#here)'],
    ['[x](../../packages/sla/)'],
    ['[x](https://www.rfc-editor.org/rfc/rfc8785)'],
    ['`[x](gone.md)`'],
    ['```\n[x](gone.md)\n```'],
  ])('are fine as %s', (text) => {
    expect(broken(text)).toEqual([]);
  });

  it('are found with their titles and in angle brackets', () => {
    expect(linksOf(page('[a](b.md "B") [c](<d.md>)')).map(({ target }) => target)).toEqual(['b.md', 'd.md']);
  });
});

describe('anchors', () => {
  it('are named as hosts of repositories name them', () => {
    const text = '# Time: limits & pauses\n## 计时规则（工作日）\n## `kernel/plain`\n## A\n## A\n';
    expect([...anchorsOf(page(text))]).toEqual(['time-limits--pauses', '计时规则工作日', 'kernelplain', 'a', 'a-1']);
  });
});
