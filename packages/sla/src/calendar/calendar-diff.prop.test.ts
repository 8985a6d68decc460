import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  affectedDeadlines,
  compileCalendar,
  deadlineOf,
  diffCalendars,
  isWorkingDay,
  type Calendar,
  type CalendarDefinition,
  type CalendarLayer,
  type DeadlineRow,
  type Hours,
  type Limit,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const nights: Hours = [['20:00', '04:00']];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  range: { from: '2024-06-01', to: '2027-12-31' },
};
const firstMs = Date.parse('2025-01-01T00:00:00.000Z');
const dayMs = 86_400_000;
const instantAt = (ms: number): DeadlineRow['start'] => new Date(ms).toISOString() as DeadlineRow['start'];
const dateAt = (day: number) =>
  new Date(firstMs + day * dayMs).toISOString().slice(0, 10) as `${number}-${number}-${number}`;

const anyDate = fc.integer({ min: 0, max: 500 }).map(dateAt);
const anyLayer = fc
  .record({
    dates: fc.dictionary(anyDate, fc.constantFrom('off' as const, 'work' as const), { maxKeys: 30 }),
    overrides: fc.dictionary(anyDate, fc.constantFrom<Hours>(office, nights, [], [['10:00', '11:00']]), { maxKeys: 8 }),
    breaks: fc.dictionary(anyDate, fc.constant<Hours>([['10:30', '15:00']]), { maxKeys: 8 }),
  })
  .map((said): CalendarLayer => ({ id: 'local', name: '本地', ...said }));
const anyCalendar = fc
  .record({ layers: fc.array(anyLayer, { maxLength: 1 }), follows: fc.boolean() })
  .map(({ layers, follows }) =>
    compileCalendar({ ...definition, layers, ...(follows && { holidays: { notices: chinaNotices } }) }),
  );

const anyLimit: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({
    unit: fc.constantFrom('workingDay' as const, 'calendarDay' as const, 'week' as const, 'month' as const),
    value: fc.integer({ min: 1, max: 12 }),
    lastDay: fc.constantFrom('roll-forward' as const, 'none' as const, 'tax-109' as const),
    startDay: fc.constantFrom('excluded' as const, 'included' as const),
    cutoff: fc.constantFrom('midnight' as const, 'close' as const),
    lateReceipt: fc.constantFrom('same-day' as const, 'next-working-day' as const),
  }),
  fc.record({
    unit: fc.constantFrom('hour' as const, 'workingHour' as const),
    value: fc.integer({ min: 0, max: 90 }),
    lateReceipt: fc.constantFrom('same-day' as const, 'next-working-day' as const),
  }),
  fc
    .tuple(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom('roll-forward' as const, 'tax-109' as const),
    )
    .map(([day, length, lastDay]) => ({
      unit: 'fixed' as const,
      from: dateAt(day),
      base: dateAt(day + length),
      lastDay,
    })),
);
const anyQuestion = fc
  .record({
    atMs: fc.integer({ min: 0, max: 400 * 24 * 4 }).map((quarter) => firstMs + quarter * 900_000),
    limit: anyLimit,
    pause: fc.option(
      fc.record({ afterHours: fc.integer({ min: 0, max: 400 }), hours: fc.option(fc.integer({ min: 0, max: 400 })) }),
    ),
    finished: fc.boolean(),
  })
  .map(({ atMs, limit, pause, finished }) => {
    const pauseMs = atMs + (pause?.afterHours ?? 0) * 3_600_000;
    const pauses =
      pause === null
        ? []
        : [
            {
              from: instantAt(pauseMs),
              ...(pause.hours === null ? {} : { to: instantAt(pauseMs + pause.hours * 3_600_000) }),
            },
          ];
    return { start: instantAt(atMs), limit, pauses, finished };
  });

function rowsOf(calendar: Calendar, questions: readonly Omit<DeadlineRow, 'dueAt'>[]): readonly DeadlineRow[] {
  return questions.map((question) => ({ ...question, dueAt: deadlineOf(calendar, question).dueAt }));
}

