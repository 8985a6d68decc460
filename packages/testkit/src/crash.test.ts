import { describe, expect, it } from 'vitest';
import { contractFor, storeContract, type StoreFactory } from './index.ts';
import {
  addsTheLastAgain,
  dropsTheLast,
  keepsLocks,
  sound,
  stopsBesideTheDead,
  writesBehind,
  writesInTwoParts,
  writesTheFeedLater,
} from './journal-store.fixture.ts';

const crashCases = storeContract.filter(({ level }) => level === 'crash');
const seed = 20_260_302;

/** Ids of the cases of `crash` that fail on a store; the one that must find its fault kills more often than the others. */
async function failuresOn(factory: StoreFactory, finder: string): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const one of crashCases) {
    const [ended] = await Promise.allSettled([one.run(factory, { seed, kills: one.id === finder ? 3 : 1 })]);
    if (ended.status === 'rejected') failures.push(one.id);
  }
  return failures;
}

/** A fault, and the case that finds it alone. */
const mutants: readonly (readonly [fault: string, finder: string, factory: StoreFactory])[] = [
  ['answers before it has written', 'answered-survives-kill', writesBehind],
  ['writes a batch in two parts', 'no-torn-batch', writesInTwoParts],
  ['does the last additions again when it recovers', 'counted-once', addsTheLastAgain],
  ['writes the feed a moment later than the rest', 'record-survives-kill', writesTheFeedLater],
  ['has no lock left when processes were killed', 'works-on-after-kills', keepsLocks],
  ['stops when others that have it open were killed', 'others-go-on', stopsBesideTheDead],
];

describe('a journal that is sound', () => {
  it('is asked every case of crash', () => {
    expect(contractFor(sound).cases.filter(({ level }) => level === 'crash')).toEqual(crashCases);
  });

  it.each(crashCases)('$name', { timeout: 120_000 }, async (one) => {
    await expect(one.run(sound, { kills: 3 })).resolves.toBeUndefined();
  });
});

describe('a journal that', () => {
  it.each(mutants)('%s is caught by %s and by nothing else', { timeout: 120_000 }, async (_fault, finder, factory) => {
    expect(await failuresOn(factory, finder)).toEqual([finder]);
  });

  it.each(['answered-survives-kill', 'record-survives-kill'])(
    'drops the last batch when it recovers is caught by %s',
    { timeout: 120_000 },
    async (id) => {
      const finder = crashCases.find((one) => one.id === id);
      await expect(finder?.run(dropsTheLast, { seed, kills: 3 })).rejects.toMatchObject({
        code: 'TESTKIT_CONTRACT_BROKEN',
      });
    },
  );
});

describe('the faults', () => {
  it('leave no case of crash that has not one it alone finds', () => {
    expect(mutants.map(([, finder]) => finder).toSorted()).toEqual(crashCases.map(({ id }) => id).toSorted());
  });
});
