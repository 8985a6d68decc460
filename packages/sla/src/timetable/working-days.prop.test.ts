import { isJicengError, type CivilDate } from '@jiceng/kernel/plain';
import { fc, it } from '@fast-check/vitest';
import { addMonths } from 'date-fns/addMonths';
import { format } from 'date-fns/format';
import { describe, expect } from 'vitest';
import {
  addWorkingDays,
  compileCalendar,
  countWorkingDays,
  dayTypeOf,
  deadlineOf,
  explainWorkingDays,
  type CalendarDefinition,
  type Calendar,
  type DayLimit,
  type Hours,
  type Pause,
  type Roll,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

// The oracle: a walk from date to date over texts, with a set of working dates built by plain rules.

const open: Hours = [['09:00', '17:00']];
const range = { from: '2024-01-01', to: '2026-12-31' } as const;
const next = (date: string, days = 1): CivilDate =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10) as CivilDate;
const weekdayOf = (date: string): number => new Date(date).getUTCDay();

const allDates: CivilDate[] = [];
for (let date: CivilDate = range.from; date <= range.to; date = next(date)) allDates.push(date);

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

interface Days {
  readonly calendar: Calendar;
  readonly works: (date: string) => boolean;
  readonly isDeclaredOff: (date: string) => boolean;
}

/** Calendars of any week and any declared dates, and the national one. */
const anyDays = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    dates: fc.dictionary(fc.constantFrom(...allDates), fc.constantFrom('off' as const, 'work' as const), {
      maxKeys: 60,
    }),
    overrides: fc.dictionary(fc.constantFrom(...allDates), fc.constantFrom(open, [] as Hours), { maxKeys: 10 }),
    follows: fc.boolean(),
  })
  .map(({ weekdays, dates, overrides, follows }): Days => {
    const definition: CalendarDefinition = {
      zone: 'Asia/Shanghai',
      week: Object.fromEntries(weekdays.map((index) => [weekdayNames[index] ?? 'mon', open])),
      makeup: open,
      holidays: { dates, ...(follows ? { notices: chinaNotices } : {}) },
      overrides,
      range,
    };
    const noticed = new Map<string, boolean>();
    if (follows) for (const { days } of chinaNotices) for (const { date, off } of days) noticed.set(date, off);
    const off = new Map([...noticed, ...Object.entries(dates).map(([date, what]) => [date, what === 'off'] as const)]);
    return {
      calendar: compileCalendar(definition),
      isDeclaredOff: (date) => off.get(date) === true && !Object.hasOwn(overrides, date),
      works: (date) => {
        const override = overrides[date as CivilDate];
        if (override !== undefined) return override.length > 0;
        const declared = off.get(date);
        if (declared !== undefined) return !declared;
        const weekday = weekdayOf(date);
        return weekdays.includes(weekday) && !(follows && (weekday === 0 || weekday === 6));
      },
    };
  });

/** The walk to the n-th working day; `undefined` when it leaves the range. */
function walk({ works }: Days, date: CivilDate, n: number): CivilDate | undefined {
  let here = date;
  for (let left = Math.abs(n); left > 0;) {
    here = next(here, n > 0 ? 1 : -1);
    if (here < range.from || here > range.to) return undefined;
    if (works(here)) left -= 1;
  }
  return here;
}

/** The answer, or `undefined` when it is refused because it lies beyond the calendar. */
function within<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch (error) {
    if (isJicengError(error, 'SLA_BEYOND_RANGE')) return undefined;
    throw error;
  }
}

const anyDate = fc.constantFrom(...allDates);
const anyN = fc.integer({ min: -200, max: 200 });
const numRuns = 50;

