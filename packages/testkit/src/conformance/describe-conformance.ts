import { contractLevels, type StoreFactory } from '../contract/contract-case.ts';
import { leftOutReasons, type LeftOutReason } from '../contract/store-contract.ts';
import { storeConformance, type Conformance, type ConformanceOptions } from './store-conformance.ts';

/** What a test runner gives: that of vitest, node:test, jest, mocha or bun. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  /** `limitMs` is the bound of the test where the runner has such an argument; it lies beyond the case's own. */
  readonly it: (name: string, run: () => Promise<void>, limitMs: number) => unknown;
}

/** For putting away what a case that was cut off has left. */
const afterwardsMs = 10_000;

function leftOut({ notRun }: Conformance): string {
  const reasons = new Map<LeftOutReason, number>();
  for (const { why } of notRun) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  return [...reasons].map(([why, many]) => `; not run: ${many}, ${leftOutReasons[why].en}`).join('');
}

/**
 * Gives the contract to a test runner: one group, one group in it for each level, one test for each case. The name of the group
 * tells the seed and what is not run.
 *
 * @returns the run; its `report` is whole when the runner has ended.
 * @throws JicengError `TESTKIT_CASE_UNKNOWN` when `only` names a case that there is not.
 */
export function describeConformance(
  factory: StoreFactory,
  { describe, it }: TestRunner,
  options: ConformanceOptions = {},
): Conformance {
  const conformance = storeConformance(factory, options);
  describe(`the store contract (seed ${conformance.seed}${leftOut(conformance)})`, () => {
    for (const level of contractLevels) {
      const cases = conformance.cases.filter((one) => one.level === level);
      if (cases.length === 0) continue;
      describe(level, () => {
        for (const one of cases) it(`${one.name} [${one.id}]`, one.run, one.limitMs + afterwardsMs);
      });
    }
  });
  return conformance;
}
