import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  alwaysOpen,
  compileCalendar,
  crossedRungs,
  deadlineOf,
  ladderOf,
  nextRung,
  type DeadlineQuestion,
  type Hours,
  type LadderStep,
  type Limit,
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
  range: { from: '2025-01-01', to: '2027-12-31' },
});
const desk = compileCalendar({ zone: 'UTC', week, range: { from: '2026-01-01', to: '2026-12-31' } });

/** Where the rungs of a ladder stand. */
const stands = (calendar: typeof china, question: DeadlineQuestion, ...ladder: readonly LadderStep[]) =>
  ladderOf(calendar, { ...question, ladder }).map(({ at }) => at);

/** Local 24:00 of a date in Shanghai. */
const endOf = (date: string) => `${date}T16:00:00.000Z` as const;

const permit: DeadlineQuestion = {
  start: '2026-02-09T02:00:00.000Z',
  limit: { unit: 'workingDay', value: 20 },
};

it('counts a share of a limit in working days in whole working days, over a holiday and its make-up days', () => {
  const ladder = [{ atFraction: 0.25 }, { atFraction: 0.5 }, { atFraction: 0.7 }, { atFraction: 1 }];
  expect(stands(china, permit, ...ladder)).toEqual([
    endOf('2026-02-14'), // the fifth, a make-up Saturday
    endOf('2026-02-28'),
    endOf('2026-03-05'),
    endOf('2026-03-13'),
  ]);
});

it('rounds a share up to a whole day, and is not misled by how fractions are written in binary', () => {
  expect(stands(china, permit, { atFraction: 0.71 })).toEqual([endOf('2026-03-06')]);
  const hundred: DeadlineQuestion = { start: '2025-03-03T02:00:00.000Z', limit: { unit: 'calendarDay', value: 100 } };
  expect(0.55 * 100).toBeGreaterThan(55);
  expect(stands(china, hundred, { atFraction: 0.55 })).toEqual([endOf('2025-04-27')]);
});

it('warns when so many working days are left, and presses when so many are overdue', () => {
  const days = (value: number) => ({ value, unit: 'workingDay' }) as const;
  expect(
    stands(
      china,
      permit,
      { beforeDue: days(3) },
      { beforeDue: days(0) },
      { overdueBy: days(1) },
      { overdueBy: days(5) },
    ),
  ).toEqual([endOf('2026-03-10'), endOf('2026-03-13'), endOf('2026-03-16'), endOf('2026-03-20')]);
});

it('ends its days where the limit ends its own: at the close of each day', () => {
  const limit: Limit = { unit: 'workingDay', value: 20, cutoff: 'close' };
  const steps = [
    { atFraction: 0.5 },
    { beforeDue: { value: 2, unit: 'workingDay' } },
    { beforeDue: { value: 2, unit: 'calendarDay' } },
    { overdueBy: { value: 1, unit: 'workingDay' } },
  ] as const;
  expect(stands(china, { ...permit, limit }, ...steps)).toEqual([
    '2026-02-28T10:00:00.000Z',
    '2026-03-11T10:00:00.000Z',
    '2026-03-11T10:00:00.000Z',
    '2026-03-16T10:00:00.000Z',
  ]);
});

it('stands off a limit in days by hours too, by the clock and by the open door', () => {
  const steps = [
    { beforeDue: { value: 24, unit: 'hour' } },
    { beforeDue: { value: 7, unit: 'workingHour' } },
    { overdueBy: { value: 90, unit: 'minute' } },
    { overdueBy: { value: 90, unit: 'workingMinute' } },
  ] as const;
  expect(stands(china, permit, ...steps)).toEqual([
    endOf('2026-03-12'),
    '2026-03-12T10:00:00.000Z', // since Thursday's close only Friday's seven hours are left
    '2026-03-13T17:30:00.000Z',
    '2026-03-16T02:30:00.000Z',
  ]);
});

it('divides weeks, months, years and fixed periods by their days, and rolls only the whole', () => {
  const start = '2026-03-01T00:00:00.000Z';
  const half = (limit: Limit) => stands(desk, { start, limit }, { atFraction: 0.5 }, { atFraction: 1 });
  expect(half({ unit: 'week', value: 2 })).toEqual(['2026-03-09T00:00:00.000Z', '2026-03-17T00:00:00.000Z']);
  expect(half({ unit: 'month', value: 2 })).toEqual(['2026-04-02T00:00:00.000Z', '2026-05-02T00:00:00.000Z']);
  expect(half({ unit: 'month', value: 2, startDay: 'included' })).toEqual([
    '2026-04-01T00:00:00.000Z',
    '2026-05-01T00:00:00.000Z',
  ]);
  // 6 June is a Saturday: half of the way to it may end on a Sunday, the whole may not
  expect(half({ unit: 'fixed', from: '2026-05-26', base: '2026-06-06' })).toEqual([
    '2026-06-01T00:00:00.000Z',
    '2026-06-09T00:00:00.000Z',
  ]);
});

