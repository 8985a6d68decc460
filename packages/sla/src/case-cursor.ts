import { caseUnits, type CaseColumns } from './case-columns.ts';
import { correspondingDay } from './day-number.ts';
import { workingDaysBefore } from './day-table.ts';
import { countedBetween, totalAfter, type Measure } from './pause.ts';
import type { Timetable } from './timetable.ts';
import { localDayAt, midnightMs } from './zone-offsets.ts';

/** One case after another, read from its columns without an object for each: the answers are of the row it was last moved to. */
export interface CaseCursor {
  readonly move: (row: number) => void;
  /** What is left at an instant: open milliseconds, or days. */
  readonly remaining: (nowMs: number) => number;
  /** How many of the shares have been reached at an instant. */
  readonly level: (nowMs: number) => number;
  /** When a share is reached, 1 at the due time. NaN: a pause without end comes first. Infinity: the calendar ends before. */
  readonly reachedMs: (share: number) => number;
}

/** Shares such as 0.55 of 100 days miss a whole number by less than this. */
const shareTolerance = 1e-9;

const orInfinity = (at: number | undefined): number => (at === undefined || Number.isNaN(at) ? Infinity : at);

/** Goes over columns that have been checked. */
export function createCaseCursor(calendars: readonly [Timetable, ...Timetable[]], columns: CaseColumns): CaseCursor {
  const { unit: units, calendar: places, pauses: pauseColumns, shares = [] } = columns;
  let { open, days, offsets } = calendars[0].compiled;
  let [startMs, startDay, amount, openBeforeStart] = [0, 0, 0, 0];
  let inDays = false;
  let measure: Measure = open.before;
  const plainly: Measure = (day) => day;
  const inWorkingDays: Measure = (day) => workingDaysBefore(days, day);
  // Filled anew for each row; the stretches themselves are kept for the rows to come.
  const stretches: { from: number; to: number }[] = [];
  const pauses: typeof stretches = [];

  /** On the line that is counted: instants, or the days after a pause's first up to its last. */
  const pointAt = (atMs: number): number => (inDays ? localDayAt(offsets, atMs) + 1 : atMs);

  const readPauses = (row: number): void => {
    pauses.length = 0;
    if (pauseColumns === undefined) return;
    const { firstOf, fromMs, toMs } = pauseColumns;
    for (let index = firstOf[row] ?? 0; index < (firstOf[row + 1] ?? 0); index += 1) {
      const stretch = (stretches[pauses.length] ??= { from: 0, to: 0 });
      stretch.from = pointAt(fromMs[index] ?? 0);
      stretch.to = pointAt(toMs[index] ?? 0);
      pauses.push(stretch);
    }
  };

  const move = (row: number): void => {
    ({ open, days, offsets } = (calendars[places?.[row] ?? 0] ?? calendars[0]).compiled);
    startMs = columns.startMs[row] ?? 0;
    amount = columns.amount[row] ?? 0;
    const unit = caseUnits[units?.[row] ?? 0];
    inDays = unit !== 'workingMs';
    if (inDays) {
      startDay = localDayAt(offsets, startMs);
      measure = unit === 'workingDay' ? inWorkingDays : plainly;
      if (unit === 'month') amount = correspondingDay(startDay, amount).day - startDay;
    } else {
      measure = open.before;
      openBeforeStart = open.before(startMs);
    }
    readPauses(row);
  };

  const instantOfOpen = (part: number): number => {
    if (part === 0) return startMs;
    const total = pauses.length === 0 ? openBeforeStart + part : totalAfter(measure, startMs, part, pauses);
    return total === undefined ? NaN : orInfinity(open.earliest(total));
  };

  /** A part of the days ends on a day of the period, as it comes; only the whole is rolled. */
  const instantOfDays = (part: number): number => {
    if (part === 0 && amount > 0) return startMs;
    const total = totalAfter(measure, startDay + 1, part, pauses);
    if (total === undefined) return NaN;
    const counted = orInfinity(measure === plainly ? total - 1 : days.workingDays[total - 1]);
    const nominalDay = part === 0 ? startDay : counted;
    const lastDay = part < amount ? nominalDay : orInfinity(days.workingDays[workingDaysBefore(days, nominalDay)]);
    return lastDay > days.lastDay ? Infinity : midnightMs(offsets, lastDay + 1);
  };

  const partOf = (share: number): number =>
    inDays ? Math.ceil(share * amount - shareTolerance) : Math.round(share * amount);
  const instantOf = (part: number): number => (inDays ? instantOfDays(part) : instantOfOpen(part));

  /** Of days, how many are over: today's is not. */
  const elapsed = (nowMs: number): number => {
    const first = inDays ? startDay + 1 : startMs;
    const now = inDays ? localDayAt(offsets, nowMs) : nowMs;
    if (now <= first) return 0;
    if (pauses.length > 0) return countedBetween(measure, first, now, pauses);
    return measure(now) - (inDays ? measure(first) : openBeforeStart);
  };

  return {
    move,
    remaining: (nowMs) => amount - elapsed(nowMs),
    level: (nowMs) => {
      if (nowMs < startMs) return 0;
      const used = elapsed(nowMs);
      let level = 0;
      for (const share of shares) {
        const part = partOf(share);
        // The last day may have been rolled on, after all days were over.
        const reached = part === amount && inDays ? nowMs >= instantOfDays(part) : used >= part;
        if (!reached) break;
        level += 1;
      }
      return level;
    },
    reachedMs: (share) => instantOf(partOf(share)),
  };
}
