import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  compileCalendar,
  deadlineBefore,
  deadlineOf,
  isWorkingDay,
  limitsOf,
  type BackwardLimit,
  type Hours,
  type Limit,
  type OwnRule,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const hall = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2025-01-01', to: '2027-12-31' },
});

describe('a limit before an event', () => {
  const before = (event: `${number}-${number}-${number}`, limit: Omit<BackwardLimit, 'before'>) =>
    deadlineBefore(hall, { event, limit: { before: 'at-least', ...limit } });

  it('ends so many working days before it, over the holidays', () => {
    // 2026-02-15 to 02-23 is Spring Festival, 02-14 a make-up day.
    expect(before('2026-02-27', { unit: 'workingDay', value: 7 })).toMatchObject({
      lastDay: '2026-02-11',
      nominalLastDay: '2026-02-11',
      dueAt: '2026-02-11T16:00:00.000Z',
      opensAt: undefined,
      firstDay: undefined,
      certainty: 'final',
    });
  });

  it('goes back to the earlier working day when it would end on a rest day, and stays on a make-up day', () => {
    expect(before('2026-03-18', { unit: 'calendarDay', value: 30 })).toMatchObject({
      nominalLastDay: '2026-02-16',
      lastDay: '2026-02-14',
    });
    expect(before('2026-03-18', { unit: 'calendarDay', value: 30, lastDay: 'none' }).lastDay).toBe('2026-02-16');
  });

  it('ends on the corresponding day of an earlier month, or on the last of it', () => {
    expect(before('2026-07-31', { unit: 'month', value: 1 }).nominalLastDay).toBe('2026-06-30');
    expect(before('2026-07-15', { unit: 'year', value: 1 }).nominalLastDay).toBe('2025-07-15');
    expect(before('2026-07-15', { unit: 'week', value: 2 }).nominalLastDay).toBe('2026-07-01');
  });

  it('ends on the day of the event with a value of zero, and at close when told', () => {
    expect(before('2026-07-15', { unit: 'calendarDay', value: 0, cutoff: 'close' })).toMatchObject({
      lastDay: '2026-07-15',
      dueAt: '2026-07-15T10:00:00.000Z',
    });
  });

  it('is provisional when the event lies in a year without a notice', () => {
    expect(before('2027-01-20', { unit: 'workingDay', value: 7 })).toMatchObject({
      certainty: 'provisional',
      uncertainYears: [2027],
    });
  });

  it.each([
    ['SLA_NUMBER_INVALID', { unit: 'workingDay', value: 1.5 }],
    ['SLA_NUMBER_INVALID', { unit: 'workingDay', value: -1 }],
    ['SLA_NUMBER_INVALID', { unit: 'workingDay', value: Number.NaN }],
    ['SLA_BEYOND_RANGE', { unit: 'year', value: 9 }],
    ['SLA_BEYOND_RANGE', { unit: 'workingDay', value: 4000 }],
  ] as const)('is refused with %s: %o', (code, limit) => {
    expect(() => before('2026-07-15', limit)).toThrow(refusal(code));
  });

  it('is refused when JSON misspells one of its rules', () => {
    const misspelled = [
      { before: 'after', unit: 'month', value: 1 },
      { before: 'within', unit: 'hour', value: 1 },
      { before: 'within', unit: 'month', value: 1, lastDay: 'roll-forward' },
      { before: 'within', unit: 'month', value: 1, cutoff: 'noon' },
    ] as const;
    for (const limit of misspelled) {
      // @ts-expect-error [ts2322] -- a definition that comes as JSON may hold anything
      expect(() => deadlineBefore(hall, { event: '2026-07-15', limit })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
    }
  });
});

describe('a window before an event', () => {
  const month: BackwardLimit = { before: 'within', unit: 'month', value: 1, lastDay: 'none' };

  it('opens on the corresponding day and ends on the day before the event', () => {
    expect(deadlineBefore(hall, { event: '2026-03-15', limit: month })).toMatchObject({
      firstDay: '2026-02-15',
      opensAt: '2026-02-14T16:00:00.000Z',
      lastDay: '2026-03-14',
      dueAt: '2026-03-14T16:00:00.000Z',
    });
  });

  it('ends on a working day unless told otherwise, but not before it opens', () => {
    const rolling: BackwardLimit = { before: 'within', unit: 'month', value: 1 };
    expect(deadlineBefore(hall, { event: '2026-03-15', limit: rolling })).toMatchObject({
      nominalLastDay: '2026-03-14',
      lastDay: '2026-03-13',
    });
    // Friday to Sunday: Friday is the first day and the last one to act.
    const overWeekend: BackwardLimit = { before: 'within', unit: 'calendarDay', value: 3 };
    expect(deadlineBefore(hall, { event: '2026-03-16', limit: overWeekend })).toMatchObject({
      firstDay: '2026-03-13',
      lastDay: '2026-03-13',
    });
    const twoDays: BackwardLimit = { before: 'within', unit: 'calendarDay', value: 2 };
    expect(deadlineBefore(hall, { event: '2026-10-06', limit: twoDays })).toMatchObject({
      firstDay: '2026-10-04',
      lastDay: '2026-10-05',
    });
  });

  it('must hold at least one day', () => {
    expect(() => deadlineBefore(hall, { event: '2026-03-15', limit: { ...month, value: 0 } })).toThrow(
      refusal('SLA_NUMBER_INVALID'),
    );
  });
});

describe('a rule of the host for the last day', () => {
  /** Never a Monday: the hall is crowded then. */
  const notMonday: OwnRule = (calendar, { nominalLastDay }) => {
    const monday = new Date(nominalLastDay).getUTCDay() === 1;
    return monday || !isWorkingDay(calendar, nominalLastDay)
      ? addWorkingDays(calendar, nominalLastDay, 1).date
      : nominalLastDay;
  };
  const limit: Limit = { unit: 'calendarDay', value: 10, lastDay: 'own:not-monday' };
  const start = '2026-03-06T02:00:00.000Z'; // ten days later is a Monday

  it('decides under its name', () => {
    expect(deadlineOf(hall, { start, limit, ownRules: { 'own:not-monday': notMonday } })).toMatchObject({
      nominalLastDay: '2026-03-16',
      lastDay: '2026-03-17',
    });
  });

  it('must be handed over, and must answer a date that the calendar covers', () => {
    expect(() => deadlineOf(hall, { start, limit })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
    expect(() => deadlineOf(hall, { start, limit, ownRules: { 'own:not-monday': () => '2031-01-01' } })).toThrow(
      refusal('SLA_BEYOND_RANGE'),
    );
    expect(() => deadlineOf(hall, { start, limit, ownRules: { 'own:not-monday': () => '2026-02-30' } })).toThrow(
      refusal('CIVIL_DATE_INVALID'),
    );
  });
});

describe('the days of a pause', () => {
  const start = '2026-03-02T02:00:00.000Z';
  const pauses = [{ from: '2026-03-04T02:00:00.000Z', to: '2026-03-06T02:00:00.000Z' }] as const;
  const lastDay = (limit: Limit, paused: readonly { from: `${string}Z`; to: `${string}Z` }[] = pauses) =>
    deadlineOf(hall, { start, limit, pauses: paused }).lastDay;

  it.each([
    ['(]', '2026-03-11'],
    ['[)', '2026-03-11'],
    ['[]', '2026-03-12'],
    ['()', '2026-03-10'],
  ] as const)('are those of %s', (pauseDays, expected) => {
    expect(lastDay({ unit: 'workingDay', value: 5, pauseDays })).toBe(expected);
  });

  it('may be none: a pause that ends on the day it starts takes nothing out, unless both ends are', () => {
    const within = [{ from: '2026-03-04T02:00:00.000Z', to: '2026-03-04T06:00:00.000Z' }] as const;
    for (const pauseDays of ['(]', '[)', '()'] as const) {
      expect(lastDay({ unit: 'workingDay', value: 5, pauseDays }, within)).toBe('2026-03-09');
    }
    expect(lastDay({ unit: 'workingDay', value: 5, pauseDays: '[]' }, within)).toBe('2026-03-10');
  });
});

describe('a promise beside the law', () => {
  const statutory: Limit = { unit: 'workingDay', value: 20 };
  const start = '2026-02-13T08:00:00.000Z';

  it('gives both ends, and warns of the earlier one', () => {
    expect(limitsOf(hall, { start, statutory, promised: { unit: 'workingDay', value: 5 } })).toMatchObject({
      statutory: { lastDay: '2026-03-19' },
      promised: { lastDay: '2026-02-27' },
      binding: 'promised',
      compressionRate: 0.75,
    });
  });

  it('may be as long as the law, and then the law binds', () => {
    expect(limitsOf(hall, { start, statutory, promised: statutory })).toMatchObject({
      binding: 'statutory',
      compressionRate: 0,
    });
  });

  it('is measured by what it gives from the same start when the units differ', () => {
    // Over Spring Festival 30 calendar days end before 20 working days; in May they end after.
    const promised: Limit = { unit: 'calendarDay', value: 30 };
    const overFestival = limitsOf(hall, { start, statutory, promised });
    expect(overFestival).toMatchObject({ promised: { lastDay: '2026-03-16' }, binding: 'promised' });
    expect(overFestival.compressionRate).toBeGreaterThan(0);
    expect(() => limitsOf(hall, { start: '2026-05-11T02:00:00.000Z', statutory, promised })).toThrow(
      refusal('SLA_PROMISE_LONGER'),
    );
  });

  it('is refused when it is longer by number, though both end on one day', () => {
    const days = (value: number): Limit => ({ unit: 'calendarDay', value });
    // The 5th and the 6th day of this period are a Saturday and a Sunday.
    expect(() => limitsOf(hall, { start: '2026-03-09T02:00:00.000Z', statutory: days(5), promised: days(6) })).toThrow(
      refusal('SLA_PROMISE_LONGER'),
    );
  });

  it('stays a promise when a pause weighs more on it than on the law', () => {
    const pauses = [{ from: '2026-05-12T02:00:00.000Z', to: '2026-06-12T02:00:00.000Z' }] as const;
    const limits = limitsOf(hall, {
      start: '2026-05-11T02:00:00.000Z',
      statutory,
      promised: { unit: 'calendarDay', value: 24 },
      pauses,
    });
    expect(limits.promised.lastDay).toBe('2026-07-06');
    expect(limits.statutory.lastDay).toBe('2026-07-10');
  });

  it('has no rate against an empty limit', () => {
    const nothing: Limit = { unit: 'workingDay', value: 0 };
    expect(limitsOf(hall, { start, statutory: nothing, promised: nothing }).compressionRate).toBeUndefined();
  });
});
