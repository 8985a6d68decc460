import { msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { lapseMsOf } from './clock-deemed.ts';
import type { ClockFact } from './clock-fact.ts';
import { clockStateOf } from './clock-fold.ts';
import { clockRunOf, runStartOf, type ClockRun, type RunStart } from './clock-run.ts';
import type { ClockState } from './clock-state.ts';
import type { ClockTerms } from './clock-terms.ts';
import { ownRulesOnDays, type OwnRule } from '../limits/deadline.ts';
import type { OwnRuleName } from '../limits/limit.ts';
import { supplementPathOf } from './supplement-path.ts';

/** What happened to a clock, oldest first, and under which terms. */
export interface LimitClock {
  readonly terms: ClockTerms;
  readonly facts: readonly ClockFact[];
  /** The host's own rules for the last day, by the names that limits use. */
  readonly ownRules?: Readonly<Record<OwnRuleName, OwnRule>>;
}

/** A clock as its facts leave it at an instant: what it runs on, and what has stopped it. */
export interface ClockStanding {
  readonly state: ClockState;
  readonly start: RunStart;
  readonly run: ClockRun | undefined;
  /** Since when nothing counts because the applicant is awaited. */
  readonly awaitedMs: number | undefined;
  /** When the law ended the matter, since the applicant did not answer. */
  readonly lapsedMs: number | undefined;
}

/** Since when nothing counts because the applicant is awaited. A notice after the due time holds nothing up. */
function awaitedSinceMs(
  terms: ClockTerms,
  { asked, awaitedFrom }: ClockState,
  run: ClockRun | undefined,
): number | undefined {
  if (asked === undefined || awaitedFrom === undefined || !supplementPathOf(terms).standsStill) return undefined;
  const sinceMs = msOf(awaitedFrom);
  if (run === undefined) return sinceMs;
  // Accepted already, and so past all waiting.
  if (terms.supplement?.effect === 'startsWhenComplete') return undefined;
  const { dueMs } = run.deadline;
  return dueMs !== undefined && sinceMs > dueMs ? undefined : sinceMs;
}

/** How a clock stands at an instant of epoch milliseconds. Facts after it do not act yet. */
export function clockStandingAt(
  calendar: Calendar,
  { terms, facts, ownRules }: LimitClock,
  nowMs: number,
): ClockStanding {
  const state = clockStateOf(
    terms,
    facts.filter(({ at }) => msOf(at) <= nowMs),
  );
  const start = runStartOf(calendar, terms, state, nowMs);
  const { startMs } = start;
  const run = startMs === undefined ? undefined : clockRunOf(calendar, terms, state, startMs, ownRulesOnDays(ownRules));
  const endMs = state.stoppedAt === undefined ? nowMs : msOf(state.stoppedAt);
  const lapseMs = lapseMsOf(calendar, terms, state);
  return {
    state,
    start,
    run,
    awaitedMs: awaitedSinceMs(terms, state, run),
    lapsedMs: lapseMs !== undefined && endMs > lapseMs ? lapseMs : undefined,
  };
}
