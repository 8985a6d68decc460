import type { GridCode, Instant, UnitRef } from '@jiceng/kernel';
import type { RequestRow } from './requests.ts';

/** What became of one request in the replay, as known at the moment it stopped. */
export interface IncidentOutcome {
  /** The number of the request. */
  readonly id: string;
  readonly kind: string;
  /** Absent when it lies in no grid. */
  readonly gridCode?: GridCode;
  /** Absent when it was not dispatched. */
  readonly leadUnit?: UnitRef;
  readonly reportedAt: Instant;
  /** Our deadline; absent without a limit. */
  readonly dueAt?: Instant;
  /** Absent while open. */
  readonly closedAt?: Instant;
  /** Rungs of supervision that were raised, in order. */
  readonly raised: readonly string[];
}

/** A request beside what became of it. */
export interface QuarterCase {
  readonly row: RequestRow;
  readonly outcome: IncidentOutcome;
}

/** Every request with its outcome, in the order of the file; those without one were not yet opened when the replay stopped. */
export function pairOutcomes(
  rows: readonly RequestRow[],
  outcomes: readonly IncidentOutcome[],
): { readonly cases: readonly QuarterCase[]; readonly openedLater: number } {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const cases = rows.flatMap((row) => {
    const outcome = byId.get(row.id);
    return outcome === undefined ? [] : [{ row, outcome }];
  });
  return { cases, openedLater: rows.length - cases.length };
}
