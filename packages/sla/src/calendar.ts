import { dayOf } from './border.ts';
import { dayMs } from './day-number.ts';
import { compileDayRules, skippedDay, type DayRule } from './day-rules.ts';
import { collectDays, type DayTable } from './day-table.ts';
import type { CalendarDefinition, DateRange, Hours } from './definition.ts';
import { slaError } from './errors.ts';
import { compileOpenTime, type Intervals, type OpenTime } from './open-time.ts';
import { findOffsets, midnightMs, wallToMs, type ZoneOffsets } from './zone-offsets.ts';

/** A compiled calendar: immutable, made once, asked many times. What lies under `compiled` is for this package's functions. */
export interface Calendar {
  readonly zone: string;
  readonly range: DateRange;
  readonly compiled: {
    readonly offsets: ZoneOffsets;
    readonly days: DayTable;
    readonly open: OpenTime;
    readonly ruleOf: (day: number) => DayRule;
    /** Years that a published notice settles; `undefined` when the calendar follows no notices. */
    readonly settledYears: ReadonlySet<number> | undefined;
  };
}

/** Longer than any period of law, short enough to compile at once. */
const maxYears = 200;

/** Adds the open intervals of one date. A shift over midnight belongs to the date it starts on. */
function addIntervals({ fromMs, toMs }: Intervals, offsets: ZoneOffsets, day: number, { minutes }: DayRule): void {
  for (let index = 0; index < minutes.length; index += 2) {
    fromMs.push(wallToMs(offsets, day * dayMs + (minutes[index] ?? 0) * 60_000));
    toMs.push(wallToMs(offsets, day * dayMs + (minutes[index + 1] ?? 0) * 60_000));
  }
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
 * @throws JicengError `SLA_NOTICE_CONTRADICTS` when one notice declares a date both off and working.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a weekday or a declaration is misspelled.
 */
export function compileCalendar(definition: CalendarDefinition): Calendar {
  const { zone, range } = definition;
  const [firstDay, lastDay] = [dayOf(range.from), dayOf(range.to)];
  if (firstDay > lastDay || lastDay - firstDay > maxYears * 366) {
    throw slaError('SLA_RANGE_INVALID', { from: range.from, to: range.to, maxYears });
  }
  const neverOpen = (): Error => slaError('SLA_NEVER_OPEN', { from: range.from, to: range.to });
  const pattern = compileDayRules(definition);
  if (!pattern.canOpen) throw neverOpen();
  const offsets = findOffsets(zone, (firstDay - 3) * dayMs, (lastDay + 4) * dayMs);

  const dawns = (day: number): boolean => midnightMs(offsets, day) < midnightMs(offsets, day + 1);
  const ruleOf = (day: number): DayRule => (dawns(day) ? pattern.ruleOf(day) : skippedDay);

  const rules: DayRule[] = [];
  const intervals: Intervals = { fromMs: [], toMs: [] };
  addIntervals(intervals, offsets, firstDay - 1, ruleOf(firstDay - 1));
  for (let day = firstDay; day <= lastDay; day += 1) {
    const rule = ruleOf(day);
    rules.push(rule);
    addIntervals(intervals, offsets, day, rule);
  }
  const open = compileOpenTime(intervals, midnightMs(offsets, firstDay), midnightMs(offsets, lastDay + 1));
  if (open.fromMs.length === 0) throw neverOpen();
  const { settledYears } = pattern;
  return { zone, range, compiled: { offsets, days: collectDays(firstDay, rules), open, ruleOf, settledYears } };
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
