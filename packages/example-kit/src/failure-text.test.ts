import { readFileSync } from 'node:fs';
import { instantFromMs } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { failureText, UsageError } from './index.ts';

function thrownBy(act: () => unknown): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('what an example says to whoever started it', () => {
  it.each([
    [
      'a word it does not know',
      () => {
        throw new UsageError('no such word');
      },
      /^no such word\n\nthe usage$/,
    ],
    [
      'a refusal, in both languages',
      () => instantFromMs(Infinity),
      /\p{Script=Han}.*\n.* is not a valid instant.*\n\(INSTANT_INVALID\)$/u,
    ],
    ['a file of another shape', () => z.string().parse(1), /expected string/],
    ['a file that is not there', () => readFileSync('not/there.json'), /not\/there\.json/],
    ['a file that is no JSON', (): unknown => JSON.parse('{,}'), /JSON/],
  ] as const)('is clear about %s', (_what, act, says) => {
    expect(failureText(thrownBy(act), 'the usage')).toMatch(says);
  });

  it('hides no fault of its own', () => {
    const fault = new TypeError('x is not a function');
    expect(thrownBy(() => failureText(fault, ''))).toBe(fault);
  });
});
