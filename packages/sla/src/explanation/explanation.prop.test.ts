import { addCalendarDays, civilDateAt, instantFromMs, instantToMs, type CivilDate } from '@jiceng/kernel/plain';
import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  compileCalendar,
  deadlineBefore,
  deadlineOf,
  describeExplanation,
  evaluateClock,
  explainClock,
  explainDeadline,
  explainWorkingTime,
  explanationTable,
  isWorkingDay,
  workingMsBetween,
  type BackwardLimit,
  type DayLimit,
  type FixedLimit,
  type Hours,
  type Limit,
  type Pause,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const night: Hours = [['22:00', '06:00']];
const calendars = [
  compileCalendar({
    zone: 'Asia/Shanghai',
    week: { mon: office, tue: office, wed: office, thu: office, fri: office },
    makeup: office,
    holidays: { notices: chinaNotices },
    range: { from: '2022-01-01', to: '2027-12-31' },
  }),
  compileCalendar({
    zone: 'America/New_York',
    week: { mon: office, tue: night, wed: night, thu: office, sun: [['00:00', '24:00']] },
    seasons: [{ from: '11-20', to: '02-10', week: { mon: office, sat: office } }],
    holidays: { dates: { '2024-03-11': 'off', '2024-03-12': 'off', '2024-03-13': 'off', '2024-03-16': 'work' } },
    range: { from: '2022-01-01', to: '2027-12-31' },
  }),
];

const minuteMs = 60_000;
const calendar = fc.constantFrom(...calendars);
const start = fc
  .integer({ min: Date.UTC(2024, 0) / minuteMs, max: Date.UTC(2025, 11) / minuteMs })
  .map((minute) => instantFromMs(minute * minuteMs));
const pausesAfter = (from: `${string}Z`) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -3000, max: 60_000 }), fc.integer({ min: 0, max: 20_000 }))
      .map(([after, length]): Pause => {
        const fromMs = instantToMs(from) + after * minuteMs;
        return { from: instantFromMs(fromMs), to: instantFromMs(fromMs + length * minuteMs) };
      }),
    { maxLength: 4 },
  );
const begun = start.chain((from) => fc.tuple(fc.constant(from), pausesAfter(from)));

const ending = {
  lastDay: fc.constantFrom('roll-forward', 'none', 'tax-109'),
  cutoff: fc.constantFrom('midnight', 'close'),
  pauseDays: fc.constantFrom('[)', '(]', '[]', '()'),
} as const;
const lateReceipt = fc.constantFrom('same-day', 'next-working-day');
const dayLimit: fc.Arbitrary<DayLimit | FixedLimit> = fc.oneof(
  fc.record({
    unit: fc.constantFrom('workingDay', 'calendarDay', 'week'),
    value: fc.integer({ min: 1, max: 30 }),
    startDay: fc.constantFrom('excluded', 'included'),
    lateReceipt,
    ...ending,
  }),
  fc.record({ unit: fc.constantFrom('month', 'year'), value: fc.integer({ min: 1, max: 1 }), lateReceipt, ...ending }),
  fc.record({
    unit: fc.constant('fixed'),
    from: fc.constant('2024-05-01'),
    base: fc.constantFrom('2024-05-01', '2024-05-18'),
    ...ending,
  }),
);
const timeLimit: fc.Arbitrary<Limit> = fc.record({
  unit: fc.constantFrom('hour', 'minute', 'workingHour', 'workingMinute'),
  value: fc.integer({ min: 0, max: 200 }),
  lateReceipt,
});

/** Every date of a list follows the one before it. */
const areConsecutive = (dates: readonly CivilDate[]): boolean =>
  dates.every((date, index) => index === 0 || date === addCalendarDays(dates[index - 1] ?? date, 1));

