import { instantFromMs, type Instant } from '@jiceng/kernel/plain';
import { msOf, requireNumber } from './border.ts';
import type { Calendar } from './calendar.ts';
import { runningClockOf, shareUsedAtMs, type ClockFacts, type RunningClock } from './clock.ts';
import { addWorkingMs, workingMsOf, type WorkingTime } from './working-time.ts';

/** When a rung is due: once a share of the budget is used up, or so much open time after the whole of it was. */
export type LadderStep = { readonly atFraction: number } | { readonly overdueBy: WorkingTime };

/** A rung of a ladder of escalation, and the instant it fires. */
export interface Rung<Step extends LadderStep> {
  readonly step: Step;
  /** `undefined` while a pause without end stands before it. */
  readonly at: Instant | undefined;
}

/**
 * The instant at which a rung fires, in epoch milliseconds. Overdue time runs on while the clock is paused: the limit is past.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the fraction or the amount is NaN, infinite or below zero.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function rungMs(calendar: Calendar, clock: RunningClock, step: LadderStep): number | undefined {
  if ('atFraction' in step) return shareUsedAtMs(calendar, clock, step.atFraction);
  requireNumber('amount', 'overdueBy', step.overdueBy.value);
  const dueMs = shareUsedAtMs(calendar, clock, 1);
  return dueMs === undefined ? undefined : addWorkingMs(calendar, dueMs, workingMsOf(step.overdueBy));
}

/**
 * The instants of a ladder of escalation, in the order of its rungs: warnings before the due time, supervisors after it. They lie
 * on open time, so none falls into the night; a host that was away fires what it missed, in this order.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when an amount or a fraction is NaN, infinite or below zero.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a unit is none of open time.
 * @throws JicengError `SLA_PAUSE_REVERSED` when a pause ends before it starts.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before an answer.
 */
export function ladderOf<Step extends LadderStep>(
  calendar: Calendar,
  { ladder, now, ...facts }: ClockFacts & { readonly ladder: readonly Step[]; readonly now?: Instant },
): readonly Rung<Step>[] {
  const clock = runningClockOf(facts, now === undefined ? undefined : msOf(now));
  return ladder.map((step) => {
    const atMs = rungMs(calendar, clock, step);
    return { step, at: atMs === undefined ? undefined : instantFromMs(atMs) };
  });
}
