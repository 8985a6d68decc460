import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  alwaysOpen,
  compileCalendar,
  elapsedMsAt,
  evaluateClock,
  ladderOf,
  reachedAtMs,
  rungMs,
  runningClockOf,
  shareUsedAtMs,
  type ClockFacts,
  type Hours,
} from '../index.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const desk = compileCalendar({
  zone: 'UTC',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  range: { from: '2026-01-01', to: '2026-12-31' },
});
const hours = (value: number) => ({ value, unit: 'workingHour' }) as const;
const at = (day: number, time: string) => `2026-03-0${day}T${time}:00.000Z` as const;
const hourMs = 3_600_000;

const facts: ClockFacts = { start: at(2, '09:00'), budget: hours(14) };

it('is due once its budget of open time is used up', () => {
  expect(evaluateClock(desk, { ...facts, now: at(3, '11:48'), thresholds: [0.7, 0.9, 1] })).toEqual({
    budgetMs: 14 * hourMs,
    dueAt: at(3, '18:00'),
    thresholds: [at(3, '11:48'), at(3, '16:36'), at(3, '18:00')],
    elapsedMs: 9.8 * hourMs,
    remainingMs: 4.2 * hourMs,
    paused: false,
    overdue: false,
    level: 1,
    certainty: 'final',
    uncertainYears: [],
  });
});

it('is overdue after the due instant, though no open time has passed since', () => {
  expect(evaluateClock(desk, { ...facts, now: at(3, '18:00') })).toMatchObject({ overdue: false, remainingMs: 0 });
  expect(evaluateClock(desk, { ...facts, now: at(3, '20:00') })).toMatchObject({ overdue: true, remainingMs: 0 });
  expect(evaluateClock(desk, { ...facts, now: at(4, '10:00') })).toMatchObject({ overdue: true, remainingMs: -hourMs });
});

it('has used nothing before it starts', () => {
  expect(evaluateClock(desk, { ...facts, now: '2026-02-27T10:00:00.000Z' })).toMatchObject({
    elapsedMs: 0,
    overdue: false,
  });
});

it('takes only the open time out of a pause', () => {
  const overnight = [{ from: at(2, '17:00'), to: at(3, '10:00') }]; // two open hours
  expect(evaluateClock(desk, { ...facts, pauses: overnight, now: at(3, '12:00') })).toMatchObject({
    dueAt: at(4, '11:00'),
    elapsedMs: 8 * hourMs,
  });
});

it('counts nested, overlapping, adjacent, unsorted and empty pauses once', () => {
  const pauses = [
    { from: at(2, '14:00'), to: at(2, '15:00') },
    { from: at(2, '10:00'), to: at(2, '11:00') },
    { from: at(2, '10:30'), to: at(2, '10:40') },
    { from: at(2, '10:50'), to: at(2, '14:30') },
    { from: at(2, '15:00'), to: at(2, '15:30') },
    { from: at(3, '10:00'), to: at(3, '10:00') },
  ];
  expect(evaluateClock(desk, { ...facts, pauses, now: at(3, '09:00') })).toMatchObject({
    dueAt: at(4, '14:30'),
    elapsedMs: 3.5 * hourMs,
  });
});

it('does not move for a pause that begins at the due instant, or in the night after it', () => {
  for (const from of [at(3, '18:00'), at(3, '21:00')]) {
    const pauses = [{ from, to: at(6, '18:00') }];
    expect(evaluateClock(desk, { ...facts, pauses, now: at(5, '09:00') })).toMatchObject({
      dueAt: at(3, '18:00'),
      paused: true,
      overdue: true,
    });
  }
});

it('has no due instant while a pause lasts, and still says what is left', () => {
  const reading = evaluateClock(desk, {
    ...facts,
    pauses: [{ from: at(2, '16:00') }],
    now: at(5, '10:00'),
    thresholds: [0.25, 0.7],
  });
  expect(reading).toMatchObject({
    dueAt: undefined,
    thresholds: [at(2, '14:30'), undefined],
    remainingMs: 9 * hourMs,
    paused: true,
    overdue: false,
    level: 1,
  });
});

