import type { CivilMonth } from '@jiceng/analytics';
import { countByMonth } from '@jiceng/analytics';
import type { Instant } from '@jiceng/kernel';
import { createWallClock } from './wall-clock.ts';

/** A month of the city's calendar, half-open. */
export interface MonthSpan {
  readonly month: CivilMonth;
  readonly from: Instant;
  readonly to: Instant;
}

const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** The months that instants fall in, in order, without gaps. */
export function monthsOf(instants: Iterable<Instant>, zone: string): readonly MonthSpan[] {
  const clock = createWallClock(zone);
  const startOf = (month: string): Instant => {
    const start = clock.instantOf(`${month}-01 00:00:00`);
    if (start === undefined) throw new RangeError(`the month ${month} has no first day`);
    return start;
  };
  return countByMonth(instants, { zone }).counts.map(({ key }) => ({
    month: key,
    from: startOf(key),
    to: startOf(monthAfter(key)),
  }));
}

/** Does an instant lie in this month? Instants sort as text. */
export function isWithin({ from, to }: MonthSpan, at: Instant): boolean {
  return from <= at && at < to;
}
