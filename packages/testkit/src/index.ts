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
  type CaseSetting,
  type ContractLevel,
  type FactoryModule,
  type StartWriter,
  type StoreFactory,
  type StorePlace,
  type WriterProcess,
} from './contract/contract-case.ts';
export { createMemoryFactory } from './contract/memory-factory.ts';
export { contractFor, storeContract, type ContractCase, type LeftOutReason } from './contract/store-contract.ts';
export { checkStore } from './conformance/check-store.ts';
export { describeConformance, type TestRunner } from './conformance/describe-conformance.ts';
export { type CaseFault, type CaseReport, type ConformanceReport, type LeftOutCase } from './conformance/report.ts';
export type { CaseRun } from './conformance/run-case.ts';
export {
  storeConformance,
  type Conformance,
  type ConformanceCase,
  type ConformanceOptions,
} from './conformance/store-conformance.ts';
export { runCrashWriter } from './crash/crash-writer.ts';
export type { StoreMutant } from './mutants/mutant.ts';
export { storeMutants } from './mutants/store-mutants.ts';

// Whole deployments, simulated.
export { faultKinds, type FaultCounts, type FaultKind } from './simulation/fault-kinds.ts';
export type { History } from './simulation/history.ts';
export type { HistoryOptions } from './simulation/history-options.ts';
export type { PlantedFault } from './simulation/planted-fault.ts';
export { plantedFaults } from './simulation/planted-faults.ts';
export {
  replayHistory,
  simulate,
  type FailedHistory,
  type SimulationOptions,
  type SimulationReport,
} from './simulation/simulate.ts';
export type { Violation } from './simulation/world.ts';
