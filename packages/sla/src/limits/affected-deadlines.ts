import type { CivilDate, Instant } from '@jiceng/kernel/plain';
import { dayOf, msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { CalendarDiff } from '../calendar/calendar-diff.ts';
import { hasChanged, type Leaning } from '../calendar/changed-days.ts';
import { dayMs } from '../timetable/day-number.ts';
import { deadlineOf, type Deadline, type DeadlineQuestion } from './deadline.ts';
import { countedStartMs } from './deadline-ms.ts';
import { countingOf, pausedDays } from './day-period.ts';
import type { DayLimit, FixedLimit } from './limit.ts';
import { countedBetween, pausesMsOf } from '../timetable/pause.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** A case with a limit, as a host keeps it. */
export interface DeadlineRow extends DeadlineQuestion {
  /** Until when, as the calendar before answered; `undefined` while a pause without end stands before it. */
  readonly dueAt: Instant | undefined;
  /** A finished case keeps its deadline whatever becomes of the calendar. */
  readonly finished: boolean;
}

/** A deadline that is another one now. */
export interface MovedDeadline<Row extends DeadlineRow> {
  readonly row: Row;
  readonly dueBefore: Instant | undefined;
  /** The last day as it was, for limits counted in dates. */
  readonly lastDayBefore: CivilDate | undefined;
  readonly after: Deadline;
}

/** Which deadlines move, which stay and can be relied on now, and how many were worked out anew to know what moves. */
export interface AffectedDeadlines<Row extends DeadlineRow> {
  readonly moved: readonly MovedDeadline<Row>[];
  /** Those that were provisional, stay as they were, and are final now. */
  readonly settled: readonly Row[];
  readonly touched: number;
}

const hasOwnRule = ({ limit }: DeadlineRow): boolean => 'lastDay' in limit && (limit.lastDay ?? '').startsWith('own:');

/** The last working day before a day, or the day before all that the calendar covers. */
function workingDayBefore({ compiled: { days } }: Calendar, day: number): number {
  return days.dayWith(days.before(day)) ?? days.firstDay - 1;
}

/** The last local day that was looked at: that of the due time, or the one on which the pause without end begins. */
function lastDayOf({ compiled: { offsets } }: Calendar, { dueAt, pauses = [] }: DeadlineRow): number {
  if (dueAt !== undefined) return localDayAt(offsets, msOf(dueAt) - 1);
  return Math.max(...pauses.map(({ from }) => localDayAt(offsets, msOf(from))));
}

function leaningsOfDates(
  before: Calendar,
  row: DeadlineRow,
  limit: DayLimit | FixedLimit,
  countedDay: number,
): readonly Leaning[] {
  const lastDay = lastDayOf(before, row);
  const closes = limit.cutoff === 'close';
  // The last shift may end on the day after the one it belongs to.
  const ofClose: readonly Leaning[] = closes ? [{ on: 'hours', first: lastDay - 1, last: lastDay }] : [];
  if (limit.unit === 'workingDay' || limit.lastDay === 'tax-109') {
    const first = limit.unit === 'fixed' ? dayOf(limit.from) : countedDay;
    return [{ on: 'status', first, last: lastDay }, ...ofClose];
  }
  // Plain days, weeks and months look at the calendar only to move the last day: back to the working day before it, none was.
  if (limit.lastDay === 'none' || row.dueAt === undefined) return ofClose;
  const earlier = workingDayBefore(before, lastDay);
  const first = (closes ? workingDayBefore(before, earlier) : earlier) + 1;
  return [{ on: 'status', first, last: lastDay }, ...ofClose];
}

/** The days that the answer leans on; `undefined` when nobody but the host knows. */
function leaningsOf(before: Calendar, row: DeadlineRow): readonly Leaning[] | undefined {
  if (hasOwnRule(row)) return undefined;
  const { start, limit } = row;
  const { offsets } = before.compiled;
  const startMs = msOf(start);
  const startDay = localDayAt(offsets, startMs);
  if (limit.unit === 'fixed') {
    return leaningsOfDates(before, row, limit, startDay);
  }
  const late = limit.lateReceipt === 'next-working-day';
  const countedDay = late ? localDayAt(offsets, countedStartMs(before, startMs, limit.lateReceipt)) : startDay;
  const ofReceipt: readonly Leaning[] = late
    ? [
        { on: 'status', first: startDay, last: countedDay },
        { on: 'hours', first: startDay, last: countedDay },
      ]
    : [];
  switch (limit.unit) {
    case 'hour':
    case 'minute':
      return ofReceipt;
    case 'workingHour':
    case 'workingMinute':
      // The night shift of the day before reaches into the first day.
      return [...ofReceipt, { on: 'hours', first: countedDay - 1, last: lastDayOf(before, row) }];
    case 'workingDay':
    case 'calendarDay':
    case 'week':
    case 'month':
    case 'year':
      return [...ofReceipt, ...leaningsOfDates(before, row, limit, countedDay)];
  }
}

/** Days given off and made up for may leave a count of working days as it was, so that it still ends on the same one. */
function countsTheSame({ before, after, compiled }: CalendarDiff, row: DeadlineRow): boolean {
  const { start, limit, dueAt, pauses = [] } = row;
  const plainly = limit.unit === 'workingDay' && limit.lastDay !== 'tax-109' && limit.cutoff !== 'close';
  if (!plainly || limit.value === 0 || limit.lateReceipt === 'next-working-day' || dueAt === undefined) return false;
  const { offsets } = before.compiled;
  const { firstDay } = countingOf(limit, localDayAt(offsets, msOf(start)));
  const lastDay = lastDayOf(before, row);
  if (firstDay < compiled.firstDay || lastDay > compiled.lastDay) return false;
  const paused = pausedDays(offsets, pausesMsOf(pauses), limit.pauseDays);
  const counted = ({ compiled: { days } }: Calendar): number =>
    countedBetween(days.before, firstDay, lastDay + 1, paused);
  return counted(before) === counted(after) && after.compiled.ruleOf(lastDay).workingDay;
}

/** Two days more than any zone and any night shift can move an instant away from its date. */
const marginMs = 2 * dayMs;

/**
 * Tells rows that were over before the first change, or began after the last: most rows of most changes, so that it asks for two
 * numbers only. Whatever is not plain is not told here.
 */
function aloofFrom({ days, compiled }: CalendarDiff): (row: DeadlineRow) => boolean {
  const msAt = (date: CivilDate | undefined, otherwise: number): number =>
    date === undefined ? otherwise : dayOf(date) * dayMs;
  const beforeMs = msAt(days[0]?.date, Infinity) - marginMs;
  const afterMs = msAt(days.at(-1)?.date, -Infinity) + marginMs;
  const [knownFromMs, knownToMs] = [compiled.firstDay * dayMs + marginMs, compiled.lastDay * dayMs - marginMs];
  return (row) => {
    const [startMs, dueMs] = [Date.parse(row.start), Date.parse(row.dueAt ?? '')]; // NaN is neither before nor after
    const known = startMs >= knownFromMs && dueMs <= knownToMs;
    return known && (dueMs < beforeMs || startMs > afterMs) && row.limit.unit !== 'fixed' && !hasOwnRule(row);
  };
}

/** May the deadline of a row be another one now? */
function mayMove(diff: CalendarDiff, row: DeadlineRow): boolean {
  const leanings = leaningsOf(diff.before, row);
  if (leanings === undefined) return true;
  return leanings.some((one) => hasChanged(diff.compiled, one)) && !countsTheSame(diff, row);
}

/** Tells rows that wait for a notice which the later calendar has; a span that ends the year before may wait for it too. */
function waitsForNotice({ before, after }: CalendarDiff): (row: DeadlineRow) => boolean {
  const { settledYears: known = new Set() } = before.compiled;
  const arrived = [...(after.compiled.settledYears ?? [])].filter((year) => !known.has(year));
  const firstMs = Date.UTC(Math.min(...arrived) - 1, 0, 1) - marginMs; // NaN when none arrived
  return (row) => arrived.length > 0 && !(Date.parse(row.dueAt ?? '') < firstMs);
}

/** Is a deadline final that was not? */
function isSettled({ before, after }: CalendarDiff, row: DeadlineRow): boolean {
  return deadlineOf(before, row).certainty === 'provisional' && deadlineOf(after, row).certainty === 'final';
}

/**
 * The deadlines that move when one calendar takes the place of another. Only rows that lean on a changed day are worked out anew,
 * and rows with a rule of the host's own, of which nobody knows what it leans on; finished rows never are. Those that stay are told
 * where a notice has arrived that they were waiting for.
 *
 * @throws JicengError the errors of `deadlineOf`
 */
export function affectedDeadlines<Row extends DeadlineRow>(
  diff: CalendarDiff,
  rows: readonly Row[],
): AffectedDeadlines<Row> {
  const isAloof = aloofFrom(diff);
  const touched = rows.filter((row) => !row.finished && !isAloof(row) && mayMove(diff, row));
  const moved = touched
    .map((row) => ({ row, after: deadlineOf(diff.after, row) }))
    .filter(({ row, after }) => after.dueAt !== row.dueAt)
    .map(({ row, after }): MovedDeadline<Row> => {
      const { lastDay: lastDayBefore } = deadlineOf(diff.before, row);
      return { row, dueBefore: row.dueAt, lastDayBefore, after };
    });
  const movedRows = new Set<DeadlineRow>(moved.map(({ row }) => row));
  const waits = waitsForNotice(diff);
  const settled = rows.filter((row) => !row.finished && !movedRows.has(row) && waits(row) && isSettled(diff, row));
  return { moved, settled, touched: touched.length };
}
