import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  alwaysOpen,
  compileCalendar,
  deadlineOf,
  deadlineOfMs,
  pausesMsOf,
  type Hours,
  type Limit,
  type Pause,
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
  range: { from: '2022-01-01', to: '2027-12-31' },
});

/** The instant at which the wall in Shanghai shows a time. */
const wall = (text: string) => new Date(`${text}:00+08:00`).toISOString() as `${string}Z`;
const due = (start: string, limit: Limit, pauses: readonly Pause[] = []) =>
  deadlineOf(china, { start: wall(start), limit, pauses });
const days = (value: number) => ({ unit: 'calendarDay', value }) as const;
const workingDays = (value: number) => ({ unit: 'workingDay', value }) as const;

it('ends a limit of working days at midnight after its last day, the start day not counted', () => {
  expect(due('2026-02-09T10:00', workingDays(5))).toEqual({
    dueAt: wall('2026-02-15T00:00'),
    lastDay: '2026-02-14',
    nominalLastDay: '2026-02-14',
    certainty: 'final',
    uncertainYears: [],
  });
});

it.each([
  ['2026-08-02', 60, '2026-10-01', '2026-10-08'],
  ['2026-01-18', 30, '2026-02-17', '2026-02-24'],
  ['2026-06-05', 15, '2026-06-20', '2026-06-22'],
  ['2026-09-25', 15, '2026-10-10', '2026-10-10'], // a make-up Saturday is a working day
  ['2025-09-13', 15, '2025-09-28', '2025-09-28'],
] as const)('%s and %d days: %s, which rolls to %s', (start, value, nominalLastDay, lastDay) => {
  expect(due(`${start}T10:00`, days(value))).toMatchObject({ lastDay, nominalLastDay });
  const kept = due(`${start}T10:00`, { ...days(value), lastDay: 'none' });
  expect(kept).toMatchObject({ lastDay: nominalLastDay, nominalLastDay });
});

it('ends months and years on the corresponding day, else at the end of the month', () => {
  const nominal = (start: string, limit: Limit) => due(`${start}T10:00`, limit).nominalLastDay;
  expect(nominal('2026-01-31', { unit: 'month', value: 1 })).toBe('2026-02-28');
  expect(nominal('2023-12-31', { unit: 'month', value: 2 })).toBe('2024-02-29');
  expect(nominal('2026-02-28', { unit: 'month', value: 3 })).toBe('2026-05-28');
  expect(nominal('2024-02-29', { unit: 'year', value: 1 })).toBe('2025-02-28');
  expect(nominal('2026-03-03', { unit: 'week', value: 2 })).toBe('2026-03-17');
});

it('ends a day earlier when the start day is counted, where there is such a day', () => {
  const nominal = (start: string, limit: Limit) => due(`${start}T10:00`, limit).nominalLastDay;
  const included = { startDay: 'included' } as const;
  expect(nominal('2026-03-02', { ...workingDays(1), ...included })).toBe('2026-03-02');
  expect(nominal('2026-03-01', { ...workingDays(1), ...included })).toBe('2026-03-02'); // a Sunday counts for nothing
  expect(nominal('2026-03-02', { ...days(7), ...included })).toBe('2026-03-08');
  expect(nominal('2026-03-02', { unit: 'week', value: 1, ...included })).toBe('2026-03-08');
  expect(nominal('2026-03-01', { unit: 'month', value: 1, ...included })).toBe('2026-03-31');
  expect(nominal('2026-01-31', { unit: 'month', value: 1, ...included })).toBe('2026-02-28');
});

it('closes with the door when told, at midnight where there is none', () => {
  expect(due('2026-02-09T10:00', { ...workingDays(5), cutoff: 'close' }).dueAt).toBe(wall('2026-02-14T18:00'));
  const onSunday = { ...days(1), lastDay: 'none', cutoff: 'close' } as const;
  expect(due('2026-03-07T10:00', onSunday).dueAt).toBe(wall('2026-03-09T00:00'));
});

