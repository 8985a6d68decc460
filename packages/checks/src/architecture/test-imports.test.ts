import { expect, it } from 'vitest';
import { source } from '../repository/source-text.ts';
import { entryFiles, published } from './published.ts';
import { testsBehindTheDoor } from './test-imports.ts';

const entries = ['src/index.ts', 'src/plain.ts'];
const found = (path: string, text: string) => testsBehindTheDoor([source('sla', path, text)], entries);

it('the tests of every package import its entries, as a host does', () => {
  const tests = published.flatMap((one) => one.tests);
  expect(tests.length).toBeGreaterThan(20);
  expect(testsBehindTheDoor(tests, entryFiles)).toEqual([]);
});

it('a test that imports the inside is found, however deep it lies', () => {
  expect(found('src/due.test.ts', `import { due } from './due.ts';`)).toEqual([
    "sla/src/due.test.ts:1: a test imports src/due.ts instead of the package's entry",
  ]);
  expect(found('src/patrol/due.test.ts', `import type { Due } from '../due.ts';`)).toHaveLength(1);
});

it('an entry, a fixture, data and other packages are fine, and a bench may look inside', () => {
  expect(
    found('src/patrol/due.test.ts', `import { due } from '../index.ts';\nimport { due } from '../plain.ts';`),
  ).toEqual([]);
  expect(
    found('src/due.test.ts', `import { repair } from './repair.fixture.ts';\nimport days from './fixtures/days.json';`),
  ).toEqual([]);
  expect(found('src/due.test.ts', `import { expect } from 'vitest';`)).toEqual([]);
  expect(found('bench/due.bench.ts', `import { due } from '../src/due.ts';`)).toEqual([]);
});
