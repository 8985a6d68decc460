import { existsSync } from 'node:fs';
import type { Suite } from '../suites/suite.ts';

/** The suites that reference cases exist for, in the order they are reported. A suite joins when its file lies in `suites/`. */
export const suiteNames = ['sla', 'geo', 'coordinates', 'assignment', 'ledger', 'merkle', 'jcs', 'digest'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** Is this one of the suites that reference cases exist for? */
export function isSuiteName(name: string): name is SuiteName {
  return suiteNames.some((known) => known === name);
}

/** Where a suite's code lies, or `undefined` while nobody has written it. */
export function suiteModule(name: SuiteName): URL | undefined {
  const url = new URL(`../suites/${name}.ts`, import.meta.url);
  return existsSync(url) ? url : undefined;
}

function isSuite(value: unknown): value is Suite {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'cases' in value &&
    typeof value.cases === 'function'
  );
}

/** The one suite that a module exports, under whatever name. */
export async function loadSuite(moduleUrl: string): Promise<Suite> {
  const exported: unknown = await import(moduleUrl);
  const suites = Object.values(exported ?? {}).filter(isSuite);
  const [suite] = suites;
  if (suite === undefined || suites.length > 1) throw new Error(`${moduleUrl} must export exactly one suite`);
  return suite;
}
