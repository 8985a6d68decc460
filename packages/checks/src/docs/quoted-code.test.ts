import { expect, it } from 'vitest';
import { regionOf, typedCode } from './quoted-code.ts';
import { isPackageReadme } from './readme-programs.ts';
import { pages, read } from './written.ts';

const run =
  'import x from "x";\n  // #region due\n  const due = x();\n\n  if (due) {\n    act();\n  }\n  // #endregion due\n';
const due = 'const due = x();\n\nif (due) {\n  act();\n}';
const flaws = (text: string) =>
  typedCode([{ path: 'docs/en/a.md', text }], (path) => (path === 'run.mjs' ? run : undefined));

it('every program on a page is quoted from a file that runs, or stands in the readme of a package and runs from there', () => {
  expect(pages.some(({ text }) => text.includes('<!-- from '))).toBe(true);
  expect(typedCode(pages, read, isPackageReadme)).toEqual([]);
});

it('a program typed into the readme of a package is fine, a quotation there that has drifted away is not', () => {
  const path = 'packages/sla/README.md';
  const judge = (text: string) => typedCode([{ path, text }], () => run, isPackageReadme);
  expect(judge('```ts\nconst a = 1;\n```')).toEqual([]);
  expect(judge('<!-- from run.mjs#due -->\n```ts\nconst a = 1;\n```')).toHaveLength(1);
});

it('a region is moved to the margin', () => {
  expect(regionOf(run, 'due')).toBe(due);
  expect(regionOf(run, 'other')).toBeUndefined();
});

it('a quoted program is fine, and so are commands and plain text', () => {
  expect(flaws(`<!-- from run.mjs#due -->\n\`\`\`js\n${due}\n\`\`\``)).toEqual([]);
  expect(flaws('```sh\npnpm test\n```\n```text\nanything\n```\n```\nanything\n```')).toEqual([]);
});

it.each([
  ['typed in', '```ts\nconst a = 1;\n```', 'must quote a region'],
  ['from a file that is not there', '<!-- from gone.mjs#due -->\n```js\nx\n```', 'gone.mjs has no region "due"'],
  ['from a region that is not there', '<!-- from run.mjs#gone -->\n```js\nx\n```', 'run.mjs has no region "gone"'],
  [
    'that has drifted away',
    `<!-- from run.mjs#due -->\n\`\`\`js\n${due} // better\n\`\`\``,
    'differs from run.mjs#due',
  ],
])('a program %s is found', (_what, text, finding) => {
  expect(flaws(text)).toEqual([expect.stringContaining(finding)]);
});
