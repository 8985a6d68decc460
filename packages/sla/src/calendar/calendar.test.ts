import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  alwaysOpen,
  compileCalendar,
  countWorkingDays,
  dayTypeOf,
  isOpen,
  isWorkingDay,
  nextOpen,
  previousOpen,
  workingMsBetween,
  type CalendarDefinition,
  type Hours,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const officeWeek = { mon: office, tue: office, wed: office, thu: office, fri: office };
const plain: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: officeWeek,
  range: { from: '2026-01-01', to: '2026-12-31' },
};
const china: CalendarDefinition = { ...plain, makeup: office, holidays: { notices: chinaNotices } };
const hourMs = 3_600_000;

it('refuses a calendar that is never open', () => {
  expect(() => compileCalendar({ ...plain, week: {} })).toThrow(refusal('SLA_NEVER_OPEN'));
  expect(() => compileCalendar({ ...plain, week: { mon: [], sun: [] } })).toThrow(refusal('SLA_NEVER_OPEN'));
  const holiday = { dates: { '2026-03-02': 'off' } } as const;
  const oneMonday = { from: '2026-03-02', to: '2026-03-02' } as const;
  expect(() => compileCalendar({ ...plain, holidays: holiday, range: oneMonday })).toThrow(refusal('SLA_NEVER_OPEN'));
});

it('refuses a zone that nobody knows, and an absent one, which would mean the zone of the process', () => {
  expect(() => compileCalendar({ ...plain, zone: 'Asia/Peking' })).toThrow(refusal('SLA_ZONE_UNKNOWN'));
  expect(() => compileCalendar({ ...plain, zone: '' })).toThrow(refusal('SLA_ZONE_UNKNOWN'));
  // @ts-expect-error [ts2322] -- a caller without types
  expect(() => compileCalendar({ ...plain, zone: undefined })).toThrow(refusal('SLA_ZONE_UNKNOWN'));
});

it('refuses a range that is reversed, too long, or made of days that do not exist', () => {
  const ranged = (from: `${number}-${number}-${number}`, to: `${number}-${number}-${number}`) => () =>
    compileCalendar({ ...plain, range: { from, to } });
  expect(ranged('2026-12-31', '2026-01-01')).toThrow(refusal('SLA_RANGE_INVALID'));
  expect(ranged('1800-01-01', '2026-01-01')).toThrow(refusal('SLA_RANGE_INVALID'));
  expect(ranged('2026-02-29', '2026-12-31')).toThrow(refusal('CIVIL_DATE_INVALID'));
});

it('refuses hours that are no times of a day', () => {
  for (const [from, to] of [
    ['9:00', '12:00'],
    ['09:00', '24:30'],
    ['24:00', '02:00'],
    ['09:60', '12:00'],
    ['25:00', '26:00'],
    ['', '12:00'],
    ['09:00:00', '12:00'],
  ] as const) {
    expect(() => compileCalendar({ ...plain, week: { mon: [[from, to]] } })).toThrow(refusal('SLA_HOURS_INVALID'));
  }
});

it('refuses hours that overlap or are out of order, wherever they stand', () => {
  const torn: Hours = [
    ['09:00', '12:00'],
    ['11:00', '18:00'],
  ];
  const unordered: Hours = [
    ['14:00', '18:00'],
    ['09:00', '12:00'],
  ];
  for (const hours of [torn, unordered]) {
    for (const definition of [
      { ...plain, week: { mon: hours } },
      { ...plain, makeup: hours },
      { ...plain, overrides: { '2026-03-02': hours } },
      { ...plain, breaks: { '2026-03-02': hours } },
      { ...plain, seasons: [{ from: '06-01', to: '09-30', week: { mon: hours } }] },
    ]) {
      expect(() => compileCalendar(definition)).toThrow(refusal('SLA_HOURS_OVERLAP'));
    }
  }
});

it('refuses a week in which the night of one day runs into the morning of the next', () => {
  const week = { sun: [['22:00', '06:00']], mon: [['05:00', '09:00']] } as const;
  expect(() => compileCalendar({ ...plain, week })).toThrow(refusal('SLA_HOURS_OVERLAP'));
  const meeting = { sun: [['22:00', '06:00']], mon: [['06:00', '09:00']] } as const;
  expect(() => compileCalendar({ ...plain, week: meeting })).not.toThrow();
});

