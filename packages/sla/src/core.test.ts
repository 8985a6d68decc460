import { fc, it as property } from '@fast-check/vitest';
import { civilDateOfEpochDay, instantFromMs, isJicengError } from '@jiceng/kernel/plain';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  addWorkingDaysToDay,
  addWorkingMs,
  compileTimetable,
  dueMs,
  elapsedMsAt,
  reachedAtMs,
  unionOf,
  weeklyRules,
  workingMsBetweenMs,
} from './core.ts';
import { addWorkingDays, compileCalendar, deadlineOf, evaluateClock, type Hours, type Limit } from './index.ts';
import { chinaNotices } from './notices.ts';

const dayMs = 86_400_000;
const dayOf = (date: string): number => Date.parse(date) / dayMs;
const dateOf = civilDateOfEpochDay;
const instantOf = instantFromMs;

const office = [540, 720, 840, 1080];
const hours: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const calendar = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  makeup: hours,
  holidays: { notices: chinaNotices },
  range: { from: '2018-01-01', to: '2027-12-31' },
});
// Later notices decide over earlier ones, date by date.
const declared = new Map(chinaNotices.flatMap(({ days }) => days.map(({ date, off }) => [dayOf(date), off] as const)));
const rules = weeklyRules({
  week: [office, office, office, office, office, [], []],
  makeup: office,
  off: new Set([...declared].flatMap(([day, off]) => (off ? [day] : []))),
  work: new Set([...declared].flatMap(([day, off]) => (off ? [] : [day]))),
});
const china = { zone: 'Asia/Shanghai', firstDay: dayOf('2018-01-01'), lastDay: dayOf('2027-12-31'), ruleOf: rules };
const timetable = compileTimetable(china);

const startMs = fc
  .integer({ min: Date.parse('2018-06-01') / 60_000, max: Date.parse('2025-06-01') / 60_000 })
  .map((minutes) => minutes * 60_000);
const pauses = fc.array(
  fc.tuple(startMs, fc.integer({ min: 0, max: 40 * dayMs })).map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 3 },
);
const textOf = (list: readonly { readonly from: number; readonly to: number }[]) =>
  list.map(({ from, to }) => ({ from: instantOf(from), to: instantOf(to) }));

describe('the engine on numbers answers as the main entry does', () => {
  property.prop([startMs, fc.integer({ min: -80, max: 300 })])('in working days', (atMs, n) => {
    const day = Math.floor(atMs / dayMs);
    const { date } = addWorkingDays(calendar, dateOf(day), n);
    expect(dateOf(addWorkingDaysToDay(timetable, day, n))).toBe(date);
  });

  property.prop([
    startMs,
    fc.constantFrom('workingDay', 'calendarDay', 'month'),
    fc.integer({ min: 0, max: 20 }),
    pauses,
  ])('in limits of days and months', (atMs, unit, value, list) => {
    const limit: Limit = { unit, value };
    const { dueAt } = deadlineOf(calendar, { start: instantOf(atMs), limit, pauses: textOf(list) });
    expect(dueMs(timetable, atMs, unit, value, unionOf(list))).toBe(
      dueAt === undefined ? undefined : Date.parse(dueAt),
    );
  });

  property.prop([startMs, fc.integer({ min: 0, max: 300 }), pauses, fc.integer({ min: 0, max: 90 * dayMs })])(
    'in open time',
    (atMs, minutes, list, laterMs) => {
      const nowMs = atMs + laterMs;
      const budget = { value: minutes, unit: 'workingMinute' } as const;
      const now = instantOf(nowMs);
      const reading = evaluateClock(calendar, { start: instantOf(atMs), budget, now, pauses: textOf(list) });
      const pausesMs = unionOf(list);
      expect(elapsedMsAt(timetable, atMs, nowMs, pausesMs)).toBe(reading.elapsedMs);
      const dueAtMs = reading.dueAt === undefined ? undefined : Date.parse(reading.dueAt);
      expect(reachedAtMs(timetable, atMs, minutes * 60_000, pausesMs)).toBe(dueAtMs);
      expect(dueMs(timetable, atMs, 'workingMs', minutes * 60_000, pausesMs)).toBe(dueAtMs);
    },
  );
});

