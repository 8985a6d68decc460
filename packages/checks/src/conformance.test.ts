import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openCaseFile } from './conformance/case-file.ts';
import { runCases } from './conformance/run-cases.ts';
import { settlesInTime } from './suites/time-limit.ts';

// Processes are started: on a busy machine that takes longer than a unit test may.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'jiceng-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  const bytes =
    content instanceof Uint8Array ? content : typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
  return path;
}

const fixture = (name: string): string => new URL(`./fixtures/${name}-suite.ts`, import.meta.url).href;

function conformance(...args: readonly string[]) {
  const command = join(import.meta.dirname, 'conformance.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=jiceng-source', command, ...args], {
    encoding: 'utf8',
  });
  return { stdout, stderr, status, closing: stdout.trimEnd().split('\n').at(-1) };
}

const numbers = [
  { ieee754: '3ff0000000000000', text: '1' },
  { ieee754: '4340000000000001', text: '9007199254740994' },
];
const right = {
  name: 'right',
  input: '{"b":1,"a":[]}',
  canonical: '{"a":[],"b":1}',
  utf8Hex: '7b2261223a5b5d2c2262223a317d',
};

describe('pnpm conformance', () => {
  it('counts what passed over all files in one closing line', () => {
    const answer = conformance('jcs', write('a.json', { cases: [right] }), write('b.json', { appendixB: numbers }));
    expect(answer).toMatchObject({ status: 0, stdout: '3 passed, 0 failed\n' });
  });

  it('names a failing case by its name, with what was expected and what came out', () => {
    const wrong = { ...right, name: 'wrong', canonical: '{"b":1,"a":[]}' };
    const answer = conformance('jcs', write('wrong.json', { cases: [right, wrong] }));
    expect(answer).toMatchObject({ status: 1, closing: '1 passed, 1 failed' });
    expect(answer.stdout).toContain('failed: wrong (cases)\n  expected: {"b":1,"a":[]}\n  actual:   {"a":[],"b":1}\n');
  });

  it('names a failing case without a name by its place in its list, and prefers an id', () => {
    const cases = [
      { ...right, name: undefined, canonical: '' },
      { ...right, id: 'J-2', utf8Hex: '00' },
    ];
    const answer = conformance('jcs', write('places.json', { cases }));
    expect(answer.stdout).toContain('failed: cases[0] (cases)');
    expect(answer.stdout).toContain('failed: J-2 (cases)');
    expect(answer.closing).toBe('0 passed, 2 failed');
  });

  it('counts a case it cannot express as failed, never as skipped', () => {
    const answer = conformance(
      'jcs',
      write('new.json', { cases: [right, { name: 'half', input: '1' }], tomorrow: [{}] }),
    );
    expect(answer).toMatchObject({ status: 1, closing: '1 passed, 2 failed' });
    expect(answer.stdout).toContain('failed: half (cases)');
    expect(answer.stdout).toContain('failed: tomorrow[0] (tomorrow)');
  });

  it('counts what must be refused and is not as failed', () => {
    const answer = conformance('jcs', write('refuse.json', { reject: [{ name: 'fine', json: '[1]' }] }));
    expect(answer).toMatchObject({ status: 1, closing: '0 passed, 1 failed' });
  });

  it('reads a name that ends in .gz through gzip', () => {
    expect(conformance('jcs', write('c.json.gz', { cases: [right] })).stdout).toBe('1 passed, 0 failed\n');
  });

  it.each([
    ['an object without a case', '{"about":"nothing here"}'],
    ['an empty list', '{"cases":[]}'],
    ['no text', ''],
    ['no JSON', 'cases: []'],
    ['another form', '[1, 2]'],
  ])('exits non-zero for a file that holds %s', (_what, text) => {
    const answer = conformance('jcs', write('nothing.json', text));
    expect(answer).toMatchObject({ status: 1, closing: '0 passed, 0 failed' });
    expect(answer.stderr).toContain('nothing.json: ');
  });

  it('exits non-zero when one of two files cannot be read, and still runs the other', () => {
    const answer = conformance('jcs', join(folder, 'absent.json'), write('d.json', { cases: [right] }));
    expect(answer).toMatchObject({ status: 1, closing: '1 passed, 0 failed' });
    expect(answer.stderr).toContain('absent.json: ');
  });

  it('runs only the kinds that were asked for, and says so', () => {
    const path = write('kinds.json', {
      cases: [{ ...right, canonical: '' }],
      appendixB: numbers,
      reject: [{ json: '{' }],
    });
    const answer = conformance('jcs', path, '--kinds', 'appendixB,reject');
    expect(answer.stdout).toBe('3 passed, 0 failed (kinds appendixB,reject; 1 cases of other kinds not asked for)\n');
    expect(answer.status).toBe(0);
  });

  it('exits non-zero when there is no case of the kinds asked for', () => {
    const answer = conformance('jcs', write('e.json', { cases: [right] }), '--kinds', 'typo');
    expect(answer).toMatchObject({
      status: 1,
      closing: '0 passed, 0 failed (kinds typo; 1 cases of other kinds not asked for)',
    });
  });

  it.each([
    ['a suite nobody knows', ['astrology', 'x.json'], 'There is no suite "astrology".'],
    ['no file', ['jcs'], 'A suite and at least one file are needed.'],
    ['no suite', [], 'A suite and at least one file are needed.'],
    ['an unknown option', ['jcs', 'x.json', '--kind', 'a'], '--kind'],
    ['an empty kind', ['jcs', 'x.json', '--kinds', 'a,'], '--kinds takes names'],
  ])('refuses %s with exit code 2', (_what, args, why) => {
    const answer = conformance(...args);
    expect(answer).toMatchObject({ status: 2, stdout: '' });
    expect(answer.stderr).toContain(why);
  });
});

