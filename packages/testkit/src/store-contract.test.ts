import { createMemoryStore } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { contractFor, contractLevels, createMemoryFactory, storeContract, type StoreFactory } from './index.ts';

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
  it.each(storeContract)('$name', async (one) => {
    await expect(one.run(factory)).resolves.toBeUndefined();
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

  it('says what a level leaves out', () => {
    for (const level of contractLevels) {
      const { cases, notRun } = contractFor({ level });
      expect(cases.length + notRun.length).toBe(storeContract.length);
    }
    expect(contractFor({ level: 'processes' }).notRun).toEqual([]);
    expect(contractFor({ level: 'core' }).notRun.length).toBeGreaterThan(10);
  });
});
