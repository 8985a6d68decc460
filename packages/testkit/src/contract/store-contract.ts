import { addCases } from './add-cases.ts';
import { batchCases } from './batch-cases.ts';
import { contractLevels, type ContractCase, type StoreFactory } from './contract-case.ts';
import { copyCases } from './copy-cases.ts';
import { feedCases } from './feed-cases.ts';
import { kernelCases } from './kernel-cases.ts';
import { lifeCases } from './life-cases.ts';
import { raceCases } from './race-cases.ts';
import { readCases } from './read-cases.ts';
import { valueCases } from './value-cases.ts';

/**
 * What every store must do, as data: loop over it with any test runner. Races come first, since the fault that an adapter is
 * most likely to have is the one that no sequential test finds.
 */
export const storeContract: readonly ContractCase[] = [
  ...raceCases,
  ...feedCases,
  ...kernelCases,
  ...batchCases,
  ...addCases,
  ...copyCases,
  ...readCases,
  ...valueCases,
  ...lifeCases,
];

/** The cases that a factory's level reaches, and those that were not run: a report must name them. */
export function contractFor({ level }: Pick<StoreFactory, 'level'>): {
  readonly cases: readonly ContractCase[];
  readonly notRun: readonly ContractCase[];
} {
  const reach = contractLevels.indexOf(level);
  const within = (one: ContractCase) => contractLevels.indexOf(one.level) <= reach;
  return { cases: storeContract.filter(within), notRun: storeContract.filter((one) => !within(one)) };
}
