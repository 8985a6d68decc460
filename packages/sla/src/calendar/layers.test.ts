import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  addWorkingDays,
  compileCalendar,
  dayTypeOf,
  diffCalendars,
  isWorkingDay,
  workingMsBetween,
  type Calendar,
  type CalendarDefinition,
  type CalendarLayer,
  type Hours,
} from '../index.ts';
import { chinaNotices, readNotice } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [['09:00', '17:00']];
const weekOf = (hours: Hours) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
const nation: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: weekOf(office),
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2025-01-01', to: '2026-12-31' },
};

const province: CalendarLayer = {
  id: 'province',
  name: '某省',
  notices: [
    readNotice(
      { id: 'province-2026', kind: 'amendment', titleYear: 2026, publishedOn: '2026-01-15' },
      '民族节日 04-20..04-21 +04-25',
    ),
  ],
};
const city: CalendarLayer = {
  id: 'city',
  name: '某市',
  seasons: [{ from: '06-01', to: '09-30', week: weekOf([['08:00', '15:00']]) }],
  dates: { '2026-04-21': 'work' },
};
const department: CalendarLayer = {
  id: 'department',
  name: '某局',
  week: { ...weekOf(office), sat: [['09:00', '12:00']] },
  overrides: { '2026-04-20': [['10:00', '12:00']] },
};

const stack = (...layers: readonly CalendarLayer[]): Calendar => compileCalendar({ ...nation, layers });
const hoursOn = (calendar: Calendar, date: string): number =>
  workingMsBetween(calendar, `${date}T00:00:00.000Z`, `${date}T16:00:00.000Z`) / 3_600_000; // 08:00 to 24:00

it('lets the last layer that names a date decide it, and leaves every other date to the layers below', () => {
  expect(dayTypeOf(stack(), '2026-04-20')).toBe('workday');
  expect(dayTypeOf(stack(province), '2026-04-20')).toBe('holiday');
  expect(dayTypeOf(stack(province), '2026-04-25')).toBe('makeup');
  expect(dayTypeOf(stack(province), '2026-10-01')).toBe('holiday');
  expect(dayTypeOf(stack(province, city), '2026-04-20')).toBe('holiday');
  expect(dayTypeOf(stack(province, city), '2026-04-21')).toBe('makeup');
  expect(dayTypeOf(stack(province, city, department), '2026-04-20')).toBe('override-open');
});

it('lets a later notice win over an earlier override: the order of the layers comes before the kind of rule', () => {
  const closed: CalendarLayer = { id: 'closed', name: '停办', overrides: { '2026-04-25': [] } };
  expect(dayTypeOf(stack(closed, province), '2026-04-25')).toBe('makeup');
  expect(dayTypeOf(stack(province, closed), '2026-04-25')).toBe('override-closed');
});

it('takes the hours of the week from the last layer that has any, without giving up the holidays below', () => {
  const calendar = stack(province, city, department);
  expect(hoursOn(calendar, '2026-03-07')).toBe(3); // the department's Saturday morning
  expect(isWorkingDay(calendar, '2026-03-07')).toBe(false);
  expect(hoursOn(calendar, '2026-10-01')).toBe(0);
  expect(hoursOn(stack(city), '2026-07-01')).toBe(7);
  expect(hoursOn(calendar, '2026-07-01')).toBe(8); // the department's own week stands above the city's summer
  expect(hoursOn(stack(department, city), '2026-07-01')).toBe(7);
});

it('leaves make-up days with the layer that sets them, whoever sets the week', () => {
  expect(hoursOn(stack(department), '2026-02-28')).toBe(8);
  expect(hoursOn(stack({ id: 'm', name: '补班', makeup: [['09:00', '12:00']] }, department), '2026-02-28')).toBe(3);
});

it('lets a layer name the weekdays that count, without touching when the door is open', () => {
  const sixDays: CalendarLayer = { id: 'six', name: '六天', workdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] };
  expect(isWorkingDay(stack(department, sixDays), '2026-03-07')).toBe(true);
  expect(isWorkingDay(stack(sixDays), '2026-03-07')).toBe(false); // no door opens on Saturday
});

it('cuts breaks out of the hours of their own layer and of those below, not out of hours that a later one sets', () => {
  const maintenance: CalendarLayer = {
    id: 'maintenance',
    name: '系统维护',
    breaks: { '2026-04-20': [['10:00', '11:00']], '2026-04-22': [['09:00', '10:00']] },
  };
  const second: CalendarLayer = { id: 'second', name: '再次维护', breaks: { '2026-04-22': [['16:00', '17:00']] } };
  expect(hoursOn(stack(maintenance), '2026-04-20')).toBe(7);
  expect(hoursOn(stack(maintenance, department), '2026-04-20')).toBe(2);
  expect(hoursOn(stack(department, maintenance), '2026-04-20')).toBe(1);
  expect(hoursOn(stack(maintenance, second, department), '2026-04-22')).toBe(6);
});

