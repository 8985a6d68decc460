import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isJicengError, type JicengError } from '@jiceng/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRequests, requestColumns, type RequestFile } from './requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'jiceng-requests-'));
afterAll(() => rmSync(folder, { recursive: true }));

let made = 0;
function write(content: string | Uint8Array): string {
  const file = join(folder, `${made++}.csv`);
  writeFileSync(file, content);
  return file;
}

const good: Readonly<Record<(typeof requestColumns)[number], string>> = {
  case_enquiry_id: '1',
  open_dt: '2011-07-01 01:32:33',
  target_dt: '2011-07-15 01:32:32',
  closed_dt: '2011-07-01 05:06:58',
  ontime: 'ONTIME',
  closure_code: 'Resolved',
  reason: 'Street Lights',
  type: 'Street Light Outages',
  department: 'PWDx',
  latitude: '42.2715',
  longitude: '-71.0772',
  source: 'Self Service',
};
const header = requestColumns.join(',');
let serial = 100;
const lineOf = (change: Partial<typeof good> = {}): string =>
  requestColumns.map((column) => ({ ...good, case_enquiry_id: String(serial++), ...change })[column]).join(',');
const fileOf = (...lines: readonly string[]): string => [header, ...lines].join('\n');

const told = ({ skipped }: RequestFile) => skipped.map(({ line, reason }) => [line, reason.code]);

describe('the committed quarter', () => {
  let quarter: RequestFile;
  beforeAll(async () => {
    quarter = await readRequests(join(import.meta.dirname, '../data/requests.csv.gz'));
  });

  it('has 31,828 rows, all of them usable, no number twice', () => {
    expect(quarter.skipped).toEqual([]);
    expect(quarter.rows).toHaveLength(31_828);
    expect(new Set(quarter.rows.map(({ id }) => id)).size).toBe(31_828);
  });

  it('begins and ends with the city’s own times, read in the city’s zone', () => {
    expect(quarter.rows[0]).toEqual({
      line: 2,
      id: '101000295613',
      openedAt: '2011-07-01T05:32:33.000Z',
      targetAt: '2011-07-15T05:32:32.000Z',
      closedAt: '2011-07-01T09:06:58.000Z',
      flag: 'ONTIME',
      closureCode: 'Resolved',
      reason: 'Street Lights',
      type: 'Street Light Outages',
      department: 'PWDx',
      point: [-71.0772, 42.2715],
      channel: 'Employee Generated',
    });
    expect(quarter.rows.at(-1)?.openedAt).toBe('2011-10-01T03:57:41.000Z');
    expect(quarter.rows.at(-1)?.line).toBe(31_829);
  });

  it('has the open, unpromised and unflagged rows that the city’s file has', () => {
    expect(quarter.rows.filter(({ closedAt }) => closedAt === undefined)).toHaveLength(1747);
    expect(quarter.rows.filter(({ targetAt }) => targetAt === undefined)).toHaveLength(5013);
    expect(quarter.rows.filter(({ flag }) => flag === '')).toHaveLength(83);
  });
});