it('may pass the whole by a share, and begins at the start', () => {
  expect(
    stands(
      desk,
      { start: '2026-03-02T08:00:00.000Z', limit: { unit: 'calendarDay', value: 4 } },
      { atFraction: 1.5 },
      { atFraction: 0 },
    ),
  ).toEqual([
    '2026-03-10T00:00:00.000Z', // six days, rolled off the Sunday
    '2026-03-02T08:00:00.000Z',
  ]);
  const fixed: Limit = { unit: 'fixed', from: '2026-03-03', base: '2026-03-06' };
  expect(stands(desk, { start: '2026-03-02T08:00:00.000Z', limit: fixed }, { atFraction: 1.5 })).toEqual([
    '2026-03-10T00:00:00.000Z',
  ]);
  expect(
    stands(desk, { start: '2026-03-02T08:00:00.000Z', limit: { unit: 'workingDay', value: 0 } }, { atFraction: 1 }),
  ).toEqual(['2026-03-03T00:00:00.000Z']);
});

it('runs day and night on a limit by the clock, and stands still with it while it is paused', () => {
  const question: DeadlineQuestion = {
    start: '2026-03-06T20:00:00.000Z',
    limit: { unit: 'hour', value: 24 },
    pauses: [{ from: '2026-03-07T02:00:00.000Z', to: '2026-03-07T12:00:00.000Z' }],
  };
  const steps = [
    { atFraction: 0.5 },
    { beforeDue: { value: 20, unit: 'hour' } },
    { atFraction: 1 },
    { overdueBy: { value: 2, unit: 'hour' } },
    { overdueBy: { value: 1, unit: 'workingDay' } },
  ] as const;
  expect(stands(desk, question, ...steps)).toEqual([
    '2026-03-07T18:00:00.000Z',
    '2026-03-07T00:00:00.000Z',
    '2026-03-08T06:00:00.000Z',
    '2026-03-08T08:00:00.000Z',
    '2026-03-09T06:00:00.000Z', // the same time on the next working day
  ]);
});

it('keeps the time on the wall when it counts days over a change of the clocks', () => {
  const question: DeadlineQuestion = {
    start: '2026-10-30T14:00:00.000Z', // 10:00 in New York
    limit: { unit: 'hour', value: 2 },
  };
  const steps = [
    { overdueBy: { value: 3, unit: 'calendarDay' } },
    { beforeDue: { value: 0, unit: 'calendarDay' } },
  ] as const;
  expect(stands(alwaysOpen('America/New_York'), question, ...steps)).toEqual([
    '2026-11-02T17:00:00.000Z', // 12:00 again, an hour more in between
    '2026-10-30T16:00:00.000Z',
  ]);
});

it('knows what is left of open time before a pause that lasts, and nothing behind it', () => {
  const question: DeadlineQuestion = {
    start: '2026-03-02T09:00:00.000Z',
    limit: { unit: 'workingHour', value: 14 },
    pauses: [{ from: '2026-03-02T16:00:00.000Z' }],
  };
  const steps = [
    { beforeDue: { value: 10.5, unit: 'workingHour' } },
    { beforeDue: { value: 2, unit: 'workingHour' } },
    { beforeDue: { value: 1, unit: 'hour' } },
    { overdueBy: { value: 1, unit: 'workingDay' } },
  ] as const;
  expect(stands(desk, question, ...steps)).toEqual(['2026-03-02T14:30:00.000Z', undefined, undefined, undefined]);
});

it('takes the days of a pause out of a share, and out of what is left', () => {
  const question: DeadlineQuestion = {
    start: '2026-03-02T09:00:00.000Z',
    limit: { unit: 'workingDay', value: 10 },
    pauses: [{ from: '2026-03-06T10:00:00.000Z', to: '2026-03-20T10:00:00.000Z' }],
  };
  expect(
    stands(desk, question, { atFraction: 0.5 }, { beforeDue: { value: 8, unit: 'workingDay' } }, { atFraction: 1 }),
  ).toEqual(['2026-03-24T00:00:00.000Z', '2026-03-05T00:00:00.000Z', '2026-03-31T00:00:00.000Z']);
});

