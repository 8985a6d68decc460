import { expect, it } from 'vitest';
import { unparallelPages } from './parallel-trees.ts';
import { pages } from './written.ts';

const pair = (chinese: string, english: string) => [
  { path: 'docs/zh-CN/a.md', text: chinese },
  { path: 'docs/en/a.md', text: english },
];

it('both languages of the docs have the same pages, headings and kinds of page', () => {
  expect(pages.filter(({ path }) => path.startsWith('docs/zh-CN/')).length).toBeGreaterThan(2);
  expect(unparallelPages(pages)).toEqual([]);
});

it('a page in one tree only is found', () => {
  expect(unparallelPages([{ path: 'docs/en/deep/b.md', text: '# B' }])).toEqual([
    'docs/en/deep/b.md: has no twin in docs/zh-CN/',
  ]);
  expect(unparallelPages([{ path: 'docs/zh-CN/b.md', text: '# B' }])).toEqual([
    'docs/zh-CN/b.md: has no twin in docs/en/',
  ]);
});

it('headings that differ in number or level are found', () => {
  const found = unparallelPages(pair('# 甲\n> 类别：教程\n## 乙', '# A\n> Kind: tutorial\n### B'));
  expect(found).toEqual(['a.md: headings are # ## in zh-CN and # ### in en']);
});

it('a page that does not say its kind, or another one in the other language, is found', () => {
  expect(unparallelPages(pair('# 甲', '# A\n> Kind: tutorial'))).toEqual([
    expect.stringContaining('says no kind of page'),
  ]);
  expect(unparallelPages(pair('# 甲\n> 类别：散文', '# A\n> Kind: tutorial'))).toHaveLength(1);
  expect(unparallelPages(pair('# 甲\n> 类别：教程', '# A\n> Kind: reference'))).toEqual([
    'docs/en/a.md: must say > Kind: tutorial',
  ]);
});

it('a heading inside a code block is none', () => {
  expect(unparallelPages(pair('# 甲\n> 类别：参考\n```sh\n# 注释\n```', '# A\n> Kind: reference'))).toEqual([]);
});
