import { isJicengError } from '@jiceng/kernel/plain';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  addWorkingTime,
  alwaysOpen,
  compileCalendar,
  countWorkingDays,
  deadlineOf,
  evaluateClock,
  isOpen,
  isWorkingDay,
  ladderOf,
  nextOpen,
  workingMsBetween,
  type Hours,
  type Week,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const hourMs = 3_600_000;
const minuteMs = 60_000;
const hours = (value: number) => ({ value, unit: 'workingHour' }) as const;
const newYork = (week: Week) =>
  compileCalendar({ zone: 'America/New_York', week, range: { from: '2026-01-01', to: '2026-12-31' } });
const openOn = (calendar: ReturnType<typeof newYork>, from: `${string}Z`, to: `${string}Z`): number =>
  workingMsBetween(calendar, from, to) / minuteMs;

describe('where clocks are moved', () => {
  // New York skips 02:00 to 03:00 on 8 March 2026 and shows 01:00 to 02:00 twice on 1 November.
  const spring = ['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'] as const;
  const autumn = ['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'] as const;

  it('measures time that has passed, not what the wall says', () => {
    const always = newYork({ sun: [['00:00', '24:00']] });
    expect(openOn(always, ...spring)).toBe(23 * 60);
    expect(openOn(always, ...autumn)).toBe(25 * 60);
    const night = newYork({ sat: [['22:00', '06:00']] });
    expect(openOn(night, '2026-03-08T00:00:00.000Z', '2026-03-08T16:00:00.000Z')).toBe(7 * 60);
    expect(openOn(night, '2026-11-01T00:00:00.000Z', '2026-11-01T16:00:00.000Z')).toBe(9 * 60);
  });

  it('reads a time that the clocks skip as the later one', () => {
    const halfPastTwo = newYork({ sun: [['02:30', '04:00']] });
    expect(nextOpen(halfPastTwo, spring[0])).toBe('2026-03-08T07:30:00.000Z'); // 03:30
    expect(openOn(halfPastTwo, ...spring)).toBe(30);
  });

  it('opens for no time at all when the start is moved behind the end', () => {
    const lost = newYork({ sun: [['02:30', '03:15']], mon: [['09:00', '17:00']] });
    expect(openOn(lost, ...spring)).toBe(0);
    expect(openOn(lost, ...autumn)).toBe(45);
    expect(nextOpen(lost, spring[0])).toBe('2026-03-09T13:00:00.000Z');
  });

  it('keeps segments apart that change places where the clocks skip', () => {
    const swapped: Hours = [
      ['02:30', '02:45'], // 03:30 to 03:45 that day
      ['03:00', '03:10'],
    ];
    expect(openOn(newYork({ sun: swapped }), ...spring)).toBe(25);
    const meeting: Hours = [
      ['02:30', '02:45'],
      ['03:15', '04:00'], // holds the other one that day
    ];
    expect(openOn(newYork({ sun: meeting }), ...spring)).toBe(45);
  });

  it('reads a time that the clocks show twice as the earlier one', () => {
    const untilHalfPastOne = newYork({ sun: [['00:00', '01:30']] });
    expect(openOn(untilHalfPastOne, ...autumn)).toBe(90);
    expect(isOpen(untilHalfPastOne, '2026-11-01T05:29:59.999Z')).toBe(true);
    expect(isOpen(untilHalfPastOne, '2026-11-01T06:00:00.000Z')).toBe(false); // 01:00 again
  });

  it('knows zones that move by half an hour, at midnight, and by a whole day', () => {
    const range = { from: '2011-01-01', to: '2026-12-31' } as const;
    const lordHowe = alwaysOpen('Australia/Lord_Howe', range);
    expect(openOn(lordHowe, '2026-04-04T13:00:00.000Z', '2026-04-05T13:30:00.000Z')).toBe(24.5 * 60);
    const saoPaulo = compileCalendar({ zone: 'America/Sao_Paulo', week: { sun: [['00:00', '24:00']] }, range });
    expect(openOn(saoPaulo, '2018-11-04T00:00:00.000Z', '2018-11-05T12:00:00.000Z')).toBe(23 * 60);
    const samoa = compileCalendar({
      zone: 'Pacific/Apia',
      week: { thu: [['09:00', '17:00']], fri: [['09:00', '17:00']], sat: [['09:00', '17:00']] },
      range,
    });
    expect(isWorkingDay(samoa, '2011-12-30')).toBe(false); // it never dawned
    expect(addWorkingDays(samoa, '2011-12-29', 1).date).toBe('2011-12-31');
    expect(openOn(samoa, '2011-12-29T12:00:00.000Z', '2011-12-31T12:00:00.000Z')).toBe(16 * 60);
  });

  it('knows that Shanghai moved its clocks from 1986 to 1991', () => {
    const office: Hours = [['08:00', '12:00']];
    const shanghai = compileCalendar({
      zone: 'Asia/Shanghai',
      week: { mon: office, sat: office },
      range: { from: '1990-01-01', to: '1992-12-31' },
    });
    expect(nextOpen(shanghai, '1990-09-15T00:00:00.000Z')).toBe('1990-09-15T00:00:00.000Z');
    expect(isOpen(shanghai, '1990-09-14T23:00:00.000Z')).toBe(true); // 08:00 in summer
    expect(isOpen(shanghai, '1990-09-16T23:00:00.000Z')).toBe(false); // 07:00 in winter
  });

  it('finds local dates and full hours on the wall', () => {
    const kathmandu = alwaysOpen('Asia/Kathmandu');
    const day = { unit: 'calendarDay', value: 1, lastDay: 'none' } as const;
    expect(deadlineOf(kathmandu, { start: '2026-03-01T18:14:59.999Z', limit: day }).lastDay).toBe('2026-03-02');
    expect(deadlineOf(kathmandu, { start: '2026-03-01T18:15:00.000Z', limit: day }).lastDay).toBe('2026-03-03');
    expect(deadlineOf(kathmandu, { start: '2026-03-01T18:15:00.000Z', limit: day }).dueAt).toBe(
      '2026-03-03T18:15:00.000Z',
    );
  });

  it('counts before 1970 as after it', () => {
    const calendar = compileCalendar({
      zone: 'America/New_York',
      week: { mon: [['09:00', '17:00']] },
      range: { from: '1965-01-01', to: '1965-12-31' },
    });
    expect(openOn(calendar, '1965-01-01T12:00:00.000Z', '1965-01-04T15:00:00.000Z')).toBe(60);
    expect(addWorkingTime(calendar, '1965-01-02T12:00:00.000Z', hours(9)).at).toBe('1965-01-11T15:00:00.000Z');
    expect(addWorkingDays(calendar, '1965-01-01', 2).date).toBe('1965-01-11');
    const limit = { unit: 'hour', value: 1, hourStart: 'next-hour' } as const;
    expect(deadlineOf(calendar, { start: '1965-01-02T12:20:00.000Z', limit }).dueAt).toBe('1965-01-02T14:00:00.000Z');
  });

  it('knows a zone whose offset has seconds', () => {
    const localMeanTime = alwaysOpen('Asia/Shanghai', { from: '1900-01-01', to: '1900-01-31' }); // 08:05:43 ahead
    expect(() => isOpen(localMeanTime, '1899-12-31T15:54:16.999Z')).toThrow(refusal('SLA_BEYOND_RANGE'));
    expect(isOpen(localMeanTime, '1899-12-31T15:54:17.000Z')).toBe(true);
  });
});

