// A new holiday notice comes out and a county takes it over. The page docs/*/new-notice.md quotes the regions; the test beside runs it.
// #region imports
import assert from 'node:assert/strict';
import {
  affectedDeadlines,
  compileCalendar,
  dayTypeOf,
  deadlineOf,
  diffCalendars,
  mergeNotices,
  type CalendarDefinition,
  type DeadlineRow,
  type RegionalNotice,
} from '@jiceng/sla';
import { noticeOfICalendar, writeICalendar } from '@jiceng/sla/icalendar';
import { chinaNotices, loadHolidayCnYear, readNotice } from '@jiceng/sla/notices';
import { HolidayNotice } from '@jiceng/sla/schemas';
import * as z from 'zod';
// #endregion imports

// #region before
const office = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
] as const;
const county: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2026-01-01', to: '2027-12-31' },
};
const before = compileCalendar(county);

// Received on 28 January 2027; nobody knows yet on which days offices work in February.
const start = '2027-01-28T02:00:00.000Z';
const limit = { unit: 'workingDay', value: 20 } as const;
const promised = deadlineOf(before, { start, limit });
assert.equal(promised.lastDay, '2027-02-25');
assert.equal(promised.certainty, 'provisional');
assert.deepEqual(promised.uncertainYears, [2027]);
// #endregion before

// #region write
// An example: the real notice for 2027 says something else.
const notice = readNotice(
  {
    id: 'cn-2027',
    kind: 'annual',
    titleYear: 2027,
    publishedOn: '2026-11-10',
    url: 'https://www.gov.cn/zhengce/zhengceku/202611/content_0000000.htm',
  },
  `元旦 01-01..01-03;
   春节 02-05..02-11 +01-31 +02-14;
   国庆节 10-01..10-07 +09-26`,
);
// #endregion write

// #region merge
const notices = mergeNotices(chinaNotices, [notice]);
const stored = JSON.stringify(notices);
// #endregion merge

// #region start
const known = z.array(HolidayNotice).parse(JSON.parse(stored));
const after = compileCalendar({ ...county, holidays: { notices: known } });
assert.equal(dayTypeOf(after, '2027-01-31'), 'makeup');
// #endregion start

// #region affected
const cases: readonly (DeadlineRow & { readonly caseNumber: string })[] = [
  { caseNumber: 'A-1', start, limit, dueAt: promised.dueAt, finished: false },
  { caseNumber: 'A-2', start, limit, dueAt: promised.dueAt, finished: true },
];
const diff = diffCalendars(before, after);
assert.deepEqual(diff.ranges[0], { from: '2027-01-01', to: '2027-01-03' });

const { moved, settled } = affectedDeadlines(diff, cases);
assert.equal(moved.length, 1); // A-2 is finished and keeps its deadline
assert.deepEqual(settled, []);
for (const { row, dueBefore, after: deadline } of moved) {
  assert.equal(row.caseNumber, 'A-1');
  assert.equal(dueBefore, '2027-02-25T16:00:00.000Z');
  assert.equal(deadline.dueAt, '2027-03-02T16:00:00.000Z');
  assert.equal(deadline.certainty, 'final');
}
// #endregion affected

// #region year-file
/** As `JSON.parse` leaves the file `2027.json`. */
const yearFile: unknown = {
  year: 2027,
  papers: ['https://www.gov.cn/zhengce/zhengceku/202611/content_0000000.htm'],
  days: [
    { name: '元旦', date: '2027-01-01', isOffDay: true },
    { name: '春节', date: '2027-01-31', isOffDay: false },
  ],
};
const loaded = loadHolidayCnYear(yearFile, { publishedOn: '2026-11-10' });
assert.equal(loaded?.days.length, 2); // undefined as long as the file holds neither papers nor days
// #endregion year-file

// #region icalendar
const file = writeICalendar([notice], { name: '放假安排' }); // for calendar programs to subscribe to
const { days, ...head } = notice;
assert.deepEqual(noticeOfICalendar(head, file).days, days);
// #endregion icalendar

// #region county
// An example as well. The dates are those of the notice, never worked out from a lunar rule.
const festival: RegionalNotice = readNotice(
  {
    id: '999999-2027',
    kind: 'amendment',
    titleYear: 2027,
    region: '999999',
    authority: '示例县人民政府办公室',
    document: '示例县人民政府办公室关于2027年民族节日放假的通知',
    publishedOn: '2027-03-01',
    url: 'https://example.gov.cn/notice',
  },
  '民族节日 04-08..04-09 +04-11',
);
const withFestival = compileCalendar({
  ...county,
  holidays: { notices: known },
  layers: [{ id: '999999', name: '示例县', notices: [festival] }],
});
assert.equal(dayTypeOf(after, '2027-04-08'), 'workday');
assert.equal(dayTypeOf(withFestival, '2027-04-08'), 'holiday');
// #endregion county

// #region shrinks
assert.throws(() => mergeNotices(known, [{ ...notice, days: notice.days.slice(0, 3) }]), {
  code: 'SLA_NOTICE_SHRINKS',
});
// #endregion shrinks
