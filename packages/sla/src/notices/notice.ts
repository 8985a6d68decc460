import type { CivilDate } from '@jiceng/kernel/plain';
import { dayOf } from '../timetable/border.ts';
import { slaError } from '../errors.ts';

/** One day that a notice decides. */
export interface NoticeDay {
  readonly date: CivilDate;
  /** The holiday it belongs to; a make-up day names the holiday it makes up for. Calendars do not need it. */
  readonly name?: string;
  /** Off, or a working day. */
  readonly off: boolean;
}

/** A dated notice on holidays. What it decides holds from its publication on, until a later notice decides otherwise. */
export interface HolidayNotice {
  readonly id: string;
  /** Only an `annual` notice settles its year; an `amendment`, or a region's own list, changes single days. */
  readonly kind: 'annual' | 'amendment';
  /** The year in its title. It may decide days of the December before. */
  readonly titleYear: number;
  readonly publishedOn: CivilDate;
  readonly url?: string;
  readonly documentNumber?: string;
  /** The notice that an amendment changes. */
  readonly amends?: string;
  readonly days: readonly NoticeDay[];
}

/**
 * A region's own notice on holidays, with all it takes to look it up. It stands in the layer of its region. Regions give days off by
 * calendars of their own, which differ from place to place and are never computed here.
 *
 * @see 《全国年节及纪念日放假办法》（2024 年修订）第四条，少数民族习惯的节日，由各少数民族聚居地区的地方人民政府规定放假日期
 */
export interface RegionalNotice extends HolidayNotice {
  readonly kind: 'amendment';
  /** Code of the division, GB/T 2260: `650422`. */
  readonly region: string;
  /** Who issued it. */
  readonly authority: string;
  /** Its title. */
  readonly document: string;
  readonly url: string;
}

/** What notices say about a date: off or not, and which of them said so. */
export interface NoticeDecision {
  readonly off: boolean;
  readonly notice: string;
  /** The holiday it belongs to, where the notice names it. */
  readonly holiday?: string;
}

/** Notices folded into what they say about each date, and the years that are settled. */
export interface FoldedNotices {
  readonly decisions: ReadonlyMap<number, NoticeDecision>;
  readonly settledYears: ReadonlySet<number>;
}

function decisionsOf(notice: HolidayNotice): ReadonlyMap<number, NoticeDecision> {
  const decisions = new Map<number, NoticeDecision>();
  for (const { date, off, name } of notice.days) {
    const day = dayOf(date);
    if ((decisions.get(day)?.off ?? off) !== off) {
      throw slaError('SLA_NOTICE_CONTRADICTS', { notice: notice.id, date });
    }
    decisions.set(day, { off, notice: notice.id, ...(name !== undefined && { holiday: name }) });
  }
  return decisions;
}

/**
 * Reads notices in the order of their publication, those published by `asOf` only; a later one wins, date by date.
 *
 * @throws JicengError `SLA_NOTICE_CONTRADICTS` when one notice declares a date both off and working.
 * @throws JicengError `CIVIL_DATE_INVALID` when a date does not exist.
 */
export function foldNotices(notices: readonly HolidayNotice[], asOf: CivilDate | undefined): FoldedNotices {
  const lastDay = asOf === undefined ? Infinity : dayOf(asOf);
  const known = notices
    .map((notice) => ({ notice, publishedDay: dayOf(notice.publishedOn) }))
    .filter(({ publishedDay }) => publishedDay <= lastDay)
    .toSorted((a, b) => a.publishedDay - b.publishedDay)
    .map(({ notice }) => notice);
  return {
    decisions: new Map(known.flatMap((notice) => [...decisionsOf(notice)])),
    settledYears: new Set(known.filter(({ kind }) => kind === 'annual').map(({ titleYear }) => titleYear)),
  };
}

/** An amendment stands beside what it amends; a year has one annual notice. */
function replaces(arrived: HolidayNotice, known: HolidayNotice): boolean {
  if (arrived.id === known.id) return true;
  return arrived.kind === 'annual' && known.kind === 'annual' && arrived.titleYear === known.titleYear;
}

/**
 * The notices one has, with those that arrived in place of the ones they replace: those of the same id, or the annual one of the
 * same year.
 *
 * @throws JicengError `SLA_NOTICE_SHRINKS` when an arrived one decides fewer days than the one it would replace: feeds have been
 * emptied by mistake, and every deadline of that year would move.
 */
export function mergeNotices(
  known: readonly HolidayNotice[],
  arrived: readonly HolidayNotice[],
): readonly HolidayNotice[] {
  for (const after of arrived) {
    const shrinking = known.find((before) => replaces(after, before) && after.days.length < before.days.length);
    if (shrinking === undefined) continue;
    throw slaError('SLA_NOTICE_SHRINKS', {
      year: after.titleYear,
      before: shrinking.days.length,
      after: after.days.length,
    });
  }
  return [...known.filter((before) => !arrived.some((after) => replaces(after, before))), ...arrived];
}
