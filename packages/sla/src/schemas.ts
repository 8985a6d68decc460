// The calculator's types are written by hand and its core asks nothing of zod, which is larger than all of it: these schemas follow
// the types, and a test holds each pair equal. Every object is strict, so that a misspelled field is refused instead of dropped.

// Texts.
export { CivilDateText, InstantText, Words } from './schemas/text.ts';

// Calendars.
export {
  CalendarDefinition,
  CalendarLayer,
  DateRange,
  Holidays,
  Hours,
  Season,
  Segment,
  Week,
  Weekday,
} from './schemas/calendar.ts';

// Notices on holidays.
export { HolidayNotice, NoticeDay, NoticeHead, RegionalNotice, RegionalNoticeHead } from './schemas/notice.ts';

// Limits.
export { BackwardLimit, DayLimit, FixedLimit, HourLimit, Limit, WorkingTimeLimit } from './schemas/limit.ts';

// Clocks on open time.
export { ClockFacts, Pause, WorkingTime } from './schemas/working-time.ts';

// Clocks under the terms of a law: the terms, and what happens to a clock.
export { ClockFact, ClockTerms, ExcludedTime, ExtensionRule, SupplementRule } from './schemas/clock.ts';

// Ladders of escalation.
export { LadderStep, RungOffset } from './schemas/ladder.ts';

// Presets.
export { LocalPreset, LocalSource, Preset, PresetSource } from './schemas/preset.ts';
