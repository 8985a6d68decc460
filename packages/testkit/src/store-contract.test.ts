import { createMemoryStore, type Store } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { ClassStore } from './class-store.fixture.ts';
import {
  contractFor,
  contractLevels,
  createMemoryFactory,
  storeContract,
  type ContractCase,
  type StoreFactory,
} from './index.ts';

const plainMemory: StoreFactory = {
  level: 'concurrent',
  create: async () => ({ open: async () => createMemoryStore(), remove: async () => undefined }),
};

describe('the memory store', () => {
  it.each(contractFor(plainMemory).cases)('$name', async (one) => {
    await expect(one.run(plainMemory)).resolves.toBeUndefined();
  });
});

describe('handles on one memory store', () => {
  const factory = createMemoryFactory();
  it.each(contractFor(factory).cases)('$name', async (one) => {
    await expect(one.run(factory)).resolves.toBeUndefined();
  });
});

describe('a store that is a class', () => {
  const factory = createMemoryFactory(() => (store) => new ClassStore(store));
  it.each(contractFor(factory).cases)('$name', async (one) => {
    await expect(one.run(factory)).resolves.toBeUndefined();
  });
});

/** The contract's case with this id. */
function caseOf(id: string): ContractCase {
  const found = storeContract.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
}

describe('a case that fails', () => {
  const forgetful = (store: Store): Store => ({ ...store, read: async (queries) => queries.map(() => []) });

  it('says what is wrong with the store, not that its place could not be cleared away', async () => {
    const factory: StoreFactory = {
      level: 'core',
      create: async () => ({
        open: async () => forgetful(createMemoryStore()),
        remove: () => Promise.reject(new Error('the place is busy')),
      }),
    };
    await expect(caseOf('exact-text').run(factory)).rejects.toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
  });

  it('says so when only its place could not be cleared away', async () => {
    const factory: StoreFactory = {
      level: 'core',
      create: async () => ({
        open: async () => createMemoryStore(),
        remove: () => Promise.reject(new Error('the place is busy')),
      }),
    };
    await expect(caseOf('exact-text').run(factory)).rejects.toThrow('the place is busy');
  });

  const firstPage = (store: Store): Store => ({
    ...store,
    read: (queries) => store.read(queries.map((query) => (query.get === 'rows' ? { ...query, after: ['0'] } : query))),
  });

  it.each([
    ['whole-batches', forgetful],
    ['steady-pages', firstPage],
  ] as const)('(%s) leaves no work behind that goes on in a place that is gone', async (id, spoil) => {
    let [gone, late] = [false, 0];
    const store = createMemoryStore();
    const counting: Store = {
      ...spoil(store),
      commit: (batch) => {
        if (gone) late += 1;
        return store.commit(batch);
      },
      close: async () => undefined,
    };
    const remove = async () => {
      gone = true;
    };
    const factory: StoreFactory = { level: 'concurrent', create: async () => ({ open: async () => counting, remove }) };
    await expect(caseOf(id).run(factory)).rejects.toMatchObject({ code: 'TESTKIT_CONTRACT_BROKEN' });
    for (let turn = 0; turn < 1000; turn++) await Promise.resolve();
    expect([gone, late]).toEqual([true, 0]);
  });
});

describe('the contract', () => {
  it('names every case once, and begins with races', () => {
    expect(new Set(storeContract.map(({ name }) => name)).size).toBe(storeContract.length);
    expect(storeContract[0]?.level).toBe('concurrent');
  });

  it('holds a store to every invariant from 79 to 90', () => {
    const invariants = new Set(storeContract.map(({ invariant }) => invariant));
    expect(Array.from({ length: 12 }, (_, at) => 79 + at).filter((one) => !invariants.has(one))).toEqual([]);
  });

  it('says what a level leaves out, and what a store cannot be asked for', () => {
    for (const level of contractLevels) {
      const { cases, notRun } = contractFor({ level });
      expect(cases.length + notRun.length).toBe(storeContract.length);
    }
    const whole = { joins: true, openAt: async () => createMemoryStore(), writer: { module: 'nowhere.js' } } as const;
    expect(contractFor({ ...whole, level: 'crash' }).notRun).toEqual([]);
    expect(new Set(contractFor({ ...whole, level: 'processes' }).notRun.map(({ level }) => level))).toEqual(
      new Set(['crash']),
    );
    expect(contractFor({ level: 'core' }).notRun.length).toBeGreaterThan(10);
  });

  it('says every sentence and every usual cause in both languages', () => {
    for (const { name, chinese, cause } of storeContract) {
      for (const english of [name, cause.en]) expect(english).not.toMatch(/\p{Script=Han}{2}/u);
      for (const spoken of [chinese, cause['zh-CN']]) expect(spoken).toMatch(/\p{Script=Han}{2}/u);
    }
    expect(new Set(storeContract.map(({ chinese }) => chinese)).size).toBe(storeContract.length);
  });
});
