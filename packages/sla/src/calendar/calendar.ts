import { dayOf } from '../timetable/border.ts';
import { compileDayRules, skippedDay, type DayRule } from './day-rules.ts';
import { restRunsOf, type DayTable } from '../timetable/day-table.ts';
import type { CalendarDefinition, DateRange, Hours } from './definition.ts';
import { compileTimetable, dawned, neverOpen, type CompiledDays, type Timetable } from '../timetable/timetable.ts';

interface CompiledCalendar extends CompiledDays {
  readonly days: DayTable;
  readonly ruleOf: (day: number) => DayRule;
  /** Years that a published notice settles; `undefined` when the calendar follows no notices. */
  readonly settledYears: ReadonlySet<number> | undefined;
}

/** A compiled calendar: immutable, made once, asked many times. What lies under `compiled` is for this package's functions. */
export interface Calendar extends Timetable {
  readonly zone: string;
  readonly range: DateRange;
  readonly compiled: CompiledCalendar;
}

/**
 * Compiles a calendar for a range of dates: running totals of open time and of working days, so that no question walks over days.
 *
 * @throws JicengError `SLA_RANGE_INVALID` when the range is reversed or longer than 200 years.
 * @throws JicengError `SLA_NEVER_OPEN` when no date of the range has any open time.
 * @throws JicengError `SLA_ZONE_UNKNOWN` when the platform does not know the zone.
 * @throws JicengError `SLA_HOURS_INVALID` when a time is not of the form 09:00.
 * @throws JicengError `SLA_HOURS_OVERLAP` when hours overlap or are not in order.
 * @throws JicengError `SLA_SEASON_INVALID` when a season's first or last day is not of the form 06-01.
 * @throws JicengError `SLA_LAYER_TWICE` when two layers have one id.
 * @throws JicengError `SLA_NOTICE_CONTRADICTS` when one notice declares a date both off and working.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a weekday or a declaration is misspelled.
 */
export function compileCalendar(definition: CalendarDefinition): Calendar {
  const { zone, range } = definition;
  const [firstDay, lastDay] = [dayOf(range.from), dayOf(range.to)];
  const { canOpen, ruleOf: ruleByLayers, settledYears } = compileDayRules(definition);
  if (!canOpen) throw neverOpen(firstDay, lastDay);
  const { compiled } = compileTimetable({ zone, firstDay, lastDay, ruleOf: ruleByLayers });
  const ruleOf = (day: number): DayRule => (dawned(compiled.offsets, day) ? ruleByLayers(day) : skippedDay);
  const restRuns = restRunsOf(compiled.days, (day) => ruleOf(day).type === 'holiday');
  return { zone, range, compiled: { ...compiled, days: { ...compiled.days, restRuns }, ruleOf, settledYears } };
}

const allDay: Hours = [['00:00', '24:00']];
const usualRange: DateRange = { from: '1970-01-01', to: '2069-12-31' };

/**
 * A calendar that is open around the clock on every day, so that working time is plain time. It covers 1970 to 2069 unless told.
 *
 * @throws JicengError `SLA_ZONE_UNKNOWN` when the platform does not know the zone.
 * @throws JicengError `SLA_RANGE_INVALID` when the range is reversed or longer than 200 years.
 */
export function alwaysOpen(zone: string, range: DateRange = usualRange): Calendar {
  const week = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay };
  return compileCalendar({ zone, week, range });
}
