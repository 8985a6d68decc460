import { isJicengError, type StoreInfo, type Words } from '@jiceng/kernel';
import { contractLevels, type ContractLevel } from '../contract/contract-case.ts';
import { leftOutReasons, type LeftOutReason, type ContractCase } from '../contract/store-contract.ts';
import { kitVersion } from './kit-version.ts';

/** What was wrong with a store in one case. */
export interface CaseFault {
  /** Code of the error; absent where what was thrown has none. */
  readonly code?: string;
  readonly words: Words;
  /** What was looked at, what it should have been and what it was: where the case itself found it. */
  readonly what?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** What usually lies behind it when this case fails. */
  readonly cause: Words;
}

/** What came of one case. */
export interface CaseReport {
  readonly id: string;
  readonly level: ContractLevel;
  readonly invariant: number;
  /** What the case demands. */
  readonly sentence: Words;
  readonly outcome: 'kept' | 'broken';
  readonly ms: number;
  readonly fault?: CaseFault;
}

/** A case that was not run, and why: it is never counted as kept. */
export interface LeftOutCase {
  readonly id: string;
  readonly level: ContractLevel;
  readonly sentence: Words;
  readonly why: LeftOutReason;
  readonly words: Words;
}

/** What a run of the contract found, as JSON that can be kept and shown to others. */
export interface ConformanceReport {
  /** Version of this kit. */
  readonly kit: string;
  /** What the store said of itself; absent when none could be opened. */
  readonly store?: StoreInfo;
  /** Version of Node; absent in a browser. */
  readonly node?: string;
  readonly platform: string;
  readonly seed: number;
  /** How often each case of `crash` killed a process. */
  readonly kills: number;
  /** What the factory declares. */
  readonly declared: ContractLevel;
  /** The highest level of which all cases, and all of those below, were run and kept; absent when there is none. */
  readonly reached?: ContractLevel;
  readonly cases: readonly CaseReport[];
  readonly notRun: readonly LeftOutCase[];
}

const textIn = (details: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = details[name];
  return typeof value === 'string' ? value : undefined;
};

function faultOf(error: unknown, cause: Words): CaseFault {
  if (!isJicengError(error)) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { words: { 'zh-CN': text, en: text }, cause };
  }
  const [what, expected, actual] = ['what', 'expected', 'actual'].map((name) => textIn(error.details, name));
  return {
    code: error.code,
    words: error.words,
    ...(what === undefined ? {} : { what }),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    cause,
  };
}

export function sentenceOf({ name, chinese }: Pick<ContractCase, 'name' | 'chinese'>): Words {
  return { 'zh-CN': chinese, en: name };
}

/** @param ended what running the case has come to. */
export function caseReport(one: ContractCase, ms: number, ended: PromiseSettledResult<void>): CaseReport {
  const { id, level, invariant } = one;
  const about = { id, level, invariant, sentence: sentenceOf(one), ms };
  return ended.status === 'fulfilled'
    ? { ...about, outcome: 'kept' }
    : { ...about, outcome: 'broken', fault: faultOf(ended.reason, one.cause) };
}

export function leftOutCase(one: ContractCase, why: LeftOutReason): LeftOutCase {
  return { id: one.id, level: one.level, sentence: sentenceOf(one), why, words: leftOutReasons[why] };
}

/** What a store cannot be asked for is not held against it; everything else that was not run is. */
const isExcused = ({ why }: LeftOutCase): boolean => why === 'doesNotJoin';

/** The highest level that was run whole and kept, with all below it. */
export function reachedLevel(cases: readonly CaseReport[], notRun: readonly LeftOutCase[]): ContractLevel | undefined {
  let reached: ContractLevel | undefined;
  for (const level of contractLevels) {
    const ran = cases.filter((one) => one.level === level);
    const missed = notRun.some((one) => one.level === level && !isExcused(one));
    if (missed || ran.length === 0 || ran.some(({ outcome }) => outcome === 'broken')) return reached;
    reached = level;
  }
  return reached;
}

/** What is known before the first case has run. */
export type ReportHead = Pick<ConformanceReport, 'seed' | 'kills' | 'declared'>;

export function conformanceReport(
  head: ReportHead,
  store: StoreInfo | undefined,
  cases: readonly CaseReport[],
  notRun: readonly LeftOutCase[],
): ConformanceReport {
  const { process, navigator } = globalThis;
  const node = process?.versions?.node;
  const reached = reachedLevel(cases, notRun);
  return {
    kit: kitVersion,
    ...(store === undefined ? {} : { store }),
    ...(node === undefined ? {} : { node }),
    platform: node === undefined ? (navigator?.userAgent ?? 'unknown') : `${process.platform} ${process.arch}`,
    ...head,
    ...(reached === undefined ? {} : { reached }),
    cases,
    notRun,
  };
}
