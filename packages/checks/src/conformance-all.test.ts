import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readSuiteList } from './conformance/suite-list.ts';

// Processes are started: on a busy machine that takes longer than a unit test may.
vi.setConfig({ testTimeout: 60_000 });

const golden = mkdtempSync(join(tmpdir(), 'jiceng-golden-'));
afterAll(() => rmSync(golden, { recursive: true }));
mkdirSync(join(golden, 'evidence'));

const write = (name: string, content: string): string => {
  writeFileSync(join(golden, name), content);
  return join(golden, name);
};
write('evidence/right.json', JSON.stringify({ appendixB: [{ ieee754: '0000000000000000', text: '0' }] }));
write('evidence/wrong.json', JSON.stringify({ appendixB: [{ ieee754: '0000000000000000', text: '1' }] }));

function runAll(suites: string, more: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, JICENG_GOLDEN: golden, JICENG_SUITES: write('suites.txt', suites), ...more };
  const command = join(import.meta.dirname, 'conformance-all.ts');
  return spawnSync(process.execPath, ['--conditions=jiceng-source', command], { encoding: 'utf8', env });
}

describe('the listed suites', () => {
  it('run one after the other, and a suite without a line is said to be missing', () => {
    const { stdout, status } = runAll('jcs evidence/right.json all # RFC 8785\n');
    expect(stdout.split('\n')).toContain('jcs: 1 passed, 0 failed');
    expect(stdout.split('\n')).toContain('ledger: not yet');
    expect(status).toBe(0);
  });

  it('fail when one case fails', () => {
    const { stdout, status } = runAll('jcs evidence/wrong.json all');
    expect(stdout).toContain('  failed: appendixB[0] (appendixB)');
    expect(stdout).toContain('jcs: 0 passed, 1 failed');
    expect(status).toBe(1);
  });

  it('fail when a listed file is not there', () => {
    expect(runAll('jcs evidence/absent.json all').status).toBe(1);
  });

  it('fail when a suite is listed that nobody has written', () => {
    const { stdout, status } = runAll('ledger evidence/right.json all');
    expect([stdout.includes('ledger: listed, but no such suite is written'), status]).toEqual([true, 1]);
  });

  it('are not run without their folder, which fails only where everything is required', () => {
    const absent = { JICENG_GOLDEN: join(golden, 'nowhere'), JICENG_REQUIRE_SERVICES: '' };
    const skipped = runAll('jcs evidence/right.json all', absent);
    expect([skipped.stdout.startsWith('not run'), skipped.status]).toEqual([true, 0]);
    const required = runAll('jcs evidence/right.json all', { ...absent, JICENG_REQUIRE_SERVICES: '1' });
    expect([required.stdout.startsWith('not run'), required.status]).toEqual([true, 1]);
  });
});

describe('the list of suites', () => {
  it('holds a suite, its files, and kinds or all', () => {
    expect(readSuiteList('# head\n\nsla sla/cases.json workday.is,workday.add\njcs a.json b.json.gz all\n')).toEqual([
      { suite: 'sla', files: ['sla/cases.json'], kinds: ['workday.is', 'workday.add'] },
      { suite: 'jcs', files: ['a.json', 'b.json.gz'] },
    ]);
  });

  it.each([
    ['an unknown suite', 'tarot cards.json all', 'line 1 of the list of suites: there is no suite "tarot"'],
    ['a suite alone', '\njcs all', 'line 2 of the list of suites: a suite, at least one file'],
    ['a line without its kinds', 'jcs a.json evidence/b.json', 'the kinds or "all" must close the line'],
    ['a suite named twice', 'jcs a.json all\njcs b.json all', 'the suite "jcs" has two lines'],
  ])('refuses %s', (_what, text, why) => {
    expect(() => readSuiteList(text)).toThrow(why);
  });
});