it('counts a receipt at or after close, or on a rest day, from the next working day, when told', () => {
  const late = { lateReceipt: 'next-working-day' } as const;
  const lastDay = (start: string) => due(start, { ...workingDays(5), ...late }).lastDay;
  expect(lastDay('2026-03-06T17:59')).toBe('2026-03-13');
  expect(lastDay('2026-03-06T18:00')).toBe('2026-03-16');
  expect(lastDay('2026-03-07T10:00')).toBe('2026-03-16');
  expect(lastDay('2026-03-09T07:00')).toBe('2026-03-16'); // before it opens: the same day
  expect(due('2026-03-06T18:00', { unit: 'hour', value: 24, ...late }).dueAt).toBe(wall('2026-03-10T09:00'));
  expect(due('2026-03-07T18:00', { unit: 'workingHour', value: 1, ...late }).dueAt).toBe(wall('2026-03-09T10:00'));
});

it('runs hours and minutes from the instant, over nights and holidays, and never rolls them', () => {
  expect(due('2026-02-14T23:30', { unit: 'hour', value: 24 })).toMatchObject({
    dueAt: wall('2026-02-15T23:30'),
    lastDay: undefined,
    nominalLastDay: undefined,
  });
  expect(due('2026-02-14T23:30', { unit: 'minute', value: 1.5 }).dueAt).toBe('2026-02-14T15:31:30.000Z');
});

it('runs hours from the next full hour when told, though one begins this very moment', () => {
  const next = { unit: 'hour', value: 2, hourStart: 'next-hour' } as const;
  expect(due('2026-02-13T10:59', next).dueAt).toBe(wall('2026-02-13T13:00'));
  expect(due('2026-02-13T11:00', next).dueAt).toBe(wall('2026-02-13T14:00'));
  const nepal = alwaysOpen('Asia/Kathmandu'); // 05:45 ahead of UTC: full hours are those on the wall
  expect(deadlineOf(nepal, { start: '2026-02-13T04:20:00.000Z', limit: next }).dueAt).toBe('2026-02-13T07:15:00.000Z');
});

it('runs working hours through open time only', () => {
  expect(due('2026-02-13T17:00', { unit: 'workingHour', value: 8 })).toMatchObject({ dueAt: wall('2026-02-14T18:00') });
  expect(due('2026-02-13T20:00', { unit: 'workingMinute', value: 0 }).dueAt).toBe(wall('2026-02-13T20:00'));
});

it('takes out the days after the one a pause starts on, up to and with the one it ends on', () => {
  const pause = (from: string, to?: string): Pause => ({
    from: wall(from),
    ...(to === undefined ? {} : { to: wall(to) }),
  });
  const lastDay = (limit: Limit, ...pauses: readonly Pause[]) => due('2026-03-02T10:00', limit, pauses).lastDay;
  expect(lastDay(workingDays(5), pause('2026-03-06T17:00', '2026-03-09T09:00'))).toBe('2026-03-10');
  expect(lastDay(workingDays(5), pause('2026-03-04T09:00', '2026-03-04T17:00'))).toBe('2026-03-09'); // within one day
  expect(lastDay(days(7), pause('2026-03-04T09:00', '2026-03-05T09:00'))).toBe('2026-03-10');
  expect(lastDay({ unit: 'month', value: 1 }, pause('2026-03-04T09:00', '2026-03-10T09:00'))).toBe('2026-04-08');
  expect(
    lastDay(
      workingDays(5),
      pause('2026-03-05T09:00', '2026-03-10T09:00'),
      pause('2026-03-04T09:00', '2026-03-06T09:00'),
      pause('2026-03-04T10:00', '2026-03-04T10:00'),
    ),
  ).toBe('2026-03-13');
  expect(lastDay(workingDays(5), pause('2026-03-09T09:00', '2026-03-12T09:00'))).toBe('2026-03-09'); // starts on the last day
});

