import { type Instant, instantToMs, isJicengError, type Reason } from '@jiceng/kernel/plain';
import { analyticsError } from './errors.ts';

/** The three moments of a case that figures are made of. A case without `closedAt` is open, one without `dueAt` has no deadline. */
export interface CaseTimes {
  readonly openedAt: Instant;
  /** The last moment that still counts as on time, after every lawful extension and suspension. */
  readonly dueAt?: Instant | undefined;
  readonly closedAt?: Instant | undefined;
}

export interface CaseMs {
  readonly openedMs: number;
  readonly dueMs: number | undefined;
  readonly closedMs: number | undefined;
}

/** @throws JicengError `ANALYTICS_INSTANT_INVALID` when the text is no instant. */
export function readMs(text: Instant, field: string, index: number): number {
  const ms = instantToMs(text);
  if (Number.isNaN(ms)) throw analyticsError('ANALYTICS_INSTANT_INVALID', { index, field, text });
  return ms;
}

/** Row `index` in milliseconds.
 * @throws JicengError `ANALYTICS_INSTANT_INVALID` when one of its texts is no instant.
 * @throws JicengError `ANALYTICS_CLOSED_BEFORE_OPENED` when it was closed before it was opened. */
export function readCase({ openedAt, dueAt, closedAt }: CaseTimes, index: number): CaseMs {
  const openedMs = readMs(openedAt, 'openedAt', index);
  const dueMs = dueAt === undefined ? undefined : readMs(dueAt, 'dueAt', index);
  const closedMs = closedAt === undefined ? undefined : readMs(closedAt, 'closedAt', index);
  if (closedAt !== undefined && closedMs !== undefined && closedMs < openedMs) {
    throw analyticsError('ANALYTICS_CLOSED_BEFORE_OPENED', { index, openedAt, closedAt });
  }
  return { openedMs, dueMs, closedMs };
}

/** A row that no figure should be made of, and why. */
export interface CaseProblem {
  readonly index: number;
  readonly reason: Reason;
}

/** The rows that the figures of this package would refuse, all of them: for a host that mends its data or leaves them out. */
export function caseProblems(cases: Iterable<CaseTimes>): readonly CaseProblem[] {
  const problems: CaseProblem[] = [];
  let index = 0;
  for (const times of cases) {
    try {
      readCase(times, index);
    } catch (error) {
      if (!isJicengError(error)) throw error;
      problems.push({ index, reason: { code: error.code, details: error.details, words: error.words } });
    }
    index++;
  }
  return problems;
}