describe('against a walk from date to date', () => {
  it.prop([anyDays, anyDate, anyN], { numRuns })('adds working days', (days, date, n) => {
    expect(within(() => addWorkingDays(days.calendar, date, n).date)).toBe(walk(days, date, n));
  });

  it.prop([anyDays, anyDate, anyDate, fc.constantFrom('[)', '(]', '[]', '()')], { numRuns })(
    'counts working days',
    (days, from, to, bounds) => {
      const [low, high] = from <= to ? [from, to] : [to, from];
      const counted = allDates.filter(
        (date) =>
          (bounds.startsWith('[') ? date >= low : date > low) &&
          (bounds.endsWith(']') ? date <= high : date < high) &&
          days.works(date),
      ).length;
      expect(countWorkingDays(days.calendar, from, to, bounds)).toBe(from <= to ? counted : 0 - counted);
    },
  );

  it.prop(
    [anyDays, anyDate, fc.constantFrom<Roll>('forward', 'preceding', 'modified-following', 'modified-preceding')],
    {
      numRuns,
    },
  )('rolls', (days, date, roll) => {
    const seek = (step: 1 | -1): CivilDate | undefined => (days.works(date) ? date : walk(days, date, step));
    const steps = roll === 'forward' || roll === 'modified-following' ? ([1, -1] as const) : ([-1, 1] as const);
    const first = seek(steps[0]);
    const leaves = roll.startsWith('modified') && first?.slice(0, 7) !== date.slice(0, 7);
    const expected = first === undefined ? undefined : leaves ? seek(steps[1]) : first;
    expect(within(() => addWorkingDays(days.calendar, date, 0, { roll }).date)).toBe(expected);
  });

  it.prop([anyDays, anyDate, fc.nat(60)], { numRuns })('explains every day once, and they add up', (days, date, n) => {
    const explained = within(() => explainWorkingDays(days.calendar, `${date}T02:00:00.000Z`, n));
    const last = walk(days, date, n);
    expect(explained?.lastDay).toBe(last);
    if (explained === undefined || last === undefined) return;
    const between = allDates.filter((one) => one > date && one <= last);
    expect(explained.counted.map((day) => day.date)).toEqual(between.filter((one) => days.works(one)));
    expect(explained.skipped.map((day) => day.date)).toEqual(between.filter((one) => !days.works(one)));
    for (const day of [...explained.counted, ...explained.skipped]) {
      expect(day.type).toBe(dayTypeOf(days.calendar, day.date));
      expect(day.type === 'holiday').toBe(days.isDeclaredOff(day.date));
    }
  });

  const pause = fc.record({
    from: fc.nat(120),
    days: fc.option(fc.nat(40), { freq: 8 }),
    hour: fc.integer({ min: 0, max: 23 }),
  });
  const limit: fc.Arbitrary<DayLimit> = fc.record({
    unit: fc.constantFrom('workingDay', 'calendarDay', 'week', 'month', 'year'),
    value: fc.integer({ min: 1, max: 12 }),
    startDay: fc.constantFrom('excluded', 'included'),
    lastDay: fc.constantFrom('roll-forward', 'none', 'tax-109'),
  });

  it.prop([anyDays, fc.constantFrom(...allDates.slice(0, 400)), limit, fc.array(pause, { maxLength: 3 })], {
    numRuns: 120,
  })('ends limits with pauses, and puts off their last day', (days, start, given, breaks) => {
    const pauses = breaks.map(({ from, days: length, hour }): { from: CivilDate; to?: CivilDate; hour: number } => ({
      from: next(start, from - 10),
      ...(length === null ? {} : { to: next(start, from - 10 + length) }),
      hour,
    }));
    const paused = (date: string): boolean => pauses.some(({ from, to = '9999-12-31' }) => from < date && date <= to);
    const first = given.startDay === 'included' ? start : next(start);

    /** The n-th date from the first on that counts; the walk ends long after every pause that ends. */
    const nth = (n: number, counts: (date: string) => boolean): CivilDate | undefined => {
      let left = n;
      for (let date = first; date <= range.to; date = next(date)) {
        if (counts(date) && !paused(date)) left -= 1;
        if (left === 0) return date;
      }
      return undefined;
    };
    const lengthOfMonths = (months: number): number => {
      // date-fns counts in the zone of the process; noon is on the same date in each.
      const corresponding = format(addMonths(new Date(`${start}T12:00:00`), months), 'yyyy-MM-dd');
      const exists = corresponding.slice(8) === start.slice(8);
      const last = given.startDay === 'included' && exists ? next(corresponding, -1) : corresponding;
      return allDates.filter((date) => date >= first && date <= last).length;
    };
    const everyDay = (): boolean => true;
    const { value } = given;
    const nominal = {
      workingDay: () => nth(value, days.works),
      calendarDay: () => nth(value, everyDay),
      week: () => nth(value * 7, everyDay),
      month: () => nth(lengthOfMonths(value), everyDay),
      // Twelve years leave the range: one is enough.
      year: () => nth(lengthOfMonths(12), everyDay),
    }[given.unit]();
    const asked = { ...given, value: given.unit === 'year' ? 1 : value };

    const answer = within(() =>
      deadlineOf(days.calendar, {
        start: `${start}T02:00:00.000Z`,
        limit: asked,
        pauses: pauses.map(({ from, to, hour }): Pause => {
          const time = `T${String(hour).padStart(2, '0')}:00:00.000+08:00`;
          const at = (date: string) => new Date(date + time).toISOString() as `${string}Z`;
          return { from: at(from), ...(to === undefined ? {} : { to: at(to) }) };
        }),
      }),
    );
    if (answer === undefined) return; // beyond the range: the examples hold where that is
    expect(answer.nominalLastDay).toBe(nominal);
    if (nominal === undefined) {
      expect(pauses.some(({ to }) => to === undefined)).toBe(true);
      expect(answer.dueAt).toBeUndefined();
      return;
    }
    let last: string = nominal;
    if (asked.lastDay === 'tax-109') {
      let run = 0;
      for (let date = first; date <= next(nominal); date = next(date)) {
        if (date <= nominal && days.isDeclaredOff(date)) run += 1;
        else {
          if (run >= 3) last = next(last, run);
          run = 0;
        }
      }
    }
    while (asked.lastDay !== 'none' && last <= range.to && !days.works(last)) last = next(last);
    expect(answer.lastDay).toBe(last);
    expect(answer.dueAt).toBe(new Date(`${next(last)}T00:00:00+08:00`).toISOString());
  });
});