it('starts warning at once when less time is given than the warning asks for', () => {
  const short: DeadlineQuestion = { start: '2026-03-02T09:00:00.000Z', limit: { unit: 'workingDay', value: 2 } };
  const steps = [
    { beforeDue: { value: 3, unit: 'workingDay' } },
    { beforeDue: { value: 10, unit: 'calendarDay' } },
    { beforeDue: { value: 100, unit: 'workingHour' } },
    { beforeDue: { value: 9000, unit: 'workingHour' } }, // more than the calendar holds before it
    { beforeDue: { value: 500, unit: 'hour' } },
  ] as const;
  expect(stands(desk, short, ...steps)).toEqual(steps.map(() => short.start));
  const hours: DeadlineQuestion = { ...short, limit: { unit: 'hour', value: 2 } };
  expect(stands(desk, hours, { beforeDue: { value: 300, unit: 'workingDay' } })).toEqual([short.start]);
});

it('leaves whole working days behind a due day that is none', () => {
  const question: DeadlineQuestion = {
    start: '2026-03-02T09:00:00.000Z',
    limit: { unit: 'calendarDay', value: 6, lastDay: 'none' }, // Sunday the 8th
  };
  const day = (value: number) => ({ value, unit: 'workingDay' }) as const;
  expect(stands(desk, question, { beforeDue: day(1) }, { overdueBy: day(1) })).toEqual([
    '2026-03-06T00:00:00.000Z', // Thursday's end: Friday is left
    '2026-03-10T00:00:00.000Z',
  ]);
});

it('stands on a late receipt where the limit does', () => {
  const question: DeadlineQuestion = {
    start: '2026-03-06T19:00:00.000Z',
    limit: { unit: 'workingHour', value: 7, lateReceipt: 'next-working-day' },
  };
  expect(stands(desk, question, { atFraction: 0.5 })).toEqual(['2026-03-09T14:30:00.000Z']);
});

it('crosses each rung once, in the order of time, however long nobody asked', () => {
  // #region ladder
  const ladder = [
    { overdueBy: { value: 1, unit: 'workingDay' }, to: 'secretary' },
    { atFraction: 0.7, to: 'handler' },
    { beforeDue: { value: 6, unit: 'workingDay' }, to: 'team' }, // at the same instant as the handler's
    { atFraction: 1, to: 'leader' },
  ] as const;
  const limit: Limit = { unit: 'workingDay', value: 20 };
  const rungs = ladderOf(china, { start: '2026-02-09T02:00:00.000Z', limit, ladder });
  const crossed = crossedRungs(rungs, '2026-02-09T02:00:00.000Z', '2026-03-14T00:00:00.000Z');
  expect(crossed.map(({ step, at }) => `${step.to} ${at}`)).toEqual([
    'handler 2026-03-05T16:00:00.000Z',
    'team 2026-03-05T16:00:00.000Z',
    'leader 2026-03-13T16:00:00.000Z',
  ]);
  // #endregion ladder
  const names = (after: `${string}Z` | undefined, now: `${string}Z`) =>
    crossedRungs(rungs, after, now).map(({ step }) => step.to);
  expect(names(undefined, '2026-12-31T00:00:00.000Z')).toEqual(['handler', 'team', 'leader', 'secretary']);
  expect(names(permit.start, endOf('2026-03-05'))).toEqual(['handler', 'team']);
  expect(names(endOf('2026-03-05'), endOf('2026-03-13'))).toEqual(['leader']);
  expect(names(endOf('2026-03-13'), endOf('2026-03-13'))).toEqual([]);
  expect(names(endOf('2026-12-31'), permit.start)).toEqual([]);
});

it('names the rung that comes next, and none behind the last or behind a pause that lasts', () => {
  const ladder = [{ atFraction: 1 }, { atFraction: 0.5 }];
  const rungs = ladderOf(china, { ...permit, ladder });
  expect(nextRung(rungs, permit.start)).toMatchObject({ step: { atFraction: 0.5 }, at: endOf('2026-02-28') });
  expect(nextRung(rungs, endOf('2026-02-28'))).toMatchObject({ step: { atFraction: 1 }, at: endOf('2026-03-13') });
  expect(nextRung(rungs, endOf('2026-03-13'))).toBeUndefined();
  const paused = ladderOf(china, { ...permit, pauses: [{ from: '2026-02-11T02:00:00.000Z' }], ladder });
  expect(nextRung(paused, permit.start)).toBeUndefined();
});

