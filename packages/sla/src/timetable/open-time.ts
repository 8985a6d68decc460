import { createLookup } from './ascending.ts';
import { dayMs } from './day-number.ts';
import { unionOf, type Stretch } from './pause.ts';

/** Every open segment of a calendar on one line, with running totals: elapsed time is a difference, a due time its inverse. */
export interface OpenTime {
  /** What the calendar covers. */
  readonly startMs: number;
  readonly endMs: number;
  /** All the open time there is. */
  readonly totalMs: number;
  /** Where the segments start and end. */
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  /** The last segment that starts at or before an instant; -1 when none does. */
  readonly segmentAt: (atMs: number) => number;
  /** How much open time lies before an instant; outside the horizon none is known. */
  readonly before: (atMs: number) => number;
  /** The earliest instant before which so much open time lies; NaN when the horizon has not that much, or for none at all. */
  readonly earliest: (passedMs: number) => number;
  /** The latest instant before which only so much open time lies: the next opening, where one segment ends exactly there; or NaN. */
  readonly latest: (passedMs: number) => number;
}

/** Lays the open stretches of a horizon on one line; those that touch or overlap are made one. */
export function compileOpenTime(stretches: readonly Stretch[], startMs: number, endMs: number): OpenTime {
  const segments = unionOf(stretches);
  const fromMs = Float64Array.from(segments, ({ from }) => from);
  const toMs = Float64Array.from(segments, ({ to }) => to);
  // Before each segment; one more at the end, for all of them.
  const beforeMs = new Float64Array(segments.length + 1);
  let totalMs = 0;
  for (const [index, { from, to }] of segments.entries()) {
    totalMs += to - from;
    beforeMs[index + 1] = totalMs;
  }
  // By the mean length of a segment, one or two of them stand in a line.
  const segmentWith = createLookup(beforeMs, 0, totalMs, Math.ceil(totalMs / segments.length));
  const segmentAt = createLookup(fromMs, startMs, endMs, dayMs);
  const instantIn = (segment: number, passedMs: number): number =>
    (fromMs[segment] ?? NaN) + passedMs - (beforeMs[segment] ?? NaN);

  return {
    startMs,
    endMs,
    totalMs,
    fromMs,
    toMs,
    segmentAt,
    before: (atMs) => {
      const segment = segmentAt(atMs);
      if (segment < 0) return 0;
      return (beforeMs[segment] ?? 0) + Math.min(atMs, toMs[segment] ?? 0) - (fromMs[segment] ?? 0);
    },
    earliest: (passedMs) => {
      const segment = segmentWith(passedMs);
      return instantIn(beforeMs[segment] === passedMs ? segment - 1 : segment, passedMs);
    },
    latest: (passedMs) => instantIn(segmentWith(passedMs), passedMs),
  };
}

/** How much open time lies before an instant. */
export function openBefore(open: OpenTime, atMs: number): number {
  return open.before(atMs);
}

/** The earliest instant before which so much open time lies; `undefined` when there is none. */
export function earliestWith(open: OpenTime, passedMs: number): number | undefined {
  const atMs = open.earliest(passedMs);
  return Number.isNaN(atMs) ? undefined : atMs;
}
