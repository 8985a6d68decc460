import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { lineDiff } from './examples/line-diff.ts';

// Processes are started: on a busy machine that takes longer than a unit test may.
vi.setConfig({ testTimeout: 60_000 });

const root = mkdtempSync(join(tmpdir(), 'jiceng-examples-'));
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
/** A folder with one example that prints its words and then some lines. */
function planted(files: Readonly<Record<string, string>>): string {
  const examples = join(root, String(made++));
  const folder = join(examples, '01-planted');
  mkdirSync(folder, { recursive: true });
  const program = `console.error('progress'); console.log(process.argv.slice(2).join(' ') || 'zh'); console.log('second');`;
  const start = JSON.stringify({ name: 'planted', scripts: { start: 'node main.mjs' } });
  for (const [name, text] of Object.entries({ 'main.mjs': program, 'package.json': start, ...files })) {
    writeFileSync(join(folder, name), text);
  }
  return examples;
}

function check(examples: string, required = '') {
  const command = join(import.meta.dirname, 'check-examples.ts');
  const env = { ...process.env, JICENG_REQUIRE_SERVICES: required };
  return spawnSync(process.execPath, [command, examples], { encoding: 'utf8', env });
}

describe('pnpm examples:check', () => {
  it('compares stdout alone, in Chinese and in English', () => {
    const files = { 'expected.txt': 'zh\nsecond\n', 'expected.en.txt': '--lang en\nsecond\n' };
    expect(check(planted(files))).toMatchObject({ status: 0, stdout: 'ok 01-planted\nok 01-planted --lang en\n' });
  });

  it('shows what differs, and fails', () => {
    const { status, stdout } = check(planted({ 'expected.txt': 'zh\nanother\n' }));
    expect(status).toBe(1);
    expect(stdout).toBe('FAILED 01-planted\n    zh\n  - another\n  + second\n    \n');
  });

  it('fails when the English differs', () => {
    const files = { 'expected.txt': 'zh\nsecond\n', 'expected.en.txt': 'en\nsecond\n' };
    expect(check(planted(files)).status).toBe(1);
  });

  it('fails when an example ends badly, with the last of what it said', () => {
    const broken = `console.log('zh'); console.log('second'); console.error('the reason'); process.exitCode = 3;`;
    const { status, stdout } = check(planted({ 'expected.txt': 'zh\nsecond\n', 'main.mjs': broken }));
    expect(status).toBe(1);
    expect(stdout).toContain('exit code 3\n  the reason');
  });

  it('names what was not run for want of a service, and fails where services are required', () => {
    const wanting = planted({
      'expected.txt': 'zh\n',
      'main.mjs': `console.error('no server'); process.exitCode = 75;`,
    });
    expect(check(wanting)).toMatchObject({ status: 0, stdout: 'not run 01-planted\n  no server\n' });
    expect(check(wanting, '1')).toMatchObject({
      status: 1,
      stdout: 'FAILED 01-planted\n  exit code 75\n  no server\n',
    });
  });

  it('fails when an example does not say what it prints or how it starts', () => {
    expect(check(planted({})).stdout).toContain('it has no expected.txt');
    expect(check(planted({ 'expected.txt': '', 'package.json': '{"name":"x"}' })).stdout).toContain(
      'no script "start"',
    );
  });

  it('fails when there is no example at all', () => {
    const empty = join(root, 'empty');
    mkdirSync(empty);
    expect(check(empty).status).toBe(1);
  });
});

describe('a comparison of lines', () => {
  it('is empty for equal texts', () => {
    expect(lineDiff('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('keeps what both have and leaves out what is far away', () => {
    const expected = Array.from({ length: 20 }, (_one, index) => `line ${index}`);
    const actual = expected.toSpliced(10, 1, 'new a', 'new b');
    expect(lineDiff(expected.join('\n'), actual.join('\n'), 1)).toEqual([
      '  line 9',
      '- line 10',
      '+ new a',
      '+ new b',
      '  line 11',
      '  …',
    ]);
  });

  it('sees a missing end of line', () => {
    expect(lineDiff('a\n', 'a')).toEqual(['  a', '- ']);
  });
});
