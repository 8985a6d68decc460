import { isJicengError, locales, parseCivilDate, parseInstant } from '@jiceng/kernel/plain';
import * as z from 'zod';
import { approvers, pauseKinds, silences, supplementEffects } from './clock/clock-terms.ts';
import { boundParties } from './presets/preset.ts';

// The calculator's types are written by hand and its core asks nothing of zod, which is larger than all of it: these schemas follow
// the types, and a test holds each pair equal. Every object is strict, so that a misspelled field is refused instead of dropped.

/** Text that one of our own readers understands; what it complains of is said in both languages. */
function textReadBy<Parsed extends string>(read: (text: string) => Parsed) {
  return z.string().transform((text, context): Parsed => {
    try {
      return read(text);
    } catch (error) {
      if (!isJicengError(error)) throw error;
      context.addIssue({ code: 'custom', message: error.words.en, params: { words: error.words } });
      return z.NEVER;
    }
  });
}

/** A moment: RFC 3339 with any offset; comes out in UTC. */
export const InstantText = textReadBy(parseInstant);

/** A civil date that exists: `2026-03-02`. */
export const CivilDateText = textReadBy(parseCivilDate);

/** A text in both languages. */
export const Words = z.record(z.enum(locales), z.string().min(1)).readonly();

const text = z.string().min(1);
const days = z.int().min(0);
const amount = z.number().min(0);

// Calendars.

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

export const NoticeDay = z
  .strictObject({ date: CivilDateText, name: text.exactOptional(), off: z.boolean() })
  .readonly();
const notice = {
  id: text,
  kind: z.enum(['annual', 'amendment']),
  titleYear: z.int().min(1949).max(9999),
  publishedOn: CivilDateText,
  url: z.url().exactOptional(),
  documentNumber: text.exactOptional(),
  amends: text.exactOptional(),
  days: z.array(NoticeDay).readonly(),
};
export const HolidayNotice = z.strictObject(notice).readonly();
export const RegionalNotice = z
  .strictObject({
    ...notice,
    kind: z.literal('amendment'),
    region: z.string().regex(/^\d{6}(?:\d{3}){0,2}$/),
    authority: text,
    document: text,
    url: z.url(),
  })
  .readonly();

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
    name: text,
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

// Limits.

const lateReceipt = z.enum(['same-day', 'next-working-day']).exactOptional();
const lastDayRules = {
  lastDay: z
    .union([z.enum(['roll-forward', 'none', 'tax-109']), z.templateLiteral(['own:', z.string()])])
    .exactOptional(),
  cutoff: z.enum(['midnight', 'close']).exactOptional(),
  pauseDays: z.enum(['[)', '(]', '[]', '()']).exactOptional(),
};
const dayUnit = z.enum(['workingDay', 'calendarDay', 'week', 'month', 'year']);

export const DayLimit = z
  .strictObject({
    unit: dayUnit,
    value: days,
    startDay: z.enum(['excluded', 'included']).exactOptional(),
    lateReceipt,
    ...lastDayRules,
  })
  .readonly();
export const FixedLimit = z
  .strictObject({ unit: z.literal('fixed'), from: CivilDateText, base: CivilDateText, ...lastDayRules })
  .readonly();
export const HourLimit = z
  .strictObject({
    unit: z.enum(['hour', 'minute']),
    value: amount,
    hourStart: z.enum(['instant', 'next-hour']).exactOptional(),
    lateReceipt,
  })
  .readonly();
export const WorkingTimeLimit = z
  .strictObject({ unit: z.enum(['workingHour', 'workingMinute']), value: amount, lateReceipt })
  .readonly();
export const Limit = z.discriminatedUnion('unit', [DayLimit, FixedLimit, HourLimit, WorkingTimeLimit]);
export const BackwardLimit = z
  .strictObject({
    before: z.enum(['at-least', 'within']),
    unit: dayUnit,
    value: days,
    lastDay: z.enum(['roll-backward', 'none']).exactOptional(),
    cutoff: z.enum(['midnight', 'close']).exactOptional(),
  })
  .readonly();

// Clocks on open time, and ladders.

const workingUnit = z.enum(['workingHour', 'workingMinute', 'workingSecond']);
export const WorkingTime = z.strictObject({ value: z.number(), unit: workingUnit }).readonly();
export const Pause = z.strictObject({ from: InstantText, to: InstantText.optional() }).readonly();
const granted = z.strictObject({ value: amount, unit: workingUnit }).readonly();
export const ClockFacts = z
  .strictObject({
    start: InstantText,
    budget: granted,
    pauses: z.array(Pause).readonly().exactOptional(),
    extensions: z.array(granted).readonly().exactOptional(),
    resets: z.array(InstantText).readonly().exactOptional(),
  })
  .readonly();

