import { caseUnits, checkColumns, requireLength, type CaseColumns, type PauseColumns } from './case-columns.ts';
import { baseOf, partOf, usedAt, usedUpMs, wholeOf } from './case-course.ts';
import type { DueUnit } from '../timetable/due.ts';
import { coveredMs } from '../timetable/horizon.ts';
import type { Stretch } from '../timetable/pause.ts';
import type { Timetable } from '../timetable/timetable.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

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

const noPauses: readonly Stretch[] = [];

/** Reads the pauses of one row after another into one list, on the line that the unit is counted on. */
function createPauseReader(columns: PauseColumns | undefined) {
  const kept: { from: number; to: number }[] = [];
  const stretches: typeof kept = [];
  return ({ compiled: { offsets } }: Timetable, unit: DueUnit, row: number): readonly Stretch[] => {
    const first = columns?.firstOf[row] ?? 0;
    const end = columns?.firstOf[row + 1] ?? 0;
    if (columns === undefined || first === end) return noPauses;
    // Of days, those after a pause's first up to its last.
    const pointAt = (atMs = NaN): number => (unit === 'workingMs' ? atMs : localDayAt(offsets, atMs) + 1);
    stretches.length = 0;
    for (let index = first; index < end; index += 1) {
      const stretch = (kept[index - first] ??= { from: 0, to: 0 });
      stretch.from = pointAt(columns.fromMs[index]);
      stretch.to = pointAt(columns.toMs[index]);
      stretches.push(stretch);
    }
    return stretches;
  };
}

/** Checks the columns, then reads a row at an instant into a place of the readings. */
function createRowReader(calendars: Calendars, columns: CaseColumns) {
  const list: readonly [Timetable, ...Timetable[]] = 'compiled' in calendars ? [calendars] : calendars;
  checkColumns(list, columns);
  const { startMs, amount, unit: units, calendar: places, shares = [] } = columns;
  const pausesOf = createPauseReader(columns.pauses);

  return (row: number, nowMs: number, out: CaseReadings, place: number): void => {
    const timetable = list[places?.[row] ?? 0] ?? list[0];
    const unit = caseUnits[units?.[row] ?? 0] ?? 'workingMs';
    const start = startMs[row] ?? NaN;
    const whole = wholeOf(timetable, unit, start, amount[row] ?? NaN);
    const pauses = pausesOf(timetable, unit, row);
    const base = baseOf(timetable, unit, start);
    const due = usedUpMs(timetable, unit, start, base, whole, whole, pauses);
    const used = usedAt(timetable, unit, start, base, pauses, nowMs);

    let level = 0;
    let waiting = Infinity;
    for (const share of shares) {
      const part = partOf(unit, whole, share);
      // All days may be over before the last one is: it may have been rolled on.
      const reached = part === whole ? nowMs >= due : used >= part && nowMs >= start;
      if (!reached) {
        waiting = part;
        break;
      }
      level += 1;
    }
    out.dueMs[place] = due;
    out.remaining[place] = whole - used;
    out.level[place] = level;
    if (out.nextMs === undefined) return;
    out.nextMs[place] =
      waiting === Infinity ? Infinity : usedUpMs(timetable, unit, start, base, whole, waiting, pauses);
  };
}

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
  const readRow = createRowReader(calendars, columns);
  for (const calendar of 'compiled' in calendars ? [calendars] : calendars) coveredMs(calendar, nowMs);
  const rows = columns.startMs.length;
  requireLength('dueMs', out.dueMs, rows);
  requireLength('remaining', out.remaining, rows);
  requireLength('level', out.level, rows);
  if (out.nextMs !== undefined) requireLength('nextMs', out.nextMs, rows);
  for (let row = 0; row < rows; row += 1) readRow(row, nowMs, out, row);
}

/**
 * Answers when a case reaches its next share after an instant, for a queue of thresholds; Infinity when no more is to come, or the
 * calendar ends before it, NaN while a pause without end stands before it. The columns are checked once; what is written into them
 * later counts, unchecked.
 *
 * @throws JicengError as `evaluateMany` does.
 */
export function createThresholds(calendars: Calendars, columns: CaseColumns): (row: number, afterMs: number) => number {
  const readRow = createRowReader(calendars, columns);
  const nextMs = new Float64Array(1);
  const out = { dueMs: new Float64Array(1), remaining: new Float64Array(1), level: new Uint8Array(1), nextMs };
  return (row, afterMs) => {
    readRow(row, afterMs, out, 0);
    return nextMs[0] ?? Infinity;
  };
}
