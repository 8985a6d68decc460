// Calendars: described as data, compiled once.
export { alwaysOpen, compileCalendar, type Calendar } from './calendar/calendar.ts';
export type {
  CalendarDefinition,
  CalendarLayer,
  DateRange,
  Holidays,
  Hours,
  Season,
  Segment,
  Week,
  Weekday,
} from './calendar/definition.ts';
export type { LayerName } from './calendar/layer-stack.ts';
export { noticeCheck, type NoticeFinding } from './notices/notice-check.ts';
export { mergeNotices, type HolidayNotice, type NoticeDay, type RegionalNotice } from './notices/notice.ts';
export type { Certain, Certainty } from './calendar/certainty.ts';

// A calendar that takes the place of another: what changes, and for whom.
export { diffCalendars, type CalendarDiff, type ChangedDay, type DayState } from './calendar/calendar-diff.ts';
export { affectedClocks, type AffectedClocks, type ClockRow } from './clock/affected-clocks.ts';
export {
  affectedDeadlines,
  type AffectedDeadlines,
  type DeadlineRow,
  type MovedDeadline,
} from './limits/affected-deadlines.ts';

// Working days.
export { dayTypes, type DayLayer, type DayType } from './calendar/day-rules.ts';
export {
  addWorkingDays,
  countWorkingDays,
  dayTypeOf,
  isWorkingDay,
  type Bounds,
  type Roll,
  type WorkingDayAnswer,
} from './timetable/working-days.ts';

// Working time.
export {
  addWorkingTime,
  isOpen,
  nextOpen,
  previousOpen,
  workingMsBetween,
  type WorkingTime,
  type WorkingTimeAnswer,
} from './timetable/working-time.ts';

// What the wall of the calendar's zone shows at an instant.
export { wallFrom, wallUntil, type WallInstant } from './timetable/wall-instant.ts';

// Legal time limits.
export { deadlineOf, type Deadline, type DeadlineQuestion, type OwnRule } from './limits/deadline.ts';
export { deadlineBefore, type BackwardDeadline } from './limits/backward-deadline.ts';
export { limitsOf, type Limits, type LimitsQuestion } from './limits/promised-limit.ts';
export type {
  BackwardLimit,
  DayLimit,
  FixedLimit,
  HourLimit,
  Limit,
  OwnRuleName,
  WorkingTimeLimit,
} from './limits/limit.ts';
export type { Pause } from './timetable/pause.ts';

// Clocks and ladders of escalation.
export { deadlineAsOf, knownOn, type KnownOnDay } from './clock/clock-as-of.ts';
export type { DeemedEffect } from './clock/clock-deemed.ts';
export type {
  ClockFact,
  ExtendedFact,
  PausedFact,
  ReceivedFact,
  RestartedFact,
  ResumedFact,
  StartedFact,
  StoppedFact,
  SupplementAskedFact,
  SupplementReceivedFact,
} from './clock/clock-fact.ts';
export { clockStateOf, evolveClock } from './clock/clock-fold.ts';
export type { PauseReading } from './clock/clock-pauses.ts';
export type { ClockStatus } from './clock/clock-status.ts';
export { readClock, type LimitClockQuestion, type LimitReading } from './clock/clock-reading.ts';
export type { LimitClock } from './clock/clock-standing.ts';
export { refuseClockFact } from './clock/clock-refusal.ts';
export { readBothLimits, type BothLimits } from './clock/promised-clock.ts';
export { untouchedClock, type ClockPause, type ClockState } from './clock/clock-state.ts';
export {
  approvers,
  pauseKinds,
  silences,
  supplementEffects,
  type Approver,
  type ClockTerms,
  type ExcludedTime,
  type ExtensionRule,
  type PauseKind,
  type Silence,
  type SupplementEffect,
  type SupplementRule,
} from './clock/clock-terms.ts';
export {
  approverWords,
  clockStatusWords,
  pauseKindWords,
  silenceWords,
  supplementEffectWords,
} from './clock/clock-words.ts';
export { evaluateClock, type ClockFacts, type ClockQuestion, type ClockReading } from './clock/clock.ts';
export {
  crossedRungs,
  ladderOf,
  nextRung,
  type LadderQuestion,
  type LadderStep,
  type ReachedRung,
  type Rung,
} from './ladders/ladder.ts';
export type { RungOffset } from './ladders/rung-offset.ts';

// Why: every answer with the days that were counted and those that were not, as data and in words.
export {
  explainDeadline,
  explainWorkingDays,
  type BackwardExplanation,
  type DayLimitExplanation,
  type DeadlineExplanation,
  type TimeLimitExplanation,
  type WorkingDayExplanation,
} from './explanation/explanation.ts';
export {
  explainClock,
  explainWorkingTime,
  type ClockExplanation,
  type WorkingTimeExplanation,
} from './explanation/clock-explanation.ts';
export {
  explainLimitClock,
  type LimitClockExplanation,
  type UnstartedExplanation,
} from './explanation/limit-clock-explanation.ts';
export { dayRoleWords, dayTypeWords } from './explanation/explanation-terms.ts';
export {
  describeExplanation,
  explanationRows,
  explanationTable,
  type Explanation,
} from './explanation/explanation-text.ts';
export type { DayRole, ExplainedDay, PeriodDay } from './explanation/explained-day.ts';
export type { ExplainedSegment, TimedDay } from './explanation/explained-time.ts';
export type { BackwardQuestion } from './explanation/explained-backward.ts';
export type { DateRun, DaysOfType, ExplainedPause, ExplanationStep } from './explanation/explanation-step.ts';

// Many cases at once, in columns of numbers.
export { caseUnits, type CaseColumns, type PauseColumns } from './bulk/case-columns.ts';
export { createThresholds, evaluateMany, type Calendars, type CaseReadings } from './bulk/many.ts';
export { createThresholdQueue, type ThresholdQueue } from './bulk/threshold-queue.ts';

// The same on epoch milliseconds, for packages that ask on every command.
export { runningClockOf, shareUsedAtMs, type RunningClock } from './clock/clock.ts';
export { deadlineOfMs, type DeadlineMs } from './limits/deadline-ms.ts';
export { rungMs } from './ladders/ladder.ts';
export { pausesMsOf, type Stretch } from './timetable/pause.ts';
export { elapsedMsAt, reachedAtMs } from './timetable/running-clock.ts';
export { addWorkingMs, workingMsBetweenMs, workingMsOf } from './timetable/working-time.ts';

// Refusals, with their words.
export { slaError, slaReason, slaWords } from './spoken-errors.ts';
