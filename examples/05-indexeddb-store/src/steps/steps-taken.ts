import { checkStore, storeContract, type ContractLevel } from '@jiceng/testkit';
import { createMemoryPlatform } from '../memory-platform.ts';
import { createIndexedDbFactory } from '../store-factory.ts';
import { buildingSteps, builtUpTo } from './building-steps.ts';

/** What a step turns green, and what the kit said of each of these cases before. */
export interface StepTaken {
  readonly step: string;
  readonly green: readonly string[];
  readonly before: Readonly<Record<string, string>>;
}

/** Steps that nothing more is built for: whoever has all of the above is tried further. */
const furtherLevels: readonly ContractLevel[] = ['concurrent', 'processes', 'crash'];

/** Builds the adapter step by step and asks the kit after each, at level `core`. */
export async function takeSteps(): Promise<readonly StepTaken[]> {
  const whole = createIndexedDbFactory({ platform: createMemoryPlatform() });
  const taken: StepTaken[] = [];
  const green = new Set<string>();
  let said: Readonly<Record<string, string>> = {};
  for (const step of buildingSteps) {
    const { cases } = await checkStore(
      {
        level: 'core',
        create: async () => {
          const { open, remove } = await whole.create();
          return { open: async () => builtUpTo(step, await open()), remove };
        },
      },
      { seed: 1 },
    );
    const kept = cases.filter(({ outcome, id }) => outcome === 'kept' && !green.has(id)).map(({ id }) => id);
    taken.push({ step, green: kept, before: said });
    for (const id of kept) green.add(id);
    said = Object.fromEntries(cases.flatMap(({ id, fault }) => (fault === undefined ? [] : [[id, fault.words.en]])));
  }
  const further = furtherLevels.map((level): StepTaken => {
    const ids = storeContract.filter((one) => one.level === level && one.needs === undefined).map(({ id }) => id);
    return { step: level, green: ids, before: {} };
  });
  return [...taken, ...further];
}