it('is paused from the first instant of a pause up to, not with, its last', () => {
  const pauses = [{ from: at(2, '10:00'), to: at(2, '11:00') }];
  const pausedAt = (now: `${string}Z`) => evaluateClock(desk, { ...facts, pauses, now }).paused;
  expect([at(2, '09:59'), at(2, '10:00'), at(2, '10:59'), at(2, '11:00')].map(pausedAt)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('adds extensions to the budget, and measures thresholds on the whole', () => {
  const extended = { ...facts, extensions: [hours(7), { value: 60, unit: 'workingMinute' } as const] };
  expect(evaluateClock(desk, { ...extended, now: at(2, '09:00'), thresholds: [0.5] })).toMatchObject({
    budgetMs: 22 * hourMs,
    dueAt: at(5, '10:00'),
    thresholds: [at(3, '15:00')],
  });
});

it('begins anew at the latest reset that is not after now', () => {
  const resets = [at(5, '09:00'), at(3, '10:00')];
  const dueAt = (now: `${string}Z`) => evaluateClock(desk, { ...facts, resets, now }).dueAt;
  expect(dueAt(at(3, '09:59'))).toBe(at(3, '18:00'));
  expect(dueAt(at(3, '10:00'))).toBe(at(5, '10:00'));
  expect(dueAt(at(5, '09:00'))).toBe(at(6, '18:00'));
  expect(evaluateClock(desk, { ...facts, resets: ['2026-02-27T09:00:00.000Z'], now: at(3, '09:00') }).dueAt).toBe(
    at(3, '18:00'), // one from before the start moves nothing
  );
});

it('is due at its start when there is nothing to use up', () => {
  const empty = { start: at(2, '20:00'), budget: hours(0) };
  expect(evaluateClock(desk, { ...empty, now: at(2, '20:00'), thresholds: [0, 1] })).toMatchObject({
    dueAt: at(2, '20:00'),
    thresholds: [at(2, '20:00'), at(2, '20:00')],
    level: 2,
    overdue: false,
  });
});

it('runs day and night on a calendar that is always open, over a day of 25 hours too', () => {
  const reading = evaluateClock(alwaysOpen('America/New_York'), {
    start: '2026-11-01T04:00:00.000Z',
    budget: hours(24),
    now: '2026-11-02T04:00:00.000Z',
  });
  expect(reading).toMatchObject({ dueAt: '2026-11-02T04:00:00.000Z', overdue: false });
});

it('sets the rungs of a ladder on open time, after the due instant too', () => {
  const ladder = [
    { atFraction: 0.7, to: 'handler' },
    { atFraction: 1, to: 'leader' },
    { overdueBy: hours(7), to: 'secretary' },
  ];
  expect(ladderOf(desk, { ...facts, ladder })).toEqual(
    [at(3, '11:48'), at(3, '18:00'), at(4, '18:00')].map((instant, index) => ({
      step: ladder[index],
      at: instant,
      certainty: 'final',
      uncertainYears: [],
    })),
  );
});

it('has no rung behind a pause that lasts, and lets overdue time run through a pause', () => {
  const ladder = [{ atFraction: 0.25 }, { atFraction: 1 }, { overdueBy: hours(1) }];
  const instants = (pauses: ClockFacts['pauses'] & object) =>
    ladderOf(desk, { ...facts, pauses, ladder }).map((rung) => rung.at);
  expect(instants([{ from: at(2, '16:00') }])).toEqual([at(2, '14:30'), undefined, undefined]);
  expect(instants([{ from: at(3, '20:00') }])).toEqual([at(2, '14:30'), at(3, '18:00'), at(4, '10:00')]);
});

it('sets a ladder anew at a reset, at the last one unless told what time it is', () => {
  const ladder = [{ atFraction: 1 }];
  const resets = [at(3, '10:00'), at(5, '09:00')];
  const due = (now?: `${string}Z`) =>
    ladderOf(desk, { ...facts, resets, ladder, ...(now === undefined ? {} : { now }) })[0]?.at;
  expect(due()).toBe(at(6, '18:00'));
  expect(due(at(4, '09:00'))).toBe(at(5, '10:00'));
});

it('answers the same on epoch milliseconds', () => {
  const clock = runningClockOf({ ...facts, pauses: [{ from: at(2, '10:00'), to: at(2, '11:00') }] });
  expect(shareUsedAtMs(desk, clock, 1)).toBe(Date.parse(at(4, '10:00')));
  expect(rungMs(desk, clock, { overdueBy: hours(1) })).toBe(Date.parse(at(4, '11:00')));
  expect(elapsedMsAt(desk, clock.startMs, Date.parse(at(2, '12:00')), clock.pausesMs)).toBe(2 * hourMs);
  expect(reachedAtMs(desk, clock.startMs, hourMs, clock.pausesMs)).toBe(Date.parse(at(2, '10:00')));
});

it('refuses amounts, shares and pauses that cannot be', () => {
  const now = at(2, '09:00');
  const ask = (change: Partial<ClockFacts & { readonly thresholds: readonly number[] }>) => () =>
    evaluateClock(desk, { ...facts, now, ...change });
  for (const value of [NaN, Infinity, -1]) {
    expect(ask({ budget: hours(value) })).toThrow(refusal('SLA_NUMBER_INVALID'));
    expect(ask({ extensions: [hours(value)] })).toThrow(refusal('SLA_NUMBER_INVALID'));
    expect(ask({ thresholds: [value] })).toThrow(refusal('SLA_NUMBER_INVALID'));
    for (const step of [{ atFraction: value }, { overdueBy: hours(value) }]) {
      expect(() => ladderOf(desk, { ...facts, ladder: [step] })).toThrow(refusal('SLA_NUMBER_INVALID'));
    }
  }
  // @ts-expect-error [ts2322] -- a caller without types
  expect(ask({ budget: { value: 1, unit: 'day' } })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  expect(ask({ pauses: [{ from: at(3, '09:00'), to: at(2, '09:00') }] })).toThrow(refusal('SLA_PAUSE_REVERSED'));
  expect(ask({ budget: hours(100_000) })).toThrow(refusal('SLA_BEYOND_RANGE'));
  expect(ask({ pauses: [{ from: at(2, '10:00'), to: '2027-03-01T00:00:00.000Z' }] })).toThrow(
    refusal('SLA_BEYOND_RANGE'),
  );
});
