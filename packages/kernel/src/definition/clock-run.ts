import type { Instant } from '../plain/instant.ts';
import type { Amount, DefinedClock } from './schemas.ts';

/** What the facts have made of a clock: data for a deadline, not the deadline. A stored date would have to be repaired. */
export interface ClockRun {
  readonly startedAt: Instant;
  readonly stoppedAt?: Instant | undefined;
  /** Half-open stretches that do not count, one list for all reasons; they may overlap. `pause` is the place in the definition. */
  readonly pauses: readonly { readonly pause: number; readonly from: Instant; readonly to?: Instant | undefined }[];
  readonly extensions: readonly (Amount & { readonly at: Instant })[];
  /** 1 for the first time the clock runs in a case, 2 when it was started anew. */
  readonly round: number;
  /** Rungs of the ladder already passed: the next one is `ladder[passed]`. */
  readonly passed: number;
}

/** Does time run against somebody? Paused clocks wait, too: they have started and not stopped. */
export function isOpen(run: ClockRun | undefined): run is ClockRun {
  return run !== undefined && run.stoppedAt === undefined;
}

/** Is the clock held by at least one pause? */
export function isPaused(run: ClockRun): boolean {
  return run.pauses.some(({ to }) => to === undefined);
}

function pauseAll(clock: DefinedClock, run: ClockRun, fact: string, at: Instant): ClockRun['pauses'] {
  const reasons = clock.pauses ?? [];
  const ended = run.pauses.map((stretch) => {
    const ends = stretch.to === undefined && (reasons[stretch.pause]?.resumesOn.includes(fact) ?? false);
    // A resumption dated before its pause leaves nothing out, instead of a stretch that ends before it begins.
    return ends ? { ...stretch, to: at < stretch.from ? stretch.from : at } : stretch;
  });
  const begun = reasons.flatMap(({ pausesOn }, pause) => {
    const open = ended.some((stretch) => stretch.pause === pause && stretch.to === undefined);
    return pausesOn.includes(fact) && !open ? [{ pause, from: at }] : [];
  });
  return [...ended, ...begun];
}

/**
 * The clock after a fact that happened at `at`. Total, whatever the order: a pause without a start, a second start, a
 * resumption without a pause change nothing. Stopping comes before starting: a fact that does both counts anew.
 */
export function clockAfter(
  clock: DefinedClock,
  before: ClockRun | undefined,
  fact: string,
  at: Instant,
): ClockRun | undefined {
  const stopped = isOpen(before) && clock.stopsOn.includes(fact) ? { ...before, stoppedAt: at } : before;
  const starts = !isOpen(stopped) && clock.startsOn.includes(fact);
  const round = (stopped?.round ?? 0) + 1;
  const run = starts ? { startedAt: at, pauses: [], extensions: [], round, passed: 0 } : stopped;
  if (!isOpen(run)) return run;
  const granted = (clock.extensions ?? []).filter(({ extendsOn }) => extendsOn.includes(fact));
  return {
    ...run,
    pauses: pauseAll(clock, run, fact, at),
    extensions: [...run.extensions, ...granted.map(({ by }) => ({ ...by, at }))],
  };
}

/** The clock after its next rung was recorded. */
export function rungPassed(run: ClockRun): ClockRun {
  return { ...run, passed: run.passed + 1 };
}
