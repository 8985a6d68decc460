import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { retold } from './licence.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'licence-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: readonly string[]) {
  const main = join(import.meta.dirname, 'main.ts');
  const out = ['--out', join(folder, 'out')];
  return spawnSync(process.execPath, ['--conditions=jiceng-source', main, ...out, ...words], { encoding: 'utf8' });
}

function fileOf(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('the program', { timeout: 60_000 }, () => {
  it('prints what was expected of it, and draws in both languages', () => {
    const expected = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8');
    expect(run()).toMatchObject({ status: 0, stdout: expected('expected.txt') });
    expect(run('--lang', 'en')).toMatchObject({ status: 0, stdout: expected('expected.en.txt') });
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['timeline.en.svg', 'timeline.svg']);
  });

  it.each([
    ['a language it does not speak', ['--lang', 'fr'], '--case FILE'],
    ['a file that is not there', ['--case', join(folder, 'none.json')], 'none.json'],
    [
      'a misspelled field',
      [
        '--case',
        fileOf(
          'misspelled.json',
          retold((fact) => fact, { titel: 1 }),
        ),
      ],
      'titel',
    ],
    [
      'a promise longer than the law',
      [
        '--case',
        fileOf(
          'long.json',
          retold((fact) => fact, { promised: { unit: 'workingDay', value: 25 } }),
        ),
      ],
      'SLA_PROMISE_LONGER',
    ],
    [
      'a case in which nothing happened',
      [
        '--case',
        fileOf(
          'empty.json',
          retold(() => undefined),
        ),
      ],
      '没有',
    ],
  ])('says what is wrong with %s', (_what, words, says) => {
    const { status, stdout, stderr } = run(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('at file:');
  });
});
