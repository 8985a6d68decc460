import { expect, it } from 'vitest';
import { compileCalendar, dayTypeOf, diffCalendars, type CalendarDefinition, type Hours } from '../index.ts';
import { chinaNotices, regionalNotices } from '../notices.ts';

const office: Hours = [['09:30', '18:00']];
const nation: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2023-01-01', to: '2025-12-31' },
};
const withLayerOf = (region: string) =>
  compileCalendar({
    ...nation,
    layers: [{ id: region, name: region, notices: regionalNotices.filter((notice) => notice.region === region) }],
  });

it.each(regionalNotices)('can be looked up: $document', (notice) => {
  const { region, titleYear, authority, document, publishedOn, url, days } = notice;
  expect(region).toMatch(/^\d{6}$/);
  expect(authority).toMatch(/人民政府/);
  expect(document).toContain(String(titleYear));
  expect(url).toMatch(/^https?:\/\/[a-z.]+\/.+/);
  for (const { date, name } of days) {
    expect(date > publishedOn && date.startsWith(String(titleYear))).toBe(true);
    expect(name).toMatch(/\p{Script=Han}/u);
  }
});

it('gives a region its own days off, and leaves everybody else as they were', () => {
  const toksun = withLayerOf('650422');
  const changed = diffCalendars(compileCalendar(nation), toksun).days;
  expect(changed.filter(({ before }) => before.workingDay).map(({ date }) => date)).toEqual([
    '2025-03-31',
    '2025-06-06',
    '2025-06-09',
    '2025-06-10',
  ]);
  expect(changed[0]?.after).toMatchObject({ type: 'holiday', notice: '650422-2025', setBy: { id: '650422' } });
  expect(dayTypeOf(toksun, '2025-10-01')).toBe('holiday');
});

it('gives a region its own make-up days', () => {
  expect(dayTypeOf(withLayerOf('540100'), '2023-02-18')).toBe('makeup');
  expect(dayTypeOf(withLayerOf('540100'), '2023-02-20')).toBe('holiday');
  expect(dayTypeOf(withLayerOf('650422'), '2023-02-18')).toBe('weekend');
});
