import type { CivilDate, Instant } from '@jiceng/kernel/plain';
import type { ExtendedFact, SupplementAskedFact } from './clock-fact.ts';
import type { ExcludedTime, PauseKind } from './clock-terms.ts';

/** A time that was announced as not counted, as far as it is known. */
export interface ClockPause {
  readonly kind: PauseKind;
  readonly from: Instant;
  readonly to: Instant | undefined;
  readonly noticeId: string | undefined;
  readonly plannedDays: number | undefined;
}

/** What the facts so far come to: nothing here depends on a calendar or on the time of day. */
export interface ClockState {
  readonly receivedAt: Instant | undefined;
  /** Where the limit is counted from, as far as facts alone tell. */
  readonly startedAt: Instant | undefined;
  /** Where the whole limit was last counted anew. */
  readonly runsAnewFrom: Instant | undefined;
  readonly eventOn: CivilDate | undefined;
  readonly pauses: readonly ClockPause[];
  /** Those of the run that counts now: a restart leaves them behind. */
  readonly extensions: readonly ExtendedFact[];
  /** The notice that still waits for its supplement. */
  readonly asked: SupplementAskedFact | undefined;
  /** Since when one has waited. */
  readonly awaitedFrom: Instant | undefined;
  /** The first notice of what is missing. */
  readonly firstAsked: SupplementAskedFact | undefined;
  /** When the whole supplement was there; the first time, where that starts the clock. */
  readonly completeAt: Instant | undefined;
  readonly stoppedAt: Instant | undefined;
  readonly outcome: string | undefined;
}

/** Before anything has happened. */
export const untouchedClock: ClockState = {
  receivedAt: undefined,
  startedAt: undefined,
  runsAnewFrom: undefined,
  eventOn: undefined,
  pauses: [],
  extensions: [],
  asked: undefined,
  awaitedFrom: undefined,
  firstAsked: undefined,
  completeAt: undefined,
  stoppedAt: undefined,
  outcome: undefined,
};

/**
 * Why the time of a pause counts after all: the law does not name its kind, or wants it told in writing how long it will take and
 * nobody did. `undefined` when it does not count.
 */
export function whyCounted(
  excluded: ExcludedTime | undefined,
  { kind, noticeId, plannedDays }: ClockPause,
): 'unlisted' | 'untold' | undefined {
  if (excluded === undefined || !excluded.kinds.includes(kind)) return 'unlisted';
  return excluded.notice === 'written' && (noticeId === undefined || plannedDays === undefined) ? 'untold' : undefined;
}