describe('digest suite', () => {
  it('compares every digest an entry names', () => {
    const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const text = [{ utf8: 'abc', sha256 }, { utf8: 'abc', sha256, sm3: sha256 }, { utf8: 'abc' }];
    const answer = conformance('digest', write('digest.json', { text }));
    expect(answer).toMatchObject({ status: 1, closing: '1 passed, 2 failed' });
    expect(answer.stdout).toContain('sm3 of bytes, portable');
  });
});

describe('coordinates suite', () => {
  const tolerance_m = {
    forward: 1e-6,
    inverse_exact: 1e-3,
    inverse_one_step: 4,
    bd09_onestep_vs_exact: 0.17,
    vendor: 1e-5,
  };
  // The vectors of eviltransform's tests, and an answer of the vendor that was quoted in public.
  const [wgs84, gcj02] = [
    [121.5272106, 31.1774276],
    [121.531541859215, 31.17530398364597],
  ];
  const public1 = { id: 'public-1', src: 'eviltransform tests', from: 'wgs84', to: 'gcj02', wgs84, gcj02 };
  const vendor = {
    id: 'vendor-1',
    src: 'vendor service',
    from: 'bd09',
    to: 'gcj02',
    bd09: [120.85385769314236, 28.021381022135415],
    gcj02: [120.84743091246365, 28.015043970608758],
  };
  const place = { name: 'place', input: wgs84, wgs84_to_gcj02: gcj02, why: 'for people' };
  const back = { name: 'back', input: gcj02, gcj02_to_wgs84_exact: wgs84 };
  const hang = { note: 'an edge of the rectangle', inputs: [[72.005, 30]] };

  it('passes what is right, forward, back, by a vendor, and at the edge', () => {
    const file = { note: 'degrees', tolerance_m, published: [public1, vendor], inside: [place, back], hang };
    const answer = conformance('coordinates', write('coordinates.json', file));
    expect(answer).toMatchObject({ status: 0, stdout: '5 passed, 0 failed\n' });
  });

  it.each([
    ['a published value', { published: [{ ...public1, gcj02: [121.53154187, 31.175303983] }] }, 'public-1'],
    ['a vendor value', { published: [{ ...vendor, gcj02: [120.8474312, 28.01504397] }] }, 'vendor-1'],
    ['a vendor value said to be exact', { published: [{ ...vendor, src: 'tests' }] }, 'vendor-1'],
    [
      'a forward value two micrometres off',
      { inside: [{ ...place, wgs84_to_gcj02: [gcj02[0], 31.175303983664] }] },
      'place',
    ],
    ['an inverse a centimetre off', { inside: [{ ...back, gcj02_to_wgs84_exact: [wgs84[0], 31.1774277] }] }, 'back'],
    ['a known value beside an unknown field', { inside: [{ ...place, wgs84_to_mars: gcj02 }] }, 'place'],
    ['an entry without a value', { inside: [{ name: 'bare', input: wgs84 }] }, 'bare'],
    ['a system nobody knows', { published: [{ ...public1, from: 'mars' }] }, 'public-1'],
    ['no position', { hang: { inputs: ['72,30'] } }, 'hang.inputs[0]'],
    ['a list nobody knows', { outs: [{ id: 'out' }] }, 'out'],
  ])('fails %s', (_what, lists, id) => {
    const answer = conformance('coordinates', write('coordinates.json', { tolerance_m, ...lists }));
    expect(answer).toMatchObject({ status: 1, closing: '0 passed, 1 failed' });
    expect(answer.stdout).toContain(`failed: ${id} (`);
  });

  it('holds a one-step answer against the exact one', () => {
    const tight = { ...tolerance_m, inverse_one_step: 1e-3 };
    const answer = conformance('coordinates', write('coordinates.json', { tolerance_m: tight, inside: [back] }));
    expect(answer).toMatchObject({ status: 1, closing: '0 passed, 1 failed' });
    expect(answer.stdout).toContain('gcj02ToWgs84OneStep');
  });

  it('reads no case without its tolerances', () => {
    const answer = conformance('coordinates', write('coordinates.json', { inside: [place] }));
    expect(answer).toMatchObject({ status: 1, closing: '0 passed, 0 failed' });
  });

  it('counts a second as the limit, for an answer and for a refusal', () => {
    const clock = (tookMs: number) => {
      const times = [5, 5 + tookMs];
      return { limitMs: 1_000, nowMs: () => times.shift() ?? 0 };
    };
    const refuse = () => {
      throw new Error('on purpose');
    };
    expect([settlesInTime(() => 1, clock(1_000)), settlesInTime(() => 1, clock(1_001))]).toEqual([true, false]);
    expect([settlesInTime(refuse, clock(1_000)), settlesInTime(refuse, clock(1_001))]).toEqual([true, false]);
  });
});

