import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import { compileCalendar, dayTypeOf, mergeNotices } from '../index.ts';
import { chinaNotices, loadHolidayCnYear } from '../notices.ts';

const saying = (code: string, details: object): unknown =>
  expect.toSatisfy(
    (error: unknown) => isJicengError(error, code) && JSON.stringify(error.details) === JSON.stringify(details),
  );

const head = { publishedOn: '2026-11-05' } as const;
const day = (date: string, isOffDay: boolean, name = '元旦') => ({ name, date, isOffDay });
const file = {
  $schema: 'https://raw.githubusercontent.com/NateScarlet/holiday-cn/master/schema.json',
  $id: 'https://raw.githubusercontent.com/NateScarlet/holiday-cn/master/2027.json',
  year: 2027,
  papers: ['https://www.gov.cn/zhengce/zhengceku/202611/content_0000000.htm'],
  days: [day('2026-12-31', true), day('2027-01-01', true), day('2027-01-02', true), day('2027-01-04', false)],
};

it('reads a year file, days of the December before included', () => {
  expect(loadHolidayCnYear(file, head)).toEqual({
    id: 'cn-2027',
    kind: 'annual',
    titleYear: 2027,
    publishedOn: '2026-11-05',
    url: file.papers[0],
    days: [
      { date: '2026-12-31', name: '元旦', off: true },
      { date: '2027-01-01', name: '元旦', off: true },
      { date: '2027-01-02', name: '元旦', off: true },
      { date: '2027-01-04', name: '元旦', off: false },
    ],
  });
  expect(loadHolidayCnYear({ ...file, papers: [] }, { ...head, id: 'feed' })).toMatchObject({ id: 'feed' });
  expect(loadHolidayCnYear({ ...file, papers: [] }, head)).not.toHaveProperty('url');
});

it('makes a calendar know the year from the day of publication on', () => {
  const notice = loadHolidayCnYear(file, head);
  const notices = mergeNotices(chinaNotices, notice === undefined ? [] : [notice]);
  const asOf = (date: '2026-11-04' | '2026-11-05') =>
    compileCalendar({
      zone: 'Asia/Shanghai',
      week: { mon: [['09:00', '17:00']], thu: [['09:00', '17:00']] },
      holidays: { notices, asOf: date },
      range: { from: '2026-12-01', to: '2027-12-31' },
    });
  expect(dayTypeOf(asOf('2026-11-04'), '2026-12-31')).toBe('workday');
  expect(dayTypeOf(asOf('2026-11-05'), '2026-12-31')).toBe('holiday');
});

it('has nothing to tell while the notice of a year is not published', () => {
  expect(loadHolidayCnYear({ year: 2027, papers: [], days: [] }, head)).toBeUndefined();
});

it('refuses an update that shrinks a year already known', () => {
  const known = loadHolidayCnYear(file, head);
  const shrunk = loadHolidayCnYear({ ...file, days: file.days.slice(1) }, head);
  expect(() => mergeNotices(known === undefined ? [] : [known], shrunk === undefined ? [] : [shrunk])).toThrow(
    saying('SLA_NOTICE_SHRINKS', { year: 2027, before: 4, after: 3 }),
  );
});

it.each([
  ['no object', [], '$', 'object'],
  ['null', null, '$', 'object'],
  ['a text', '{}', '$', 'object'],
  ['a field nobody knows', { ...file, region: 'cn' }, '$.region', 'knownField'],
  ['no year', { ...file, year: '2027' }, '$.year', 'year'],
  ['a year that is none', { ...file, year: 2027.5 }, '$.year', 'year'],
  ['a year of another kind', { ...file, year: 27 }, '$.year', 'year'],
  ['no papers', { year: 2027, days: file.days }, '$.papers', 'list'],
  ['a paper that is no text', { ...file, papers: [''] }, '$.papers[0]', 'text'],
  ['days that are no list', { ...file, days: {} }, '$.days', 'list'],
  ['papers without a day', { ...file, days: [] }, '$.days', 'days'],
  ['a day that is no object', { ...file, days: ['2027-01-01'] }, '$.days[0]', 'object'],
  [
    'a day with a field nobody knows',
    { ...file, days: [{ ...day('2027-01-01', true), half: true }] },
    '$.days[0].half',
    'knownField',
  ],
  ['a day without a name', { ...file, days: [day('2027-01-01', true, ' ')] }, '$.days[0].name', 'text'],
  ['a date of another form', { ...file, days: [day('2027-1-1', true)] }, '$.days[0].date', 'date'],
  ['a date that does not exist', { ...file, days: [day('2027-02-29', true)] }, '$.days[0].date', 'date'],
  ['a date far away', { ...file, days: [day('2025-12-31', true)] }, '$.days[0].date', 'nearbyDate'],
  [
    'a word for a flag',
    { ...file, days: [{ ...day('2027-01-01', true), isOffDay: 'yes' }] },
    '$.days[0].isOffDay',
    'flag',
  ],
  ['one date twice', { ...file, days: [...file.days, day('2027-01-04', true)] }, '$.days[4].date', 'datedOnce'],
])('refuses a file with %s, and names the place', (_what, json, where, expected) => {
  expect(() => loadHolidayCnYear(json, head)).toThrow(saying('SLA_YEAR_FILE_INVALID', { where, expected }));
});

it('says what it expects in both languages', () => {
  const words = {
    'zh-CN': '这不是 holiday-cn 的年度文件：$.days 应为一个列表。',
    en: 'This is no year file of holiday-cn: $.days must be a list.',
  };
  expect(() => loadHolidayCnYear({ ...file, days: 1 }, head)).toThrow(expect.objectContaining({ words }));
});
