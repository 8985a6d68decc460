import { cutBreaks, noMinutes, weekdaysOf, type Minutes } from './day-hours.ts';
import { weekdayIndex } from '../timetable/day-number.ts';
import { compilePatterns } from './day-patterns.ts';
import { compileStatements } from './day-statements.ts';
import type { CalendarDefinition } from './definition.ts';
import { stackOf, type LayerName } from './layer-stack.ts';

/**
 * What a date is. `weekend` is closed by the pattern of the week, whatever the weekday; `makeup` is declared a working day;
 * `override-open` is any override with hours.
 */
export const dayTypes = ['workday', 'weekend', 'holiday', 'makeup', 'override-open', 'override-closed'] as const;
export type DayType = (typeof dayTypes)[number];

/** What decided a date: the strongest kind of rule that speaks of it. `zone`: the clocks of the zone skipped the whole date. */
export type DayLayer = 'week' | 'season' | 'notice' | 'dates' | 'override' | 'zone';

/** A date as the layers leave it. */
export interface DayRule {
  readonly type: DayType;
  readonly workingDay: boolean;
  readonly layer: DayLayer;
  /** The notice that decided it, when the layer is `notice`. */
  readonly notice?: string;
  /** The holiday it belongs to, where the notice names it. */
  readonly holiday?: string;
  /** The layer of the stack that decided it; absent when that was the definition itself, below all layers. */
  readonly setBy?: LayerName;
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

const [saturday, sunday] = [5, 6];

/**
 * Compiles what decides each date of a calendar.
 *
 * @throws JicengError `SLA_LAYER_TWICE` when two layers have one id.
 * @throws JicengError `SLA_SEASON_INVALID` when a season's first or last day is not of the form 06-01.
 */
export function compileDayRules(definition: CalendarDefinition): DayRules {
  const stack = stackOf(definition);
  const { canOpen, patternOn } = compilePatterns(stack);
  const { statements, breaks, settledYears } = compileStatements(stack, definition.holidays?.asOf);
  const named = stack.findLast(({ workdays }) => workdays !== undefined)?.workdays;
  const workdays = named && weekdaysOf(named);
  const counts = (weekday: number): boolean =>
    workdays?.has(weekday) ?? (settledYears === undefined || (weekday !== saturday && weekday !== sunday));

  const ruleOf = (day: number): DayRule => {
    const minutesLeft = (minutes: Minutes): Minutes => breaks.get(day)?.reduce(cutBreaks, minutes) ?? minutes;

    const statement = statements.get(day);
    if (statement?.hours !== undefined) {
      const minutes = minutesLeft(statement.hours);
      const workingDay = minutes.length > 0;
      return { type: workingDay ? 'override-open' : 'override-closed', workingDay, ...statement.by, minutes };
    }
    const { by, week, makeup } = patternOn(day);
    const weekday = weekdayIndex(day);
    if (statement === undefined) {
      const minutes = minutesLeft(week[weekday] ?? noMinutes);
      const workingDay = minutes.length > 0 && counts(weekday);
      return { type: workingDay ? 'workday' : 'weekend', workingDay, ...by, minutes };
    }
    if (statement.off) return { type: 'holiday', workingDay: false, ...statement.by, minutes: noMinutes };
    const minutes = minutesLeft(makeup ?? week[weekday] ?? noMinutes);
    const workingDay = minutes.length > 0;
    return { type: workingDay ? 'makeup' : 'weekend', workingDay, ...statement.by, minutes };
  };
  const overridden = [...statements.values()].some(({ hours = noMinutes }) => hours.length > 0);
  return { canOpen: canOpen || overridden, ruleOf, settledYears };
}
