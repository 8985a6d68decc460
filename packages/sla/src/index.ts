// Calendars: described as data, compiled once.
export { alwaysOpen, compileCalendar, type Calendar } from './calendar.ts';
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
} from './definition.ts';
export type { LayerName } from './layer-stack.ts';
export { mergeNotices, type HolidayNotice, type NoticeDay, type RegionalNotice } from './notice.ts';
export type { Certain, Certainty } from './certainty.ts';

// A calendar that takes the place of another: what changes, and for whom.
export { diffCalendars, type CalendarDiff, type ChangedDay, type DayState } from './calendar-diff.ts';
export { affectedClocks, type AffectedClocks, type ClockRow } from './affected-clocks.ts';
export {
  affectedDeadlines,
  type AffectedDeadlines,
  type DeadlineRow,
  type MovedDeadline,
} from './affected-deadlines.ts';

// Working days.
export { dayTypes, type DayLayer, type DayType } from './day-rules.ts';
export {
  addWorkingDays,
  countWorkingDays,
  dayTypeOf,
  isWorkingDay,
  type Bounds,
  type Roll,
  type WorkingDayAnswer,
} from './working-days.ts';

// Working time.
export {
  addWorkingTime,
  isOpen,
  nextOpen,
  previousOpen,
  workingMsBetween,
  type WorkingTime,
  type WorkingTimeAnswer,
} from './working-time.ts';

// Legal time limits.
export { deadlineOf, type Deadline, type DeadlineQuestion, type OwnRule } from './deadline.ts';
export { deadlineBefore, type BackwardDeadline } from './backward-deadline.ts';
export { limitsOf, type Limits, type LimitsQuestion } from './promised-limit.ts';
export type { BackwardLimit, DayLimit, FixedLimit, HourLimit, Limit, OwnRuleName, WorkingTimeLimit } from './limit.ts';
export type { Pause } from './pause.ts';

// Clocks and ladders of escalation.
export { deadlineAsOf } from './clock-as-of.ts';
export type { DeemedEffect } from './clock-deemed.ts';
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
} from './clock-fact.ts';
export { clockStateOf, evolveClock } from './clock-fold.ts';
export type { PauseReading } from './clock-pauses.ts';
export { readClock, type ClockStatus, type LimitClockQuestion, type LimitReading } from './clock-reading.ts';
export type { LimitClock } from './clock-standing.ts';
export { refuseClockFact } from './clock-refusal.ts';
export { readBothLimits, type BothLimits } from './promised-clock.ts';
export { untouchedClock, type ClockPause, type ClockState } from './clock-state.ts';
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
} from './clock-terms.ts';
export { approverWords, pauseKindWords, silenceWords, supplementEffectWords } from './clock-words.ts';
export { evaluateClock, type ClockFacts, type ClockQuestion, type ClockReading } from './clock.ts';
export {
  crossedRungs,
  ladderOf,
  nextRung,
  type LadderQuestion,
  type LadderStep,
  type ReachedRung,
  type Rung,
} from './ladder.ts';
export type { RungOffset } from './rung-offset.ts';

// Why: every answer with the days that were counted and those that were not, as data and in words.
export {
  explainDeadline,
  explainWorkingDays,
  type BackwardExplanation,
  type DayLimitExplanation,
  type DeadlineExplanation,
  type TimeLimitExplanation,
  type WorkingDayExplanation,
} from './explanation.ts';
export {
  explainClock,
  explainWorkingTime,
  type ClockExplanation,
  type WorkingTimeExplanation,
} from './clock-explanation.ts';
export { explainLimitClock, type LimitClockExplanation, type UnstartedExplanation } from './limit-clock-explanation.ts';
export { dayRoleWords, dayTypeWords } from './explanation-terms.ts';
export { describeExplanation, explanationRows, explanationTable, type Explanation } from './explanation-text.ts';
export type { DayRole, ExplainedDay, PeriodDay } from './explained-day.ts';
export type { ExplainedSegment, TimedDay } from './explained-time.ts';
export type { BackwardQuestion } from './explained-backward.ts';
export type { DateRun, DaysOfType, ExplainedPause, ExplanationStep } from './explanation-step.ts';
export type { WallInstant } from './wall-instant.ts';

// Many cases at once, in columns of numbers.
export { caseUnits, type CaseColumns, type PauseColumns } from './case-columns.ts';
export { createThresholds, evaluateMany, type Calendars, type CaseReadings } from './many.ts';
export { createThresholdQueue, type ThresholdQueue } from './threshold-queue.ts';

// The same on epoch milliseconds, for packages that ask on every command.
export { runningClockOf, shareUsedAtMs, type RunningClock } from './clock.ts';
export { deadlineOfMs, type DeadlineMs } from './deadline-ms.ts';
export { rungMs } from './ladder.ts';
export { pausesMsOf, type Stretch } from './pause.ts';
export { elapsedMsAt, reachedAtMs } from './running-clock.ts';
export { addWorkingMs, workingMsBetweenMs, workingMsOf } from './working-time.ts';

// Refusals, with their words.
export { slaError, slaReason, slaWords } from './spoken-errors.ts';
