import { instantFromMs, type Instant } from '@jiceng/kernel';
import {
  addWorkingMs,
  alwaysOpen,
  runningClockOf,
  shareUsedAtMs,
  workingMsOf,
  type Calendar,
  type RunningClock,
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

/** What one clock comes to: its deadline, and the rungs in the order of their time. */
interface CountedClock {
  readonly dueAt: Instant | undefined;
  readonly rungs: readonly DueRung[];
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

  const rungAt = (
    clock: RunningClock,
    limit: HandlingLimit,
    dueMs: number | undefined,
    step: SupervisionRung,
  ): Instant | undefined => {
    const atMs =
      'atFraction' in step
        ? shareUsedAtMs(calendarFor(limit), clock, step.atFraction)
        : dueMs === undefined
          ? undefined
          : addWorkingMs(calendarFor(step.overdueBy), dueMs, workingMsOf(openTimeOf(step.overdueBy)));
    return atMs === undefined ? undefined : instantFromMs(atMs);
  };

  const count = ({ startedAt, limit, pauses, extensions }: HandlingClock): CountedClock => {
    const facts = { start: startedAt, budget: openTimeOf(limit), pauses, extensions: extensions.map(openTimeOf) };
    const clock = runningClockOf(facts);
    const dueMs = shareUsedAtMs(calendarFor(limit), clock, 1);
    const rungs = ladder.flatMap((step): DueRung[] => {
      const dueAt = rungAt(clock, limit, dueMs, step);
      return dueAt === undefined ? [] : [{ rung: step.rung, act: step.act, to: step.to, dueAt }];
    });
    return {
      dueAt: dueMs === undefined ? undefined : instantFromMs(dueMs),
      // Stable: of two rungs at one moment the ladder's order decides.
      rungs: rungs.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0)),
    };
  };

  // A command asks several times about one clock; the answer depends on nothing else.
  const counted = new WeakMap<HandlingClock, CountedClock>();
  const countedOf = (clock: HandlingClock): CountedClock => {
    const known = counted.get(clock) ?? count(clock);
    counted.set(clock, known);
    return known;
  };

  return {
    dueAt: ({ clock }) => (clock === undefined ? undefined : countedOf(clock).dueAt),
    nextRung: ({ clock, status, raised }) => {
      if (clock === undefined || !incidentLifecycle.allows(status, 'SupervisionRaised')) return undefined;
      return countedOf(clock).rungs.find(({ rung }) => !raised.includes(rung));
    },
  };
}
