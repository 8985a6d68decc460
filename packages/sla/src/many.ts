import { checkColumns, requireLength, type CaseColumns } from './case-columns.ts';
import { createCaseCursor, type CaseCursor } from './case-cursor.ts';
import { coveredMs } from './horizon.ts';
import type { Timetable } from './timetable.ts';

/** How many cases stand at an instant: a column for each answer, as long as there are cases, filled in place. */
export interface CaseReadings {
  /** Epoch milliseconds. NaN: a pause without end stands before it. Infinity: the calendar ends before it. */
  readonly dueMs: Float64Array;
  /** What is left: open milliseconds, working days, or calendar days (for months too); below zero once more has passed. */
  readonly remaining: Float64Array;
  /** How many of the shares have been reached. */
  readonly level: Uint8Array;
  /** When the next share is reached, later than now; Infinity when no more is to come. Else NaN and Infinity as above. */
  readonly nextMs?: Float64Array;
}

/** The calendars that cases may go by: one, or a list that the column of calendars refers to. */
export type Calendars = Timetable | readonly [Timetable, ...Timetable[]];

const listOf = (calendars: Calendars): readonly [Timetable, ...Timetable[]] =>
  'compiled' in calendars ? [calendars] : calendars;

const nextOf = (cursor: CaseCursor, shares: readonly number[], level: number): number => {
  const share = shares[level];
  return share === undefined ? Infinity : cursor.reachedMs(share);
};

/**
 * Reads many cases at an instant, as `evaluateClock` and `deadlineOf` would read them one by one: when each is due, what is left of it,
 * which of its shares are reached. Limits in days and months go by the rules that hold unless a law says otherwise, see `dueMs`. The
 * columns are checked once, and no object is made for a case.
 *
 * @throws JicengError `SLA_COLUMN_LENGTH` when columns are not of one length, those to be filled included.
 * @throws JicengError `SLA_NUMBER_INVALID` when an amount is not whole or below zero, or shares are not from 0 to 1 and ascending.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit or calendar.
 * @throws JicengError `SLA_PAUSES_UNORDERED` when the pauses of a case overlap, are not in order, or end before they start.
 * @throws JicengError `SLA_BEYOND_RANGE` when a calendar does not cover now, or the start of one of its cases.
 */
export function evaluateMany(calendars: Calendars, columns: CaseColumns, nowMs: number, out: CaseReadings): void {
  const list = listOf(calendars);
  checkColumns(list, columns);
  for (const calendar of list) coveredMs(calendar, nowMs);
  const rows = columns.startMs.length;
  const { dueMs, remaining, level, nextMs } = out;
  requireLength('dueMs', dueMs, rows);
  requireLength('remaining', remaining, rows);
  requireLength('level', level, rows);
  if (nextMs !== undefined) requireLength('nextMs', nextMs, rows);

  const { shares = [] } = columns;
  const cursor = createCaseCursor(list, columns);
  for (let row = 0; row < rows; row += 1) {
    cursor.move(row);
    const reached = cursor.level(nowMs);
    dueMs[row] = cursor.reachedMs(1);
    remaining[row] = cursor.remaining(nowMs);
    level[row] = reached;
    if (nextMs !== undefined) nextMs[row] = nextOf(cursor, shares, reached);
  }
}

/**
 * Answers when a case reaches its next share after an instant, for a queue of thresholds; Infinity when no more is to come, or the
 * calendar ends before it, NaN while a pause without end stands before it. The columns are checked once; later changes in them count,
 * unchecked.
 *
 * @throws JicengError as `evaluateMany` does.
 */
export function createThresholds(calendars: Calendars, columns: CaseColumns): (row: number, afterMs: number) => number {
  const list = listOf(calendars);
  checkColumns(list, columns);
  const { shares = [] } = columns;
  const cursor = createCaseCursor(list, columns);
  return (row, afterMs) => {
    cursor.move(row);
    return nextOf(cursor, shares, cursor.level(afterMs));
  };
}
