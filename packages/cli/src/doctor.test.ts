import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantFromMs, kernelTables, keepPersonal, openFeed, portableDigests, type TableSpec } from '@jiceng/kernel';
import { chinaNotices } from '@jiceng/sla/notices';
import { openSqliteStore } from '@jiceng/storage-sql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJiceng } from './index.ts';

/** The last year whose notice this version knows. */
const lastYear = Math.max(...chinaNotices.map(({ titleYear }) => titleYear));
const startMs = Date.parse('2026-03-02T01:00:00.000Z');

let folder = '';
let file = '';
let nowMs = startMs;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-cli-'));
  file = join(folder, 'store.db');
  nowMs = startMs;
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await runJiceng(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    nowMs: () => nowMs,
  });
  return { code, out, err };
}
const examine = (...args: readonly string[]) => run('doctor', '--sqlite', file, '--lang', 'en', ...args);

async function written(tables: readonly TableSpec[] = kernelTables): Promise<void> {
  const store = await openSqliteStore({ file, nowMs: () => nowMs });
  await store.migrate(tables);
  if (tables === kernelTables) await openFeed(store, 'main');
  await store.close();
}
const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');
/** The lines of the table: severity and code. */
const codesIn = (out: string) =>
  out
    .split('\n')
    .filter((line) => /^(?:severe|warning|fine) /.test(line))
    .map((line) => line.split(/ +/).slice(0, 2).join(' '));

describe('jiceng doctor', () => {
  it('finds a store in order, exits with 0, and has not touched the file', async () => {
    await written();
    const before = digest();
    const { code, out, err } = await examine();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(codesIn(out)).toEqual([
      'fine HEALTH_STORE',
      'fine HEALTH_CLOCKS',
      'fine HEALTH_TIMERS',
      'fine HEALTH_NOTHING_PARKED',
      'fine HEALTH_FEED',
      'fine HEALTH_PERSONAL',
      'fine HEALTH_CHAINS',
      'fine CLI_DURABILITY_OF_WRITERS',
      'fine SLA_NOTICE_KNOWN',
    ]);
    expect(out).toContain('jiceng doctor  2026-03-02T01:00:00.000Z');
    expect(out).toContain('Nothing needs anybody.');
    expect(digest()).toBe(before);
  });

  it('speaks Chinese unless told otherwise', async () => {
    await written();
    const { out } = await run('doctor', '--sqlite', file);
    expect(out).toContain('正常  HEALTH_STORE');
    expect(out).toContain('没有须要处理的事。');
    expect(out).not.toMatch(/undefined|[{}]/);
  });

  it('puts what is grave first and exits with 1', async () => {
    await written();
    const store = await openSqliteStore({ file, nowMs: () => nowMs });
    await store.migrate(kernelTables);
    await store.commit([
      { op: 'insert', table: 'jiceng_cursor', row: { reader: 'relay', position: 9n, version: 1n } },
      keepPersonal(
        { tenant: '330106', ref: 'p1', kind: 'name', value: '张三', purpose: 'x', keepUntil: '2026-01-01' },
        portableDigests.sha256,
      ).operation,
    ]);
    await store.close();
    const { code, out } = await examine();
    expect(code).toBe(1);
    expect(codesIn(out).slice(0, 3)).toEqual([
      'severe HEALTH_READER_AHEAD',
      'warning HEALTH_PERSONAL_EXPIRED',
      'fine HEALTH_STORE',
    ]);
    expect(out).toContain('Somebody must see to what stands above.');
    expect(out).not.toContain('张三');
  });

  it.each([
    [`${lastYear}-12-01T01:00:00.000Z`, 'warning SLA_NOTICE_AWAITED'],
    [`${lastYear + 1}-06-01T01:00:00.000Z`, 'severe SLA_NOTICE_MISSING'],
  ])('on %s finds "%s" in the notices that were installed with it', async (at, finding) => {
    await written();
    nowMs = Date.parse(at);
    const { code, out } = await examine();
    expect(codesIn(out)[0]).toBe(finding);
    expect(code).toBe(1);
  });

  it('counts the last day in the zone it is given', async () => {
    await written();
    nowMs = Date.parse(`${lastYear}-11-30T20:00:00.000Z`);
    expect((await examine()).code).toBe(1);
    expect((await examine('--zone', 'Europe/London')).code).toBe(0);
  });

  it('gives the same as JSON to programs', async () => {
    await written();
    const { code, out } = await examine('--json');
    expect(code).toBe(0);
    const told: unknown = JSON.parse(out);
    expect(told).toMatchObject({ at: instantFromMs(startMs), severity: 'fine' });
    expect(told).toHaveProperty('findings.0.words.zh-CN');
  });

  it('says of a store of other tables that nobody has migrated it, once and not table by table', async () => {
    await written([{ name: 'note', rank: 1, columns: { id: 'text' }, key: ['id'] }]);
    const { code, out } = await examine();
    expect(code).toBe(1);
    expect(codesIn(out).filter((line) => !line.startsWith('fine'))).toEqual(['severe CLI_STORE_EMPTY']);
  });

  it('names a table that is missing', async () => {
    await written(kernelTables.filter(({ name }) => name !== 'jiceng_personal'));
    const { out } = await examine();
    expect(codesIn(out).slice(0, 1)).toEqual(['severe CLI_TABLES_ABSENT']);
    expect(out).toContain('jiceng_personal');
    expect(out).not.toContain('HEALTH_CHECK_FAILED');
  });

  it('names what an older version lacks and what a newer one has, and reads both', async () => {
    const changed = kernelTables.map((spec) => {
      if (spec.name === 'jiceng_cursor') return { ...spec, columns: { ...spec.columns, moved_at: 'text' } as const };
      if (spec.name !== 'jiceng_policy_outcome') return spec;
      const { code: _code, ...columns } = spec.columns;
      return { name: spec.name, rank: spec.rank, key: spec.key, columns };
    });
    await written(changed);
    const { code, out } = await examine();
    expect(code).toBe(1);
    expect(codesIn(out)[0]).toBe('warning CLI_COLUMNS_MISSING');
    expect(out).toContain('lacks code, policy');
    expect(out).toMatch(/fine +CLI_COLUMNS_UNKNOWN .*moved_at/);
    expect(out).not.toContain('HEALTH_CHECK_FAILED');
  });

  it('says of a table that somebody else has made that it cannot be read', async () => {
    await written(kernelTables.filter(({ name }) => name !== 'jiceng_cursor'));
    await written([{ name: 'jiceng_cursor', rank: 1, columns: { id: 'text' }, key: ['id'] }]);
    const { code, out } = await examine();
    expect(code).toBe(1);
    expect(codesIn(out)).toContain('severe CLI_TABLE_FOREIGN');
  });
});

