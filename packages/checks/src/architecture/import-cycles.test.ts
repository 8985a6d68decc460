import { expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { importCycles } from './import-cycles.ts';
import { publishedSources } from './published.ts';

it('no files of a published package import one another in a circle', () => {
  expect(importCycles(publishedSources)).toEqual([]);
});

it('a circle is found once, with its way', () => {
  const planted = [
    source('a', 'src/index.ts', `export { one } from './one.ts';`),
    source('a', 'src/one.ts', `import { two } from './two.ts';`),
    source('a', 'src/two.ts', `import { three } from './deep/three.ts';`),
    source('a', 'src/deep/three.ts', `import type { one } from '../one.ts';`),
  ];
  expect(importCycles(planted)).toEqual(['a/src/deep/three.ts → a/src/one.ts → a/src/two.ts → a/src/deep/three.ts']);
});

it('a file that imports itself, and two circles that share a file, are found', () => {
  const planted = [
    source('a', 'src/self.ts', `import { x } from './self.ts';`),
    source('a', 'src/hub.ts', `import './left.ts';\nimport './right.ts';`),
    source('a', 'src/left.ts', `import './hub.ts';`),
    source('a', 'src/right.ts', `import './hub.ts';`),
  ];
  expect(importCycles(planted)).toHaveLength(3);
});

it('two ways to one file are no circle, and equal names in two packages are two files', () => {
  const planted = [
    source('a', 'src/top.ts', `import './left.ts';\nimport './right.ts';`),
    source('a', 'src/left.ts', `import './end.ts';`),
    source('a', 'src/right.ts', `import './end.ts';`),
    source('b', 'src/end.ts', `import './top.ts';`),
  ];
  expect(importCycles(planted)).toEqual([]);
});
