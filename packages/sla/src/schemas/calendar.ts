import * as z from 'zod';
import { HolidayNotice, RegionalNotice } from './notice.ts';
import { CivilDateText, text, Words } from './text.ts';

const clockText = z.string().regex(/^(?:[01]\d|2[0-4]):[0-5]\d$/);
const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export const Segment = z.tuple([clockText, clockText]).readonly();
export const Hours = z.array(Segment).readonly();
export const Week = z.partialRecord(Weekday, Hours).readonly();
export const Season = z
  .strictObject({ from: monthDay, to: monthDay, week: Week, makeup: Hours.exactOptional() })
  .readonly();
export const DateRange = z.strictObject({ from: CivilDateText, to: CivilDateText }).readonly();

/** A calendar takes either. */
const someNotice: z.ZodType<z.output<typeof HolidayNotice>> = z.union([HolidayNotice, RegionalNotice]);
const notices = z.array(someNotice).readonly();
const declaredDates = z.record(CivilDateText, z.enum(['off', 'work'])).readonly();
const hoursByDate = z.record(CivilDateText, Hours).readonly();
const weekdays = z.array(Weekday).readonly();
const seasons = z.array(Season).readonly();

export const Holidays = z
  .strictObject({
    notices: notices.exactOptional(),
    asOf: CivilDateText.exactOptional(),
    dates: declaredDates.exactOptional(),
  })
  .readonly();
export const CalendarLayer = z
  .strictObject({
    id: text,
    name: z.union([Words, text]),
    week: Week.exactOptional(),
    workdays: weekdays.exactOptional(),
    makeup: Hours.exactOptional(),
    seasons: seasons.exactOptional(),
    notices: notices.exactOptional(),
    dates: declaredDates.exactOptional(),
    overrides: hoursByDate.exactOptional(),
    breaks: hoursByDate.exactOptional(),
  })
  .readonly();
/** Its shape; whether such a calendar can exist, `compileCalendar` says. */
export const CalendarDefinition = z
  .strictObject({
    zone: text,
    week: Week,
    workdays: weekdays.exactOptional(),
    makeup: Hours.exactOptional(),
    seasons: seasons.exactOptional(),
    holidays: Holidays.exactOptional(),
    overrides: hoursByDate.exactOptional(),
    breaks: hoursByDate.exactOptional(),
    layers: z.array(CalendarLayer).readonly().exactOptional(),
    range: DateRange,
  })
  .readonly();
