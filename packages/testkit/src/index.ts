// Time, chance and identifiers that a test can foretell.
export { createManualClock, type ManualClock, type TimeSpan } from './manual-clock.ts';
export { createSeededIds } from './seeded-ids.ts';
export { createSeededRandom, type SeededRandom } from './seeded-random.ts';

// Rules: given facts, when a command comes, then facts or a refusal.
export { specify, type Consequence, type Given, type Setting } from './specify.ts';

// Stores.
export { faultyStore, type FaultPlan, type FaultyStore } from './faulty-store.ts';
export { allRows, storeContent } from './store-content.ts';
export { expectWholeFolds, expectWholeRecord } from './whole-record.ts';
export {
  contractLevels,
  type ContractCase,
  type ContractLevel,
  type StoreFactory,
  type StorePlace,
} from './contract/contract-case.ts';
export { createMemoryFactory } from './contract/memory-factory.ts';
export { contractFor, storeContract } from './contract/store-contract.ts';
export type { StoreMutant } from './mutants/mutant.ts';
export { storeMutants } from './mutants/store-mutants.ts';
