import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kernelTables } from '@jiceng/kernel';
import { openSqliteStore } from '@jiceng/storage-sql';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'jiceng-program-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A machine on which no driver is installed. */
const withoutDrivers = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve: (name, context, next) => {
    if (!/^(?:pg|mysql2)(?:\\/|$)/.test(name)) return next(name, context);
    throw Object.assign(new Error('no ' + name), { code: 'ERR_MODULE_NOT_FOUND' });
  },
});`;

/** The program as it is started from a shell. */
function jiceng(...args: readonly string[]) {
  const preload = `data:text/javascript,${encodeURIComponent(withoutDrivers)}`;
  const program = join(import.meta.dirname, 'jiceng.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=jiceng-source', '--import', preload, program, ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

it('needs no driver for a file', async () => {
  const file = join(folder, 'store.db');
  const store = await openSqliteStore({ file });
  await store.migrate(kernelTables);
  await store.close();
  const { status, stdout, stderr } = jiceng('doctor', '--sqlite', file, '--json');
  // Whether this year's notice is there depends on the day of the test; that it was asked does not.
  expect({ known: status === 0 || status === 1, stderr }).toEqual({ known: true, stderr: '' });
  const told: unknown = JSON.parse(stdout);
  expect(told).toMatchObject({
    findings: [{ code: 'HEALTH_STORE', details: { engine: 'sqlite' } }, {}, {}, {}, {}, {}, {}, {}, {}],
  });
}, 30_000);

it.each([
  ['pg', '--postgres', 'postgres://127.0.0.1/a'],
  ['mysql2', '--mysql', 'mysql://127.0.0.1/a'],
])(
  'says that the driver %s is missing, in both languages',
  (driver, option, url) => {
    const { status, stdout, stderr } = jiceng('doctor', option, url);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(`找不到驱动 ${driver}`);
    expect(stderr).toContain(`npm install ${driver}`);
  },
  30_000,
);
