import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'quarter-'));
const input = join(folder, 'sample.csv');
const args = (out: string, ...more: readonly string[]) => [
  '--conditions=jiceng-source',
  main,
  '--input',
  input,
  '--out',
  join(folder, out),
  ...more,
];

beforeAll(() => {
  const lines = gunzipSync(readFileSync(join(import.meta.dirname, '../data/requests.csv.gz')))
    .toString()
    .split('\n');
  // The header, a sample, and two rows that nobody can use.
  const sample = lines.filter((_line, at) => at === 0 || at % 25 === 1);
  writeFileSync(input, [...sample, '1,2,3', sample[1]?.replace('2011-07', '2011-13') ?? '', ''].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program and kills it once it has said so many lines of progress. */
function runAndKill(out: string, lines: number): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, args(out), { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = 0;
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString().split('%').length - 1;
    if (said >= lines) child.kill('SIGKILL');
  });
  return new Promise((resolve) => void child.once('close', (_code, signal) => resolve(signal)));
}

const run = (...given: readonly string[]) => spawnSync(process.execPath, given, { encoding: 'utf8' });

describe('the program', { timeout: 120_000 }, () => {
  it('killed again and again prints in the end what an undisturbed run prints', async () => {
    const undisturbed = run(...args('whole'));
    expect(undisturbed.status).toBe(0);
    const signals: (NodeJS.Signals | null)[] = [];
    for (const lines of [1, 3, 6]) signals.push(await runAndKill('killed', lines));
    expect(signals).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    const last = run(...args('killed'));
    expect(last.stderr).toContain('接着上次');
    expect(last.stdout).toBe(undisturbed.stdout);
    const [report, whole] = ['killed', 'whole'].map((out) => readFileSync(join(folder, out, 'report.html'), 'utf8'));
    expect(report).toBe(whole);
  });

  it('reports a malformed row with its line and reason, and goes on', () => {
    const { status, stderr, stdout } = run(...args('english', '--lang', 'en'));
    expect(status).toBe(0);
    expect(stderr).toMatch(/sample\.csv:\d+ {2}12 fields were expected, 3 found/);
    expect(stderr).toMatch(/sample\.csv:\d+ {2}.*2011-13/);
    expect(stdout).toContain('skipped');
  });

  it('says what is wrong with a word it does not know, and how it is used', () => {
    for (const wrong of [
      ['--langue', 'fr'],
      ['--lang', 'fr'],
      ['--until', '2011-10-01'],
    ]) {
      const { status, stdout, stderr } = run('--conditions=jiceng-source', main, ...wrong);
      expect(status).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('pnpm demo');
    }
  });

  it('refuses a file without the columns, in both languages', () => {
    const other = join(folder, 'other.csv');
    writeFileSync(other, 'id,when\n1,2\n');
    const { status, stderr } = run(
      '--conditions=jiceng-source',
      main,
      '--input',
      other,
      '--out',
      join(folder, 'other'),
    );
    expect(status).toBe(2);
    expect(stderr).toContain('缺少列');
    expect(stderr).toContain('lacks these columns');
  });
});
