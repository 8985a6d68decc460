import { fc, it as prop } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import {
  affectedClocks,
  compileCalendar,
  diffCalendars,
  evaluateClock,
  type Calendar,
  type CalendarDefinition,
  type ClockFacts,
  type ClockRow,
  type Hours,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  range: { from: '2025-01-01', to: '2027-12-31' },
};
const asOf = (date: '2025-11-03' | '2025-11-04') =>
  compileCalendar({ ...definition, holidays: { notices: chinaNotices, asOf: date } });
const [before, after] = [asOf('2025-11-03'), asOf('2025-11-04')];
const diff = diffCalendars(before, after);

type Row = ClockRow & ClockFacts;
const dueAtOf = (calendar: Calendar, facts: ClockFacts) =>
  evaluateClock(calendar, { ...facts, now: '2027-06-01T00:00:00.000Z' }).dueAt;
const rowOf = (facts: ClockFacts, finished = false): Row => ({ ...facts, finished, dueAt: dueAtOf(before, facts) });
const hours = (value: number) => ({ value, unit: 'workingHour' as const });

it('reads anew the clocks that run over a changed day, with their extensions and resets, and no finished one', () => {
  const plain = { start: '2026-02-13T02:00:00.000Z', budget: hours(7) } as const;
  const [over, extended, reset, march, done] = [
    rowOf(plain),
    rowOf({ ...plain, start: '2026-02-10T02:00:00.000Z', extensions: [hours(21)] }),
    rowOf({ ...plain, resets: ['2026-03-02T02:00:00.000Z'] }),
    rowOf({ ...plain, start: '2026-03-02T02:00:00.000Z' }),
    rowOf(plain, true),
  ];
  const { moved, touched } = affectedClocks(diff, [over, extended, reset, march, done], dueAtOf);
  expect(moved.map(({ row, dueBefore, dueAfter }) => [row, dueBefore, dueAfter])).toEqual([
    [over, '2026-02-16T02:00:00.000Z', '2026-02-14T02:00:00.000Z'],
    [extended, '2026-02-16T02:00:00.000Z', '2026-02-14T02:00:00.000Z'],
  ]);
  expect(touched).toBe(3); // the one begun anew in March has its first start before the holiday
});

it('finds the clock that had no due time, because a pause without end stood before it, and has one now', () => {
  const row = rowOf({
    start: '2026-02-13T02:00:00.000Z',
    budget: hours(7),
    pauses: [{ from: '2026-02-14T12:00:00.000Z' }],
  });
  expect(row.dueAt).toBeUndefined();
  expect(affectedClocks(diff, [row], dueAtOf).moved).toMatchObject([{ dueAfter: '2026-02-14T02:00:00.000Z' }]);
});

const anyFacts = fc
  .record({
    quarters: fc.integer({ min: 0, max: 4 * 24 * 500 }),
    budget: fc.integer({ min: 0, max: 80 }),
    extension: fc.option(fc.integer({ min: 0, max: 40 })),
    pause: fc.option(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }))),
    resetAfterHours: fc.option(fc.integer({ min: 0, max: 300 })),
    finished: fc.boolean(),
  })
  .map(({ quarters, budget, extension, pause, resetAfterHours, finished }) => {
    const startMs = Date.UTC(2025, 6, 1) + quarters * 900_000;
    const instantAfter = (afterHours: number) =>
      new Date(startMs + afterHours * 3_600_000).toISOString() as ClockRow['start'];
    const facts: ClockFacts = {
      start: instantAfter(0),
      budget: hours(budget),
      ...(extension !== null && { extensions: [hours(extension)] }),
      ...(pause !== null && { pauses: [{ from: instantAfter(pause[0]), to: instantAfter(pause[0] + pause[1]) }] }),
      ...(resetAfterHours !== null && { resets: [instantAfter(resetAfterHours)] }),
    };
    return rowOf(facts, finished);
  });

prop.prop([fc.array(anyFacts, { maxLength: 20 })], { numRuns: 60 })(
  'finds the same clocks as reading every one anew',
  (rows) => {
    const wanted = rows
      .filter(({ finished }) => !finished)
      .map((row) => ({ row, dueBefore: row.dueAt, dueAfter: dueAtOf(after, row) }))
      .filter(({ dueBefore, dueAfter }) => dueBefore !== dueAfter);
    expect(affectedClocks(diff, rows, dueAtOf).moved).toEqual(wanted);
  },
);