describe('the engine alone', () => {
  it('adds and measures open time', () => {
    const friday = Date.parse('2026-02-13T17:00:00+08:00');
    // The Saturday after is a make-up day.
    const saturday = Date.parse('2026-02-14T10:00:00+08:00');
    expect(addWorkingMs(timetable, friday, 2 * 3_600_000)).toBe(saturday);
    expect(workingMsBetweenMs(timetable, friday, saturday)).toBe(2 * 3_600_000);
  });

  it('has no due time while a pause without end comes first', () => {
    const paused = [{ from: Date.parse('2026-03-03T10:00:00+08:00'), to: Infinity }];
    const start = Date.parse('2026-03-02T10:00:00+08:00');
    for (const unit of ['workingDay', 'calendarDay', 'month'] as const) {
      expect(dueMs(timetable, start, unit, 5, paused)).toBeUndefined();
    }
    expect(dueMs(timetable, start, 'workingMs', 20 * 3_600_000, paused)).toBeUndefined();
  });

  const code = (expected: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, expected));

  it.each([NaN, Infinity, -1, 1.5])('refuses a limit of %s', (value) => {
    for (const unit of ['workingDay', 'calendarDay', 'month', 'workingMs'] as const) {
      expect(() => dueMs(timetable, Date.parse('2026-03-02'), unit, value)).toThrow(code('SLA_NUMBER_INVALID'));
    }
  });

  it.each([
    ['is reversed', { firstDay: 20_001, lastDay: 20_000 }],
    ['is longer than 200 years', { firstDay: 0, lastDay: 80_000 }],
    ['starts within a day', { firstDay: 0.5, lastDay: 10.5 }],
    ['ends within a day', { firstDay: 0, lastDay: 10.5 }],
    ['has no end', { firstDay: 0, lastDay: Infinity }],
    ['is none', { firstDay: NaN, lastDay: NaN }],
  ])('refuses a range that %s', (_what, range) => {
    expect(() => compileTimetable({ ...china, ...range })).toThrow(code('SLA_RANGE_INVALID'));
  });

  it('refuses days that never open, and zones that nobody knows', () => {
    const closed = () => ({ workingDay: false, minutes: [] });
    expect(() => compileTimetable({ ...china, ruleOf: closed })).toThrow(code('SLA_NEVER_OPEN'));
    expect(() => compileTimetable({ ...china, zone: 'Asia/Peking' })).toThrow(code('SLA_ZONE_UNKNOWN'));
  });

  it.each([NaN, Infinity, -Infinity, Date.parse('2031-01-01')])('refuses to guess at %s', (atMs) => {
    const beyond = code('SLA_BEYOND_RANGE');
    expect(() => addWorkingMs(timetable, atMs, 1)).toThrow(beyond);
    expect(() => addWorkingMs(timetable, Date.parse('2026-03-02'), atMs)).toThrow(beyond);
    expect(() => workingMsBetweenMs(timetable, atMs, atMs)).toThrow(beyond);
    expect(() => elapsedMsAt(timetable, Date.parse('2026-03-02'), atMs, [])).toThrow(beyond);
    expect(() => addWorkingDaysToDay(timetable, atMs, 1)).toThrow(beyond);
    expect(() => addWorkingDaysToDay(timetable, 20_000, atMs)).toThrow(beyond);
    expect(() => dueMs(timetable, atMs, 'workingDay', 1)).toThrow(beyond);
  });
});

describe('the words of errors', () => {
  // Every entry is loaded as if it were the first: nothing has spoken yet.
  beforeEach(() => vi.resetModules());

  const refused = { name: 'value', value: 'NaN', expected: 'count' };
  const refusalOf = (ask: () => unknown) => {
    try {
      ask();
    } catch (error) {
      if (isJicengError(error, 'SLA_NUMBER_INVALID')) return error;
    }
    throw new Error('nothing was refused');
  };
  const ask = async () => {
    const core = await import('./core.ts');
    return refusalOf(() => core.dueMs(core.compileTimetable(china), china.firstDay * dayMs, 'month', NaN));
  };

  it('are their codes when only the engine is loaded', async () => {
    const error = await ask();
    expect(error.message).toBe('SLA_NUMBER_INVALID');
    expect(error.words).toEqual({ 'zh-CN': 'SLA_NUMBER_INVALID', en: 'SLA_NUMBER_INVALID' });
    expect(error.details).toEqual(refused);
  });

  const spoken = {
    'zh-CN': 'value 为 NaN，应为不小于 0 的整数。',
    en: 'value is NaN; it must be a whole number, 0 or more.',
  };

  it.each([
    ['the entry of the words', () => import('./words.ts')],
    ['the main entry', () => import('./index.ts')],
  ])('are given by %s', async (_entry, load) => {
    await load();
    const error = await ask();
    expect(error.message).toBe(spoken['zh-CN']);
    expect(error.words).toEqual(spoken);
    expect(error.details).toEqual(refused);
  });

  it('go with everything else that a refusal shows', async () => {
    await import('./words.ts');
    const error = await ask();
    const shown = { code: 'SLA_NUMBER_INVALID', details: refused, words: spoken, reasons: [] };
    expect(JSON.parse(JSON.stringify(error))).toEqual(shown);
    expect(error.name).toBe('JicengError');
    expect(Object.keys(error)).not.toContain('cause');
  });

  it('are returned as reasons as well', async () => {
    const { slaReason, slaWords } = await import('./index.ts');
    const reason = slaReason('SLA_ZONE_UNKNOWN', { zone: 'Asia/Peking' });
    expect(reason).toEqual(slaWords.reason('SLA_ZONE_UNKNOWN', { zone: 'Asia/Peking' }));
    expect(reason.words.en).toBe('Unknown time zone "Asia/Peking".');
  });
});
