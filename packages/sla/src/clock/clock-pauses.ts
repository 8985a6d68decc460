import { civilDateOfEpochDay, type CivilDate, type Instant, type Reason } from '@jiceng/kernel/plain';
import { msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { whyCounted, type ClockPause, type ClockState } from './clock-state.ts';
import type { ClockTerms, ExcludedTime, PauseKind } from './clock-terms.ts';
import { pauseKindName } from './clock-words.ts';
import { slaReason } from '../errors.ts';
import { wallFrom } from '../timetable/wall-instant.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** A time that was announced as not counted, and what became of it. */
export interface PauseReading {
  readonly kind: PauseKind;
  readonly from: Instant;
  /** `undefined` while it lasts. */
  readonly to: Instant | undefined;
  /** Why its time counts all the same, when it does: nobody was told in writing how long it would take, or the law does not name it. */
  readonly countsBecause: Reason | undefined;
  /** The last day that the notice spoke of, in calendar days from the day it began. */
  readonly plannedUntil: CivilDate | undefined;
  /** Did it take longer than that? */
  readonly overrun: boolean;
}

function reasonToCount(calendar: Calendar, excluded: ExcludedTime | undefined, pause: ClockPause): Reason | undefined {
  const { kind, from } = pause;
  const why = whyCounted(excluded, pause);
  if (why === undefined) return undefined;
  const name = pauseKindName(kind);
  return why === 'untold'
    ? slaReason('SLA_PAUSE_UNTOLD', { kind, from, fromOn: wallFrom(calendar, from).wall, name })
    : slaReason('SLA_PAUSE_UNLISTED', { kind, name });
}

/** The pauses of a clock as they stand at an instant. */
export function pauseReadingsOf(
  calendar: Calendar,
  { excluded }: ClockTerms,
  { pauses }: ClockState,
  readMs: number,
): readonly PauseReading[] {
  const { offsets } = calendar.compiled;
  return pauses.map((pause) => {
    const { kind, from, to, plannedDays } = pause;
    const plannedDay = plannedDays === undefined ? undefined : localDayAt(offsets, msOf(from)) + plannedDays;
    return {
      kind,
      from,
      to,
      countsBecause: reasonToCount(calendar, excluded, pause),
      plannedUntil: plannedDay === undefined ? undefined : civilDateOfEpochDay(plannedDay),
      overrun: plannedDay !== undefined && localDayAt(offsets, to === undefined ? readMs : msOf(to)) > plannedDay,
    };
  });
}
