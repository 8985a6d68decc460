import { isCount, numberRefused, requireNumber } from '../timetable/border.ts';
import type { DueUnit } from '../timetable/due.ts';
import { slaError } from '../errors.ts';
import { coveredMs } from '../timetable/horizon.ts';
import type { Timetable } from '../timetable/timetable.ts';

/** What an amount may be counted in; a column of units holds the place in this list. */
export const caseUnits = ['workingMs', 'workingDay', 'calendarDay', 'month'] as const satisfies readonly DueUnit[];

/** The pauses of all cases, one after another: those of case `i` lie from `firstOf[i]` up to `firstOf[i + 1]`. */
export interface PauseColumns {
  /** One longer than there are cases. */
  readonly firstOf: Uint32Array;
  /** Epoch milliseconds. Within a case they are in order and do not overlap. */
  readonly fromMs: Float64Array;
  /** Infinity while a pause lasts. */
  readonly toMs: Float64Array;
}

/** Cases as columns: row `i` of every column is one of them. */
export interface CaseColumns {
  /** Epoch milliseconds. */
  readonly startMs: Float64Array;
  /** How much each may take: open milliseconds, working days, calendar days or months, as its unit says. Whole, 0 or more. */
  readonly amount: Float64Array;
  /** Places in `caseUnits`; open milliseconds when absent. */
  readonly unit?: Uint8Array;
  /** Which of the calendars each goes by; the first when absent. */
  readonly calendar?: Uint8Array | Uint16Array;
  readonly pauses?: PauseColumns;
  /** Shares of the amount, 0 to 1, ascending, the same for all: the levels of a case. */
  readonly shares?: readonly number[];
}

/** A level is one byte. */
const maxShares = 255;

/** A column is as long as it has to be.
 * @throws JicengError `SLA_COLUMN_LENGTH` when it is not. */
export function requireLength(column: string, { length }: ArrayLike<number>, expected: number): void {
  if (length !== expected) throw slaError('SLA_COLUMN_LENGTH', { column, length, expected });
}

/** Every number of a column is a place in a list of so many. */
function requirePlaces(column: string, places: ArrayLike<number> | undefined, rows: number, size: number): void {
  if (places === undefined) return;
  requireLength(column, places, rows);
  for (let row = 0; row < rows; row += 1) {
    const place = places[row] ?? 0;
    if (place >= size) throw slaError('SLA_OPTION_UNKNOWN', { option: `${column}[${row}]`, value: String(place) });
  }
}

function checkPauses({ firstOf, fromMs, toMs }: PauseColumns, rows: number): void {
  requireLength('pauses.firstOf', firstOf, rows + 1);
  requireLength('pauses.toMs', toMs, fromMs.length);
  for (let row = 0; row < rows; row += 1) {
    const [first, end] = [firstOf[row] ?? 0, firstOf[row + 1] ?? 0];
    let afterMs = -Infinity;
    let ordered = first <= end && end <= fromMs.length;
    for (let index = first; ordered && index < end; index += 1) {
      const [from, to] = [fromMs[index] ?? NaN, toMs[index] ?? NaN];
      ordered = from > -Infinity && from >= afterMs && to >= from;
      afterMs = to;
    }
    if (!ordered) throw slaError('SLA_PAUSES_UNORDERED', { row });
  }
}

/**
 * Reads every column once, so that nothing is checked row by row later.
 *
 * @throws JicengError `SLA_COLUMN_LENGTH` when columns are not of one length.
 * @throws JicengError `SLA_NUMBER_INVALID` when an amount is not whole or below zero, or a share is not from 0 to 1 and ascending.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit or calendar.
 * @throws JicengError `SLA_PAUSES_UNORDERED` when the pauses of a case overlap, are not in order, or end before they start.
 * @throws JicengError `SLA_BEYOND_RANGE` when a calendar does not cover a start.
 */
export function checkColumns(calendars: readonly Timetable[], columns: CaseColumns): void {
  const { startMs, amount, unit, calendar, pauses, shares = [] } = columns;
  const rows = startMs.length;
  requireLength('amount', amount, rows);
  requirePlaces('unit', unit, rows, caseUnits.length);
  requirePlaces('calendar', calendar ?? new Uint8Array(rows), rows, calendars.length);
  for (let row = 0; row < rows; row += 1) {
    const value = amount[row] ?? NaN;
    if (!isCount(value)) throw numberRefused('count', `amount[${row}]`, value);
    const timetable = calendars[calendar?.[row] ?? 0];
    if (timetable !== undefined) coveredMs(timetable, startMs[row]);
  }
  if (shares.length > maxShares) requireLength('shares', shares, maxShares);
  let last = 0;
  for (const [index, share] of shares.entries()) {
    const name = `shares[${index}]`;
    if (requireNumber('share', name, share) < last) throw numberRefused('share', name, share);
    last = share;
  }
  if (pauses !== undefined) checkPauses(pauses, rows);
}