it('has no answer while a pause lasts, and keeps the answer when the pause begins on the last day or later', () => {
  const lasting = (from: string): readonly Pause[] => [{ from: wall(from) }];
  expect(due('2026-03-02T10:00', workingDays(5), lasting('2026-03-06T09:00'))).toMatchObject({
    dueAt: undefined,
    lastDay: undefined,
    nominalLastDay: undefined,
  });
  expect(due('2026-03-02T10:00', days(7), lasting('2026-03-06T09:00')).dueAt).toBeUndefined();
  expect(due('2026-03-02T10:00', { unit: 'hour', value: 24 }, lasting('2026-03-02T12:00')).dueAt).toBeUndefined();
  expect(due('2026-03-02T10:00', { unit: 'workingHour', value: 9 }, lasting('2026-03-02T12:00')).dueAt).toBeUndefined();
  expect(due('2026-03-02T10:00', workingDays(5), lasting('2026-03-09T09:00')).lastDay).toBe('2026-03-09');
});

it('takes the exact time of a pause out of hours', () => {
  const pauses = [{ from: wall('2026-03-02T11:00'), to: wall('2026-03-02T15:30') }];
  expect(due('2026-03-02T10:00', { unit: 'hour', value: 24 }, pauses).dueAt).toBe(wall('2026-03-03T14:30'));
  expect(due('2026-03-02T10:00', { unit: 'workingHour', value: 2 }, pauses).dueAt).toBe(wall('2026-03-02T16:30'));
});

it('puts a tax period off by every run of three or more declared rest days within it, once, and then rolls it', () => {
  const tax = (from: `${number}-${number}-${number}`, base: `${number}-${number}-${number}`) =>
    due(`${from}T10:00`, { unit: 'fixed', from, base, lastDay: 'tax-109' });
  // Seven days off from 1 to 7 October: the 15th goes to the 22nd.
  expect(tax('2026-10-01', '2026-10-15')).toMatchObject({ lastDay: '2026-10-22', nominalLastDay: '2026-10-15' });
  // Of the nine days off from 15 to 23 February only the first is within the period: too few to count; it rolls.
  expect(tax('2026-02-01', '2026-02-15')).toMatchObject({ lastDay: '2026-02-24', nominalLastDay: '2026-02-15' });
  // Three of them are within: the 17th goes to the 20th, and from there to the first working day.
  expect(tax('2026-02-01', '2026-02-17')).toMatchObject({ lastDay: '2026-02-24' });
  // Five of them: 19 + 5 = 24.
  expect(tax('2026-02-01', '2026-02-19')).toMatchObject({ lastDay: '2026-02-24' });
  // A single day off puts nothing off.
  expect(tax('2024-01-01', '2024-01-15')).toMatchObject({ lastDay: '2024-01-15' });
  // Two runs, each once: 1 to 3 January 2026, and 15 to 23 February.
  expect(tax('2026-01-01', '2026-02-28')).toMatchObject({ lastDay: '2026-03-12' });
  const limit = { ...days(15), lastDay: 'tax-109' } as const;
  expect(due('2026-09-30T10:00', limit)).toMatchObject({ nominalLastDay: '2026-10-15', lastDay: '2026-10-22' });
});

it('rolls a fixed last day like any other, and may keep it', () => {
  const fixed = { unit: 'fixed', from: '2026-09-20', base: '2026-10-03' } as const;
  expect(due('2026-09-20T10:00', fixed)).toMatchObject({ lastDay: '2026-10-08', nominalLastDay: '2026-10-03' });
  expect(due('2026-09-20T10:00', { ...fixed, lastDay: 'none' }).lastDay).toBe('2026-10-03');
});

it('ends a day of the zone at its own midnight, also where clocks skip it', () => {
  const brazil = compileCalendar({
    zone: 'America/Sao_Paulo',
    week: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: office, sun: office },
    range: { from: '2018-01-01', to: '2018-12-31' },
  });
  // 4 November 2018 began at 01:00.
  const start = '2018-11-02T15:00:00.000Z';
  expect(deadlineOf(brazil, { start, limit: days(1) }).dueAt).toBe('2018-11-04T03:00:00.000Z');
});

