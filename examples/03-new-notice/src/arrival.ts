import { isJicengError, type Words } from '@jiceng/kernel';
import {
  affectedDeadlines,
  compileCalendar,
  deadlineOf,
  diffCalendars,
  explainDeadline,
  mergeNotices,
  type AffectedDeadlines,
  type Calendar,
  type CalendarDefinition,
  type CalendarDiff,
  type Certainty,
  type DeadlineExplanation,
  type HolidayNotice,
} from '@jiceng/sla';
import { chinaNotices } from '@jiceng/sla/notices';
import { countyCases, type CountyCase } from './cases.ts';

const office = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
] as const;

/** The county's calendar by the national notices that are known. */
export function countyCalendar(notices: readonly HolidayNotice[]): CalendarDefinition {
  return {
    zone: 'Asia/Shanghai',
    week: { mon: office, tue: office, wed: office, thu: office, fri: office },
    makeup: office,
    holidays: { notices },
    range: { from: '2026-01-01', to: '2027-12-31' },
  };
}

/** What a new calendar does to the cases. */
export interface Change {
  readonly diff: CalendarDiff;
  readonly affected: AffectedDeadlines<CountyCase>;
  /** All cases afterwards, with their new due. */
  readonly cases: readonly CountyCase[];
  /** How many of the open ones are final, and how many are not. */
  readonly certainty: Readonly<Record<Certainty, number>>;
}

/** Everything that is told of a notice that arrives. */
export interface Arrival {
  readonly before: readonly CountyCase[];
  readonly certaintyBefore: Readonly<Record<Certainty, number>>;
  readonly notice: HolidayNotice;
  readonly update: HolidayNotice;
  readonly national: Change;
  /** Why the update was refused; `undefined` when it was not. */
  readonly refusedUpdate: Words | undefined;
  readonly regional: HolidayNotice;
  readonly county: Change;
  /** One case that both moved, explained by the last calendar. */
  readonly example: { readonly row: CountyCase; readonly explanation: DeadlineExplanation } | undefined;
}

function certaintyOf(calendar: Calendar, cases: readonly CountyCase[]): Readonly<Record<Certainty, number>> {
  const open = cases.filter(({ finished }) => !finished).map((row) => deadlineOf(calendar, row).certainty);
  const provisional = open.filter((certainty) => certainty === 'provisional').length;
  return { final: open.length - provisional, provisional };
}

function change(before: Calendar, after: Calendar, rows: readonly CountyCase[]): Change {
  const diff = diffCalendars(before, after);
  const affected = affectedDeadlines(diff, rows);
  const newDue = new Map(affected.moved.map(({ row, after: { dueAt } }) => [row.id, dueAt]));
  const cases = rows.map((row) => (newDue.has(row.id) ? { ...row, dueAt: newDue.get(row.id) } : row));
  return { diff, affected, cases, certainty: certaintyOf(after, cases) };
}

function refusalOf(known: readonly HolidayNotice[], update: HolidayNotice): Words | undefined {
  try {
    mergeNotices(known, [update]);
    return undefined;
  } catch (error) {
    if (isJicengError(error, 'SLA_NOTICE_SHRINKS')) return error.words;
    throw error;
  }
}

/** What explanations call the layer of the county. */
export const countyName: Words = { 'zh-CN': '示例自治县（虚构）', en: 'Example county (made up)' };

/** A national notice arrives, then an update of it, then the county's own, which is laid over the nation's. */
export function arrivalOf({
  notice,
  update,
  regional,
}: Readonly<Record<'notice' | 'update' | 'regional', HolidayNotice>>): Arrival {
  const waiting = compileCalendar(countyCalendar(chinaNotices));
  const before = countyCases(waiting);

  const notices = mergeNotices(chinaNotices, [notice]);
  const definition = countyCalendar(notices);
  const known = compileCalendar(definition);
  const national = change(waiting, known, before);

  const layers = [{ id: regional.id, name: countyName, notices: [regional] }];
  const own = compileCalendar({ ...definition, layers });
  const county = change(known, own, national.cases);

  const movedTwice = county.affected.moved.find(({ row }) =>
    national.affected.moved.some((one) => one.row.id === row.id),
  );
  const row = county.cases.find(({ id }) => id === movedTwice?.row.id);
  return {
    before,
    certaintyBefore: certaintyOf(waiting, before),
    notice,
    update,
    national,
    refusedUpdate: refusalOf(notices, update),
    regional,
    county,
    example: row && { row, explanation: explainDeadline(own, row) },
  };
}
