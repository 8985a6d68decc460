import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { storeContract, type ConformanceReport } from './index.ts';

vi.setConfig({ testTimeout: 60_000 });

const program = join(import.meta.dirname, 'store-check.ts');
// Inside the package, so that the modules find the kernel and the kit.
const folder = mkdtempSync(join(import.meta.dirname, '../.check-modules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(...words: readonly string[]) {
  const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=jiceng-source', program, ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, out: stdout, complaint: stderr };
}

function module(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const memory = module(
  'memory.mjs',
  `import { createMemoryFactory } from '@jiceng/testkit';
   export const factory = createMemoryFactory();
   export const other = createMemoryFactory();
   export const nothing = 7;`,
);

/** A module whose stores are in memory and spoiled by an expression over \`store\`. */
const spoiled = (name: string, members: string): string =>
  module(
    name,
    `import { createMemoryStore } from '@jiceng/kernel';
     const open = async () => { const store = createMemoryStore(); return { ...store, ${members} }; };
     export default { level: 'concurrent', create: async () => ({ open, remove: async () => undefined }) };`,
  );

describe('jiceng-store-check', () => {
  it('ends with 0 when everything that was run is kept, and prints the seed and what was not run', () => {
    const { status, out, complaint } = check(memory, '--seed', '42');
    expect([status, complaint]).toEqual([0, '']);
    expect(out).toMatch(/^seed 42 \(--seed 42 runs the same again\)\n/);
    expect(out).toMatch(/not run: 6, the factory does not declare this level: answered-survives-kill/);
    expect(out).toMatch(/\d+ kept, 0 broken, 6 not run. Level reached: processes \(declared: processes\)\.\n$/);
  });

  it('speaks Chinese when asked to, or when the environment does', () => {
    expect(check(memory, '--only', 'floor', '--lang', 'zh').out).toContain('履行 1 项，违反 0 项');
  });

  it('ends with 1 when something is broken, and says what is demanded, what was found, and what is usually the cause', () => {
    const file = join(folder, 'report.json');
    const broken = spoiled(
      'broken.mjs',
      `commit: (batch) => store.commit(batch.map(({ max, ...operation }) => operation)),`,
    );
    const { status, out } = check(broken, '--report', file, '--level', 'core');
    expect(status).toBe(1);
    expect(out).toContain(
      [
        'demands:  an addition may reach its ceiling and not pass it',
        'found:    The store breaks its contract: above. Expected { failed: 0, ok: false, reason: "bound" }, got { ok: true }.',
        'usually:  The ceiling is not in the condition of the same UPDATE, or only floors are looked at.',
      ].join('\n        '),
    );
    const report = JSON.parse(readFileSync(file, 'utf8')) as ConformanceReport;
    const faults = report.cases.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id);
    expect(faults).toEqual(['ceiling', 'bound-elsewhere']);
    expect(report.reached).toBeUndefined();
  });

  it('goes on behind a store that blocks its process, ends it, or fails where nobody catches it', () => {
    const hostile = spoiled(
      'hostile.mjs',
      `commit: (batch) => {
         const ids = batch.map(({ row }) => row?.id);
         if (ids.includes('n0')) for (;;);
         if (ids.includes('creator')) process.exit(0);
         if (batch[0]?.op === 'add' && batch[0].max) Promise.reject(new Error('left behind'));
         if (batch[0]?.op === 'add' && batch[0].min) setTimeout(() => { throw new Error('left in a timer'); });
         if (batch.length === 1 && batch[0].row?.id === 'a' && batch[0].row?.name === 'first') process.kill(process.pid, 'SIGSEGV');
         return store.commit(batch);
       },`,
    );
    const ids = ['bad-neighbour', 'ceiling', 'floor', 'no-second-insert', 'terms'];
    const { status, out } = check(hostile, '--only', ids.join(), '--timeout', '500', '--lang', 'en');
    expect(status).toBe(1);
    expect(out).toMatch(/BROKEN {2}concurrent {2}bad-neighbour [^]*ended in the middle of this case: no answer within/);
    expect(out).toMatch(/BROKEN {2}core +no-second-insert [^]*ended in the middle of this case: SIGSEGV/);
    expect(out).toMatch(/BROKEN {2}core +ceiling [^]*failed where nobody could catch it: left behind/);
    expect(out).toMatch(/BROKEN {2}core +floor [^]*failed where nobody could catch it: left in a timer/);
    expect(out).toMatch(/kept {4}core +terms /);
    expect(out).toMatch(/1 kept, 4 broken/);
  });

  it('takes CommonJS modules, defaults and named exports', () => {
    const common = module('common.cjs', `exports.factory = require('@jiceng/testkit').createMemoryFactory();`);
    const only = ['--only', 'floor'];
    expect(check(common, ...only)).toMatchObject({ status: 0 });
    expect(check(memory, ...only, '--export', 'other')).toMatchObject({ status: 0 });
    expect(check(spoiled('default.mjs', ''), ...only)).toMatchObject({ status: 0 });
  });

  it('starts writers itself for a factory of level crash', () => {
    const journal = join(import.meta.dirname, 'journal-store.fixture.ts');
    const { status, out } = check(journal, '--export', 'sound', '--only', 'no-torn-batch', '--kills', '1');
    expect([status, out]).toEqual([0, expect.stringMatching(/kept {4}crash +no-torn-batch /)]);
  });

  it('ends with 2 when the level asked for was not run whole', () => {
    const { status, complaint } = check(memory, '--level', 'crash');
    expect([status, complaint]).toEqual([2, 'The level that was asked for, crash, was not run whole.\n']);
  });

  it.each([
    [['nowhere.mjs'], 'cannot be loaded'],
    [[memory, '--export', 'nothing'], 'lacks "nothing"'],
    [[memory, '--only', 'flor'], 'no such cases: flor'],
    [[memory, '--level', 'all'], '--level all'],
    [[memory, '--seed', '1.5'], '--seed 1.5'],
    [[memory, '--kills', '0'], '--kills 0'],
    [[memory, '--lang', 'fr'], '--lang fr'],
    [[memory, '--fast'], '--fast'],
    [[memory, 'another'], 'another'],
    [[], 'no module'],
    [[memory, '--only', 'floor', '--report', join(folder, 'no/such/folder.json')], 'cannot be written'],
  ])('ends with 2 for %j', (words, said) => {
    const { status, complaint } = check(...words);
    expect(complaint).toContain(said);
    expect(status).toBe(2);
  });

  it('ends with 2 for a module that hangs, or ends the process, while it is loaded', () => {
    const exits = module('exits.mjs', `process.exit(0);`);
    const hangs = module('hangs.mjs', `for (;;);`);
    for (const [given, said] of [
      [[exits], 'exit code 0'],
      [[hangs, '--timeout', '1'], 'no answer within'],
    ] as const) {
      const { status, complaint } = check(...given);
      expect([status, complaint.includes(said)]).toEqual([2, true]);
    }
  });

  it('tells how it is used, in both languages', () => {
    const { status, out } = check('--help');
    expect([status, out]).toEqual([0, expect.stringMatching(/用法[^]*Usage/)]);
  });

  it('names cases that the contract has', () => {
    expect(storeContract.length).toBeGreaterThan(70);
  });
});
