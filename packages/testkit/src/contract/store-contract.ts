import { runCase, type CaseRun } from '../conformance/run-case.ts';
import { crashCases } from '../crash/crash-cases.ts';
import { addCases } from './add-cases.ts';
import { batchCases } from './batch-cases.ts';
import { contractLevels, type CaseDemand, type StoreFactory } from './contract-case.ts';
import { copyCases } from './copy-cases.ts';
import { feedCases } from './feed-cases.ts';
import { joiningCases } from './joining-cases.ts';
import { kernelCases } from './kernel-cases.ts';
import { lifeCases } from './life-cases.ts';
import { raceCases } from './race-cases.ts';
import { readCases } from './read-cases.ts';
import { valueCases } from './value-cases.ts';

/** One demand on every store, ready to be run: it ends on any store, and cleans up behind itself. */
export interface ContractCase extends Omit<CaseDemand, 'run'> {
  /**
   * Throws `TESTKIT_CONTRACT_BROKEN`, `TESTKIT_CASE_CUT_OFF`, `TESTKIT_STRAY_ERROR`, or what the store itself threw, when the store
   * does not keep it.
   */
  readonly run: (factory: StoreFactory, run?: CaseRun) => Promise<void>;
}

const looseCases: readonly CaseDemand[] = [
  ...raceCases,
  ...feedCases,
  ...kernelCases,
  ...batchCases,
  ...addCases,
  ...copyCases,
  ...readCases,
  ...valueCases,
  ...lifeCases,
  ...joiningCases,
  ...crashCases,
];

/**
 * What every store must do, as data: loop over it with any test runner. Races come first, since the fault that an adapter is
 * most likely to have is the one that no sequential test finds.
 */
export const storeContract: readonly ContractCase[] = looseCases.map((one) => ({
  ...one,
  run: (factory, run) => runCase(one, factory, run),
}));

/** Why a case was not run: a report says it, and never counts the case as kept. */
export const leftOutReasons = {
  levelNotDeclared: {
    'zh-CN': '工厂没有声明这一级',
    en: 'the factory does not declare this level',
  },
  levelNotAsked: { 'zh-CN': '没有要求测到这一级', en: 'this level was not asked for' },
  notChosen: { 'zh-CN': '没有选中这一项', en: 'it was not chosen' },
  doesNotJoin: {
    'zh-CN': '工厂没有声明能加入宿主的事务',
    en: 'the factory does not say that its stores join a transaction of the host',
  },
  noWriter: {
    'zh-CN': '工厂没有 writer 和 openAt，另一个进程无法写入',
    en: 'the factory has no writer and openAt, so that no other process can write',
  },
} as const;
export type LeftOutReason = keyof typeof leftOutReasons;

type Declared = Pick<StoreFactory, 'level'> & Partial<Pick<StoreFactory, 'joins' | 'openAt' | 'writer'>>;

/** Why a factory cannot be asked this, if so. */
export function reasonAgainst(one: Pick<CaseDemand, 'level' | 'needs'>, factory: Declared): LeftOutReason | undefined {
  if (contractLevels.indexOf(one.level) > contractLevels.indexOf(factory.level)) return 'levelNotDeclared';
  if (one.needs === 'joining' && factory.joins !== true) return 'doesNotJoin';
  if (one.level === 'crash' && (factory.openAt === undefined || factory.writer === undefined)) return 'noWriter';
  return undefined;
}

/** The cases that a factory's level reaches, and those that were not run: a report must name them. */
export function contractFor(factory: Declared): {
  readonly cases: readonly ContractCase[];
  readonly notRun: readonly ContractCase[];
} {
  const within = (one: ContractCase) => reasonAgainst(one, factory) === undefined;
  return { cases: storeContract.filter(within), notRun: storeContract.filter((one) => !within(one)) };
}