it('keeps what decided a date: the kind of rule, the notice, and the layer by its id and name', () => {
  const { days } = diffCalendars(stack(), stack(province, city, department));
  const on = (date: string) => days.find((day) => day.date === date);
  expect(on('2026-04-20')).toEqual({
    date: '2026-04-20',
    before: { type: 'workday', workingDay: true, hours: [['09:00', '17:00']], layer: 'week' },
    after: {
      type: 'override-open',
      workingDay: true,
      hours: [['10:00', '12:00']],
      layer: 'override',
      setBy: { id: 'department', name: '某局' },
    },
  });
  expect(on('2026-04-21')?.after).toMatchObject({ layer: 'dates', setBy: { id: 'city' } });
  expect(on('2026-04-25')?.after).toMatchObject({
    layer: 'notice',
    notice: 'province-2026',
    setBy: { id: 'province', name: '某省' },
  });
  expect(on('2026-03-07')?.after).toMatchObject({ type: 'weekend', layer: 'week', setBy: { id: 'department' } });
  const summer = diffCalendars(stack(), stack(city)).days.find(({ date }) => date === '2026-07-01');
  expect(summer?.after).toMatchObject({ layer: 'season', setBy: { id: 'city' }, hours: [['08:00', '15:00']] });
});

it('counts the notices of every layer only from their publication on', () => {
  const asOf = (date: '2026-01-14' | '2026-01-15') =>
    compileCalendar({ ...nation, holidays: { notices: chinaNotices, asOf: date }, layers: [province] });
  expect(dayTypeOf(asOf('2026-01-14'), '2026-04-20')).toBe('workday');
  expect(dayTypeOf(asOf('2026-01-15'), '2026-04-20')).toBe('holiday');
});

it('settles a year by the annual notice of any layer, and never by a layer that has no notices', () => {
  const { holidays: _none, ...unnoticed } = nation;
  const own: CalendarLayer = { id: 'state', name: '国家', notices: chinaNotices };
  const layered = compileCalendar({ ...unnoticed, layers: [own] });
  expect(dayTypeOf(layered, '2026-02-17')).toBe('holiday');
  expect(addWorkingDays(layered, '2026-03-02', 5).certainty).toBe('final');
  expect(addWorkingDays(compileCalendar({ ...unnoticed, layers: [province] }), '2026-03-02', 5)).toMatchObject({
    certainty: 'provisional',
    uncertainYears: [2026],
  });
  expect(addWorkingDays(compileCalendar({ ...unnoticed, layers: [city] }), '2026-03-02', 5).certainty).toBe('final');
});

it('answers as the definition alone does when the layers say nothing', () => {
  expect(diffCalendars(stack(), stack({ id: 'empty', name: '无' })).days).toEqual([]);
});

it('refuses two layers with one id, and the same faults in a layer as below it', () => {
  expect(() => stack(city, { ...department, id: 'city' })).toThrow(refusal('SLA_LAYER_TWICE'));
  for (const [layer, code] of [
    [{ week: { mon: [['9:00', '12:00']] } }, 'SLA_HOURS_INVALID'],
    [
      {
        makeup: [
          ['14:00', '18:00'],
          ['09:00', '12:00'],
        ],
      },
      'SLA_HOURS_OVERLAP',
    ],
    [{ seasons: [{ from: '6-1', to: '09-30', week: {} }] }, 'SLA_SEASON_INVALID'],
    [{ dates: { '2026-02-30': 'off' } }, 'CIVIL_DATE_INVALID'],
    [{ overrides: { '2026-13-01': [] } }, 'CIVIL_DATE_INVALID'],
    [{ breaks: { '2026-03-02': [['09:00', '24:30']] } }, 'SLA_HOURS_INVALID'],
  ] as const) {
    expect(() => stack({ id: 'torn', name: '错', ...layer })).toThrow(refusal(code));
  }
});

it('refuses a stack in which nothing is ever open, and opens where only a layer has hours', () => {
  const shut: CalendarDefinition = { ...nation, week: {}, makeup: [] };
  expect(() => compileCalendar({ ...shut, layers: [province] })).toThrow(refusal('SLA_NEVER_OPEN'));
  expect(isWorkingDay(compileCalendar({ ...shut, layers: [department] }), '2026-03-02')).toBe(true);
});
