import { describe, expect, it } from 'vitest';
import { contractFor, storeContract, storeMutants, type StoreFactory } from './index.ts';

/** Ids of the cases that fail on a store. */
async function failuresOn(factory: StoreFactory): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const one of contractFor(factory).cases) {
    try {
      await one.run(factory);
    } catch {
      failures.push(one.id);
    }
  }
  return failures;
}

describe('a store that', () => {
  it.each(storeMutants)('$name is caught by $caughtBy and by nothing else', async ({ caughtBy, factory }) => {
    expect(await failuresOn(factory)).toEqual(storeContract.map(({ id }) => id).filter((id) => caughtBy.includes(id)));
  });
});

describe('the mutants', () => {
  it('are found by cases that there are', () => {
    const ids = new Set(storeContract.map(({ id }) => id));
    expect(storeMutants.flatMap(({ caughtBy }) => caughtBy).filter((id) => !ids.has(id))).toEqual([]);
    expect(storeMutants.filter(({ caughtBy }) => caughtBy.length === 0)).toEqual([]);
  });

  it('leave no case that has not one it alone finds', () => {
    const alone = new Set(storeMutants.flatMap(({ caughtBy }) => (caughtBy.length === 1 ? caughtBy : [])));
    // Those of `crash` need processes and files: crash.test.ts holds the same of them.
    const cases = storeContract.filter(({ level }) => level !== 'crash');
    expect(cases.map(({ id }) => id).filter((id) => !alone.has(id))).toEqual([]);
  });

  it('have names of their own', () => {
    expect(new Set(storeMutants.map(({ name }) => name)).size).toBe(storeMutants.length);
  });
});
