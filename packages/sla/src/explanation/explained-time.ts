import type { Calendar } from '../calendar/calendar.ts';
import { explainedDay, type ExplainedDay } from './explained-day.ts';
import { explainedPauses } from './explained-pauses.ts';
import type { ExplanationStep } from './explanation-step.ts';
import type { Stretch } from '../timetable/pause.ts';
import { wallFromMs, wallUntilMs, type WallInstant } from '../timetable/wall-instant.ts';
import { localDayAt, midnightMs } from '../timetable/zone-offsets.ts';

/** A piece of a day, half-open: counted, or taken out by a pause. */
export interface ExplainedSegment {
  readonly from: WallInstant;
  readonly to: WallInstant;
  readonly ms: number;
  readonly counted: boolean;
}

/** A date of a period counted in time. A shift over midnight is divided there: what follows stands under the next date. */
export interface TimedDay extends ExplainedDay {
  readonly segments: readonly ExplainedSegment[];
  readonly countedMs: number;
  readonly pausedMs: number;
}

/** The stretches of time that count: while the door is open, or all of it. */
export type CountedTime = 'open' | 'clock';

/** What counts between two instants, before pauses. */
function stretchesOf({ compiled: { open } }: Calendar, on: CountedTime, { from, to }: Stretch): readonly Stretch[] {
  if (on === 'clock') return from < to ? [{ from, to }] : [];
  const stretches: Stretch[] = [];
  for (let index = Math.max(open.segmentAt(from), 0); index < open.fromMs.length; index += 1) {
    const [opens, closes] = [open.fromMs[index] ?? Infinity, open.toMs[index] ?? 0];
    if (opens >= to) break;
    const stretch = { from: Math.max(opens, from), to: Math.min(closes, to) };
    if (stretch.from < stretch.to) stretches.push(stretch);
  }
  return stretches;
}

interface Piece extends Stretch {
  readonly counted: boolean;
}

/** A stretch divided where pauses begin and end. */
function piecesOf({ from, to }: Stretch, pausesMs: readonly Stretch[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const pause of pausesMs) {
    // One that ends as it begins takes nothing out.
    if (pause.to <= Math.max(at, pause.from) || pause.from >= to) continue;
    if (pause.from > at) pieces.push({ from: at, to: pause.from, counted: true });
    const until = Math.min(pause.to, to);
    pieces.push({ from: Math.max(at, pause.from), to: until, counted: false });
    at = until;
  }
  if (at < to) pieces.push({ from: at, to, counted: true });
  return pieces;
}

const total = (segments: readonly ExplainedSegment[], counted: boolean): number =>
  segments.reduce((sum, segment) => (segment.counted === counted ? sum + segment.ms : sum), 0);

/** Every date from one instant to another (epoch milliseconds, `from` not after `to`), with what counted on it. */
function timedDays(
  calendar: Calendar,
  on: CountedTime,
  span: Stretch,
  pausesMs: readonly Stretch[],
): readonly TimedDay[] {
  const { offsets } = calendar.compiled;
  const firstDay = localDayAt(offsets, span.from);
  const lastDay = Math.max(firstDay, localDayAt(offsets, span.to - 1));
  return Array.from({ length: lastDay - firstDay + 1 }, (_, index) => {
    const day = firstDay + index;
    const within = {
      from: Math.max(span.from, midnightMs(offsets, day)),
      to: Math.min(span.to, midnightMs(offsets, day + 1)),
    };
    const segments = stretchesOf(calendar, on, within)
      .flatMap((stretch) => piecesOf(stretch, pausesMs))
      .map(({ from, to, counted }) => ({
        from: wallFromMs(calendar, from),
        to: wallUntilMs(calendar, to),
        ms: to - from,
        counted,
      }));
    return {
      ...explainedDay(calendar, day),
      segments,
      countedMs: total(segments, true),
      pausedMs: total(segments, false),
    };
  });
}

/** A stretch of time, date by date: how much of it counted, and how much pauses took out. */
export interface ExplainedTime {
  readonly steps: readonly ExplanationStep[];
  readonly days: readonly TimedDay[];
  readonly countedMs: number;
  readonly pausedMs: number;
}

/** What counts from one instant to another (epoch milliseconds), and the pauses that take something out of it. */
export function explainTime(
  calendar: Calendar,
  on: CountedTime,
  span: Stretch,
  pausesMs: readonly Stretch[],
): ExplainedTime {
  const days = timedDays(calendar, on, span, pausesMs);
  const countedMs = days.reduce((sum, day) => sum + day.countedMs, 0);
  const pausedMs = days.reduce((sum, day) => sum + day.pausedMs, 0);
  const touching = pausesMs.filter(({ from, to }) => Math.max(from, span.from) < Math.min(to, span.to));
  const pauses = explainedPauses(calendar, touching);
  return {
    steps: pauses.length === 0 ? [] : [{ step: 'pauses', pauses, taken: { ms: pausedMs } }],
    days,
    countedMs,
    pausedMs,
  };
}
