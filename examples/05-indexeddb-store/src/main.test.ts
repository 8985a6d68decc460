import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

function run(...words: readonly string[]) {
  const main = join(import.meta.dirname, 'main.ts');
  return spawnSync(process.execPath, ['--conditions=jiceng-source', main, ...words], { encoding: 'utf8' });
}

describe('the program', { timeout: 60_000 }, () => {
  it('prints what was expected of it', () => {
    const expected = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8');
    expect(run()).toMatchObject({ status: 0, stdout: expected('expected.txt') });
    expect(run('--lang', 'en')).toMatchObject({ status: 0, stdout: expected('expected.en.txt') });
  });

  it('says what is wrong with an option that it does not have', () => {
    const { status, stdout, stderr } = run('--level', 'core');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--lang zh-CN|en');
    expect(stderr).not.toContain('at file:');
  });
});
