import type { ErrorArguments, Reason, Words } from '../plain/jiceng-error.ts';
import { kernelHealth } from './health-words.ts';

/** `fine`: for the record; `warning`: somebody should look at it; `severe`: something is wrong or will be soon. */
export type Severity = 'fine' | 'warning' | 'severe';

/** What a check has found, as data with its words. Details may name streams: they are for who runs the system, not for a log. */
export interface HealthFinding extends Reason {
  readonly severity: Severity;
}

/** From which value on a measure is a warning, and from which severe. */
export interface Threshold {
  readonly warning: number;
  readonly severe: number;
}

export function gradeOf(value: number, { warning, severe }: Threshold): Severity {
  if (value >= severe) return 'severe';
  return value >= warning ? 'warning' : 'fine';
}

type Catalog = typeof kernelHealth.catalog;

export function finding<Code extends keyof Catalog>(
  severity: Severity,
  code: Code,
  ...details: ErrorArguments<Catalog[Code]>
): HealthFinding {
  return { ...kernelHealth.reason(code, ...details), severity };
}

/** So many were seen, and possibly more were not looked at: nothing is counted by going through a whole table. */
export interface Counted {
  readonly count: number;
  readonly atLeast: boolean;
  readonly counted: Words;
}

/** Counts rows that were read one further than `most`. */
export function countUpTo(rows: readonly unknown[], most: number): Counted {
  const [count, atLeast] = [Math.min(rows.length, most), rows.length > most];
  const counted = atLeast
    ? { 'zh-CN': `至少 ${count}`, en: `at least ${count}` }
    : { 'zh-CN': String(count), en: String(count) };
  return { count, atLeast, counted };
}
