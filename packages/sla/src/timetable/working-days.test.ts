import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  addWorkingDays,
  compileCalendar,
  countWorkingDays,
  dayTypeOf,
  explainWorkingDays,
  isWorkingDay,
  type Hours,
  type Roll,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const week = { mon: office, tue: office, wed: office, thu: office, fri: office };
const range = { from: '2018-01-01', to: '2027-12-31' } as const;
const holidays = { notices: chinaNotices };
const china = compileCalendar({ zone: 'Asia/Shanghai', week, makeup: office, holidays, range });
const plainWeek = compileCalendar({ zone: 'UTC', week, range });

it.each([
  ['2026-02-09', 5, '2026-02-14'], // a make-up Saturday
  ['2026-02-09', 20, '2026-03-13'],
  ['2026-02-13', 5, '2026-02-27'],
  ['2026-02-15', 5, '2026-02-28'], // handed in on a holiday
  ['2026-04-30', 5, '2026-05-11'],
  ['2026-09-18', 5, '2026-09-24'],
  ['2026-09-30', 20, '2026-11-03'],
  ['2025-01-24', 5, '2025-02-07'],
  ['2025-09-26', 20, '2025-10-30'],
  ['2025-12-31', 5, '2026-01-08'],
  ['2024-02-09', 10, '2024-02-29'],
] as const)('%s and %d working days end on %s', (date, n, answer) => {
  expect(addWorkingDays(china, date, n)).toEqual({ date: answer, certainty: 'final', uncertainYears: [] });
});

it.each([
  [2023, 249],
  [2024, 251],
  [2025, 248],
  [2026, 248],
] as const)('the year %d has %d working days', (year, count) => {
  expect(countWorkingDays(china, `${year}-01-01`, `${year + 1}-01-01`)).toBe(count);
});

it('knows what every kind of day is', () => {
  const kinds = ['2026-02-13', '2026-02-14', '2026-02-16', '2026-03-07', '2020-02-03'] as const;
  expect(kinds.map((date) => dayTypeOf(china, date))).toEqual(['workday', 'makeup', 'holiday', 'weekend', 'makeup']);
  expect(kinds.map((date) => isWorkingDay(china, date))).toEqual([true, true, false, false, true]);
});

it('never counts the date itself, goes backwards the same way, and leaves a date alone when nothing is added', () => {
  expect(addWorkingDays(plainWeek, '2026-03-07', 1).date).toBe('2026-03-09');
  expect(addWorkingDays(plainWeek, '2026-03-06', 1).date).toBe('2026-03-09');
  expect(addWorkingDays(plainWeek, '2026-03-08', -1).date).toBe('2026-03-06');
  expect(addWorkingDays(plainWeek, '2026-03-09', -1).date).toBe('2026-03-06');
  expect(addWorkingDays(plainWeek, '2026-03-07', 0).date).toBe('2026-03-07');
});

it.each([
  ['forward', '2026-05-30', '2026-06-01'],
  ['following', '2026-05-30', '2026-06-01'],
  ['backward', '2026-05-30', '2026-05-29'],
  ['preceding', '2026-05-30', '2026-05-29'],
  ['modified-following', '2026-05-30', '2026-05-29'],
  ['modified-following', '2026-05-23', '2026-05-25'],
  ['modified-preceding', '2026-08-01', '2026-08-03'],
  ['modified-preceding', '2026-08-08', '2026-08-07'],
  ['modified-preceding', '2026-08-04', '2026-08-04'],
] as const)('rolls %s: %s becomes %s', (roll, date, answer) => {
  expect(addWorkingDays(plainWeek, date, 0, { roll }).date).toBe(answer);
});

it('rolls before it counts, which makes a rest day one working day later than law does', () => {
  expect(addWorkingDays(plainWeek, '2026-03-07', 1).date).toBe('2026-03-09');
  expect(addWorkingDays(plainWeek, '2026-03-07', 1, { roll: 'forward' }).date).toBe('2026-03-10');
});

