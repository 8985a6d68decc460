import { readFileSync } from 'node:fs';
import { isJicengError } from '@jiceng/kernel/plain';
import { expect, it } from 'vitest';
import { compileCalendar, dayTypeOf, mergeNotices, type HolidayNotice } from './index.ts';
import { chinaNotices, readNotice } from './notices.ts';
import { chinaNoticeDays } from './notices/days.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

/** The notices as holiday-cn publishes them (MIT, see LICENSE-holiday-cn). */
const published: unknown = JSON.parse(readFileSync(new URL('./fixtures/cn-notices.json', import.meta.url), 'utf8'));

it('carries the national notices of 2018 to 2026, each day, document number and date of publication', () => {
  const ours = chinaNotices.map(({ publishedOn, documentNumber, days, ...notice }) => ({
    ...notice,
    published: publishedOn,
    docNo: documentNumber ?? null,
    days,
  }));
  expect(published).toMatchObject({ publishedThrough: '2026-12-31', notices: ours });
  expect(ours).toHaveLength(11);
});

it('has the same days without names in an entry of their own', () => {
  const bare = chinaNotices.map(({ url: _url, documentNumber: _number, amends: _amends, ...notice }) => ({
    ...notice,
    days: notice.days.map(({ date, off }) => ({ date, off })),
  }));
  expect(chinaNoticeDays).toEqual(bare);
});

/** The line of a notice in `notices/days.ts`: whoever adds a year takes it from here. */
function stepsOf({ titleYear, publishedOn, days }: HolidayNotice): string {
  let day = Date.UTC(titleYear, 0, -92) / 86_400_000;
  return [{ date: publishedOn, off: true }, ...days]
    .map(({ date, off }) => {
      const steps = Date.parse(date) / 86_400_000 - day;
      day += steps;
      return `${steps === 1 ? '' : steps.toString(36)}${off ? '.' : '+'}`;
    })
    .join('');
}

it('writes every notice as the steps from one of its days to the next', () => {
  const source = readFileSync(new URL('./notices/days.ts', import.meta.url), 'utf8');
  for (const notice of chinaNotices) expect(source).toContain(`notice(${notice.titleYear}, '${stepsOf(notice)}'`);
});

