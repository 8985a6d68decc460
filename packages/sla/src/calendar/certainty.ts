import type { Calendar } from './calendar.ts';
import { monthDayOf, yearOf } from '../timetable/day-number.ts';

/** Will the answer stay? `provisional`: it leans on a year whose holiday notice is not published yet. */
export type Certainty = 'final' | 'provisional';

/** How far an answer can be relied on. */
export interface Certain {
  readonly certainty: Certainty;
  /** The years that wait for their notice. */
  readonly uncertainYears: readonly number[];
}

const final: Certain = { certainty: 'final', uncertainYears: [] };

/** Notices have decided days of the December before five times since 2006, the earliest of them 29 December. */
const firstRevisableMonthDay = 1225;

/**
 * How certain an answer is that was counted over some local dates: provisional when they touch a year without a published notice,
 * or when the answer falls in the last week of a year while the notice of the next one, which may still change it, is awaited.
 */
export function certaintyOf({ compiled: { settledYears } }: Calendar, day: number, answerDay: number): Certain {
  if (settledYears === undefined) return final;
  const uncertainYears: number[] = [];
  const lastYear = yearOf(Math.max(day, answerDay));
  for (let year = yearOf(Math.min(day, answerDay)); year <= lastYear; year += 1) {
    if (!settledYears.has(year)) uncertainYears.push(year);
  }
  const nextYear = yearOf(answerDay) + 1;
  if (uncertainYears.length === 0 && !settledYears.has(nextYear) && monthDayOf(answerDay) >= firstRevisableMonthDay) {
    uncertainYears.push(nextYear);
  }
  return uncertainYears.length === 0 ? final : { certainty: 'provisional', uncertainYears };
}
