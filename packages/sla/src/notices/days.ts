// The day facts are those of holiday-cn, MIT License, Copyright (c) 2019 NateScarlet; see LICENSE-holiday-cn.
import type { HolidayNotice, NoticeDay } from './notice.ts';

/**
 * Reads a notice from its steps through the calendar. Each goes on by so many days (in base 36; one when nothing is said) and ends
 * in `.` for a day off or `+` for a make-up day. The first step leads from 30 September before the year to the day of publication.
 * `notices.test.ts` makes these steps from the dates of a notice.
 */
const notice = (titleYear: number, steps: string, part = ''): HolidayNotice => {
  let day = -92;
  const [published, ...days] = steps.split(/(?<=\W)/).map((step) => ({
    date: new Date(Date.UTC(titleYear, 0, (day += parseInt(step, 36) || 1))).toJSON().slice(0, 10),
    off: step.includes('.'),
    // Dates of four-digit years have this form, and nothing splits into no steps at all.
  })) as [NoticeDay, ...NoticeDay[]];
  return {
    id: 'cn-' + titleYear + part,
    kind: part ? 'amendment' : 'annual',
    titleYear,
    publishedOn: published.date,
    days,
  };
};

/**
 * The days of the national notices for 2018 to 2026, and when each was published: all that a calendar needs. What the holidays are
 * called and where each notice stands is added by `chinaNotices`.
 *
 * @see 《全国年节及纪念日放假办法》（2024 年修订），国务院办公厅每年的部分节假日安排通知
 */
export const chinaNoticeDays: readonly HolidayNotice[] = [
  notice(2018, '1p.w.15+4.......3+14...+k+...1c.2q.5++.......'),
  notice(2019, '1v.n+...w++.......1i.q.11.2q.g+2.......5+'),
  notice(2019, '4t.11+4...+', '-labour'),
  notice(2020, '1g.15.i+5.......2+1r...k+5.....4+1b...+2j+4........2+'),
  notice(2020, '3a.5...+', '-spring'),
  notice(2021, '1k.11...z+4.......3+16...k+6.....3+z...2o+...5+5.......2+'),
  notice(2022, 'p.1w...q++.......1j+...j+6.....3+r...2p...j.......++'),
  notice(2023, '1x.n...j.......++1u.i+6.....3+1b...+2o........++'),
  notice(2024, 'p.1w.y+6........+1a...+l+3.....6+u.2o+...c+2.......5+'),
  notice(2025, '17.1e.p+2........4+1j...l+4.....q...3a+3........3+'),
  notice(2026, 'z.1m...+15+.........5+z...p.....4+15...2j+5...4.......3+'),
];
