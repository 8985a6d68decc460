import type { Instant } from '@jiceng/kernel/plain';
import { msOf } from './border.ts';
import { slaError } from '../errors.ts';

/** A time that does not count, from one instant up to another; without an end it still lasts. */
export interface Pause {
  readonly from: Instant;
  readonly to?: Instant | undefined;
}

/** A stretch of some line, half-open; one that still lasts ends at Infinity. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches in order, those that touch or overlap made one: nested, adjacent, unsorted and empty ones all count once. */
export function unionOf(stretches: readonly Stretch[]): readonly Stretch[] {
  if (stretches.length < 2) return stretches;
  const merged: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || from > last.to) merged.push({ from, to });
    else if (to > last.to) merged[merged.length - 1] = { from: last.from, to };
  }
  return merged;
}

/**
 * Pauses as ordered, disjoint stretches of epoch milliseconds.
 *
 * @throws JicengError `SLA_PAUSE_REVERSED` when one ends before it starts.
 */
export function pausesMsOf(pauses: readonly Pause[]): readonly Stretch[] {
  return unionOf(
    pauses.map(({ from, to }) => {
      const stretch = { from: msOf(from), to: to === undefined ? Infinity : msOf(to) };
      if (to !== undefined && stretch.to < stretch.from) throw slaError('SLA_PAUSE_REVERSED', { from, to });
      return stretch;
    }),
  );
}

/** How much of something lies before a point of a line: open time, working days, plain days. Never falls. */
export type Measure = (point: number) => number;

/**
 * The total, on the measure's own scale, at which an amount has been counted since a start while nothing counts inside the pauses;
 * `undefined` while a pause without end comes first. A pause that begins where the amount is already counted moves nothing.
 */
export function totalAfter(
  measure: Measure,
  start: number,
  amount: number,
  pauses: readonly Stretch[],
): number | undefined {
  let total = measure(start) + amount;
  for (const { from, to } of pauses) {
    if (to <= start) continue;
    const before = measure(Math.max(from, start));
    if (before >= total) break;
    if (to === Infinity) return undefined;
    total += measure(to) - before;
  }
  return total;
}

/** How much of the measure lies between two points outside the pauses. */
export function countedBetween(measure: Measure, start: number, end: number, pauses: readonly Stretch[]): number {
  let counted = measure(end) - measure(start);
  for (const { from, to } of pauses) {
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    if (first < last) counted -= measure(last) - measure(first);
  }
  return counted;
}
