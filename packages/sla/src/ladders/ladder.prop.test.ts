import { instantFromMs } from '@jiceng/kernel/plain';
import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  compileCalendar,
  crossedRungs,
  deadlineOf,
  ladderOf,
  nextRung,
  workingMsBetween,
  type DayLimit,
  type Hours,
  type LadderStep,
  type Limit,
  type Pause,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const calendar = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2023-01-01', to: '2027-12-31' },
});

const minuteMs = 60_000;
const instant = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / minuteMs, max: Date.parse(to) / minuteMs })
    .map((at) => instantFromMs(at * minuteMs));
const start = instant('2024-01-01T00:00Z', '2026-12-31T00:00Z');

/** Pauses of up to two weeks after a start. */
const pausesAfter = (from: string) =>
  fc.array(
    fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 20_000 })).map(([after, length]): Pause => {
      const fromMs = Date.parse(from) + after * minuteMs;
      return { from: instantFromMs(fromMs), to: instantFromMs(fromMs + length * minuteMs) };
    }),
    { maxLength: 3 },
  );
const paused = start.chain((from) => fc.tuple(fc.constant(from), pausesAfter(from)));

const days = fc.integer({ min: 1, max: 40 });
const rules = {
  startDay: fc.constantFrom('excluded', 'included'),
  cutoff: fc.constantFrom('midnight', 'close'),
  lateReceipt: fc.constantFrom('same-day', 'next-working-day'),
  lastDay: fc.constantFrom('none', 'roll-forward'),
} as const;
const dayLimit: fc.Arbitrary<DayLimit> = fc.record({
  unit: fc.constantFrom('workingDay', 'calendarDay'),
  value: days,
  ...rules,
});
const hourLimit: fc.Arbitrary<Limit> = fc.record({
  unit: fc.constantFrom('hour', 'minute', 'workingHour', 'workingMinute'),
  value: fc.integer({ min: 1, max: 200 }),
  lateReceipt: rules.lateReceipt,
});
const share = fc.integer({ min: 0, max: 150 }).map((percent) => percent / 100);
const offset = fc.oneof(
  fc.record({
    value: fc.integer({ min: 0, max: 60 }),
    unit: fc.constantFrom('workingHour', 'workingMinute', 'workingSecond', 'hour', 'minute'),
  }),
  fc.record({ value: fc.integer({ min: 0, max: 20 }), unit: fc.constantFrom('workingDay', 'calendarDay') }),
);
const step: fc.Arbitrary<LadderStep> = fc.oneof(
  fc.record({ atFraction: share }),
  fc.record({ beforeDue: offset }),
  fc.record({ overdueBy: offset }),
);

const at = (limit: Limit, from: `${string}Z`, pauses: readonly Pause[], one: LadderStep) =>
  ladderOf(calendar, { start: from, limit, pauses, ladder: [one] })[0]?.at ?? '';

describe('shares', () => {
  it.prop([paused, dayLimit, days])('are limits themselves', ([from, pauses], limit, part) => {
    fc.pre(part < limit.value);
    const asked = at(limit, from, pauses, { atFraction: part / limit.value });
    const alone = deadlineOf(calendar, { start: from, pauses, limit: { ...limit, value: part, lastDay: 'none' } });
    expect(asked).toBe(alone.dueAt);
  });

  it.prop([paused, fc.oneof(dayLimit, hourLimit), share, share])(
    'come later the larger they are',
    ([from, pauses], limit, a, b) => {
      const [smaller, larger] = [Math.min(a, b), Math.max(a, b)];
      expect(at(limit, from, pauses, { atFraction: smaller }) <= at(limit, from, pauses, { atFraction: larger })).toBe(
        true,
      );
    },
  );

  it.prop([paused, fc.oneof(dayLimit, hourLimit)])(
    'of the whole are as certain as the deadline',
    ([from, pauses], limit) => {
      const question = { start: from, limit, pauses };
      const { dueAt: due, certainty, uncertainYears } = deadlineOf(calendar, question);
      expect(ladderOf(calendar, { ...question, ladder: [{ atFraction: 1 }] })).toEqual([
        { step: { atFraction: 1 }, at: due, certainty, uncertainYears },
      ]);
    },
  );

  it.prop([paused, dayLimit, days])('leave what a rung before the due time asks for', ([from, pauses], limit, left) => {
    fc.pre(left < limit.value);
    const { value, unit } = limit;
    const byShare = at(limit, from, pauses, { atFraction: (value - left) / value });
    expect(
      at(limit, from, pauses, { beforeDue: { value: left, unit: unit === 'workingDay' ? unit : 'calendarDay' } }),
    ).toBe(byShare);
  });
});

describe('offsets', () => {
  it.prop([start, dayLimit, days])('in working days go on where a limit in working days ends', (from, limit, more) => {
    const asked: DayLimit = { ...limit, unit: 'workingDay' };
    const longer = deadlineOf(calendar, { start: from, limit: { ...asked, value: limit.value + more } });
    expect(at(asked, from, [], { overdueBy: { value: more, unit: 'workingDay' } })).toBe(longer.dueAt);
  });

  it.prop([start, dayLimit, fc.integer({ min: 0, max: 3000 })])(
    'of open time stand where no more than that is left, and not later',
    (from, limit, minutes) => {
      const rung = at(limit, from, [], { beforeDue: { value: minutes, unit: 'workingMinute' } });
      const due = at(limit, from, [], { atFraction: 1 });
      const leftFrom = (ms: number) => workingMsBetween(calendar, instantFromMs(ms), instantFromMs(Date.parse(due)));
      expect(leftFrom(Date.parse(rung))).toBeLessThanOrEqual(minutes * minuteMs);
      if (rung !== from && minutes > 0) expect(leftFrom(Date.parse(rung) - 1)).toBeGreaterThan(minutes * minuteMs);
    },
  );
});

describe('a ladder', () => {
  const stops = fc.array(instant('2023-12-01T00:00Z', '2027-06-30T00:00Z'), { maxLength: 8 });
  const end = '2027-12-31T00:00:00.000Z';

  it.prop([paused, fc.oneof(dayLimit, hourLimit), fc.array(step, { maxLength: 6 }), stops])(
    'fires every rung once and in order, whenever one looks',
    ([from, pauses], limit, ladder, looks) => {
      const rungs = ladderOf(calendar, { start: from, limit, pauses, ladder });
      const times = [...looks.toSorted(), end] as const;
      const fired = times.flatMap((now, index) => crossedRungs(rungs, times[index - 1], now));
      expect(fired).toEqual(crossedRungs(rungs, undefined, end));
      expect(fired).toHaveLength(ladder.length);
      expect(new Set(fired.map((rung) => ladder.indexOf(rung.step))).size).toBe(ladder.length);
      expect(fired.map((rung) => rung.at)).toEqual(fired.map((rung) => rung.at).toSorted());
    },
  );

  it.prop([
    paused,
    fc.oneof(dayLimit, hourLimit),
    fc.array(step, { maxLength: 6 }),
    instant('2024-01-01T00:00Z', '2026-06-30T00:00Z'),
  ])('says what comes next', ([from, pauses], limit, ladder, now) => {
    const rungs = ladderOf(calendar, { start: from, limit, pauses, ladder });
    expect(nextRung(rungs, now)).toEqual(crossedRungs(rungs, now, end)[0]);
  });
});
