import type { StoreInfo } from '@jiceng/kernel';
import { contractLevels, type ContractLevel, type StoreFactory } from '../contract/contract-case.ts';
import { reasonAgainst, storeContract, type LeftOutReason, type ContractCase } from '../contract/store-contract.ts';
import { testkitError } from '../errors.ts';
import {
  caseReport,
  conformanceReport,
  leftOutCase,
  type CaseReport,
  type ConformanceReport,
  type LeftOutCase,
} from './report.ts';
import { caseLimitMs, defaultKills } from './run-case.ts';

/** How the contract is to be run. Everything has a default. */
export interface ConformanceOptions {
  /** Drives all chance of the cases. By default another each time; it stands in the report. */
  readonly seed?: number;
  /** No further than this level; by default as far as the factory declares. */
  readonly level?: ContractLevel;
  /** Only the cases with these ids. */
  readonly only?: readonly string[];
  /** How often each case of `crash` kills a process; 5 by default, more for a soak. */
  readonly kills?: number;
  /** How long a case may take before it is cut off; 60,000 by default, and 5,000 more for each kill. */
  readonly caseTimeoutMs?: number;
}

/** One case on one factory. */
export interface ConformanceCase extends Omit<ContractCase, 'run'> {
  /** Runs it and notes what came of it. Throws what was wrong with the store. */
  readonly run: () => Promise<void>;
  /** It has ended by then, one way or the other. */
  readonly limitMs: number;
}

/** The contract, ready to be run on one factory by any runner. */
export interface Conformance {
  readonly seed: number;
  readonly cases: readonly ConformanceCase[];
  /** What is not run, and why. */
  readonly notRun: readonly LeftOutCase[];
  /** What was found so far; cases that were not run yet are in neither list. */
  readonly report: () => ConformanceReport;
}

/** Thirty-two bits of the clock: small enough to be read out over a telephone. */
export const seedOfClock = (): number => Date.now() % 0x1_0000_0000;

function reasonLeftOut(
  one: ContractCase,
  factory: StoreFactory,
  options: ConformanceOptions,
): LeftOutReason | undefined {
  const { level = factory.level, only } = options;
  const against = reasonAgainst(one, factory);
  if (against !== undefined) return against;
  if (contractLevels.indexOf(one.level) > contractLevels.indexOf(level)) return 'levelNotAsked';
  return only === undefined || only.includes(one.id) ? undefined : 'notChosen';
}

function refuseUnknown(only: readonly string[]): void {
  const ids = only.filter((id) => !storeContract.some((one) => one.id === id));
  if (ids.length > 0) throw testkitError('TESTKIT_CASE_UNKNOWN', { ids });
}

/**
 * The contract as data for one factory: run `cases` one after another, with any runner or a plain loop, and ask for the `report`.
 *
 * @throws JicengError `TESTKIT_CASE_UNKNOWN` when `only` names a case that there is not.
 */
export function storeConformance(factory: StoreFactory, options: ConformanceOptions = {}): Conformance {
  const { seed = seedOfClock(), kills = defaultKills, only, caseTimeoutMs } = options;
  if (only !== undefined) refuseUnknown(only);
  const run = { seed, kills, ...(caseTimeoutMs === undefined ? {} : { caseTimeoutMs }) };
  const found: CaseReport[] = [];
  let store: StoreInfo | undefined;
  const onStore = (info: StoreInfo) => {
    store ??= info;
  };
  const bound = (one: ContractCase): ConformanceCase => ({
    ...one,
    limitMs: caseLimitMs(one, run),
    run: async () => {
      const began = performance.now();
      const [ended] = await Promise.allSettled([one.run(factory, { ...run, onStore })]);
      found.push(caseReport(one, Math.round(performance.now() - began), ended));
      if (ended.status === 'rejected') throw ended.reason;
    },
  });
  const notRun = storeContract.flatMap((one) => {
    const why = reasonLeftOut(one, factory, options);
    return why === undefined ? [] : [leftOutCase(one, why)];
  });
  return {
    seed,
    cases: storeContract.filter((one) => reasonLeftOut(one, factory, options) === undefined).map(bound),
    notRun,
    report: () => conformanceReport({ seed, kills, declared: factory.level }, store, found, notRun),
  };
}