it('answers the same on epoch milliseconds', () => {
  const pauses = [{ from: wall('2026-03-04T09:00'), to: wall('2026-03-05T09:00') }];
  const answer = deadlineOfMs(china, Date.parse(wall('2026-03-02T10:00')), workingDays(5), pausesMsOf(pauses));
  expect(answer.dueMs).toBe(Date.parse(wall('2026-03-11T00:00')));
  expect(answer.lastDay).toBe(Date.parse('2026-03-10') / 86_400_000);
});

it('refuses values that are no length of time', () => {
  for (const value of [NaN, Infinity, -1, 1.5]) {
    for (const unit of ['workingDay', 'calendarDay', 'week', 'month', 'year'] as const) {
      expect(() => due('2026-03-02T10:00', { unit, value })).toThrow(refusal('SLA_NUMBER_INVALID'));
    }
  }
  for (const value of [NaN, Infinity, -1]) {
    for (const unit of ['hour', 'minute', 'workingHour', 'workingMinute'] as const) {
      expect(() => due('2026-03-02T10:00', { unit, value })).toThrow(refusal('SLA_NUMBER_INVALID'));
    }
  }
  const nothing = { ...days(0), startDay: 'included' } as const;
  expect(() => due('2026-03-02T10:00', nothing)).toThrow(refusal('SLA_NUMBER_INVALID'));
});

it('ends a limit of no days on its start day, or the next working day', () => {
  expect(due('2026-03-02T10:00', days(0)).lastDay).toBe('2026-03-02');
  expect(due('2026-03-07T10:00', workingDays(0))).toMatchObject({
    nominalLastDay: '2026-03-07',
    lastDay: '2026-03-09',
  });
});

it('refuses units and rules it does not know', () => {
  for (const wrong of [
    { unit: 'epoch', value: 3 },
    { unit: 'workday', value: 3 },
    { unit: 'workingDay', value: 3, startDay: 'maybe' },
    { unit: 'workingDay', value: 3, lastDay: 'roll-back' },
    { unit: 'workingDay', value: 3, cutoff: 'noon' },
    { unit: 'workingDay', value: 3, lateReceipt: 'never' },
    { unit: 'hour', value: 3, hourStart: 'previous-hour' },
    { unit: 'hour', value: 3, lateReceipt: 'never' },
    { unit: 'workingHour', value: 3, lateReceipt: 'never' },
  ]) {
    // @ts-expect-error [ts2345] -- a caller without types
    expect(() => due('2026-03-02T10:00', wrong)).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  }
});

it('refuses pauses and periods that run backwards, and answers beyond its range', () => {
  const pauses = [{ from: wall('2026-03-05T09:00'), to: wall('2026-03-04T09:00') }];
  expect(() => due('2026-03-02T10:00', workingDays(5), pauses)).toThrow(refusal('SLA_PAUSE_REVERSED'));
  const fixed = { unit: 'fixed', from: '2026-10-15', base: '2026-10-01' } as const;
  expect(() => due('2026-03-02T10:00', fixed)).toThrow(refusal('SLA_PERIOD_REVERSED'));
  for (const limit of [
    workingDays(2_000),
    days(2_000),
    { unit: 'year', value: 9_000 },
    { unit: 'month', value: 1e15 },
  ] as const) {
    expect(() => due('2026-03-02T10:00', limit)).toThrow(refusal('SLA_BEYOND_RANGE'));
  }
  const tooLong = [{ from: wall('2026-03-04T09:00'), to: '2033-01-01T00:00:00.000Z' }] as const;
  expect(() => due('2026-03-02T10:00', workingDays(5), tooLong)).toThrow(refusal('SLA_BEYOND_RANGE'));
  expect(() => due('2021-12-31T10:00', { unit: 'hour', value: 1 })).toThrow(refusal('SLA_BEYOND_RANGE'));
});