describe('a file of requests', () => {
  it('is read by the names of its columns, in any order, beside others, plain or gzip', async () => {
    const columns = ['extra', ...requestColumns.toReversed(), 'neighborhood'];
    const cells = ['x', ...requestColumns.toReversed().map((column) => good[column]), 'Roslindale'];
    const text = `\uFEFF${columns.join(',')}\r\n${cells.join(',')}\r\n`;
    const plain = await readRequests(write(text));
    expect(plain.rows).toHaveLength(1);
    expect(plain.rows[0]?.department).toBe('PWDx');
    expect(await readRequests(write(gzipSync(text)))).toEqual(plain);
  });

  it('may leave out promise, close, place, flag and closure code', async () => {
    const bare = { target_dt: '', closed_dt: '', ontime: '', closure_code: '', latitude: '', longitude: '' };
    const { rows } = await readRequests(write(fileOf(lineOf({ ...bare, case_enquiry_id: '7' }))));
    expect(rows).toEqual([
      {
        line: 2,
        id: '7',
        openedAt: '2011-07-01T05:32:33.000Z',
        flag: '',
        closureCode: 'Unstated',
        reason: 'Street Lights',
        type: 'Street Light Outages',
        department: 'PWDx',
        channel: 'Self Service',
      },
    ]);
  });

  it('may quote fields, with commas, quotes and line breaks inside', async () => {
    const line = `${lineOf({ type: '"Lamp, ""dim"""' })},"not at all\nand not ""soon"", no"`;
    const { rows, skipped } = await readRequests(write(`${header},remark\n${line}\n${lineOf()},`));
    expect(skipped).toEqual([]);
    expect(rows.map((row) => [row.line, row.type])).toEqual([
      [2, 'Lamp, "dim"'],
      [4, 'Street Light Outages'],
    ]);
  });

  it('may have empty lines; lines are still counted', async () => {
    const { rows, skipped } = await readRequests(write(fileOf('', lineOf(), '', '', lineOf({ open_dt: 'x' }), '')));
    expect(rows.map(({ line }) => line)).toEqual([3]);
    expect(skipped.map(({ line }) => line)).toEqual([6]);
  });
});

