import { civilDateOfEpochDay, type CivilDate } from '@jiceng/kernel/plain';
import type { Calendar } from '../calendar/calendar.ts';
import type { DayLayer, DayType } from '../calendar/day-rules.ts';
import type { LayerName } from '../calendar/layer-stack.ts';

/** A date of an explanation: what it is, and what decided that. */
export interface ExplainedDay {
  readonly date: CivilDate;
  readonly type: DayType;
  readonly layer: DayLayer;
  /** The notice that decided it, when the layer is `notice`. */
  readonly notice?: string;
  /** The holiday it belongs to, where the notice names it. */
  readonly holiday?: string;
  /** The layer of the calendar's stack that decided it; absent when that was the definition itself. */
  readonly setBy?: LayerName;
}

/** A day (days since 1970-01-01) as the calendar's layers leave it. */
export function explainedDay({ compiled: { ruleOf } }: Calendar, day: number): ExplainedDay {
  const { minutes: _minutes, workingDay: _workingDay, ...decided } = ruleOf(day);
  return { date: civilDateOfEpochDay(day), ...decided };
}

/**
 * What a date is to a period: where it starts; counted; not counted because of its type, or of a pause; added after the counted
 * ones by the rule of art. 109; passed while the last day was moved; the day of the event that a limit is counted back from.
 */
export const dayRoles = ['start', 'counted', 'skipped', 'paused', 'added', 'rolled', 'event'] as const;
export type DayRole = (typeof dayRoles)[number];

/** A date of a period counted in days. */
export interface PeriodDay extends ExplainedDay {
  readonly role: DayRole;
  /** Which of the counted days it is, the first is 1; in a limit counted back the one nearest to the event. */
  readonly ordinal?: number;
}