it('refuses misspelled weekdays, declarations and seasons instead of passing over them', () => {
  // @ts-expect-error [ts2353] -- a caller without types
  expect(() => compileCalendar({ ...plain, week: { monday: office } })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  // @ts-expect-error [ts2322] -- a caller without types
  expect(() => compileCalendar({ ...plain, workdays: ['Mon'] })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  const dates = { '2026-03-02': 'closed' };
  // @ts-expect-error [ts2322] -- a caller without types
  expect(() => compileCalendar({ ...plain, holidays: { dates } })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  for (const [from, to] of [
    ['6-1', '09-30'],
    ['06-01', '13-01'],
    ['06-32', '09-30'],
  ] as const) {
    const seasons = [{ from, to, week: officeWeek }];
    expect(() => compileCalendar({ ...plain, seasons })).toThrow(refusal('SLA_SEASON_INVALID'));
  }
});

it('says what it refuses in both languages', () => {
  const said = { 'zh-CN': '未知的时区“Mars/Base”。', en: 'Unknown time zone "Mars/Base".' };
  expect(() => compileCalendar({ ...plain, zone: 'Mars/Base' })).toThrow(expect.objectContaining({ words: said }));
});

it('does not make Saturday a working day because the door is open on Saturday morning', () => {
  const hall = compileCalendar({ ...china, week: { ...officeWeek, sat: [['09:00', '12:00']] } });
  expect(isWorkingDay(hall, '2026-03-07')).toBe(false);
  expect(dayTypeOf(hall, '2026-03-07')).toBe('weekend');
  expect(isOpen(hall, '2026-03-07T02:00:00.000Z')).toBe(true);
  // A make-up Saturday has the hours of a working day.
  expect(dayTypeOf(hall, '2026-02-28')).toBe('makeup');
  expect(workingMsBetween(hall, '2026-02-27T16:00:00.000Z', '2026-02-28T16:00:00.000Z')).toBe(7 * hourMs);
});

it('counts a Saturday with hours where no notice is followed, unless working days are named', () => {
  const week = { ...officeWeek, sat: office };
  expect(isWorkingDay(compileCalendar({ ...plain, week }), '2026-03-07')).toBe(true);
  const named = compileCalendar({ ...plain, week, workdays: ['mon', 'tue', 'wed', 'thu', 'fri'] });
  expect(isWorkingDay(named, '2026-03-07')).toBe(false);
  const sixDays = compileCalendar({ ...china, week, workdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] });
  expect(isWorkingDay(sixDays, '2026-03-07')).toBe(true);
});

it('lets the strongest layer decide: override, declared date, notice, season, week', () => {
  const layered = compileCalendar({
    ...china,
    seasons: [{ from: '02-20', to: '03-20', week: { ...officeWeek, mon: [] } }],
    holidays: { notices: chinaNotices, dates: { '2026-02-14': 'off', '2026-02-16': 'work', '2026-02-17': 'work' } },
    overrides: { '2026-02-17': [], '2026-03-07': [['09:00', '10:00']], '2026-02-28': [] },
  });
  expect(dayTypeOf(layered, '2026-02-14')).toBe('holiday'); // the notice made it a make-up day
  expect(dayTypeOf(layered, '2026-02-16')).toBe('makeup'); // the notice gave it off
  expect(dayTypeOf(layered, '2026-02-17')).toBe('override-closed');
  expect(dayTypeOf(layered, '2026-02-28')).toBe('override-closed');
  expect(dayTypeOf(layered, '2026-03-07')).toBe('override-open');
  expect(dayTypeOf(layered, '2026-03-09')).toBe('weekend'); // closed by the season's week, a Monday
  expect(dayTypeOf(layered, '2026-03-23')).toBe('workday');
});

it('gives a make-up day the hours of the season, else of the calendar, else of its weekday', () => {
  const long: Hours = [['08:00', '18:00']];
  const open = (definition: CalendarDefinition) =>
    workingMsBetween(compileCalendar(definition), '2026-02-27T16:00:00.000Z', '2026-02-28T16:00:00.000Z') / hourMs;
  const season = { from: '02-01', to: '03-31', week: officeWeek };
  expect(open(china)).toBe(7);
  expect(open({ ...china, seasons: [season] })).toBe(7);
  expect(open({ ...china, seasons: [{ ...season, makeup: long }] })).toBe(10);
  const { makeup: _none, ...withoutMakeup } = china;
  expect(open({ ...withoutMakeup, week: { ...officeWeek, sat: [['09:00', '11:00']] } })).toBe(2);
  expect(isWorkingDay(compileCalendar(withoutMakeup), '2026-02-28')).toBe(false); // no hours anywhere
});

it('runs a season over New Year when it ends before it starts, and lets the later of two seasons win', () => {
  const winter = { from: '11-15', to: '02-15', week: { wed: [['10:00', '11:00']] } } as const;
  const cold = { from: '12-25', to: '01-05', week: { wed: [['10:00', '10:30']] } } as const;
  const calendar = compileCalendar({ ...plain, seasons: [winter, cold] });
  const openOn = (date: string) =>
    workingMsBetween(calendar, `${date}T00:00:00.000Z`, `${date}T12:00:00.000Z`) / hourMs;
  expect(['2026-01-14', '2026-11-18', '2026-12-30'].map(openOn)).toEqual([1, 1, 0.5]);
  expect(openOn('2026-02-18')).toBe(7);
});

it('cuts breaks out of a date, and a date cut to nothing is no working day', () => {
  const calendar = compileCalendar({
    ...plain,
    week: { ...officeWeek, thu: [['22:00', '06:00']] },
    breaks: {
      '2026-03-02': [['11:00', '15:00']],
      '2026-03-03': [['00:00', '24:00']],
      '2026-03-05': [['01:00', '02:00']], // the night that begins on the 5th
    },
  });
  const openFrom = (from: string, to: string) =>
    workingMsBetween(calendar, `${from}:00:00.000Z`, `${to}:00:00.000Z`) / hourMs;
  expect(openFrom('2026-03-01T16', '2026-03-02T16')).toBe(5);
  expect(isWorkingDay(calendar, '2026-03-03')).toBe(false);
  expect(openFrom('2026-03-05T04', '2026-03-05T23')).toBe(7);
  expect(openFrom('2026-03-12T04', '2026-03-12T23')).toBe(8);
});

it('counts a shift over midnight to the date it starts on, the one before the range included', () => {
  const nights = compileCalendar({
    ...plain,
    week: { sun: [['22:00', '06:00']] },
    range: { from: '2026-03-02', to: '2026-03-08' },
  });
  expect(isWorkingDay(nights, '2026-03-02')).toBe(false);
  expect(isOpen(nights, '2026-03-01T21:59:59.999Z')).toBe(true); // Monday 05:59
  expect(previousOpen(nights, '2026-03-02T04:00:00.000Z')).toBe('2026-03-01T22:00:00.000Z');
  expect(nextOpen(nights, '2026-03-02T04:00:00.000Z')).toBe('2026-03-08T14:00:00.000Z');
});

it('joins what meets at midnight', () => {
  const around = compileCalendar({ ...plain, week: { mon: [['09:00', '24:00']], tue: [['00:00', '03:00']] } });
  expect(previousOpen(around, '2026-03-03T10:00:00.000Z')).toBe('2026-03-02T19:00:00.000Z');
  const daily = compileCalendar({ ...plain, week: { mon: [['09:00', '09:00']], tue: [['09:00', '09:00']] } });
  expect(nextOpen(daily, '2026-03-03T01:00:00.000Z')).toBe('2026-03-03T01:00:00.000Z'); // 24 hours, then 24 more
});

it('is open around the clock and counts every date where nothing is closed', () => {
  const always = alwaysOpen('America/New_York');
  expect(always.range).toEqual({ from: '1970-01-01', to: '2069-12-31' });
  expect(workingMsBetween(always, '2026-10-31T04:00:00.000Z', '2026-11-02T05:00:00.000Z')).toBe(49 * hourMs);
  expect(countWorkingDays(always, '2026-01-01', '2027-01-01')).toBe(365);
  const short = alwaysOpen('Asia/Kathmandu', { from: '2026-01-01', to: '2026-01-31' });
  expect(() => isOpen(short, '2026-02-01T00:00:00.000Z')).toThrow(refusal('SLA_BEYOND_RANGE'));
});
