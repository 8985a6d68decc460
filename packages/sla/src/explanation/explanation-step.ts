import type { CivilDate, Words } from '@jiceng/kernel/plain';
import type { Approver, Silence } from '../clock/clock-terms.ts';
import type { DayType } from '../calendar/day-rules.ts';
import type { BackwardLimit } from '../limits/limit.ts';
import type { Scale } from '../ladders/rung-offset.ts';
import type { WallInstant } from '../timetable/wall-instant.ts';
import type { CountedUnit } from './unit-words.ts';

/** How many days of one type. */
export interface DaysOfType {
  readonly type: DayType;
  readonly days: number;
}

/** A run of dates, both ends in it. */
export interface DateRun {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly days: number;
}

/** A pause as it falls into a period; without an end it still lasts. */
export interface ExplainedPause {
  readonly from: WallInstant;
  readonly to: WallInstant | undefined;
}

/** One step from the question to the answer, in the order in which they are taken. */
export type ExplanationStep =
  | { readonly step: 'start'; readonly at: WallInstant }
  /** It came when the door was closed, and counts as received when it opens next. */
  | { readonly step: 'late-receipt'; readonly at: WallInstant }
  /** The hour that has begun is not counted. */
  | { readonly step: 'next-hour'; readonly at: WallInstant }
  | { readonly step: 'first-day'; readonly date: CivilDate; readonly startDay: 'excluded' | 'included' }
  | { readonly step: 'fixed-period'; readonly from: CivilDate; readonly base: CivilDate }
  | { readonly step: 'event'; readonly date: CivilDate; readonly before: BackwardLimit['before'] }
  /** `exists: false`: that month has no such day, and the period ends with the month. */
  | { readonly step: 'corresponding-day'; readonly date: CivilDate; readonly exists: boolean }
  | {
      readonly step: 'days';
      readonly unit: 'workingDay' | 'calendarDay';
      readonly counted: number;
      readonly asked: number;
      /** The last counted day; `undefined` when none was. */
      readonly last: CivilDate | undefined;
      readonly skipped: readonly DaysOfType[];
    }
  | {
      readonly step: 'time';
      readonly on: 'open' | 'clock';
      readonly countedMs: number;
      readonly askedMs: number;
    }
  /** Taken out: whole days in periods of days, exact time in periods of hours. */
  | {
      readonly step: 'pauses';
      readonly pauses: readonly ExplainedPause[];
      readonly taken: { readonly days: number } | { readonly ms: number };
    }
  | { readonly step: 'rest-runs'; readonly runs: readonly DateRun[]; readonly last: CivilDate }
  /** The last day was moved off a day that is no working day, or by a rule of the host's own. */
  | { readonly step: 'last-day'; readonly from: CivilDate; readonly to: CivilDate; readonly rule: string }
  /** Where the window opens in which something may be done before an event. */
  | { readonly step: 'window'; readonly from: WallInstant }
  | { readonly step: 'due'; readonly at: WallInstant }
  /** The later end of a stretch of working time. */
  | { readonly step: 'end'; readonly at: WallInstant }
  /** A pause without an end stands before the rest of the time. */
  | { readonly step: 'waiting'; readonly since: WallInstant }
  /** Where a clock began anew, with its whole budget. */
  | { readonly step: 'restart'; readonly at: WallInstant }
  /** How a clock stands: what is used and what is left of its budget, in open milliseconds. */
  | {
      readonly step: 'reading';
      readonly now: WallInstant;
      readonly budgetMs: number;
      readonly elapsedMs: number;
      readonly remainingMs: number;
      readonly overdue: boolean;
    }
  /** An extension was granted, in the unit of the limit. */
  | {
      readonly step: 'extension';
      readonly value: number;
      readonly unit: CountedUnit;
      readonly on: WallInstant;
      readonly approver: Approver;
    }
  /** A time that was announced as not counted, and counts all the same. */
  | { readonly step: 'counts-after-all'; readonly because: Words }
  /** Nothing has started the clock. */
  | { readonly step: 'not-started' }
  /** The applicant is awaited, and nothing counts. */
  | { readonly step: 'awaiting'; readonly since: WallInstant }
  /** What the law has let happen by silence, when, and from when it holds. */
  | { readonly step: 'deemed'; readonly effect: Silence; readonly at: WallInstant; readonly from: WallInstant }
  /** How the clock of a limit stands: whole days, or milliseconds. */
  | {
      readonly step: 'standing';
      readonly now: WallInstant;
      readonly scale: Scale;
      readonly budget: number;
      readonly elapsed: number;
      readonly overdue: boolean;
    }
  | { readonly step: 'stopped'; readonly at: WallInstant; readonly outcome: string }
  | { readonly step: 'provisional'; readonly years: readonly number[] };