it('names a source for every notice, in the order of publication', () => {
  const dates = chinaNotices.map(({ publishedOn }) => publishedOn);
  expect(dates).toEqual(dates.toSorted());
  for (const { url } of chinaNotices) expect(url).toMatch(/^https?:\/\/www\.gov\.cn\//);
});

it('reads a notice as people write it, days of the December before included', () => {
  const { days } = readNotice(
    { id: 'x', kind: 'annual', titleYear: 2019, publishedOn: '2018-12-06' },
    '元旦 2018-12-30..01-01 +2018-12-29; 清明节 04-05',
  );
  expect(days).toEqual([
    { date: '2018-12-29', name: '元旦', off: false },
    { date: '2018-12-30', name: '元旦', off: true },
    { date: '2018-12-31', name: '元旦', off: true },
    { date: '2019-01-01', name: '元旦', off: true },
    { date: '2019-04-05', name: '清明节', off: true },
  ]);
});

it('reads holidays one to a line, or between semicolons of either kind', () => {
  const head = { id: 'x', kind: 'annual', titleYear: 2026, publishedOn: '2025-11-04' } as const;
  const lines = ['元旦 01-01..01-03 +01-04', '清明节 04-05'];
  for (const text of [lines.join('; '), lines.join('；'), `\n${lines.join('\n  ')}\n`, lines.join(';\n')]) {
    expect(readNotice(head, text).days.map(({ name }) => name)).toEqual(['元旦', '元旦', '元旦', '元旦', '清明节']);
  }
});

it('refuses days off that end before they begin, a name without days, and days without a name', () => {
  const head = { id: 'x', kind: 'annual', titleYear: 2026, publishedOn: '2025-11-04' } as const;
  expect(() => readNotice(head, '春节 02-23..02-15 +02-14')).toThrow(refusal('SLA_NOTICE_REVERSED'));
  expect(() => readNotice(head, '元旦 01-01\n春节')).toThrow(refusal('SLA_NOTICE_NAMELESS'));
  expect(() => readNotice(head, '01-01..01-03')).toThrow(refusal('SLA_NOTICE_NAMELESS'));
});

it('refuses a notice with a day that does not exist', () => {
  const head = { id: 'x', kind: 'annual', titleYear: 2026, publishedOn: '2025-11-04' } as const;
  expect(() => readNotice(head, '春节 02-30')).toThrow(refusal('CIVIL_DATE_INVALID'));
  expect(() => readNotice(head, '春节 soon')).toThrow(refusal('CIVIL_DATE_INVALID'));
});

it('refuses days over New Year without their year, and more than two ends', () => {
  const head = { id: 'x', kind: 'annual', titleYear: 2027, publishedOn: '2026-11-04' } as const;
  expect(() => readNotice(head, '元旦 12-31..01-02')).toThrow(refusal('SLA_NOTICE_REVERSED'));
  expect(readNotice(head, '元旦 2026-12-31..01-02').days).toHaveLength(3);
  expect(() => readNotice(head, '春节 02-15..02-16..02-17')).toThrow(refusal('CIVIL_DATE_INVALID'));
  expect(() => readNotice(head, '+01-04 元旦')).toThrow(refusal('SLA_NOTICE_NAMELESS'));
});

const compileWith = (notices: readonly HolidayNotice[], asOf?: HolidayNotice['publishedOn']) =>
  compileCalendar({
    zone: 'Asia/Shanghai',
    week: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] },
    makeup: [['09:00', '17:00']],
    holidays: { notices, ...(asOf === undefined ? {} : { asOf }) },
    range: { from: '2018-01-01', to: '2026-12-31' },
  });

it('refuses a notice that declares one date both off and working, even when it says so twice over', () => {
  const head = { id: 'torn', kind: 'annual', titleYear: 2026, publishedOn: '2025-11-04' } as const;
  expect(() => compileWith([readNotice(head, '元旦 01-01..01-03 +01-02')])).toThrow(refusal('SLA_NOTICE_CONTRADICTS'));
  expect(() => compileWith([readNotice(head, '元旦 01-01; 春节 01-01')])).not.toThrow();
});

it('lets a later notice win whatever the order of the list, and only once it is published', () => {
  const reversed = chinaNotices.toReversed();
  expect(dayTypeOf(compileWith(reversed), '2020-02-01')).toBe('holiday');
  expect(dayTypeOf(compileWith(reversed, '2020-01-26'), '2020-02-01')).toBe('holiday');
  expect(dayTypeOf(compileWith(reversed, '2020-01-25'), '2020-02-01')).toBe('makeup');
});

const annual = (id: string, text: string): HolidayNotice =>
  readNotice({ id, kind: 'annual', titleYear: 2027, publishedOn: '2026-11-10' }, text);

it('takes a notice that arrives in place of the one it replaces, and beside all others', () => {
  const longer = annual('second', '元旦 01-01..01-03');
  expect(mergeNotices([annual('first', '元旦 01-01')], [longer])).toEqual([longer]);
  expect(mergeNotices(chinaNotices, [longer])).toEqual([...chinaNotices, longer]);
  const amendment: HolidayNotice = { ...annual('later', '元旦 01-01'), kind: 'amendment' };
  expect(mergeNotices([longer], [amendment])).toEqual([longer, amendment]);
});

it('refuses an update after which fewer days of a year are known', () => {
  const known = annual('first', '元旦 01-01..01-03');
  for (const after of [annual('first', '元旦 01-01'), annual('second', ''), { ...known, days: [] }]) {
    expect(() => mergeNotices([known], [after])).toThrow(refusal('SLA_NOTICE_SHRINKS'));
  }
});
