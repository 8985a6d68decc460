import { contentsOf, lastIndexAt, type Contents } from './ascending.ts';
import { dayMs } from './day-number.ts';
import { unionOf, type Stretch } from './pause.ts';

/** Every open segment of a calendar on one line, with running totals: elapsed time is a difference, a due time its inverse. */
export interface OpenTime {
  /** What the calendar covers. */
  readonly startMs: number;
  readonly endMs: number;
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  /** Open time before each segment; one more at the end for all of it. */
  readonly beforeMs: Float64Array;
  readonly totalMs: number;
  /** `fromMs` by day, `beforeMs` by the mean length of a segment: on average one or two stand in a line. */
  readonly byDay: Contents;
  readonly byTotal: Contents;
}

/** Lays open stretches on one line: those that touch or overlap are made one, nothing lies outside the horizon. */
export function compileOpenTime(stretches: readonly Stretch[], startMs: number, endMs: number): OpenTime {
  const segments = unionOf(stretches)
    .map(({ from, to }) => ({ from: Math.max(from, startMs), to: Math.min(to, endMs) }))
    .filter(({ from, to }) => from < to);
  const fromMs = Float64Array.from(segments, ({ from }) => from);
  const toMs = Float64Array.from(segments, ({ to }) => to);
  const beforeMs = new Float64Array(segments.length + 1);
  let totalMs = 0;
  for (const [index, { from, to }] of segments.entries()) {
    totalMs += to - from;
    beforeMs[index + 1] = totalMs;
  }
  return {
    startMs,
    endMs,
    fromMs,
    toMs,
    beforeMs,
    totalMs,
    byDay: contentsOf(fromMs, startMs, endMs, dayMs),
    byTotal: contentsOf(beforeMs, 0, totalMs, Math.ceil(totalMs / segments.length)),
  };
}

/** The last segment that starts at or before an instant of the horizon; -1 when none does. */
export function segmentAt({ byDay }: OpenTime, atMs: number): number {
  return lastIndexAt(byDay, atMs);
}

/** How much open time lies before an instant; outside the horizon none is known. */
export function openBefore(open: OpenTime, atMs: number): number {
  const segment = lastIndexAt(open.byDay, Math.min(Math.max(atMs, open.startMs), open.endMs));
  if (segment < 0) return 0;
  const insideMs = Math.min(atMs, open.toMs[segment] ?? 0) - (open.fromMs[segment] ?? 0);
  return (open.beforeMs[segment] ?? 0) + insideMs;
}

/** Where the line stands when so much open time has passed, in the segment that began with no more than that. */
function instantIn({ fromMs, beforeMs }: OpenTime, segment: number, passedMs: number): number {
  return (fromMs[segment] ?? 0) + passedMs - (beforeMs[segment] ?? 0);
}

/** The earliest instant before which so much open time lies; `undefined` when the horizon has not that much, or for none at all. */
export function earliestWith(open: OpenTime, passedMs: number): number | undefined {
  if (!(passedMs > 0 && passedMs <= open.totalMs)) return undefined;
  const segment = lastIndexAt(open.byTotal, passedMs);
  return instantIn(open, open.beforeMs[segment] === passedMs ? segment - 1 : segment, passedMs);
}

/** The latest instant before which only so much open time lies: the next opening, where one segment ends exactly there. */
export function latestWith(open: OpenTime, passedMs: number): number | undefined {
  if (!(passedMs >= 0 && passedMs < open.totalMs)) return undefined;
  return instantIn(open, lastIndexAt(open.byTotal, passedMs), passedMs);
}
