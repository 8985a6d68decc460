import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import {
  affectedDeadlines,
  compileCalendar,
  deadlineOf,
  diffCalendars,
  type CalendarDefinition,
  type DeadlineRow,
  type Hours,
  type Limit,
} from '../index.ts';
import { chinaNotices, readNotice } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [['09:00', '17:00']];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  range: { from: '2024-01-01', to: '2027-12-31' },
};
const asOf = (date: '2025-11-03' | '2025-11-04') =>
  compileCalendar({ ...definition, holidays: { notices: chinaNotices, asOf: date } });
const [before, after] = [asOf('2025-11-03'), asOf('2025-11-04')];
const published = diffCalendars(before, after);

it('lists the dates that a new notice changes, each with what it was and what it is', () => {
  const notice = chinaNotices.find(({ id }) => id === 'cn-2026');
  expect(published.days.map(({ date }) => date)).toEqual(notice?.days.map(({ date }) => date).toSorted());
  expect(published.days[0]).toEqual({
    date: '2026-01-01',
    before: { type: 'workday', workingDay: true, hours: office, layer: 'week' },
    after: { type: 'holiday', workingDay: false, hours: [], layer: 'notice', notice: 'cn-2026', holiday: '元旦' },
  });
  expect(published.days.find(({ date }) => date === '2026-02-28')).toMatchObject({
    before: { type: 'weekend', workingDay: false },
    after: { type: 'makeup', workingDay: true, hours: office },
  });
});

it('joins dates that follow one another into ranges', () => {
  expect(published.ranges.slice(0, 3)).toEqual([
    { from: '2026-01-01', to: '2026-01-04' },
    { from: '2026-02-14', to: '2026-02-23' },
    { from: '2026-02-28', to: '2026-02-28' },
  ]);
  expect(diffCalendars(before, before)).toMatchObject({ days: [], ranges: [] });
});

it('sees other hours too, shifts over midnight included, and passes over what the two do not both cover', () => {
  const nights: Hours = [['22:00', '06:00']];
  const plain = compileCalendar({ ...definition, range: { from: '2026-03-01', to: '2026-03-31' } });
  const changed = compileCalendar({
    ...definition,
    overrides: { '2026-03-02': nights, '2026-04-01': nights },
  });
  expect(diffCalendars(plain, changed).days).toEqual([
    {
      date: '2026-03-02',
      before: { type: 'workday', workingDay: true, hours: office, layer: 'week' },
      after: { type: 'override-open', workingDay: true, hours: nights, layer: 'override' },
    },
  ]);
  const later = compileCalendar({ ...definition, range: { from: '2027-01-01', to: '2027-12-31' } });
  expect(diffCalendars(plain, later).days).toEqual([]);
});

it('refuses two calendars of different zones: their dates are not the same days', () => {
  const elsewhere = compileCalendar({ ...definition, zone: 'Asia/Kathmandu' });
  expect(() => diffCalendars(before, elsewhere)).toThrow(refusal('SLA_ZONES_DIFFER'));
});

const rowOf = (start: DeadlineRow['start'], limit: Limit, more: Partial<DeadlineRow> = {}): DeadlineRow => ({
  start,
  limit,
  finished: false,
  ...more,
  dueAt: deadlineOf(before, { start, limit, ...more }).dueAt,
});
const twentyDays = { unit: 'workingDay', value: 20 } as const;

it('names the deadlines that move, with the old and the new due time, and leaves finished rows alone', () => {
  const moving = rowOf('2026-02-13T02:00:00.000Z', twentyDays);
  const finished = { ...moving, finished: true };
  const earlier = rowOf('2026-01-05T02:00:00.000Z', twentyDays);
  const { moved, touched } = affectedDeadlines(published, [earlier, moving, finished]);
  expect(moved).toEqual([
    {
      row: moving,
      dueBefore: '2026-03-13T16:00:00.000Z',
      lastDayBefore: '2026-03-13',
      after: deadlineOf(after, moving),
    },
  ]);
  expect(moved[0]?.after).toMatchObject({ dueAt: '2026-03-19T16:00:00.000Z', certainty: 'final' });
  expect(moved[0]?.row).toBe(moving);
  expect(touched).toBe(1);
});

it('looks at plain days only where the last day may move', () => {
  const rolled = rowOf('2026-01-15T02:00:00.000Z', { unit: 'month', value: 1 }); // 15 February, a Sunday
  const spanning = rowOf('2026-02-01T02:00:00.000Z', { unit: 'calendarDay', value: 40 });
  const fixedDay = rowOf('2026-01-15T02:00:00.000Z', { unit: 'month', value: 1, lastDay: 'none' });
  const { moved, touched } = affectedDeadlines(published, [rolled, spanning, fixedDay]);
  expect(moved.map(({ row, after: { lastDay } }) => [row, lastDay])).toEqual([[rolled, '2026-02-24']]);
  expect(touched).toBe(1);
});

