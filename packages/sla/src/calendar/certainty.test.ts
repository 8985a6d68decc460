import { expect, it } from 'vitest';
import {
  addWorkingDays,
  addWorkingTime,
  compileCalendar,
  deadlineOf,
  evaluateClock,
  explainWorkingDays,
  type CalendarDefinition,
  type Hours,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const office: Hours = [['09:00', '17:00']];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2017-01-01', to: '2029-12-31' },
};
const china = compileCalendar(definition);

const final = { certainty: 'final', uncertainYears: [] };
const provisional = (...uncertainYears: readonly number[]) => ({ certainty: 'provisional', uncertainYears });

it('is final within the years whose notices are published', () => {
  expect(addWorkingDays(china, '2018-01-02', 2000)).toMatchObject(final);
  expect(addWorkingDays(china, '2026-11-02', 20)).toMatchObject(final);
});

it('is provisional once an answer, or its start, touches a year without a notice', () => {
  expect(addWorkingDays(china, '2026-11-23', 45)).toMatchObject(provisional(2027));
  expect(addWorkingDays(china, '2027-01-04', -2)).toMatchObject(provisional(2027));
  expect(addWorkingDays(china, '2018-01-02', -2)).toMatchObject(provisional(2017));
  expect(addWorkingDays(china, '2026-12-01', 600)).toMatchObject(provisional(2027, 2028, 2029));
});

it('is provisional in the last week before a notice that may still change it, and only there', () => {
  expect(addWorkingDays(china, '2026-12-23', 1)).toMatchObject({ date: '2026-12-24', ...final });
  expect(addWorkingDays(china, '2026-12-24', 1)).toMatchObject({ date: '2026-12-25', ...provisional(2027) });
  expect(addWorkingDays(china, '2026-12-30', 1)).toMatchObject({ date: '2026-12-31', ...provisional(2027) });
  expect(addWorkingDays(china, '2025-12-30', 1)).toMatchObject({ date: '2025-12-31', ...final });
});

it('knows what was published by a date: the same question has another certainty the day before', () => {
  const before = compileCalendar({ ...definition, holidays: { notices: chinaNotices, asOf: '2025-11-03' } });
  const after = compileCalendar({ ...definition, holidays: { notices: chinaNotices, asOf: '2025-11-04' } });
  expect(addWorkingDays(before, '2026-02-13', 5)).toMatchObject({ date: '2026-02-20', ...provisional(2026) });
  expect(addWorkingDays(after, '2026-02-13', 5)).toMatchObject({ date: '2026-02-27', ...final });
});

it('does not settle a year by an amendment alone', () => {
  const region = { id: 'r', kind: 'amendment', titleYear: 2027, publishedOn: '2026-11-01', days: [] } as const;
  const calendar = compileCalendar({ ...definition, holidays: { notices: [...chinaNotices, region] } });
  expect(addWorkingDays(calendar, '2027-03-01', 1)).toMatchObject(provisional(2027));
});

it('is always final where no notices are followed', () => {
  const plain = compileCalendar({ ...definition, holidays: { dates: { '2027-01-01': 'off' } } });
  expect(addWorkingDays(plain, '2026-12-31', 1)).toMatchObject({ date: '2027-01-04', ...final });
});

it('looks at the day of receipt too, though it is not counted', () => {
  const fiveDays = { unit: 'workingDay', value: 5 } as const;
  expect(deadlineOf(china, { start: '2017-12-31T02:00:00.000Z', limit: fiveDays })).toMatchObject(provisional(2017));
  expect(deadlineOf(china, { start: '2018-01-01T02:00:00.000Z', limit: fiveDays })).toMatchObject(final);
});

it('looks at the whole of a fixed period, also where it began before the start', () => {
  const limit = { unit: 'fixed', from: '2017-12-01', base: '2018-01-15' } as const;
  expect(deadlineOf(china, { start: '2018-01-10T02:00:00.000Z', limit })).toMatchObject(provisional(2017));
  expect(
    deadlineOf(china, { start: '2018-01-10T02:00:00.000Z', limit: { ...limit, from: '2018-01-01' } }),
  ).toMatchObject(final);
});

it('is said of every kind of answer', () => {
  const start = '2026-12-28T02:00:00.000Z';
  const unknown2027 = provisional(2027);
  expect(addWorkingTime(china, start, { value: 100, unit: 'workingHour' })).toMatchObject(unknown2027);
  expect(deadlineOf(china, { start, limit: { unit: 'workingDay', value: 20 } })).toMatchObject(unknown2027);
  expect(deadlineOf(china, { start, limit: { unit: 'workingHour', value: 100 } })).toMatchObject(unknown2027);
  expect(deadlineOf(china, { start, limit: { unit: 'month', value: 1 } })).toMatchObject(unknown2027);
  expect(explainWorkingDays(china, start, 20)).toMatchObject(unknown2027);
  const budget = { value: 100, unit: 'workingHour' } as const;
  expect(evaluateClock(china, { start, budget, now: start })).toMatchObject(unknown2027);
});

it('is final for a limit that runs on the clock on the wall, unless a late receipt was moved by the calendar', () => {
  const limit = { unit: 'hour', value: 24 } as const;
  expect(deadlineOf(china, { start: '2027-02-01T02:00:00.000Z', limit })).toMatchObject(final);
  const late = { ...limit, lateReceipt: 'next-working-day' } as const;
  expect(deadlineOf(china, { start: '2027-02-01T02:00:00.000Z', limit: late })).toMatchObject(final);
  expect(deadlineOf(china, { start: '2027-02-01T12:00:00.000Z', limit: late })).toMatchObject(provisional(2027));
});