describe('what cannot be opened', () => {
  it('is a file that is not there, and none is made', async () => {
    const { code, out, err } = await examine();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('STORE_UNAVAILABLE');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is a file that is no database', async () => {
    writeFileSync(file, 'not a database, whatever its name says'.repeat(50));
    expect((await examine()).code).toBe(2);
  });

  it.each([
    ['postgres', 'postgres://nobody:geheim@127.0.0.1:1/none'],
    ['mysql', 'mysql://nobody:geheim@127.0.0.1:1/none'],
  ])(
    'is a server of %s that does not answer, and no password is repeated',
    async (engine, url) => {
      const { code, out, err } = await run('doctor', `--${engine}`, url);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('STORE_UNAVAILABLE');
      expect(err).not.toContain('geheim');
    },
    30_000,
  );

  it.each([
    ['postgres', 'geheim@'],
    ['mysql', 'geheim@'],
  ])(
    'is what is no address of %s',
    async (engine, url) => {
      const { code, err } = await run('doctor', `--${engine}`, url);
      expect(code).toBe(2);
      expect(err).not.toContain('geheim');
    },
    30_000,
  );
});

describe('the words of the command', () => {
  it.each([
    [[], 'there is no command'],
    [['nurse'], 'there is no command "nurse"'],
    [['doctor'], 'name one store'],
    [['doctor', '--sqlite', ''], 'name one store'],
    [['doctor', '--sqlite', 'a.db', '--mysql', 'mysql://b'], 'name one store'],
    [['doctor', '--sqlite', 'a.db', '--lang', 'fr'], '--lang zh-CN | en'],
    [['doctor', '--sqlite', 'a.db', '--fix'], '--fix'],
    [['doctor', '--sqlite'], '--sqlite'],
  ])('%j are refused with the usage and exit code 2', async (args, problem) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(problem);
    expect(err).toContain('CLI_USAGE');
    expect(err).toContain('jiceng doctor --sqlite FILE');
  });

  it('name a zone that exists', async () => {
    await written();
    const { code, err } = await examine('--zone', 'Asia/Atlantis');
    expect({ code, named: err.includes('ZONE_UNKNOWN') }).toEqual({ code: 2, named: true });
  });

  it('ask for help', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('jiceng doctor --sqlite FILE');
  });
});