describe('assignment suite', () => {
  // Two incidents want the officer of capacity 1; the first of them could also go to the other one.
  const contended = {
    id: 'contended',
    n: 2,
    m: 2,
    cost: [
      [1, 50],
      [2, 9],
    ],
    forbidden: [[1, 1]],
    capacity: [1, 1],
    expected: { assigned: 2, cost: 52, bottleneck: 50 },
    witness: [0, 0],
    lexMin: [1, 0],
  };
  const none = {
    ...contended,
    id: 'none',
    capacity: [0, 0],
    expected: { assigned: 0, cost: 0, bottleneck: null },
    lexMin: [-1, -1],
  };

  it('passes what is right, with and without anybody assigned, and does not look at the witness', () => {
    const answer = conformance(
      'assignment',
      write('assignment.json', { rule: 'for people', cases: [contended, none] }),
    );
    expect(answer).toMatchObject({ status: 0, stdout: '2 passed, 0 failed\n' });
  });

  it.each([
    ['another number', { expected: { ...contended.expected, assigned: 1 } }],
    ['another cost', { expected: { ...contended.expected, cost: 51 } }],
    ['another bottleneck', { expected: { ...contended.expected, bottleneck: 49 } }],
    ['no bottleneck where there is one', { expected: { ...contended.expected, bottleneck: null } }],
    ['another tie-break', { lexMin: [0, 1] }],
    ['a value that nothing computes', { expected: { ...contended.expected, fairness: 1 } }],
    ['nothing to compare with', { expected: {} }],
    ['too few rows', { n: 3 }],
    [
      'a cost with a fraction',
      {
        cost: [
          [1, 50],
          [2.5, 9],
        ],
      },
    ],
  ])('fails %s', (_what, change) => {
    const answer = conformance('assignment', write('assignment.json', { cases: [{ ...contended, ...change }] }));
    expect(answer).toMatchObject({ status: 1, closing: '0 passed, 1 failed' });
  });

  /** Rows, then columns, two bytes each, then costs: an instance in which row 2 has one column only. */
  const sparse = Uint8Array.of(1, 0, 1, 0, 2, 0, 1, 0, 2, 0, 1, 0, 3, 200, 4);
  const dense = Uint8Array.of(3, 200, 4, 255);
  write('dense2.gz', dense);
  write('sparse2.gz', sparse);
  write('short.gz', dense.slice(1));
  const entry = { name: 'two', n: 2, optimum: 204 };

  it('reads square instances from packed bytes beside the index', () => {
    const index = {
      dense: [{ ...entry, file: 'dense2.gz', dtype: 'uint8' }],
      sparse: [{ ...entry, file: 'sparse2.gz' }],
    };
    expect(conformance('assignment', write('index.json', index))).toMatchObject({ stdout: '2 passed, 0 failed\n' });
  });

  it('fails instances with another optimum, of another form, cut short, or absent', () => {
    const index = {
      dense: [
        { ...entry, file: 'dense2.gz', dtype: 'uint8', optimum: 258 },
        { ...entry, file: 'dense2.gz', dtype: 'int32' },
        { ...entry, file: 'short.gz', dtype: 'uint8' },
        { ...entry, file: 'absent.gz', dtype: 'uint8' },
      ],
      sparse: [
        { ...entry, file: 'sparse2.gz', optimum: 7 },
        { ...entry, file: 'dense2.gz' },
        { ...entry, n: 3, file: 'sparse2.gz' },
      ],
    };
    const answer = conformance('assignment', write('index.json', index));
    expect(answer).toMatchObject({ status: 1, closing: '0 passed, 7 failed' });
  });
});

