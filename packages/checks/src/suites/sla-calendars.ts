import { isJicengError } from '@jiceng/kernel/plain';
import { compileCalendar, type Calendar, type CalendarDefinition, type HolidayNotice } from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';
import * as z from 'zod';

const anything = z.unknown().optional();

/** A calendar as case files write it. Hours and dates go on as they came: cases hold impossible ones on purpose. */
export const CaseCalendar = z.object({
  tz: anything,
  week: anything,
  makeup: anything,
  seasons: anything,
  overrides: anything,
  breaks: anything,
  holidays: z
    .object({
      set: z.literal('cn').optional(),
      years: z.tuple([z.number(), z.number()]).optional(),
      asOf: anything,
      dates: anything,
    })
    .nullish(),
  range: z.tuple([z.string(), z.string()]).optional(),
});
export type CaseCalendar = z.infer<typeof CaseCalendar>;

/** The calculator checks what it is given, types or not: what a file says goes to it unchanged. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the one border at which case files enter typed functions
export function asGiven<Shape>(json: unknown): Shape {
  return json as Shape;
}

const present = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));

function holidaysOf({ set, years, asOf, dates }: NonNullable<CaseCalendar['holidays']>): object {
  const [first, last] = years ?? [-Infinity, Infinity];
  const inYears = ({ titleYear }: HolidayNotice): boolean => first <= titleYear && titleYear <= last;
  return present({ notices: set === undefined ? undefined : chinaNotices.filter(inYears), asOf, dates });
}

/** The calendar in the calculator's own words, for a range of dates. */
function definitionOf(calendar: CaseCalendar, from: string, to: string): CalendarDefinition {
  const { tz, week, makeup, seasons, overrides, breaks, holidays } = calendar;
  return asGiven({
    zone: tz,
    week: week ?? {},
    ...present({ makeup, seasons, overrides, breaks, holidays: holidays ? holidaysOf(holidays) : undefined }),
    range: { from, to },
  });
}

const dateForm = /(?<!\d)(1[6-9]\d{2}|2\d{3})-\d{2}-\d{2}/g;

/** The years that a case and its calendar speak of. */
function yearsIn(...values: readonly unknown[]): readonly [first: number, last: number] {
  const years = [...JSON.stringify(values).matchAll(dateForm)].map(([, year]) => Number(year));
  return years.length === 0 ? [2026, 2026] : [Math.min(...years), Math.max(...years)];
}

const compiled = new Map<string, Calendar>();

function compileOnce(calendar: CaseCalendar, from: string, to: string): Calendar {
  const key = JSON.stringify([calendar, from, to]);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = compileCalendar(definitionOf(calendar, from, to));
  compiled.set(key, made);
  return made;
}

/**
 * Asks a calendar whose range the case leaves open: compiled for the dates it must cover, or the years it speaks of, and for more
 * while the answer lies beyond.
 */
export function askCalendar<Answer>(calendar: CaseCalendar, input: unknown, ask: (asked: Calendar) => Answer): Answer {
  const [first, last] = yearsIn(calendar, input);
  const wider = [2, 10, 40].map((years) => [`${first - years}-01-01`, `${last + years}-12-31`] as const);
  for (const [from, to] of calendar.range === undefined ? wider : [calendar.range, ...wider]) {
    try {
      return ask(compileOnce(calendar, from, to));
    } catch (error) {
      if (!isJicengError(error, 'SLA_BEYOND_RANGE')) throw error;
    }
  }
  return ask(compileOnce(calendar, `${first - 90}-01-01`, `${last + 90}-12-31`));
}
