import { defineErrors, type CivilDate, type Reason } from '@jiceng/kernel/plain';
import type { Calendar } from '../calendar/calendar.ts';
import { dayOf } from '../timetable/border.ts';
import { monthDayOf, yearOf } from '../timetable/day-number.ts';

/** What is found of a calendar's notices: of the form that the kernel's `diagnose` takes from its checks. */
export interface NoticeFinding extends Reason {
  readonly severity: 'fine' | 'warning' | 'severe';
}

/** In words of its own: who counts a deadline need not carry them. */
const noticeHealth = /* @__PURE__ */ defineErrors({
  SLA_NOTICE_KNOWN: {
    'zh-CN': '{year} 年的放假通知已在日历里。',
    en: 'The calendar has the holiday notice of {year}.',
  },
  SLA_NOTICE_AWAITED: {
    'zh-CN': '日历里还没有 {year} 年的放假通知：元旦前后的期限是暂定的。',
    en: 'The calendar has no holiday notice of {year} yet: limits around New Year are provisional.',
  },
  SLA_NOTICE_MISSING: {
    'zh-CN': '{year} 年已经开始，日历里却没有这一年的放假通知：所有期限都只按周末推算。',
    en: 'The year {year} has begun and the calendar has no holiday notice of it: every limit is counted by weekends alone.',
  },
});

/** Notices have come out between October and December; who has none in December should look for it. */
const awaitedFromMonthDay = 1201;

/**
 * A check for the kernel's `diagnose`: does the calendar know the notice of this year, and from 1 December on that of the next? A
 * year that has begun without one is severe, one that is about to is a warning. A calendar that follows no notices is not asked.
 *
 * @param today the day in the calendar's zone.
 * @throws JicengError `CIVIL_DATE_INVALID` when `today` does not exist.
 */
export function noticeCheck({ compiled }: Calendar, today: CivilDate): () => readonly NoticeFinding[] {
  const day = dayOf(today);
  return function notices() {
    const { settledYears } = compiled;
    if (settledYears === undefined) return [];
    const year = yearOf(day);
    if (!settledYears.has(year))
      return [{ ...noticeHealth.reason('SLA_NOTICE_MISSING', { year }), severity: 'severe' }];
    const awaited = monthDayOf(day) >= awaitedFromMonthDay && !settledYears.has(year + 1);
    return awaited
      ? [{ ...noticeHealth.reason('SLA_NOTICE_AWAITED', { year: year + 1 }), severity: 'warning' }]
      : [{ ...noticeHealth.reason('SLA_NOTICE_KNOWN', { year }), severity: 'fine' }];
  };
}
