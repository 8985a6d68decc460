import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeSteps, type StepTaken } from './steps-taken.ts';

/** The rows of the page's table of steps: `| 3 | … | `case` `case` | …`. */
function stepsOnPage(lang: string): readonly (readonly string[])[] {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs', lang, 'store-adapter.md'), 'utf8');
  return page
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
    .map((line) => Array.from((line.split('|')[3] ?? '').matchAll(/`([a-z0-9-]+)`/g), ([, id]) => id ?? '').toSorted());
}

const taken: readonly StepTaken[] = await takeSteps();

it('every step of the how-to turns something green but the reading of single rows, which others need', () => {
  expect(taken.filter(({ green }) => green.length === 0).map(({ step }) => step)).toEqual(['row']);
});

it.each(['zh-CN', 'en'])('the how-to in %s names for each step the cases that it really turns green', (lang) => {
  expect(stepsOnPage(lang)).toEqual(taken.map(({ green }) => green.toSorted()));
});
