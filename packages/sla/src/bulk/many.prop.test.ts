import { fc, it as property } from '@fast-check/vitest';
import { civilDateAt, epochDayOf, instantFromMs } from '@jiceng/kernel/plain';
import { describe, expect } from 'vitest';
import {
  caseUnits,
  compileCalendar,
  countWorkingDays,
  createThresholdQueue,
  createThresholds,
  deadlineOf,
  evaluateClock,
  evaluateMany,
  ladderOf,
  type CaseColumns,
  type Hours,
  type Pause,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const hours: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
const range = { from: '2023-01-01', to: '2027-12-31' } as const;
const holidays = { notices: chinaNotices };
const calendars = [
  compileCalendar({ zone: 'Asia/Shanghai', week, makeup: hours, holidays, range }),
  compileCalendar({ zone: 'America/New_York', week: { ...week, sat: [['22:00', '06:00']] }, range }),
] as const;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const [firstMs, lastMs] = [Date.parse('2024-01-01'), Date.parse('2025-12-31')];
const instantOf = instantFromMs;
const moment = fc.integer({ min: firstMs / 60_000, max: lastMs / 60_000 }).map((minutes) => minutes * 60_000);
const amounts = { workingMs: 120 * hourMs, workingDay: 25, calendarDay: 40, month: 4 };

/** A case as the scalar functions take it. Its pauses are apart, as they come out of `pausesMsOf`. */
const oneCase = fc
  .record({
    startMs: moment,
    unit: fc.constantFrom(...caseUnits),
    size: fc.double({ min: 0, max: 1, noNaN: true }),
    calendar: fc.constantFrom(0, 1),
    gaps: fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 })), { maxLength: 3 }),
    lasts: fc.boolean(),
  })
  .map(({ startMs, unit, size, calendar, gaps, lasts }) => {
    let atMs = startMs - 10 * hourMs;
    const pauses = gaps.map(([gap, length], index) => {
      const from = atMs + gap * hourMs;
      atMs = lasts && index === gaps.length - 1 ? Infinity : from + length * hourMs;
      return { from, to: atMs };
    });
    return { startMs, unit, amount: Math.floor(size * (amounts[unit] + 1)), calendar, pauses };
  });
type OneCase = typeof oneCase extends fc.Arbitrary<infer Case> ? Case : never;

const sharesOf = fc.subarray([0, 0.25, 0.5, 0.7, 0.9, 1]);

function columnsOf(cases: readonly OneCase[], shares: readonly number[]): CaseColumns {
  const pauses = cases.flatMap((one) => one.pauses);
  let first = 0;
  return {
    startMs: Float64Array.from(cases, ({ startMs }) => startMs),
    amount: Float64Array.from(cases, ({ amount }) => amount),
    unit: Uint8Array.from(cases, ({ unit }) => caseUnits.indexOf(unit)),
    calendar: Uint8Array.from(cases, ({ calendar }) => calendar),
    pauses: {
      firstOf: Uint32Array.from([0, ...cases.map((one) => (first += one.pauses.length))]),
      fromMs: Float64Array.from(pauses, ({ from }) => from),
      toMs: Float64Array.from(pauses, ({ to }) => to),
    },
    shares,
  };
}

function readingsOf(columns: CaseColumns, nowMs: number) {
  const rows = columns.startMs.length;
  const out = {
    dueMs: new Float64Array(rows),
    remaining: new Float64Array(rows),
    level: new Uint8Array(rows),
    nextMs: new Float64Array(rows),
  };
  evaluateMany(calendars, columns, nowMs, out);
  return out;
}

const textOf = (pauses: OneCase['pauses']): readonly Pause[] =>
  pauses.map(({ from, to }) => ({ from: instantOf(from), to: to === Infinity ? undefined : instantOf(to) }));
const msOf = (instant: string | undefined): number => (instant === undefined ? NaN : Date.parse(instant));

/** The instants of the shares, by the functions for one case. */
function rungsMs({ startMs, unit, amount, calendar, pauses }: OneCase, shares: readonly number[]): readonly number[] {
  const given = { start: instantOf(startMs), pauses: textOf(pauses) };
  const ladder = shares.map((atFraction) => ({ atFraction }));
  const rungs =
    unit === 'workingMs'
      ? ladderOf(calendars[calendar] ?? calendars[0], {
          ...given,
          budget: { value: amount / 1000, unit: 'workingSecond' },
          ladder,
        })
      : ladderOf(calendars[calendar] ?? calendars[0], { ...given, limit: { unit, value: amount }, ladder });
  return rungs.map(({ at }) => msOf(at));
}