describe('laws', () => {
  it.prop([anyDays, anyDate, fc.nat(80), fc.nat(80)], { numRuns })(
    'adds in one step what it adds in two',
    (days, date, a, b) => {
      const twice = within(() => addWorkingDays(days.calendar, addWorkingDays(days.calendar, date, a).date, b).date);
      expect(twice).toBe(within(() => addWorkingDays(days.calendar, date, a + b).date));
    },
  );

  it.prop([anyDays, anyDate, fc.integer({ min: 1, max: 150 })], { numRuns })(
    'counts as many days as it added',
    (days, date, n) => {
      const end = within(() => addWorkingDays(days.calendar, date, n).date);
      if (end !== undefined) expect(countWorkingDays(days.calendar, date, end, '(]')).toBe(n);
    },
  );

  it.prop(
    [anyDays, anyDate, anyDate, fc.integer({ min: 1, max: 40 }), fc.constantFrom('workingDay', 'calendarDay', 'month')],
    {
      numRuns,
    },
  )('never gives a later receipt an earlier deadline', (days, a, b, value, unit) => {
    const [early, late] = a <= b ? [a, b] : [b, a];
    const due = (date: string) =>
      within(() => deadlineOf(days.calendar, { start: `${date}T02:00:00.000Z`, limit: { unit, value } }).dueAt);
    const [first, second] = [due(early), due(late)];
    if (first !== undefined && second !== undefined) expect(first <= second).toBe(true);
    if (first === undefined) expect(second).toBeUndefined();
  });
});
