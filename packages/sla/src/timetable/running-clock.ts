import { coveredMs } from './horizon.ts';
import { countedBetween, totalAfter, type Stretch } from './pause.ts';
import type { Timetable } from './timetable.ts';

/**
 * The earliest instant at which so many open milliseconds (0 or more) have passed since a start, the pauses not counted;
 * `undefined` while a pause without end comes before it. Pauses are ordered and disjoint, as `pausesMsOf` leaves them.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function reachedAtMs(
  calendar: Timetable,
  startMs: number,
  amountMs: number,
  pausesMs: readonly Stretch[],
): number | undefined {
  const { open } = calendar.compiled;
  coveredMs(calendar, startMs);
  if (amountMs === 0) return startMs;
  const totalMs = totalAfter(open.before, startMs, amountMs, pausesMs);
  return totalMs === undefined ? undefined : coveredMs(calendar, open.earliest(totalMs));
}

/**
 * How many open milliseconds have passed from a start to now, the pauses not counted; none before the start.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover both instants.
 */
export function elapsedMsAt(calendar: Timetable, startMs: number, nowMs: number, pausesMs: readonly Stretch[]): number {
  const { open } = calendar.compiled;
  coveredMs(calendar, startMs);
  if (coveredMs(calendar, nowMs) <= startMs) return 0;
  return countedBetween(open.before, startMs, nowMs, pausesMs);
}