it('counts with and without either end, and below zero when the dates are reversed', () => {
  const count = (bounds: '[)' | '(]' | '[]' | '()') => countWorkingDays(plainWeek, '2026-03-06', '2026-03-09', bounds);
  expect([count('[)'), count('(]'), count('[]'), count('()')]).toEqual([1, 1, 2, 0]);
  expect(countWorkingDays(plainWeek, '2026-03-10', '2026-03-06', '[)')).toBe(-2);
  expect(countWorkingDays(plainWeek, '2026-03-10', '2026-03-06', '(]')).toBe(-2);
  const same = (bounds: '[)' | '(]' | '[]' | '()') => countWorkingDays(plainWeek, '2026-03-06', '2026-03-06', bounds);
  expect([same('[)'), same('(]'), same('[]'), same('()')]).toEqual([0, 0, 1, 0]);
});

it('refuses numbers that count no days', () => {
  for (const n of [NaN, Infinity, -Infinity, 1.5, 2 ** 60]) {
    expect(() => addWorkingDays(china, '2026-03-02', n)).toThrow(refusal('SLA_NUMBER_INVALID'));
  }
  expect(() => explainWorkingDays(china, '2026-03-02T01:00:00.000Z', -1)).toThrow(refusal('SLA_NUMBER_INVALID'));
});

it('refuses to guess outside its range', () => {
  for (const ask of [
    () => addWorkingDays(china, '2017-12-31', 1),
    () => addWorkingDays(china, '2028-01-01', -1),
    () => addWorkingDays(china, '2027-12-30', 5),
    () => addWorkingDays(china, '2018-01-02', -5),
    () => addWorkingDays(china, '2026-03-02', 1_000_000_000),
    () => addWorkingDays(china, '2018-01-01', 0, { roll: 'backward' }),
    () => countWorkingDays(china, '2026-03-02', '2028-03-02'),
    () => dayTypeOf(china, '2028-01-01'),
    () => isWorkingDay(china, '2017-12-31'),
  ]) {
    expect(ask).toThrow(refusal('SLA_BEYOND_RANGE'));
  }
});

it('refuses dates that do not exist and options it does not know', () => {
  expect(() => dayTypeOf(china, '2026-02-29')).toThrow(refusal('CIVIL_DATE_INVALID'));
  // @ts-expect-error [ts2322] -- a caller without types
  const roll: Roll = 'nearest';
  expect(() => addWorkingDays(china, '2026-03-02', 1, { roll })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  // @ts-expect-error [ts2345] -- a caller without types
  expect(() => countWorkingDays(china, '2026-03-02', '2026-03-03', '[[')).toThrow(refusal('SLA_OPTION_UNKNOWN'));
});

it('explains a count by the days it counted and skipped, and what decided each', () => {
  const explained = explainWorkingDays(china, '2026-02-12T02:00:00.000Z', 3);
  expect(explained.lastDay).toBe('2026-02-24');
  expect(explained.counted).toEqual([
    { date: '2026-02-13', type: 'workday', layer: 'week' },
    { date: '2026-02-14', type: 'makeup', layer: 'notice', notice: 'cn-2026', holiday: '春节' },
    { date: '2026-02-24', type: 'workday', layer: 'week' },
  ]);
  expect(explained.skipped).toHaveLength(9);
  expect(explained.skipped[0]).toEqual({
    date: '2026-02-15',
    type: 'holiday',
    layer: 'notice',
    notice: 'cn-2026',
    holiday: '春节',
  });
});

it('names the amendment, not the notice it amends, as what decided a day', () => {
  const { skipped } = explainWorkingDays(china, '2020-01-31T02:00:00.000Z', 1);
  expect(skipped.map(({ date, notice }) => [date, notice])).toEqual([
    ['2020-02-01', 'cn-2020-spring'],
    ['2020-02-02', 'cn-2020-spring'],
  ]);
});

it('explains nothing counted by nothing', () => {
  const explained = explainWorkingDays(china, '2026-02-12T02:00:00.000Z', 0);
  expect(explained).toMatchObject({ lastDay: '2026-02-12', counted: [], skipped: [] });
});
