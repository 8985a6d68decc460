import { civilDateOfEpochDay, type CivilDate, type Instant } from '@jiceng/kernel/plain';
import { msOf, requireNumber } from './border.ts';
import type { Calendar } from './calendar.ts';
import { certaintyOf, type Certain } from './certainty.ts';
import type { DayLayer, DayType } from './day-rules.ts';
import { coveredMs } from './horizon.ts';
import { addWorkingDaysToDay } from './working-days.ts';
import { localDayAt } from './zone-offsets.ts';

/** A date of an explanation: what it is, and what decided that. */
export interface ExplainedDay {
  readonly date: CivilDate;
  readonly type: DayType;
  readonly layer: DayLayer;
  /** The notice that decided it, when the layer is `notice`. */
  readonly notice?: string;
}

/** Every date after the start up to the last day, as counted or as skipped: together they add up to the answer. */
export interface WorkingDayExplanation extends Certain {
  readonly lastDay: CivilDate;
  readonly counted: readonly ExplainedDay[];
  readonly skipped: readonly ExplainedDay[];
}

/**
 * Why a number of working days ends when it does.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the number is not whole or below zero.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function explainWorkingDays(calendar: Calendar, start: Instant, value: number): WorkingDayExplanation {
  requireNumber('count', 'value', value);
  const { offsets, ruleOf } = calendar.compiled;
  const startDay = localDayAt(offsets, coveredMs(calendar, msOf(start)));
  const lastDay = addWorkingDaysToDay(calendar, startDay, value);
  const counted: ExplainedDay[] = [];
  const skipped: ExplainedDay[] = [];
  for (let day = startDay + 1; day <= lastDay; day += 1) {
    const { type, layer, notice, workingDay } = ruleOf(day);
    const explained = { date: civilDateOfEpochDay(day), type, layer, ...(notice === undefined ? {} : { notice }) };
    (workingDay ? counted : skipped).push(explained);
  }
  return { lastDay: civilDateOfEpochDay(lastDay), counted, skipped, ...certaintyOf(calendar, startDay, lastDay) };
}
