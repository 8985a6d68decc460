import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  addWorkingMs,
  addWorkingTime,
  compileCalendar,
  isOpen,
  nextOpen,
  previousOpen,
  workingMsBetween,
  workingMsBetweenMs,
  type Hours,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const week = { mon: office, tue: office, wed: office, thu: office, fri: office };
const china = compileCalendar({
  zone: 'Asia/Shanghai',
  week,
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2025-01-01', to: '2026-12-31' },
});
const hours = (value: number) => ({ value, unit: 'workingHour' }) as const;
const minutes = (value: number) => ({ value, unit: 'workingMinute' }) as const;

it('gives the first and the last instant at which exactly the amount has passed', () => {
  expect(addWorkingTime(china, '2026-02-13T02:00:00.000Z', hours(2))).toMatchObject({
    at: '2026-02-13T04:00:00.000Z', // 12:00, when it closes for lunch
    latestAt: '2026-02-13T06:00:00.000Z',
  });
  expect(addWorkingTime(china, '2026-02-13T02:00:00.000Z', hours(1))).toMatchObject({
    at: '2026-02-13T03:00:00.000Z',
    latestAt: '2026-02-13T03:00:00.000Z',
  });
});

it('mirrors amounts below zero: the nearest instant, and the close before', () => {
  expect(addWorkingTime(china, '2026-02-24T02:00:00.000Z', hours(-1))).toMatchObject({
    at: '2026-02-24T01:00:00.000Z', // 09:00 after the holiday
    latestAt: '2026-02-14T10:00:00.000Z', // 18:00 on the make-up Saturday before it
  });
});

it('leaves an instant alone when nothing is added, open or not', () => {
  const night = '2026-02-13T15:00:00.000Z';
  expect(addWorkingTime(china, night, hours(0))).toMatchObject({ at: night, latestAt: night });
});

it('is open from the first instant of a segment up to, not with, its last', () => {
  const openAt = (time: string) => isOpen(china, `2026-02-13T${time}Z`);
  expect(openAt('00:59:59.999')).toBe(false);
  expect(openAt('01:00:00.000')).toBe(true);
  expect(openAt('03:59:59.999')).toBe(true);
  expect(openAt('04:00:00.000')).toBe(false);
});

it('finds the nearest opening and the nearest close', () => {
  expect(nextOpen(china, '2026-02-14T10:00:00.000Z')).toBe('2026-02-24T01:00:00.000Z');
  expect(nextOpen(china, '2026-02-14T09:59:59.999Z')).toBe('2026-02-14T09:59:59.999Z');
  expect(previousOpen(china, '2026-02-24T00:59:59.999Z')).toBe('2026-02-14T10:00:00.000Z');
  expect(previousOpen(china, '2026-02-24T01:00:00.000Z')).toBe('2026-02-24T01:00:00.000Z');
});

it('measures to the millisecond, and below zero when reversed', () => {
  const [from, to] = ['2026-02-13T03:59:59.999Z', '2026-02-13T06:00:00.001Z'] as const;
  expect(workingMsBetween(china, from, to)).toBe(2);
  expect(workingMsBetween(china, to, from)).toBe(-2);
  expect(workingMsBetween(china, to, to)).toBe(0);
});

it('takes fractions of an hour, rounded to the nearest millisecond, and seconds', () => {
  const start = '2026-02-13T01:00:00.000Z';
  expect(addWorkingTime(china, start, hours(1.5)).at).toBe('2026-02-13T02:30:00.000Z');
  expect(addWorkingTime(china, start, hours(0.6 / 3_600_000)).at).toBe('2026-02-13T01:00:00.001Z');
  expect(addWorkingTime(china, start, { value: 0.25, unit: 'workingSecond' }).at).toBe('2026-02-13T01:00:00.250Z');
});

it('accepts another offset and normalises it', () => {
  // @ts-expect-error [ts2345] -- text of a caller without types
  expect(addWorkingTime(china, '2026-02-13T09:00:00+08:00', minutes(1)).at).toBe('2026-02-13T01:01:00.000Z');
});

it('answers the same on epoch milliseconds', () => {
  const startMs = Date.parse('2026-02-13T02:00:00.000Z');
  expect(addWorkingMs(china, startMs, 7_200_000)).toBe(Date.parse('2026-02-13T04:00:00.000Z'));
  expect(workingMsBetweenMs(china, startMs, startMs + 14_400_000)).toBe(7_200_000);
});

it('refuses amounts that are no amounts', () => {
  const start = '2026-02-13T01:00:00.000Z';
  for (const value of [NaN, Infinity, -Infinity]) {
    expect(() => addWorkingTime(china, start, hours(value))).toThrow(refusal('SLA_NUMBER_INVALID'));
  }
  // @ts-expect-error [ts2322] -- a day is never turned into hours
  expect(() => addWorkingTime(china, start, { value: 1, unit: 'day' })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
});

it('refuses instants without an offset, and instants that do not exist', () => {
  // @ts-expect-error [ts2345] -- text of a caller without types
  expect(() => isOpen(china, '2026-02-13T09:00:00')).toThrow(refusal('INSTANT_INVALID'));
  expect(() => isOpen(china, '2026-02-30T09:00:00.000Z')).toThrow(refusal('INSTANT_INVALID'));
  expect(() => isOpen(china, 'soonZ')).toThrow(refusal('INSTANT_INVALID'));
});

it('refuses to guess outside its range', () => {
  for (const ask of [
    () => addWorkingTime(china, '2024-12-30T01:00:00.000Z', hours(1)),
    () => addWorkingTime(china, '2026-12-31T01:00:00.000Z', hours(8)),
    () => addWorkingTime(china, '2025-01-02T01:00:00.000Z', hours(-1)),
    () => addWorkingTime(china, '2026-02-13T01:00:00.000Z', hours(1e12)),
    () => nextOpen(china, '2026-12-31T10:00:00.000Z'),
    () => previousOpen(china, '2025-01-01T10:00:00.000Z'),
    () => isOpen(china, '2027-01-01T00:00:00.000Z'),
    () => workingMsBetween(china, '2026-02-13T01:00:00.000Z', '2027-02-13T01:00:00.000Z'),
    () => addWorkingMs(china, NaN, 1),
  ]) {
    expect(ask).toThrow(refusal('SLA_BEYOND_RANGE'));
  }
});

it('answers at the very edges of its range', () => {
  expect(isOpen(china, '2024-12-31T16:00:00.000Z')).toBe(false);
  expect(addWorkingMs(china, Date.parse('2026-12-31T09:00:00.000Z'), 3_600_000)).toBe(
    Date.parse('2026-12-31T10:00:00.000Z'),
  );
  expect(workingMsBetween(china, '2026-12-31T01:00:00.000Z', '2026-12-31T16:00:00.000Z')).toBe(7 * 3_600_000);
});