describe('a case that does not settle', () => {
  it('counts as failed, and the cases after it run', async () => {
    const path = write('any.json', '{}');
    const outcome = await runCases({ suiteUrl: fixture('stubborn'), path }, { caseMs: 800, listingMs: 20_000 });
    expect(outcome.unreadable).toBeUndefined();
    expect(outcome.passed).toBe(4);
    expect(outcome.failed.map(({ id, actual }) => [id, actual])).toEqual([
      ['loops for ever', 'no answer within 800 ms'],
      ['never settles', expect.any(String)],
      ['never settles, with a timer that keeps the thread alive', 'no answer within 800 ms'],
      ['throws', 'Error: on purpose'],
      ['rejects', 'Error: on purpose'],
      ['ends the thread', 'the thread ended before the case settled'],
      ['answers with what cannot be cloned', '[Function: actual]'],
    ]);
  });

  it('leaves a file unread when even the list of its cases never comes', async () => {
    const path = write('any.json', '{}');
    const outcome = await runCases({ suiteUrl: fixture('endless'), path }, { caseMs: 800, listingMs: 1_500 });
    expect(outcome).toMatchObject({ passed: 0, failed: [], unreadable: 'the cases could not be listed in 1500 ms' });
  });
});

describe('a case file', () => {
  it('finds its neighbours, packed or not, and nothing outside its folder', async () => {
    write('calendar.json', 'plain');
    write('map.geojson.gz', 'packed');
    const file = await openCaseFile(write('cases.json', '{}'));
    expect(await file.beside('calendar.json')).toBe('plain');
    expect(await file.beside('map.geojson')).toBe('packed');
    expect(await file.beside('map.geojson.gz')).toBe('packed');
    expect(await file.bytesBeside('map.geojson')).toEqual(Buffer.from('packed'));
    await expect(file.bytesBeside('../secret.json')).rejects.toThrow('does not lie beside');
    await expect(file.beside('../secret.json')).rejects.toThrow('does not lie beside');
    await expect(file.beside('absent.json')).rejects.toThrow('absent.json');
  });

  it('refuses bytes that are not UTF-8', async () => {
    const path = join(folder, 'latin.json');
    writeFileSync(path, Uint8Array.of(0x22, 0xe9, 0x22));
    await expect(openCaseFile(path)).rejects.toThrow(/encoded data was not valid/);
  });
});
