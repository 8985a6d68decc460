import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instruments } from '@jiceng/kernel';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../repository/repository-root.ts';

it('the page on operations shows a program that runs to its end', async () => {
  await expect(import('./operations.ts')).resolves.toBeDefined();
});

it.each(['zh-CN', 'en'])('the page in %s lists every instrument with its unit, and no other', (tree) => {
  const page = readFileSync(join(repositoryRoot, 'docs', tree, 'operations.md'), 'utf8');
  const listed = Array.from(page.matchAll(/^\| `((?:jiceng|db)\.[a-z_.]+)` \| `([^`]+)` \|/gm), ([, name, unit]) => [
    name,
    unit,
  ]);
  expect(listed).toEqual(Object.entries(instruments).map(([name, { unit }]) => [name, unit]));
});
