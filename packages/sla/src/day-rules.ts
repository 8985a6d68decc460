import { choose, dayOf } from './border.ts';
import { cutBreaks, minutesOf, noMinutes, weekdaysOf, weekOf, type Minutes } from './day-hours.ts';
import { monthDayOf, weekdayIndex } from './day-number.ts';
import type { CalendarDefinition, Holidays, Hours, Season, Week } from './definition.ts';
import { slaError } from './errors.ts';
import { foldNotices } from './notice.ts';

/**
 * What a date is. `weekend` is closed by the pattern of the week, whatever the weekday; `makeup` is declared a working day;
 * `override-open` is any override with hours.
 */
export const dayTypes = ['workday', 'weekend', 'holiday', 'makeup', 'override-open', 'override-closed'] as const;
export type DayType = (typeof dayTypes)[number];

/** The strongest layer that speaks of a date. `zone`: the clocks of the zone skipped the whole date. */
export type DayLayer = 'week' | 'season' | 'notice' | 'dates' | 'override' | 'zone';

/** A date as the layers leave it. */
export interface DayRule {
  readonly type: DayType;
  readonly workingDay: boolean;
  readonly layer: DayLayer;
  /** The notice that decided it, when the layer is `notice`. */
  readonly notice?: string;
  readonly minutes: Minutes;
}

/** A calendar's rules for its dates, and the years that its notices settle; no years when it follows no notices. */
export interface DayRules {
  /** Has any day hours at all, before it is asked which? */
  readonly canOpen: boolean;
  readonly ruleOf: (day: number) => DayRule;
  readonly settledYears: ReadonlySet<number> | undefined;
}

/** A date that its zone jumped over never dawned: nothing is open, nothing is counted. */
export const skippedDay: DayRule = { type: 'weekend', workingDay: false, layer: 'zone', minutes: noMinutes };

interface Pattern {
  readonly layer: 'week' | 'season';
  readonly week: readonly Minutes[];
  readonly makeup: Minutes | undefined;
}

const monthDayForm = /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function patternOf(layer: Pattern['layer'], week: Week, makeup: Hours | undefined, where: string): Pattern {
  return {
    layer,
    week: weekOf(week, where),
    makeup: makeup === undefined ? undefined : minutesOf(makeup, `${where} makeup`),
  };
}

/** The season's pattern, and whether it holds on a month and day (601 is 06-01). */
function compileSeason(season: Season, base: Pattern): { readonly pattern: Pattern; holds: (at: number) => boolean } {
  const { from, to } = season;
  if (!monthDayForm.test(from) || !monthDayForm.test(to)) throw slaError('SLA_SEASON_INVALID', { from, to });
  const [first, last] = [Number(from.replace('-', '')), Number(to.replace('-', ''))];
  const own = patternOf('season', season.week, season.makeup, `${from}..${to}`);
  return {
    pattern: { ...own, makeup: own.makeup ?? base.makeup },
    holds: (at) => (first <= last ? first <= at && at <= last : first <= at || at <= last),
  };
}

function minutesByDay(dates: Readonly<Record<string, Hours>> = {}): ReadonlyMap<number, Minutes> {
  return new Map(Object.entries(dates).map(([date, hours]) => [dayOf(date), minutesOf(hours, date)]));
}

interface Declaration {
  readonly off: boolean;
  readonly layer: 'notice' | 'dates';
  readonly notice?: string;
}

const declared = { off: true, work: false };

/** What is declared about dates: by notices, then one by one, which wins. */
function declarationsOf({ notices, asOf, dates = {} }: Holidays): {
  readonly declarations: ReadonlyMap<number, Declaration>;
  readonly settledYears: ReadonlySet<number> | undefined;
} {
  const declarations = new Map<number, Declaration>();
  const folded = notices === undefined ? undefined : foldNotices(notices, asOf);
  for (const [day, decision] of folded?.decisions ?? []) declarations.set(day, { ...decision, layer: 'notice' });
  for (const [date, what] of Object.entries(dates)) {
    declarations.set(dayOf(date), { off: choose(date, declared, what), layer: 'dates' });
  }
  return { declarations, settledYears: folded?.settledYears };
}

const [saturday, sunday] = [5, 6];

/** @throws JicengError `SLA_SEASON_INVALID` when a season's first or last day is not of the form 06-01. */
export function compileDayRules(definition: CalendarDefinition): DayRules {
  const base = patternOf('week', definition.week, definition.makeup, 'week');
  const seasons = (definition.seasons ?? []).map((season) => compileSeason(season, base)).toReversed();
  const { declarations, settledYears } = declarationsOf(definition.holidays ?? {});
  const overrides = minutesByDay(definition.overrides);
  const breaks = minutesByDay(definition.breaks);
  const workdays = definition.workdays === undefined ? undefined : weekdaysOf(definition.workdays);
  const counts = (weekday: number): boolean =>
    workdays?.has(weekday) ?? (settledYears === undefined || (weekday !== saturday && weekday !== sunday));

  const patternOn = (day: number): Pattern => {
    if (seasons.length === 0) return base;
    const monthDay = monthDayOf(day);
    return seasons.find(({ holds }) => holds(monthDay))?.pattern ?? base;
  };
  const ruleOf = (day: number): DayRule => {
    const minutesLeft = (minutes: Minutes): Minutes => cutBreaks(minutes, breaks.get(day) ?? noMinutes);

    const override = overrides.get(day);
    if (override !== undefined) {
      const minutes = minutesLeft(override);
      const workingDay = minutes.length > 0;
      return { type: workingDay ? 'override-open' : 'override-closed', workingDay, layer: 'override', minutes };
    }
    const { layer, week, makeup } = patternOn(day);
    const weekday = weekdayIndex(day);
    const declaration = declarations.get(day);
    if (declaration === undefined) {
      const minutes = minutesLeft(week[weekday] ?? noMinutes);
      const workingDay = minutes.length > 0 && counts(weekday);
      return { type: workingDay ? 'workday' : 'weekend', workingDay, layer, minutes };
    }
    const { off, ...by } = declaration;
    if (off) return { type: 'holiday', workingDay: false, ...by, minutes: noMinutes };
    const minutes = minutesLeft(makeup ?? week[weekday] ?? noMinutes);
    const workingDay = minutes.length > 0;
    return { type: workingDay ? 'makeup' : 'weekend', workingDay, ...by, minutes };
  };
  const hours = [base, ...seasons.map(({ pattern }) => pattern)].flatMap(({ week, makeup }) => [
    ...week,
    makeup ?? noMinutes,
  ]);
  const canOpen = [...hours, ...overrides.values()].some((minutes) => minutes.length > 0);
  return { canOpen, ruleOf, settledYears };
}
