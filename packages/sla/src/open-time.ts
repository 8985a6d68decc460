import { dayMs } from './day-number.ts';

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
  /** The last segment that starts at or before each day of 24 hours since `startMs`. */
  readonly byDay: Int32Array;
  /** The first segment that ends at or after each multiple of `stepMs` of open time. */
  readonly byTotal: Int32Array;
  readonly stepMs: number;
}

/** Open intervals, half-open, as they are collected: `fromMs[i]` up to `toMs[i]`. */
export interface Intervals {
  readonly fromMs: number[];
  readonly toMs: number[];
}

function inOrder({ fromMs, toMs }: Intervals): Intervals {
  if (fromMs.every((from, index) => index === 0 || (fromMs[index - 1] ?? 0) <= from)) return { fromMs, toMs };
  // Only where clocks skip an hour can a segment start after the one that follows it on the wall.
  const order = [...fromMs.keys()].toSorted((a, b) => (fromMs[a] ?? 0) - (fromMs[b] ?? 0));
  return { fromMs: order.map((index) => fromMs[index] ?? 0), toMs: order.map((index) => toMs[index] ?? 0) };
}

/** Intervals in order, those that touch or overlap made one, nothing outside the horizon. */
function union(intervals: Intervals, startMs: number, endMs: number): Intervals {
  const ordered = inOrder(intervals);
  const fromMs: number[] = [];
  const toMs: number[] = [];
  for (let index = 0; index < ordered.fromMs.length; index += 1) {
    const from = Math.max(ordered.fromMs[index] ?? 0, startMs);
    const to = Math.min(ordered.toMs[index] ?? 0, endMs);
    const last = toMs.length - 1;
    const lastTo = last < 0 ? -Infinity : (toMs[last] ?? 0);
    if (from >= to) continue;
    if (from > lastTo) {
      fromMs.push(from);
      toMs.push(to);
    } else if (to > lastTo) toMs[last] = to;
  }
  return { fromMs, toMs };
}

/** Lays open intervals on one line. */
export function compileOpenTime(intervals: Intervals, startMs: number, endMs: number): OpenTime {
  const { fromMs, toMs } = union(intervals, startMs, endMs);
  const segments = fromMs.length;
  const beforeMs = new Float64Array(segments + 1);
  for (let index = 0; index < segments; index += 1) {
    beforeMs[index + 1] = (beforeMs[index] ?? 0) + (toMs[index] ?? 0) - (fromMs[index] ?? 0);
  }
  const totalMs = beforeMs[segments] ?? 0;

  const byDay = new Int32Array(Math.floor((endMs - startMs) / dayMs) + 2);
  for (let bucket = 0, segment = -1; bucket < byDay.length; bucket += 1) {
    while (segment + 1 < segments && (fromMs[segment + 1] ?? 0) <= startMs + bucket * dayMs) segment += 1;
    byDay[bucket] = segment;
  }
  // As many steps as segments: on average one segment lies in a step.
  const stepMs = Math.max(1, Math.ceil(totalMs / Math.max(1, segments)));
  const byTotal = new Int32Array(Math.floor(totalMs / stepMs) + 2);
  for (let step = 0, segment = 0; step < byTotal.length; step += 1) {
    while (segment + 1 < segments && (beforeMs[segment + 1] ?? 0) < step * stepMs) segment += 1;
    byTotal[step] = segment;
  }
  return {
    startMs,
    endMs,
    fromMs: Float64Array.from(fromMs),
    toMs: Float64Array.from(toMs),
    beforeMs,
    totalMs,
    byDay,
    byTotal,
    stepMs,
  };
}

/** The last segment that starts at or before an instant of the horizon; -1 when none does. */
export function segmentAt({ startMs, fromMs, byDay }: OpenTime, atMs: number): number {
  const bucket = Math.floor((atMs - startMs) / dayMs);
  let low = byDay[bucket] ?? -1;
  let high = byDay[bucket + 1] ?? fromMs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((fromMs[middle] ?? Infinity) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first segment at whose end at least so much open time (above 0, at most all of it) has passed. */
function segmentReaching({ beforeMs, byTotal, stepMs }: OpenTime, passedMs: number): number {
  const step = Math.floor(passedMs / stepMs);
  let low = byTotal[step] ?? 0;
  let high = byTotal[step + 1] ?? beforeMs.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beforeMs[middle + 1] ?? 0) >= passedMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How much open time lies before an instant; outside the horizon none is known. */
export function openBefore(open: OpenTime, atMs: number): number {
  if (atMs <= open.startMs) return 0;
  if (atMs >= open.endMs) return open.totalMs;
  const segment = segmentAt(open, atMs);
  if (segment < 0) return 0;
  const insideMs = Math.min(atMs, open.toMs[segment] ?? 0) - (open.fromMs[segment] ?? 0);
  return (open.beforeMs[segment] ?? 0) + insideMs;
}

/** The earliest instant before which so much open time lies; `undefined` when the horizon has not that much, or for none at all. */
export function earliestWith(open: OpenTime, passedMs: number): number | undefined {
  if (!(passedMs > 0 && passedMs <= open.totalMs)) return undefined;
  const segment = segmentReaching(open, passedMs);
  return (open.toMs[segment] ?? 0) - ((open.beforeMs[segment + 1] ?? 0) - passedMs);
}

/** The latest instant before which only so much open time lies: the next opening, where one segment ends exactly there. */
export function latestWith(open: OpenTime, passedMs: number): number | undefined {
  if (!(passedMs >= 0 && passedMs < open.totalMs)) return undefined;
  const reached = passedMs === 0 ? 0 : segmentReaching(open, passedMs);
  const segment = (open.beforeMs[reached + 1] ?? 0) > passedMs ? reached : reached + 1;
  return (open.fromMs[segment] ?? 0) + passedMs - (open.beforeMs[segment] ?? 0);
}