/** Days of an offset are whole. */
export const RungOffset = z
  .strictObject({
    value: amount,
    unit: z.enum([...workingUnit.options, 'hour', 'minute', 'workingDay', 'calendarDay']),
  })
  .refine(({ value, unit }) => (unit !== 'workingDay' && unit !== 'calendarDay') || Number.isInteger(value), {
    message: 'Days are whole.',
    path: ['value'],
    params: { words: { 'zh-CN': '日数须为整数。', en: 'Days are whole.' } },
  })
  .readonly();
export const LadderStep = z.union([
  z.strictObject({ atFraction: amount }).readonly(),
  z.strictObject({ beforeDue: RungOffset }).readonly(),
  z.strictObject({ overdueBy: RungOffset }).readonly(),
]);

// Clocks under the terms of a law: the terms, and what happens to a clock.

const pauseKind = z.union([z.enum(pauseKinds), z.templateLiteral(['own:', z.string()])]);

export const ExtensionRule = z
  .strictObject({
    valueMax: amount,
    timesMax: days,
    approver: z.enum(approvers).exactOptional(),
    told: z.enum(['applicant', 'party']).exactOptional(),
    withReason: z.literal(true).exactOptional(),
  })
  .readonly();
export const ExcludedTime = z
  .strictObject({ kinds: z.array(pauseKind).readonly(), notice: z.enum(['written', 'none']) })
  .readonly();
export const SupplementRule = z
  .strictObject({
    effect: z.enum(supplementEffects),
    noticeWithin: DayLimit.exactOptional(),
    replyWithin: DayLimit.exactOptional(),
    lapse: z.enum(['abandoned', 'withdrawn']).exactOptional(),
  })
  .readonly();

const terms = {
  limit: z.union([Limit, BackwardLimit]),
  extension: ExtensionRule.exactOptional(),
  excluded: ExcludedTime.exactOptional(),
  silence: z.enum(silences).exactOptional(),
  supplement: SupplementRule.exactOptional(),
};
export const ClockTerms = z.strictObject(terms).readonly();

const recorded = { at: InstantText, recordedAt: InstantText.exactOptional() };

export const ClockFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('received'), ...recorded }).readonly(),
  z.strictObject({ type: z.literal('started'), ...recorded, eventOn: CivilDateText.exactOptional() }).readonly(),
  z
    .strictObject({
      type: z.literal('paused'),
      ...recorded,
      kind: pauseKind,
      noticeId: text.exactOptional(),
      plannedDays: days.exactOptional(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('resumed'), ...recorded, kind: pauseKind }).readonly(),
  z
    .strictObject({
      type: z.literal('extended'),
      ...recorded,
      value: amount,
      approver: z.enum(approvers),
      reason: text,
      toldAt: InstantText.exactOptional(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('restarted'), ...recorded, basis: text }).readonly(),
  z
    .strictObject({
      type: z.literal('supplementAsked'),
      ...recorded,
      noticeId: text,
      items: z.array(text).min(1).readonly(),
      replyBy: CivilDateText.exactOptional(),
      newFact: z.literal(true).exactOptional(),
    })
    .readonly(),
  z.strictObject({ type: z.literal('supplementReceived'), ...recorded, goodCause: text.exactOptional() }).readonly(),
  z.strictObject({ type: z.literal('stopped'), ...recorded, outcome: text }).readonly(),
]);

// Presets.

export const PresetSource = z
  .strictObject({
    title: text,
    version: text.exactOptional(),
    effectiveFrom: CivilDateText,
    effectiveTo: CivilDateText.exactOptional(),
    article: text,
  })
  .readonly();
export const LocalSource = z
  .strictObject({ title: text, article: text.exactOptional(), effectiveFrom: CivilDateText.exactOptional() })
  .readonly();

const preset = {
  ...terms,
  id: text,
  name: Words,
  boundParty: z.enum(boundParties),
  countedFrom: Words,
  otherReading: z
    .strictObject({ limit: z.union([DayLimit, BackwardLimit]), why: Words })
    .readonly()
    .exactOptional(),
  note: Words.exactOptional(),
};
export const Preset = z.strictObject({ ...preset, source: PresetSource }).readonly();
export const LocalPreset = z
  .strictObject({ ...preset, source: LocalSource, place: Words, unverified: z.literal(true) })
  .readonly();
