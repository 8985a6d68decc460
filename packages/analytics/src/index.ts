// Counting
export {
  countBy,
  groupBy,
  largest,
  type Count,
  type CountOptions,
  type Counts,
  type Group,
  type GroupOptions,
  type Groups,
} from './counts.ts';
export { shares, type Share, type Shares } from './shares.ts';
export { countByDay, countByMonth, type CalendarCounts, type CalendarOptions } from './calendar-counts.ts';
export type { CivilMonth } from './civil-months.ts';

// Rates, with their denominators
export {
  rate,
  rateOf,
  wilsonInterval,
  type Excluded,
  type Interval,
  type JudgedRate,
  type LevelOption,
  type Rate,
} from './rates.ts';
export { onTimeRate, type OnTimeOptions, type OnTimeRate } from './on-time-rate.ts';

// Durations, with the cases that are still open
export { caseProblems, type CaseProblem, type CaseTimes } from './case-times.ts';
export {
  durationCurve,
  durations,
  type DurationCurveOptions,
  type DurationOptions,
  type DurationQuantile,
  type Durations,
} from './durations.ts';
export {
  kaplanMeier,
  survivalAt,
  survivalQuantile,
  type Observation,
  type SurvivalCurve,
  type SurvivalOptions,
  type SurvivalQuantile,
  type SurvivalStep,
} from './survival.ts';
export { quantile, quantiles } from './quantiles.ts';

// Changes, against a named baseline
export { pointChange, relativeChange, type ComparedRate, type PointChange, type RelativeChange } from './changes.ts';
export { monthOnMonth, yearOnYear, type PeriodChange, type PeriodOptions } from './period-changes.ts';
export type { Caveat } from './caveats.ts';
export { analyticsError } from './errors.ts';
