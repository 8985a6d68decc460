import { civilDateOfEpochDay, type CivilDate } from '@jiceng/kernel/plain';
import type { Calendar } from './calendar.ts';
import type { ChangedDays } from './changed-days.ts';
import { hoursOf } from './day-hours.ts';
import type { DayLayer, DayRule, DayType } from './day-rules.ts';
import type { DateRange, Hours } from './definition.ts';
import { slaError } from '../errors.ts';
import type { LayerName } from './layer-stack.ts';

/** What a date is to a calendar, when the door is open, and what decided that. */
export interface DayState {
  readonly type: DayType;
  readonly workingDay: boolean;
  readonly hours: Hours;
  readonly layer: DayLayer;
  /** The notice that decided it, when the layer is `notice`. */
  readonly notice?: string;
  /** The holiday it belongs to, where the notice names it. */
  readonly holiday?: string;
  /** The layer of the stack that decided it; absent when that was the definition itself. */
  readonly setBy?: LayerName;
}

/** A date that is something else, or has other hours, than before. */
export interface ChangedDay {
  readonly date: CivilDate;
  readonly before: DayState;
  readonly after: DayState;
}

/** How two calendars differ over the dates that both cover. */
export interface CalendarDiff {
  readonly before: Calendar;
  readonly after: Calendar;
  /** In order. */
  readonly days: readonly ChangedDay[];
  /** The same dates as runs without gaps. */
  readonly ranges: readonly DateRange[];
  /** What lies under `compiled` is for this package's functions. */
  readonly compiled: ChangedDays;
}

const isRest = ({ type }: DayRule): boolean => type === 'holiday';

function stateOf({ minutes, ...state }: DayRule): DayState {
  return { ...state, hours: hoursOf(minutes) };
}

function rangesOf(days: readonly number[]): readonly DateRange[] {
  const firsts = days.filter((day, index) => days[index - 1] !== day - 1);
  const lasts = days.filter((day, index) => days[index + 1] !== day + 1);
  return firsts.map((first, index) => ({
    from: civilDateOfEpochDay(first),
    to: civilDateOfEpochDay(lasts[index] ?? first),
  }));
}

/**
 * Which dates change when one calendar takes the place of another, for instance once the next notice is published.
 *
 * @throws JicengError `SLA_ZONES_DIFFER` when the two do not read their dates in one zone.
 */
export function diffCalendars(before: Calendar, after: Calendar): CalendarDiff {
  if (before.zone !== after.zone) throw slaError('SLA_ZONES_DIFFER', { before: before.zone, after: after.zone });
  const firstDay = Math.max(before.compiled.days.firstDay, after.compiled.days.firstDay);
  const lastDay = Math.min(before.compiled.days.lastDay, after.compiled.days.lastDay);
  const length = Math.max(0, lastDay - firstDay + 1);
  const [status, hours] = [new Int32Array(length + 1), new Int32Array(length + 1)];
  const changed: number[] = [];
  const days: ChangedDay[] = [];
  for (let index = 0; index < length; index += 1) {
    const day = firstDay + index;
    const [was, is] = [before.compiled.ruleOf(day), after.compiled.ruleOf(day)];
    const otherStatus = was.workingDay !== is.workingDay || isRest(was) !== isRest(is);
    const otherHours = was.minutes.join() !== is.minutes.join();
    status[index + 1] = (status[index] ?? 0) + Number(otherStatus);
    hours[index + 1] = (hours[index] ?? 0) + Number(otherHours);
    if (was.type === is.type && !otherStatus && !otherHours) continue;
    changed.push(day);
    days.push({ date: civilDateOfEpochDay(day), before: stateOf(was), after: stateOf(is) });
  }
  return { before, after, days, ranges: rangesOf(changed), compiled: { firstDay, lastDay, status, hours } };
}
