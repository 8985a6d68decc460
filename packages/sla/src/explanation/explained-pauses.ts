import type { Calendar } from '../calendar/calendar.ts';
import type { ExplainedPause } from './explanation-step.ts';
import type { Stretch } from '../timetable/pause.ts';
import { wallFromMs, wallUntilMs } from '../timetable/wall-instant.ts';

/** Pauses (epoch milliseconds) as the wall showed them. */
export function explainedPauses(calendar: Calendar, pausesMs: readonly Stretch[]): readonly ExplainedPause[] {
  return pausesMs.map(({ from, to }) => ({
    from: wallFromMs(calendar, from),
    to: to === Infinity ? undefined : wallUntilMs(calendar, to),
  }));
}
