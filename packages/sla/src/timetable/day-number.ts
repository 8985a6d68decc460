export const dayMs = 86_400_000;

/** 0 = Monday … 6 = Sunday; day 0, 1970-01-01, was a Thursday. */
export function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** First and last date of a range, written `2026-03-02`, for an error to speak of; what is no date is `null`. */
export function rangeText(firstDay: number, lastDay: number): { readonly from: string; readonly to: string } {
  const textOf = (day: number): string => {
    const json: unknown = new Date(day * dayMs).toJSON(); // null when it is no date, whatever its type says
    return String(json).slice(0, 10);
  };
  return { from: textOf(firstDay), to: textOf(lastDay) };
}

/** The year of the date so many days after 1970-01-01. */
export function yearOf(day: number): number {
  return new Date(day * dayMs).getUTCFullYear();
}

/** Month and day as one number that sorts: 2026-06-01 is 601. */
export function monthDayOf(day: number): number {
  const date = new Date(day * dayMs);
  return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/**
 * The corresponding day so many months later, or the last day of that month when it has no such day (`exists: false`).
 *
 * @see 《中华人民共和国民法典》第二百零二条，到期月的对应日
 */
export function correspondingDay(day: number, months: number): { readonly day: number; readonly exists: boolean } {
  const date = new Date(day * dayMs);
  const wanted = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  const exists = date.getUTCDate() === wanted;
  // A day that the month has not overflows into the next one; its day 0 is the end of the month before.
  if (!exists) date.setUTCDate(0);
  return { day: date.getTime() / dayMs, exists };
}
