import { instantFromMs, type Instant } from '@jiceng/kernel';
import {
  addWorkingMs,
  alwaysOpen,
  runningClockOf,
  shareUsedAtMs,
  workingMsOf,
  type Calendar,
  type WorkingTime,
} from '@jiceng/sla';
import { incidentError } from './errors.ts';
import type { SupervisionAct, SupervisionRung } from './ladder.ts';
import { incidentLifecycle } from './lifecycle.ts';
import type { HandlingLimit } from './schemas.ts';
import type { HandlingClock, IncidentState } from './state.ts';

/** What a deployment decides about time: its working hours, and its ladder of supervision. */
export interface HandlingTimeSettings {
  /** Counts working hours and working minutes; clock hours and minutes run through the night. */
  readonly calendar: Calendar;
  readonly ladder: readonly SupervisionRung[];
}

/** The next rung of the ladder, and when it is due. */
export interface DueRung {
  readonly rung: string;
  readonly act: SupervisionAct;
  readonly to: SupervisionRung['to'];
  readonly dueAt: Instant;
}

/** Deadlines as folds: asked of a state, never stored in one. */
export interface HandlingTime {
  /** When handling must be done; absent without a limit, and while the incident is on the pending list before its time. */
  readonly dueAt: (state: IncidentState) => Instant | undefined;
  /** The earliest rung of this round that has not been raised; absent where none can be. */
  readonly nextRung: (state: IncidentState) => DueRung | undefined;
}

/** Does this unit run on working hours? */
export function isWorkingUnit({ unit }: HandlingLimit): boolean {
  return unit === 'workingHour' || unit === 'workingMinute';
}

/** On a calendar that never closes an hour of open time is an hour by the clock. */
const openTime = {
  minute: 'workingMinute',
  hour: 'workingHour',
  workingMinute: 'workingMinute',
  workingHour: 'workingHour',
} as const;

function openTimeOf({ value, unit }: HandlingLimit): WorkingTime {
  return { value, unit: openTime[unit] };
}

/**
 * Binds a calendar and a ladder.
 *
 * @throws JicengError `INCIDENTS_LADDER_INVALID` when two rungs have one name.
 */
export function createHandlingTime({ calendar, ladder }: HandlingTimeSettings): HandlingTime {
  const twice = ladder.map(({ rung }) => rung).find((rung, at, all) => all.indexOf(rung) !== at);
  if (twice !== undefined) throw incidentError('INCIDENTS_LADDER_INVALID', { rung: twice });
  const clockTime = alwaysOpen(calendar.zone, calendar.range);
  const calendarFor = (limit: HandlingLimit): Calendar => (isWorkingUnit(limit) ? calendar : clockTime);

  const shareAtMs = ({ startedAt, limit, pauses, extensions }: HandlingClock, share: number): number | undefined => {
    const facts = { start: startedAt, budget: openTimeOf(limit), pauses, extensions: extensions.map(openTimeOf) };
    return shareUsedAtMs(calendarFor(limit), runningClockOf(facts), share);
  };
  const rungAtMs = (clock: HandlingClock, step: SupervisionRung): number | undefined => {
    if ('atFraction' in step) return shareAtMs(clock, step.atFraction);
    const dueMs = shareAtMs(clock, 1);
    return dueMs === undefined
      ? undefined
      : addWorkingMs(calendarFor(step.overdueBy), dueMs, workingMsOf(openTimeOf(step.overdueBy)));
  };

  return {
    dueAt: ({ clock }) => {
      const dueMs = clock === undefined ? undefined : shareAtMs(clock, 1);
      return dueMs === undefined ? undefined : instantFromMs(dueMs);
    },
    nextRung: ({ clock, status, raised }) => {
      if (clock === undefined || !incidentLifecycle.allows(status, 'SupervisionRaised')) return undefined;
      let next: { readonly step: SupervisionRung; readonly atMs: number } | undefined;
      for (const step of ladder) {
        if (raised.includes(step.rung)) continue;
        const atMs = rungAtMs(clock, step);
        if (atMs !== undefined && (next === undefined || atMs < next.atMs)) next = { step, atMs };
      }
      if (next === undefined) return undefined;
      const { rung, act, to } = next.step;
      return { rung, act, to, dueAt: instantFromMs(next.atMs) };
    },
  };
}