describe('many cases at once', () => {
  property.prop([fc.array(oneCase, { maxLength: 12 }), sharesOf, moment])(
    'are due, and reach their shares, as each of them alone',
    (cases, shares, nowMs) => {
      const { dueMs, level, nextMs } = readingsOf(columnsOf(cases, shares), nowMs);
      for (const [row, one] of cases.entries()) {
        const rungs = rungsMs(one, shares);
        expect(dueMs[row]).toBe(rungsMs(one, [1])[0]);
        expect(level[row]).toBe(rungs.filter((at) => at <= nowMs).length);
        const waiting = rungs.find((at) => !(at <= nowMs));
        expect(nextMs[row]).toBe(waiting ?? Infinity);
      }
    },
  );

  property.prop([fc.array(oneCase, { maxLength: 12 }), moment])('have left what each has alone', (cases, nowMs) => {
    const { dueMs, remaining } = readingsOf(columnsOf(cases, []), nowMs);
    for (const [row, { startMs, unit, amount, calendar, pauses }] of cases.entries()) {
      const one = calendars[calendar] ?? calendars[0];
      const start = instantOf(startMs);
      if (unit === 'workingMs') {
        const budget = { value: amount / 1000, unit: 'workingSecond' } as const;
        const reading = evaluateClock(one, { start, budget, pauses: textOf(pauses), now: instantOf(nowMs) });
        expect(remaining[row]).toBe(reading.remainingMs);
        expect(dueMs[row]).toBe(msOf(reading.dueAt));
        continue;
      }
      const { dueAt } = deadlineOf(one, { start, limit: { unit, value: amount }, pauses: textOf(pauses) });
      expect(dueMs[row]).toBe(msOf(dueAt));
      if (pauses.length > 0 || unit === 'month') continue;
      // The days after the start that are over: today's is not.
      const [from, today] = [civilDateAt(start, one.zone), civilDateAt(instantOf(nowMs), one.zone)];
      const plainDays = epochDayOf(today) - epochDayOf(from) - 1;
      const over = unit === 'workingDay' && today > from ? countWorkingDays(one, from, today, '()') : plainDays;
      expect(remaining[row]).toBe(amount - Math.max(0, over));
    }
  });

  property.prop([fc.array(oneCase, { minLength: 1, maxLength: 12 }), sharesOf, fc.array(moment, { maxLength: 6 })])(
    'cross every share once, in order, after any absence',
    (cases, shares, ticks) => {
      const columns = columnsOf(cases, shares);
      const thresholds = createThresholds(calendars, columns);
      const beforeMs = firstMs - dayMs;
      const queue = createThresholdQueue(Float64Array.from(cases, (_one, row) => thresholds(row, beforeMs)));
      const crossed: { readonly row: number; readonly atMs: number }[] = [];
      const nowMs = Math.max(beforeMs, ...ticks);
      for (const tick of ticks.toSorted((a, b) => a - b)) {
        const before = crossed.length;
        const count = queue.cross(tick, (row, atMs) => {
          crossed.push({ row, atMs });
          return thresholds(row, atMs);
        });
        expect(crossed.length - before).toBe(count);
        expect(queue.nextMs()).toBeGreaterThan(tick);
      }
      // Shares that fall on one instant are crossed together.
      const expected = cases.flatMap((one, row) =>
        [...new Set(rungsMs(one, shares))].filter((atMs) => atMs <= nowMs).map((atMs) => ({ row, atMs })),
      );
      expect(crossed).toEqual(expected.toSorted((a, b) => a.atMs - b.atMs || a.row - b.row));
    },
  );
});

describe('a queue of thresholds', () => {
  const instants = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(Infinity, NaN));

  property.prop([
    fc.array(instants, { minLength: 1, maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(39), instants), { maxLength: 60 }),
    fc.integer({ min: -1, max: 31 }),
  ])('gives up in order what waits, wherever rows were moved meanwhile', (first, moves, nowMs) => {
    const queue = createThresholdQueue(Float64Array.from(first));
    const waiting = [...first];
    for (const [row, at] of moves) {
      if (row >= first.length) continue;
      queue.set(row, at);
      waiting[row] = at;
    }
    expect(queue.size()).toBe(waiting.filter((at) => at < Infinity).length);
    const crossed: (readonly [number, number])[] = [];
    queue.cross(nowMs, (row, atMs) => {
      crossed.push([atMs, row]);
      return Infinity;
    });
    const due = waiting.flatMap((at, row) => (at <= nowMs ? [[at, row] as const] : []));
    expect(crossed).toEqual(due.toSorted(([a, i], [b, j]) => a - b || i - j));
    expect(queue.nextMs()).toBe(Math.min(Infinity, ...waiting.filter((at) => at > nowMs)));
  });
});
