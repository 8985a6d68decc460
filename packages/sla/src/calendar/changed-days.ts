/** Running totals of changed days, so that no row walks over days. */
export interface ChangedDays {
  readonly firstDay: number;
  readonly lastDay: number;
  /** `status[i]`: how many days before `firstDay + i` count differently: working or not, declared rest or not. */
  readonly status: Int32Array;
  /** The same of days with other hours. */
  readonly hours: Int32Array;
}

/** Days that an answer leans on, first and last; of their status, or of their hours. */
export interface Leaning {
  readonly on: 'status' | 'hours';
  readonly first: number;
  readonly last: number;
}

/** Did any of the days change? Of days that only one of the calendars covers nothing is known, so that they count as changed. */
export function hasChanged({ firstDay, lastDay, ...totals }: ChangedDays, { on, first, last }: Leaning): boolean {
  if (first > last) return false;
  if (first < firstDay || last > lastDay) return true;
  return totals[on][last + 1 - firstDay] !== totals[on][first - firstDay];
}
