import { expect, it } from 'vitest';
import type { CivilDate } from '@jiceng/kernel/plain';
import { compileCalendar, noticeCheck, type HolidayNotice } from '../index.ts';

const annual = (titleYear: number): HolidayNotice => ({
  id: `cn-${titleYear}`,
  kind: 'annual',
  titleYear,
  publishedOn: `${titleYear - 1}-11-04`,
  days: [],
});
const week = { mon: [['09:00', '17:00']] } as const;
const following = (...years: readonly number[]) =>
  compileCalendar({
    zone: 'Asia/Shanghai',
    week,
    holidays: { notices: years.map(annual) },
    range: { from: '2025-01-01', to: '2030-12-31' },
  });
const asked = (calendar: ReturnType<typeof following>, today: CivilDate) =>
  noticeCheck(calendar, today)().map(
    ({ severity, code, details }) => `${severity} ${code} ${JSON.stringify(details['year'])}`,
  );

it.each<[CivilDate, readonly number[], string]>([
  ['2026-06-01', [2026], 'fine SLA_NOTICE_KNOWN 2026'],
  ['2026-11-30', [2026], 'fine SLA_NOTICE_KNOWN 2026'],
  ['2026-12-01', [2026], 'warning SLA_NOTICE_AWAITED 2027'],
  ['2026-12-31', [2026], 'warning SLA_NOTICE_AWAITED 2027'],
  ['2026-12-31', [2026, 2027], 'fine SLA_NOTICE_KNOWN 2026'],
  ['2027-01-01', [2026], 'severe SLA_NOTICE_MISSING 2027'],
  ['2027-01-01', [2026, 2027], 'fine SLA_NOTICE_KNOWN 2027'],
])('on %s, with the notices of %j, it finds "%s"', (today, years, expected) => {
  expect(asked(following(...years), today)).toEqual([expected]);
});

it('has nothing to say of a calendar that follows no notices', () => {
  const plain = compileCalendar({ zone: 'Asia/Shanghai', week, range: { from: '2025-01-01', to: '2030-12-31' } });
  expect(asked(plain, '2026-12-31')).toEqual([]);
});

it('an amendment alone settles no year', () => {
  const calendar = compileCalendar({
    zone: 'Asia/Shanghai',
    week,
    holidays: { notices: [{ ...annual(2026), kind: 'amendment' }] },
    range: { from: '2025-01-01', to: '2030-12-31' },
  });
  expect(asked(calendar, '2026-06-01')).toEqual(['severe SLA_NOTICE_MISSING 2026']);
});

it('refuses a day that does not exist at once, not when it is asked', () => {
  expect(() => noticeCheck(following(2026), '2026-02-30')).toThrow(
    expect.objectContaining({ code: 'CIVIL_DATE_INVALID' }),
  );
});