it('agrees with the deadline on the whole, for every kind of limit', () => {
  const start = '2026-02-06T11:00:00.000Z';
  const limits: readonly Limit[] = [
    { unit: 'workingDay', value: 7, lateReceipt: 'next-working-day', cutoff: 'close' },
    { unit: 'calendarDay', value: 30, lastDay: 'tax-109' },
    { unit: 'week', value: 1, lastDay: 'none' },
    { unit: 'month', value: 1 },
    { unit: 'year', value: 1, startDay: 'included' },
    { unit: 'fixed', from: '2026-02-09', base: '2026-02-21' },
    { unit: 'hour', value: 48, hourStart: 'next-hour' },
    { unit: 'minute', value: 7.5 },
    { unit: 'workingHour', value: 40.25 },
    { unit: 'workingMinute', value: 100 },
  ];
  for (const limit of limits) {
    expect(stands(china, { start, limit }, { atFraction: 1 })).toEqual([deadlineOf(china, { start, limit }).dueAt]);
  }
});

it('says which rungs can still move, since a notice is awaited, and which cannot', () => {
  const certainties = (question: DeadlineQuestion, ...ladder: readonly LadderStep[]) =>
    ladderOf(china, { ...question, ladder }).map(({ certainty, uncertainYears }) => [certainty, ...uncertainYears]);
  const late: DeadlineQuestion = { start: '2026-11-23T02:00:00.000Z', limit: { unit: 'workingDay', value: 40 } };
  const day = { value: 1, unit: 'workingDay' } as const;
  expect(certainties(late, { atFraction: 0.5 }, { atFraction: 0.7 }, { atFraction: 1 }, { overdueBy: day })).toEqual([
    ['final'],
    ['provisional', 2027],
    ['provisional', 2027],
    ['provisional', 2027],
  ]);
  const byTheClock: DeadlineQuestion = { start: '2026-12-31T02:00:00.000Z', limit: { unit: 'hour', value: 48 } };
  const hour = { value: 1, unit: 'hour' } as const;
  expect(
    certainties(byTheClock, { atFraction: 0.5 }, { beforeDue: hour }, { overdueBy: hour }, { overdueBy: day }),
  ).toEqual([['final'], ['final'], ['final'], ['provisional', 2027]]);
});

it('refuses shares, offsets and units that cannot be', () => {
  for (const value of [NaN, Infinity, -1]) {
    const hours = { value, unit: 'hour' } as const;
    for (const step of [{ atFraction: value }, { beforeDue: hours }, { overdueBy: hours }]) {
      expect(() => stands(desk, permit, step)).toThrow(refusal('SLA_NUMBER_INVALID'));
    }
    expect(() => stands(desk, { ...permit, limit: { unit: 'hour', value } }, { atFraction: 0.5 })).toThrow(
      refusal('SLA_NUMBER_INVALID'),
    );
  }
  for (const unit of ['workingDay', 'calendarDay'] as const) {
    expect(() => stands(desk, permit, { overdueBy: { value: 1.5, unit } })).toThrow(refusal('SLA_NUMBER_INVALID'));
    expect(() => stands(desk, { ...permit, limit: { unit, value: 1.5 } }, { atFraction: 0.5 })).toThrow(
      refusal('SLA_NUMBER_INVALID'),
    );
  }
  // @ts-expect-error [ts2322] -- a caller without types
  const step: LadderStep = { overdueBy: { value: 1, unit: 'month' } };
  expect(() => stands(desk, permit, step)).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  // @ts-expect-error [ts2322] -- a caller without types
  const limit: Limit = { unit: 'day', value: 1 };
  expect(() => stands(desk, { ...permit, limit }, { atFraction: 1 })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  const reversed: Limit = { unit: 'fixed', from: '2026-03-06', base: '2026-03-02' };
  expect(() => stands(desk, { ...permit, limit: reversed }, { atFraction: 1 })).toThrow(refusal('SLA_PERIOD_REVERSED'));
  const late: DeadlineQuestion = { start: '2026-12-29T09:00:00.000Z', limit: { unit: 'workingDay', value: 2 } };
  for (const unit of ['workingDay', 'workingHour'] as const) {
    expect(() => stands(desk, late, { overdueBy: { value: 100, unit } })).toThrow(refusal('SLA_BEYOND_RANGE'));
  }
});