describe('a row that cannot be used is told with its line and reason, and reading goes on', () => {
  const cases: readonly (readonly [what: string, line: string, code: string])[] = [
    ['a field too few', lineOf().split(',').slice(1).join(','), 'QUARTER_ROW_FIELDS'],
    ['a field too many', `${lineOf()},x`, 'QUARTER_ROW_FIELDS'],
    ['an open quote', lineOf({ type: '"Street Light Outages' }), 'QUARTER_ROW_QUOTES'],
    ['a quote inside a field', lineOf({ type: 'Street "Light Outages' }), 'QUARTER_ROW_QUOTES'],
    ['an opening on 31 June', lineOf({ open_dt: '2011-06-31 01:00:00' }), 'QUARTER_ROW_TIME'],
    ['no opening', lineOf({ open_dt: '' }), 'QUARTER_ROW_TIME'],
    ['a promise that is no time', lineOf({ target_dt: 'soon' }), 'QUARTER_ROW_TIME'],
    ['a close that is no time', lineOf({ closed_dt: '2011-07-01 25:00:00' }), 'QUARTER_ROW_TIME'],
    ['a close before the opening', lineOf({ closed_dt: '2011-06-30 23:59:59' }), 'QUARTER_ROW_CLOSED_EARLY'],
    ['a latitude without longitude', lineOf({ longitude: '' }), 'QUARTER_ROW_POINT'],
    ['a latitude in words', lineOf({ latitude: 'north' }), 'QUARTER_ROW_POINT'],
    ['a latitude beyond the pole', lineOf({ latitude: '91.0' }), 'QUARTER_ROW_POINT'],
    ['an unknown verdict', lineOf({ ontime: 'MAYBE' }), 'QUARTER_ROW_FLAG'],
    ['no type', lineOf({ type: '' }), 'QUARTER_ROW_TEXT_MISSING'],
    ['no number', lineOf({ case_enquiry_id: ' ' }), 'QUARTER_ROW_TEXT_MISSING'],
    ['a type as long as a letter', lineOf({ type: 'x'.repeat(101) }), 'QUARTER_ROW_TEXT_TOO_LONG'],
  ];

  it.each(cases)('%s', async (_what, line, code) => {
    const file = await readRequests(write(fileOf(lineOf(), line, lineOf())));
    expect(told(file)).toEqual([[3, code]]);
    expect(file.rows.map((row) => row.line)).toEqual([2, 4]);
    const [skipped] = file.skipped;
    expect(skipped?.reason.words['zh-CN']).not.toContain('{');
    expect(skipped?.reason.words.en).not.toContain('{');
  });

  it('a number that came before, with the line where it stands', async () => {
    const file = await readRequests(write(fileOf(lineOf({ case_enquiry_id: '9' }), lineOf({ case_enquiry_id: '9' }))));
    expect(told(file)).toEqual([[3, 'QUARTER_ROW_ID_TWICE']]);
    expect(file.skipped[0]?.reason.details).toEqual({ id: '9', line: 2 });
  });

  it('a row in another encoding', async () => {
    const line = Buffer.from(lineOf({ type: 'XX' }), 'latin1');
    line.set([0xc2, 0xb7], line.indexOf('XX'));
    line.set([0xd6, 0xd0], line.indexOf(0xc2));
    const file = await readRequests(
      write(Buffer.concat([Buffer.from(`${header}\n`), line, Buffer.from(`\n${lineOf()}`)])),
    );
    expect(told(file)).toEqual([[2, 'QUARTER_ROW_ENCODING']]);
    expect(file.rows).toHaveLength(1);
  });

  it('an open quote swallows no good row, however far away the next quote is', async () => {
    const rows = Array.from({ length: 3000 }, () => lineOf());
    const lines = rows
      .with(10, lineOf({ type: '"open' }))
      .with(18, lineOf({ type: 'shut"' }))
      .with(2990, lineOf({ type: '"open' }));
    const file = await readRequests(write(fileOf(...lines)));
    expect(told(file)).toEqual([
      [12, 'QUARTER_ROW_QUOTES'],
      [20, 'QUARTER_ROW_QUOTES'],
      [2992, 'QUARTER_ROW_QUOTES'],
    ]);
    expect(file.rows).toHaveLength(2997);
  });

  it('two stray quotes in lines that follow each other make no type of two lines', async () => {
    const file = await readRequests(
      write(fileOf(lineOf(), lineOf({ type: '"open' }), lineOf({ type: 'shut"' }), lineOf())),
    );
    expect(told(file)).toEqual([[3, 'QUARTER_ROW_TEXT_BROKEN']]);
    expect(file.rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('a record that goes on from one block of reading to the next is read whole', async () => {
    const remark = `"${'Lamp\n'.repeat(10)}out"`;
    const rows = [...Array.from({ length: 994 }, () => `${lineOf()},`), `${lineOf()},${remark}`, `${lineOf()},`];
    const file = await readRequests(write([`${header},remark`, ...rows].join('\n')));
    expect(file.skipped).toEqual([]);
    expect(file.rows.slice(-2).map(({ line }) => line)).toEqual([996, 1007]);
  });
});

describe('a file that cannot be used is one clear error', () => {
  const refusal = async (file: string): Promise<JicengError | undefined> => {
    const error: unknown = await readRequests(file).catch((thrown: unknown) => thrown);
    return isJicengError(error) ? error : undefined;
  };

  it('when columns are missing: all of them are named', async () => {
    const error = await refusal(
      write('case_enquiry_id,open_dt,target_dt,closed_dt,ontime,closure_code,reason,source\n'),
    );
    expect(error?.code).toBe('QUARTER_COLUMNS_MISSING');
    expect(error?.details['columns']).toEqual(['type', 'department', 'latitude', 'longitude']);
  });

  it('when a column stands twice', async () => {
    expect((await refusal(write(`${header},type\n`)))?.code).toBe('QUARTER_COLUMN_TWICE');
  });

  it('when it is empty', async () => {
    expect((await refusal(write('')))?.code).toBe('QUARTER_FILE_EMPTY');
  });

  it('when it is not there', async () => {
    expect((await refusal(join(folder, 'nowhere.csv')))?.code).toBe('QUARTER_FILE_UNREADABLE');
  });

  it('when its compressed data are cut off', async () => {
    const packed = gzipSync(fileOf(...Array.from({ length: 500 }, () => lineOf())));
    expect((await refusal(write(packed.subarray(0, packed.length - 200))))?.code).toBe('QUARTER_FILE_UNREADABLE');
  });
});
