import type { StoreFactory } from '../contract/contract-case.ts';
import type { CaseReport, ConformanceReport } from './report.ts';
import { storeConformance, type ConformanceOptions } from './store-conformance.ts';

/**
 * Runs the contract on a factory, case after case, and answers what was found. A store that breaks it is an answer, not an error.
 *
 * @throws JicengError `TESTKIT_CASE_UNKNOWN` when `only` names a case that there is not.
 */
export async function checkStore(
  factory: StoreFactory,
  options: ConformanceOptions & { readonly onCase?: (report: CaseReport) => void } = {},
): Promise<ConformanceReport> {
  const conformance = storeConformance(factory, options);
  for (const one of conformance.cases) {
    // What it threw stands in the report.
    await Promise.allSettled([one.run()]);
    const last = conformance.report().cases.at(-1);
    if (last !== undefined) options.onCase?.(last);
  }
  return conformance.report();
}
