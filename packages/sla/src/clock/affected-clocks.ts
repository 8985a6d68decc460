import type { Instant } from '@jiceng/kernel/plain';
import { msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { CalendarDiff } from '../calendar/calendar-diff.ts';
import { hasChanged } from '../calendar/changed-days.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** A case with a clock of any kind, as a host keeps it. */
export interface ClockRow {
  readonly start: Instant;
  /** Until when, as the calendar before answered; `undefined` when it had no answer. */
  readonly dueAt: Instant | undefined;
  /** A finished case keeps its due time whatever becomes of the calendar. */
  readonly finished: boolean;
}

/** Which clocks end at another time, and how many were read anew to know it. */
export interface AffectedClocks<Row extends ClockRow> {
  readonly moved: readonly {
    readonly row: Row;
    readonly dueBefore: Instant | undefined;
    readonly dueAfter: Instant | undefined;
  }[];
  readonly touched: number;
}

/**
 * The clocks that end at another time when one calendar takes the place of another, whatever they run on: budgets with extensions
 * and resets, limits with the facts of a case. Only unfinished rows with a changed day between start and due time are read anew, by
 * the host's own function, whose answer must lean on no other days. For plain limits `affectedDeadlines` knows more, and reads fewer.
 */
export function affectedClocks<Row extends ClockRow>(
  { after, compiled }: CalendarDiff,
  rows: readonly Row[],
  dueAtOf: (calendar: Calendar, row: Row) => Instant | undefined,
): AffectedClocks<Row> {
  const { offsets } = after.compiled;
  const mayMove = ({ start, dueAt }: Row): boolean => {
    // The night shift of the day before reaches into the first day.
    const first = localDayAt(offsets, msOf(start)) - 1;
    const last = dueAt === undefined ? compiled.lastDay : localDayAt(offsets, msOf(dueAt));
    return hasChanged(compiled, { on: 'status', first, last }) || hasChanged(compiled, { on: 'hours', first, last });
  };
  const touched = rows.filter((row) => !row.finished && mayMove(row));
  const moved = touched
    .map((row) => ({ row, dueBefore: row.dueAt, dueAfter: dueAtOf(after, row) }))
    .filter(({ dueBefore, dueAfter }) => dueAfter !== dueBefore);
  return { moved, touched: touched.length };
}