describe('whatever the zone of the process', () => {
  const before = process.env['TZ'];
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  const office: Hours = [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ];
  const week = { mon: office, tue: office, wed: office, thu: office, fri: office };

  function answers(): unknown {
    const china = compileCalendar({
      zone: 'Asia/Shanghai',
      week,
      makeup: office,
      holidays: { notices: chinaNotices, asOf: '2026-03-01' },
      seasons: [{ from: '11-01', to: '03-31', week }],
      range: { from: '2011-01-01', to: '2026-12-31' },
    });
    const start = '2026-02-13T16:30:00.000Z'; // already the 14th in Shanghai
    const facts = { start, budget: hours(14), pauses: [{ from: '2026-02-24T01:30:00.000Z' }] } as const;
    return [
      addWorkingDays(china, '2026-01-31', 20),
      countWorkingDays(china, '2011-12-29', '2012-01-02'),
      addWorkingTime(china, start, hours(9)),
      deadlineOf(china, { start, limit: { unit: 'month', value: 1 } }),
      deadlineOf(china, { start, limit: { unit: 'year', value: 0, cutoff: 'close' } }),
      deadlineOf(china, { start, limit: { unit: 'hour', value: 1, hourStart: 'next-hour' } }),
      evaluateClock(china, { ...facts, now: '2026-02-24T02:00:00.000Z', thresholds: [0.5] }),
      ladderOf(alwaysOpen('America/New_York'), { start, budget: hours(24), ladder: [{ overdueBy: hours(1) }] }),
    ];
  }

  it.each([
    ['America/New_York', 300],
    ['Asia/Shanghai', -480],
    ['Pacific/Apia', -780],
    ['UTC', 0],
  ])('answers the same with TZ=%s', (zone, offsetMinutes) => {
    process.env['TZ'] = zone;
    expect(new Date('2026-01-15T00:00:00Z').getTimezoneOffset()).toBe(offsetMinutes); // it took effect
    expect(answers()).toEqual([
      { date: '2026-03-05', certainty: 'final', uncertainYears: [] },
      2,
      {
        at: '2026-02-24T03:00:00.000Z',
        latestAt: '2026-02-24T03:00:00.000Z',
        certainty: 'final',
        uncertainYears: [],
      },
      {
        dueAt: '2026-03-16T16:00:00.000Z',
        lastDay: '2026-03-16',
        nominalLastDay: '2026-03-14',
        certainty: 'final',
        uncertainYears: [],
      },
      {
        dueAt: '2026-02-14T10:00:00.000Z',
        lastDay: '2026-02-14',
        nominalLastDay: '2026-02-14',
        certainty: 'final',
        uncertainYears: [],
      },
      {
        dueAt: '2026-02-13T18:00:00.000Z',
        lastDay: undefined,
        nominalLastDay: undefined,
        certainty: 'final',
        uncertainYears: [],
      },
      {
        budgetMs: 14 * hourMs,
        dueAt: undefined,
        thresholds: ['2026-02-14T10:00:00.000Z'],
        elapsedMs: 7.5 * hourMs,
        remainingMs: 6.5 * hourMs,
        paused: true,
        overdue: false,
        level: 1,
        certainty: 'final',
        uncertainYears: [],
      },
      [
        {
          step: { overdueBy: hours(1) },
          at: '2026-02-14T17:30:00.000Z',
          certainty: 'final',
          uncertainYears: [],
        },
      ],
    ]);
  });
});
