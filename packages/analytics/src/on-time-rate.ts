import type { Instant } from '@jiceng/kernel/plain';
import { type CaseTimes, readCase, readMs } from './case-times.ts';
import { type LevelOption, type Rate, rate } from './rates.ts';

/** The on-time rate on one day, its denominator, and every case that is not in it. */
export interface OnTimeRate extends Rate {
  readonly asOf: Instant;
  readonly denominator: 'due' | 'decided';
  /** Closed by the deadline; the numerator. */
  readonly onTime: number;
  readonly closedLate: number;
  /** Still open, and the deadline has passed: in the denominator, because nothing can make them on time. */
  readonly openOverdue: number;
  readonly excluded: {
    readonly noDeadline: number;
    /** The deadline lies ahead: open cases, and with the denominator `due` also those closed early. */
    readonly notYetDue: number;
    /** Opened after `asOf`. */
    readonly openedLater: number;
  };
}

export interface OnTimeOptions extends LevelOption {
  /** The moment whose knowledge the figure shows: what was closed later counts as open. */
  readonly asOf: Instant;
  /**
   * Which cases the rate is taken of. `due` (default): those whose deadline lies before `asOf`. `decided`: those closed by `asOf`
   * or overdue; it flatters while quick cases are already closed and slow ones are not yet due.
   */
  readonly denominator?: 'due' | 'decided';
}

/**
 * What part of the cases was closed by the deadline (按时办结率), on the day `asOf`. Closed at the very moment of the deadline is
 * on time. A case without a deadline is never on time and never late: it is left out and counted.
 *
 * @throws JicengError `ANALYTICS_INSTANT_INVALID` when a text is no instant.
 * @throws JicengError `ANALYTICS_CLOSED_BEFORE_OPENED` when a case was closed before it was opened.
 * @throws JicengError `ANALYTICS_LEVEL_INVALID` when the level lies outside 0.5 to 0.9999.
 */
export function onTimeRate(cases: Iterable<CaseTimes>, options: OnTimeOptions): OnTimeRate {
  const { asOf, denominator = 'due' } = options;
  const asOfMs = readMs(asOf, 'asOf', 0);
  const seen = { onTime: 0, closedLate: 0, openOverdue: 0, noDeadline: 0, notYetDue: 0, openedLater: 0 };
  let index = 0;
  for (const times of cases) {
    const { openedMs, dueMs, closedMs } = readCase(times, index++);
    const closed = closedMs !== undefined && closedMs <= asOfMs;
    if (openedMs > asOfMs) seen.openedLater++;
    else if (dueMs === undefined) seen.noDeadline++;
    else if (dueMs >= asOfMs && !(closed && denominator === 'decided')) seen.notYetDue++;
    else if (!closed) seen.openOverdue++;
    else if (closedMs <= dueMs) seen.onTime++;
    else seen.closedLate++;
  }
  const { onTime, closedLate, openOverdue, ...excluded } = seen;
  return {
    ...rate(onTime, onTime + closedLate + openOverdue, options),
    asOf,
    denominator,
    onTime,
    closedLate,
    openOverdue,
    excluded,
  };
}