it('sees a late receipt that lands on another working day, and lets the clock on the wall run on otherwise', () => {
  const late = { unit: 'hour', value: 24, lateReceipt: 'next-working-day' } as const;
  const onHoliday = rowOf('2026-02-17T02:00:00.000Z', late);
  const onWorkday = rowOf('2026-03-17T02:00:00.000Z', late);
  const wall = rowOf('2026-02-17T02:00:00.000Z', { unit: 'hour', value: 24 });
  expect(affectedDeadlines(published, [onHoliday, onWorkday, wall]).moved.map(({ row }) => row)).toEqual([onHoliday]);
});

it('follows a close at another hour, though every date counts as it did', () => {
  const short = compileCalendar({
    ...definition,
    holidays: { notices: chinaNotices },
    overrides: { '2026-03-19': [['09:00', '12:00']] },
  });
  const atClose = { ...twentyDays, cutoff: 'close' } as const;
  const row = { start: '2026-02-13T02:00:00.000Z', limit: atClose, finished: false } as const;
  const { dueAt } = deadlineOf(after, row);
  const { moved } = affectedDeadlines(diffCalendars(after, short), [
    { ...row, dueAt },
    { ...row, limit: twentyDays, dueAt: '2026-03-19T16:00:00.000Z' },
  ]);
  expect(moved).toMatchObject([
    { dueBefore: '2026-03-19T09:00:00.000Z', after: { dueAt: '2026-03-19T04:00:00.000Z' } },
  ]);
});

it('brings back a deadline that a pause without end had kept away', () => {
  const pauses = [{ from: '2026-02-14T02:00:00.000Z' }] as const;
  const row = rowOf('2026-02-12T02:00:00.000Z', { unit: 'workingDay', value: 2 }, { pauses });
  expect(row.dueAt).toBeUndefined();
  expect(affectedDeadlines(published, [row]).moved).toMatchObject([
    { dueBefore: undefined, after: { lastDay: '2026-02-14' } },
  ]);
});

it('works out anew every row with a rule of the host, of which nobody knows what it leans on', () => {
  const ownRules = {
    'own:sameDay': (_calendar: unknown, { nominalLastDay }: { nominalLastDay: `${number}-${number}-${number}` }) =>
      nominalLastDay,
  };
  const limit = { unit: 'calendarDay', value: 3, lastDay: 'own:sameDay' } as const;
  const row = rowOf('2026-06-01T02:00:00.000Z', limit, { ownRules });
  const fixed = rowOf(
    '2026-06-01T02:00:00.000Z',
    { unit: 'fixed', from: '2026-06-01', base: '2026-06-05', lastDay: 'own:sameDay' },
    { ownRules },
  );
  expect(affectedDeadlines(published, [row, fixed])).toMatchObject({ moved: [], touched: 2 });
});

it('names the deadlines that stay and are final now, and no finished one', () => {
  const staying = rowOf('2026-06-01T02:00:00.000Z', { unit: 'workingDay', value: 5 });
  const eve = rowOf('2025-12-22T02:00:00.000Z', { unit: 'workingDay', value: 5 }); // 29 December may still become a day off
  const early = rowOf('2025-11-10T02:00:00.000Z', { unit: 'workingDay', value: 5 });
  const later = rowOf('2026-12-28T02:00:00.000Z', { unit: 'workingDay', value: 20 });
  const paused = rowOf('2026-06-01T02:00:00.000Z', twentyDays, { pauses: [{ from: '2026-06-03T02:00:00.000Z' }] });
  const rows = [staying, eve, early, later, paused, { ...staying, finished: true }];
  const { moved, settled } = affectedDeadlines(published, rows);
  expect(moved).toEqual([]);
  expect(settled).toEqual([staying, eve, paused]);
  expect(affectedDeadlines(diffCalendars(after, after), rows).settled).toEqual([]);
});

it('does not guess beyond the calendar that takes over', () => {
  const row = rowOf('2027-06-01T02:00:00.000Z', twentyDays);
  const shorter = compileCalendar({ ...definition, range: { from: '2024-01-01', to: '2026-12-31' } });
  expect(() => affectedDeadlines(diffCalendars(before, shorter), [row])).toThrow(refusal('SLA_BEYOND_RANGE'));
});

it('follows an amendment in the midst of a year both ways', () => {
  const amendment = readNotice(
    { id: 'cn-2026-more', kind: 'amendment', titleYear: 2026, publishedOn: '2026-03-20' },
    '劳动节 05-06 +05-10',
  );
  const amended = compileCalendar({ ...definition, holidays: { notices: [...chinaNotices, amendment] } });
  const there = diffCalendars(after, amended);
  const back = diffCalendars(amended, after);
  expect(there.ranges).toEqual([
    { from: '2026-05-06', to: '2026-05-06' },
    { from: '2026-05-10', to: '2026-05-10' },
  ]);
  const start = '2026-04-30T02:00:00.000Z';
  const limit = { unit: 'workingDay', value: 1 } as const;
  const [was, is] = [after, amended].map((calendar) => deadlineOf(calendar, { start, limit }).dueAt);
  expect(affectedDeadlines(there, [{ start, limit, finished: false, dueAt: was }]).moved).toMatchObject([
    { after: { dueAt: is } },
  ]);
  expect(affectedDeadlines(back, [{ start, limit, finished: false, dueAt: is }]).moved).toMatchObject([
    { after: { dueAt: was } },
  ]);
});
