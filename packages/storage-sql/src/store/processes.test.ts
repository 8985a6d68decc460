import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bigintOf, kernelTables, textOf, type Store } from '@jiceng/kernel';
import { allRows, createSeededRandom, expectWholeFolds, expectWholeRecord } from '@jiceng/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { permitProcess } from '../../bench/permit-process.ts';
import { purseTable, tenant, writerStream } from '../../bench/writer-process.ts';
import { openSqliteStore } from '../index.ts';

const program = join(import.meta.dirname, '../../bench/writer-process.ts');
const tables = [...kernelTables, purseTable];

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-processes-'));
  file = join(folder, 'store.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  /** Numbers of the commands it was answered for. */
  readonly answered: readonly number[];
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly complaints: string;
}

/** Lets a writer work in a process of its own, and kills it once it was answered so often. */
function writer(
  name: string,
  from: number,
  to: number,
  width: number,
  killAfter = Number.POSITIVE_INFINITY,
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--conditions=jiceng-source', program, file, name, ...[from, to, width].map(String)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const answered: number[] = [];
  let complaints = '';
  createInterface({ input: child.stdout }).on('line', (line) => {
    answered.push(Number(line));
    if (answered.length >= killAfter) child.kill('SIGKILL');
  });
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ answered, code, signal, complaints }));
  });
}

async function open(): Promise<Store> {
  const store = await openSqliteStore({ file, synchronous: 'NORMAL', waitMs: 20_000 });
  await store.migrate(tables);
  return store;
}

async function keysOf(store: Store, name: string): Promise<readonly string[]> {
  const requests = kernelTables.filter((spec) => spec.name === 'jiceng_request');
  const rows = await Promise.all(requests.map((spec) => allRows(store, spec)));
  return rows
    .flat()
    .map((row) => textOf(row, 'request'))
    .filter((key) => key.startsWith(`${name}/`));
}

async function expectWhole(store: Store, names: readonly string[]): Promise<void> {
  await expectWholeRecord(store);
  await expectWholeFolds(
    store,
    permitProcess,
    tenant,
    names.flatMap((name) => [0, 1, 2, 3].map((at) => writerStream(name, at))),
  );
  const purses = await allRows(store, purseTable);
  expect(purses.reduce((sum, row) => sum + bigintOf(row, 'balance'), 0n)).toBe(0n);
  for (const name of names) {
    const purse = purses.find(({ id }) => id === name);
    const balance = purse === undefined ? 0n : bigintOf(purse, 'balance');
    expect(balance).toBe(BigInt((await keysOf(store, name)).length));
  }
}

it('loses, doubles and tears nothing when a writer is killed twenty times', async () => {
  const random = createSeededRandom(20_260_302);
  const answered = new Set<number>();
  let [kills, from] = [0, 0];
  const to = 600;
  while (kills < 20) {
    // It begins a little before where it was: what it was answered for must not happen again.
    const ended = await writer('a', Math.max(0, from - 3), to, 1 + (kills % 4), 3 + random.below(20));
    expect(ended).toMatchObject({ code: null, signal: 'SIGKILL', complaints: '' });
    kills += 1;
    for (const at of ended.answered) answered.add(at);
    from = Math.max(...answered) + 1;
    const store = await open();
    await expectWhole(store, ['a']);
    const keys = new Set(await keysOf(store, 'a'));
    expect([...answered].filter((at) => !keys.has(`a/${at}`))).toEqual([]);
    await store.close();
  }
  expect(await writer('a', 0, to, 4)).toMatchObject({ code: 0, complaints: '' });
  const store = await open();
  await expectWhole(store, ['a']);
  expect(await keysOf(store, 'a')).toHaveLength(to);
  await store.close();
}, 120_000);

it('lets several processes open, declare and write one new file at once, and none of them sees a lock', async () => {
  const names = ['a', 'b', 'c'];
  const share = 150;
  const ended = await Promise.all(names.map((name, at) => writer(name, 0, share, at + 1)));
  for (const one of ended) expect(one).toMatchObject({ code: 0, complaints: '' });
  const store = await open();
  await expectWhole(store, names);
  for (const name of names) expect(await keysOf(store, name)).toHaveLength(share);
  await store.close();
}, 60_000);

it('keeps what others have written while one of them is killed', async () => {
  const [killed, others] = await Promise.all([writer('a', 0, 5000, 2, 40), writer('b', 0, 150, 2)]);
  expect(killed.signal).toBe('SIGKILL');
  expect(others).toMatchObject({ code: 0, complaints: '' });
  const store = await open();
  await expectWhole(store, ['a', 'b']);
  expect(await keysOf(store, 'b')).toHaveLength(150);
  await store.close();
}, 60_000);