describe('the deadlines that move', () => {
  it.prop([anyCalendar, anyCalendar, fc.array(anyQuestion, { maxLength: 30 })], { numRuns: 60 })(
    'are those that working everything out anew finds, no other, and no finished one',
    (before, after, questions) => {
      const rows = rowsOf(before, questions);
      const wanted = rows
        .filter(({ finished }) => !finished)
        .map((row) => ({
          row,
          dueBefore: row.dueAt,
          lastDayBefore: deadlineOf(before, row).lastDay,
          after: deadlineOf(after, row),
        }))
        .filter((moved) => moved.after.dueAt !== moved.dueBefore);
      expect(affectedDeadlines(diffCalendars(before, after), rows).moved).toEqual(wanted);
    },
  );
});

describe('the deadlines that settle', () => {
  const publication = fc.constantFrom(...chinaNotices.map(({ publishedOn }) => publishedOn));
  it.prop([publication, publication, fc.array(anyQuestion, { maxLength: 30 })], { numRuns: 40 })(
    'are those that were provisional, stay, and are final: no other',
    (was, is, questions) => {
      const asOf = (date: typeof was) =>
        compileCalendar({ ...definition, holidays: { notices: chinaNotices, asOf: date } });
      const [before, after] = was < is ? [asOf(was), asOf(is)] : [asOf(is), asOf(was)];
      const rows = rowsOf(before, questions);
      const wanted = rows.filter((row) => {
        const [then, now] = [deadlineOf(before, row), deadlineOf(after, row)];
        const settles = then.certainty === 'provisional' && now.certainty === 'final';
        return !row.finished && settles && then.dueAt === now.dueAt;
      });
      expect(affectedDeadlines(diffCalendars(before, after), rows).settled).toEqual(wanted);
    },
  );
});

describe('the difference of two calendars', () => {
  it.prop([anyCalendar, anyCalendar], { numRuns: 25 })(
    'holds every date that counts differently, and turns round',
    (before, after) => {
      const { days } = diffCalendars(before, after);
      const dates = new Set<string>(days.map(({ date }) => date));
      for (let day = 0; day < 520; day += 1) {
        const date = dateAt(day);
        if (isWorkingDay(before, date) !== isWorkingDay(after, date)) expect(dates.has(date)).toBe(true);
      }
      const back = diffCalendars(after, before).days;
      expect(back).toEqual(days.map(({ date, before: was, after: is }) => ({ date, before: is, after: was })));
    },
  );
});

const usualLimits: readonly Limit[] = [
  { unit: 'workingDay', value: 5 },
  { unit: 'workingDay', value: 20 },
  { unit: 'workingDay', value: 30 },
  { unit: 'calendarDay', value: 60 },
  { unit: 'month', value: 3 },
  { unit: 'workingHour', value: 16 },
];

it.each([
  ['a whole year', '2025-11-03', '2025-11-04', 2025, 600],
  ['an amendment that gives off what it makes up for', '2019-03-21', '2019-03-22', 2018, 60],
] as const)(
  'works out anew at most six rows for five that move, over cases of every usual kind: %s',
  (_what, was, is, year, atLeast) => {
    const range = { from: '2017-06-01', to: '2027-12-31' } as const;
    const asOf = (date: typeof was | typeof is) =>
      compileCalendar({ ...definition, range, holidays: { notices: chinaNotices, asOf: date } });
    const before = asOf(was);
    const questions = Array.from({ length: 6_000 }, (_, index) => ({
      start: instantAt(Date.UTC(year) + (index % 700) * dayMs + (index % 97) * 600_000),
      limit: usualLimits[index % usualLimits.length] ?? { unit: 'workingDay', value: 5 },
      finished: index % 5 === 0,
    }));
    const { moved, touched } = affectedDeadlines(diffCalendars(before, asOf(is)), rowsOf(before, questions));
    expect(moved.length).toBeGreaterThan(atLeast);
    expect(touched / moved.length).toBeLessThanOrEqual(1.2);
  },
);