describe('an explanation of days', () => {
  it.prop([calendar, begun, dayLimit])('adds up to the answer', (on, [from, pauses], limit) => {
    const question = { start: from, limit, pauses };
    const explained = explainDeadline(on, question);
    if (explained.countedIn !== 'days') throw new Error('counted in days');
    const { deadline, days, asked, counted } = explained;
    expect(deadline).toEqual(deadlineOf(on, question));
    expect(counted).toBe(asked);
    const countedDays = days.filter(({ role }) => role === 'counted');
    expect(countedDays.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: asked }, (_, index) => index + 1));
    expect(countedDays.at(-1)?.date).toBe(deadline.nominalLastDay);
    expect(days.at(-1)?.date).toBe(deadline.lastDay);
    expect(areConsecutive(days.map(({ date }) => date))).toBe(true);
  });

  it.prop([calendar, begun, dayLimit])(
    'counts no rest day as a working day, and skips no working day',
    (on, [from, pauses], limit) => {
      const explained = explainDeadline(on, { start: from, limit, pauses });
      if (explained.countedIn !== 'days') throw new Error('counted in days');
      for (const { date, role } of explained.days) {
        if (role === 'skipped') expect([limit.unit, isWorkingDay(on, date)]).toEqual(['workingDay', false]);
        if (role === 'counted' && limit.unit === 'workingDay') expect(isWorkingDay(on, date)).toBe(true);
      }
    },
  );

  it.prop([calendar, begun, dayLimit])('takes out exactly the days of its pauses', (on, [from, pauses], limit) => {
    const explained = explainDeadline(on, { start: from, limit: { ...limit, pauseDays: '(]' }, pauses });
    if (explained.countedIn !== 'days') throw new Error('counted in days');
    const isPaused = (date: CivilDate): boolean =>
      pauses.some(
        ({ from: since, to }) =>
          civilDateAt(since, on.zone) < date && to !== undefined && date <= civilDateAt(to, on.zone),
      );
    for (const { date, role } of explained.days) {
      if (role === 'paused') expect(isPaused(date)).toBe(true);
      if (role === 'counted' || role === 'skipped') expect(isPaused(date)).toBe(false);
    }
  });

  it.prop([
    calendar,
    start,
    fc.record({
      before: fc.constantFrom('at-least', 'within'),
      unit: fc.constantFrom('workingDay', 'calendarDay', 'week', 'month'),
      value: fc.integer({ min: 1, max: 12 }),
      lastDay: fc.constantFrom('roll-backward', 'none'),
      cutoff: ending.cutoff,
    }),
  ])('counted back from an event adds up too', (on, at, limit: BackwardLimit) => {
    const event = civilDateAt(at, on.zone);
    const explained = explainDeadline(on, { event, limit });
    if (explained.countedIn !== 'days-back') throw new Error('counted back');
    const { deadline, days, asked, counted } = explained;
    expect(deadline).toEqual(deadlineBefore(on, { event, limit }));
    expect(counted).toBe(asked);
    expect(days.filter(({ role }) => role === 'counted')).toHaveLength(asked);
    expect(days.at(-1)?.date).toBe(event);
    expect(days[0]?.date).toBe(deadline.firstDay ?? deadline.lastDay);
    expect(areConsecutive(days.map(({ date }) => date))).toBe(true);
  });
});

describe('an explanation of time', () => {
  it.prop([calendar, begun, timeLimit])('adds up to the answer, segment by segment', (on, [from, pauses], limit) => {
    const question = { start: from, limit, pauses };
    const explained = explainDeadline(on, question);
    if (explained.countedIn !== 'time') throw new Error('counted in time');
    const { deadline, days, askedMs, countedMs, pausedMs } = explained;
    expect(deadline).toEqual(deadlineOf(on, question));
    expect(countedMs).toBe(askedMs);
    const segments = days.flatMap((day) => day.segments);
    const sum = (counted: boolean): number =>
      segments.reduce((ms, one) => (one.counted === counted ? ms + one.ms : ms), 0);
    expect([sum(true), sum(false)]).toEqual([countedMs, pausedMs]);
    expect(segments.every((one) => instantToMs(one.to.at) - instantToMs(one.from.at) === one.ms && one.ms > 0)).toBe(
      true,
    );
    expect(segments.every((one, index) => index === 0 || (segments[index - 1]?.to.at ?? '') <= one.from.at)).toBe(true);
    if (askedMs > 0) expect(segments.findLast(({ counted }) => counted)?.to.at).toBe(deadline.dueAt);
    expect(areConsecutive(days.map(({ date }) => date))).toBe(true);
  });

  it.prop([calendar, start, fc.integer({ min: 0, max: 50_000 })])(
    'measures what lies between two instants',
    (on, from, minutes) => {
      const to = instantFromMs(instantToMs(from) + minutes * minuteMs);
      const explained = explainWorkingTime(on, { from, to });
      expect(explained.countedMs).toBe(workingMsBetween(on, from, to));
      expect(explained.days.reduce((ms, day) => ms + day.countedMs, 0)).toBe(explained.countedMs);
    },
  );

  it.prop([calendar, begun, fc.integer({ min: 0, max: 300 }), fc.integer({ min: -1000, max: 60_000 })])(
    'reads a clock as the clock reads itself',
    (on, [from, pauses], value, after) => {
      const now = instantFromMs(instantToMs(from) + after * minuteMs);
      const question = { start: from, budget: { value, unit: 'workingHour' }, pauses, now } as const;
      const explained = explainClock(on, question);
      expect(explained.reading).toEqual(evaluateClock(on, question));
      expect(explained.countedMs).toBe(explained.reading.elapsedMs);
    },
  );
});

describe('words', () => {
  it.prop([calendar, begun, fc.oneof(dayLimit, timeLimit)])(
    'leave nothing undefined, in either language',
    (on, [from, pauses], limit) => {
      const explained = explainDeadline(on, { start: from, limit, pauses });
      for (const locale of ['zh-CN', 'en'] as const) {
        const text = [...describeExplanation(explained, locale), explanationTable(explained, locale)].join('\n');
        expect(text).not.toMatch(/undefined|NaN|\[object|Infinity/);
        const rows = explanationTable(explained, locale).split('\n');
        expect(rows).toHaveLength(explained.days.length + 3);
        expect(new Set(rows.map((line) => line.split('|').length)).size).toBe(1);
        if (locale === 'en') expect(text).not.toMatch(/\p{Script=Han}/u);
      }
    },
  );
});
