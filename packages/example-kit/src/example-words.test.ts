import { describe, expect, it } from 'vitest';
import { readWords, UsageError } from './index.ts';

describe('the words behind a start command', () => {
  it('are Chinese and the defaults when there are none', () => {
    expect(readWords([], { case: 'a.json' })).toEqual({ lang: 'zh-CN', values: { case: 'a.json' } });
  });

  it('choose the language and the options of the example', () => {
    const words = readWords(['--', '--lang', 'en', '--case', 'b.json'], { case: 'a.json', out: 'out' });
    expect(words).toEqual({ lang: 'en', values: { case: 'b.json', out: 'out' } });
  });

  it('may ask for help', () => {
    expect(readWords(['--help'], {})).toBeUndefined();
  });

  it.each([['--lang', 'fr'], ['--langue', 'en'], ['en'], ['--case', 'b.json']])('are refused: %s %s', (...args) => {
    expect(() => readWords(args, { out: 'out' })).toThrow(UsageError);
  });
});
