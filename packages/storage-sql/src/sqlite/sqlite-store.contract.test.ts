import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StatementSync } from 'node:sqlite';
import { contractFor, type StoreFactory } from '@jiceng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../index.ts';
import { createContractTests } from '../trials/level-table.fixture.ts';

const onDisk = (synchronous: 'FULL' | 'NORMAL'): StoreFactory => ({
  level: 'processes',
  create: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-contract-'));
    return {
      open: () => openSqliteStore({ file: join(folder, 'store.db'), synchronous }),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
});

const inMemory: StoreFactory = {
  level: 'concurrent',
  create: async () => ({ open: () => openSqliteStore({ file: ':memory:' }), remove: async () => undefined }),
};

const engines: readonly (readonly [name: string, factory: StoreFactory])[] = [
  ['a SQLite file, FULL', onDisk('FULL')],
  ['a SQLite file, NORMAL', onDisk('NORMAL')],
  ['SQLite in memory', inMemory],
];

const holdTo = createContractTests(0);

describe.each(engines)('%s', (name, factory) => {
  const { notRun } = contractFor(factory);
  holdTo(name, factory);

  it('leaves out only what needs several handles on one file, a process to kill, or a transaction of the host’s own', () => {
    const expected = notRun.filter(({ level, needs }) => level === 'crash' || needs === 'joining');
    const ofProcesses = factory.level === 'processes' ? [] : notRun.filter(({ level }) => level === 'processes');
    expect(notRun.filter((one) => ![...expected, ...ofProcesses].includes(one))).toEqual([]);
  });
});

describe('a SQLite file, on a Node before 22.16, which gives rows as objects only', () => {
  const newer = Object.getOwnPropertyDescriptor(StatementSync.prototype, 'setReturnArrays');
  beforeAll(() => {
    expect(Reflect.deleteProperty(StatementSync.prototype, 'setReturnArrays')).toBe(true);
  });
  afterAll(() => {
    if (newer !== undefined) Object.defineProperty(StatementSync.prototype, 'setReturnArrays', newer);
  });

  holdTo('a SQLite file, rows as objects', onDisk('NORMAL'));
});
