import { isJicengError, locales } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import {
  alwaysOpen,
  compileCalendar,
  describeExplanation,
  explainClock,
  explainDeadline,
  explainWorkingTime,
  explanationRows,
  explanationTable,
  type BackwardLimit,
  type CalendarDefinition,
  type DayRole,
  type DeadlineExplanation,
  type DeadlineQuestion,
  type ExplanationStep,
  type Hours,
  type Limit,
} from '../index.ts';
import { chinaNotices, readNotice } from '../notices.ts';

const refusal = (code: string): unknown => expect.toSatisfy((error: unknown) => isJicengError(error, code));

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2025-01-01', to: '2027-12-31' },
};
const china = compileCalendar(definition);
const hourMs = 3_600_000;

/** Dates of an explanation, by what they are to it. */
function datesOf(explanation: DeadlineExplanation, wanted: DayRole): readonly string[] {
  if (explanation.countedIn === 'time') throw new Error('counted in time');
  return explanation.days.filter(({ role }) => role === wanted).map(({ date }) => date);
}
const stepOf = <Name extends ExplanationStep['step']>(
  { steps }: { readonly steps: readonly ExplanationStep[] },
  name: Name,
) => steps.find((step): step is Extract<ExplanationStep, { readonly step: Name }> => step.step === name);
const inWords = (limit: Limit, start: DeadlineQuestion['start'], more: Partial<DeadlineQuestion> = {}) =>
  describeExplanation(explainDeadline(china, { start, limit, ...more }), 'zh-CN');

describe('a limit in days', () => {
  const permit: DeadlineQuestion = {
    start: '2026-02-12T02:00:00.000Z',
    limit: { unit: 'workingDay', value: 5 },
  };

  it('names every date from the start to the last day, what it is, and what decided that', () => {
    const explained = explainDeadline(china, permit);
    expect(explained).toMatchObject({ countedIn: 'days', asked: 5, counted: 5, deadline: { lastDay: '2026-02-26' } });
    expect(explained.days).toHaveLength(15);
    expect(explained.days[0]).toEqual({ date: '2026-02-12', type: 'workday', layer: 'week', role: 'start' });
    expect(explained.days[2]).toEqual({
      date: '2026-02-14',
      type: 'makeup',
      layer: 'notice',
      notice: 'cn-2026',
      holiday: '春节',
      role: 'counted',
      ordinal: 2,
    });
    expect(explained.days.at(-1)).toEqual({
      date: '2026-02-26',
      type: 'workday',
      layer: 'week',
      role: 'counted',
      ordinal: 5,
    });
    expect(datesOf(explained, 'skipped')).toHaveLength(9);
    expect(stepOf(explained, 'days')).toEqual({
      step: 'days',
      unit: 'workingDay',
      counted: 5,
      asked: 5,
      last: '2026-02-26',
      skipped: [{ type: 'holiday', days: 9 }],
    });
  });

  it('says it in sentences, in Chinese', () => {
    // #region in-chinese
    const explained = explainDeadline(china, {
      start: '2026-02-12T02:00:00.000Z',
      limit: { unit: 'workingDay', value: 5 },
    });
    expect(describeExplanation(explained, 'zh-CN')).toEqual([
      '起算时刻：2026-02-12 10:00。',
      '起算日不计入，自 2026-02-13 起计。',
      '计入 5 个工作日，至 2026-02-26；其间 9 天不计入（放假 9 天）。',
      '届满：2026-02-26 24:00。',
      '2026-02-14（1 天）：补班日（春节，通知 cn-2026），计入。',
      '2026-02-15 至 2026-02-23（9 天）：放假（春节，通知 cn-2026），不计入。',
    ]);
    // #endregion in-chinese
  });

  it('says it in sentences, in English', () => {
    // #region in-english
    const explained = explainDeadline(china, {
      start: '2026-02-12T02:00:00.000Z',
      limit: { unit: 'workingDay', value: 5 },
    });
    expect(describeExplanation(explained, 'en')).toEqual([
      'It starts at 2026-02-12 10:00.',
      'The start day is not counted: the first day is 2026-02-13.',
      '5 working days counted, up to 2026-02-26; 9 days on the way not counted (day off 9).',
      'It is due at 2026-02-26 24:00.',
      '2026-02-14 (1 day): make-up day (Spring Festival, notice cn-2026), counted.',
      '2026-02-15 to 2026-02-23 (9 days): day off (Spring Festival, notice cn-2026), not counted.',
    ]);
    // #endregion in-english
  });

  it('shows the dates as a table whose last row is their total', () => {
    const limit: Limit = { unit: 'workingDay', value: 2 };
    const explained = explainDeadline(china, { start: '2026-05-08T02:00:00.000Z', limit });
    expect(explanationTable(explained, 'zh-CN').split('\n')).toEqual([
      '| 序 | 日期 | 星期 | 性质 | 计入 | 依据 |',
      '| --- | --- | --- | --- | --- | --- |',
      '|  | 2026-05-08 | 周五 | 工作日 | 起算日，不计入 | 一周安排 |',
      '| 1 | 2026-05-09 | 周六 | 补班日 | 计入 | 劳动节，通知 cn-2026 |',
      '|  | 2026-05-10 | 周日 | 休息日 | 不计入 | 一周安排 |',
      '| 2 | 2026-05-11 | 周一 | 工作日 | 计入 | 一周安排 |',
      '| 2 | 合计 |  |  |  |  |',
    ]);
    expect(explanationTable(explained, 'en').split('\n').slice(-2)).toEqual([
      '| 2 | 2026-05-11 | Mon | working day | counted | weekly hours |',
      '| 2 | total |  |  |  |  |',
    ]);
  });

  it('gives the same table as rows of cells, in one width from the heads to the total, for tables of any make', () => {
    const limits: readonly Limit[] = [
      { unit: 'workingDay', value: 2 },
      { unit: 'workingHour', value: 9 },
    ];
    for (const limit of limits) {
      const explained = explainDeadline(china, { start: '2026-05-08T02:00:00.000Z', limit });
      for (const locale of locales) {
        const [head = [], ...rows] = explanationRows(explained, locale);
        expect(rows).toHaveLength(explained.days.length + 1);
        expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([head.length]));
        const lines = explanationTable(explained, locale).split('\n');
        expect(lines.toSpliced(1, 1)).toEqual([head, ...rows].map((cells) => `| ${cells.join(' | ')} |`));
      }
    }
  });

  it('shows the last day roll off a holiday, and not off a make-up day', () => {
    const rolled = explainDeadline(china, {
      start: '2026-06-05T02:00:00.000Z',
      limit: { unit: 'calendarDay', value: 15 },
    });
    expect(datesOf(rolled, 'rolled')).toEqual(['2026-06-21', '2026-06-22']);
    expect(stepOf(rolled, 'last-day')).toEqual({
      step: 'last-day',
      from: '2026-06-20',
      to: '2026-06-22',
      rule: 'roll-forward',
    });
    expect(describeExplanation(rolled, 'zh-CN')).toContain('2026-06-20 不是工作日，末日顺延至 2026-06-22。');
    expect(describeExplanation(rolled, 'en')).toContain(
      '2026-06-20 is no working day: the last day rolls forward to 2026-06-22.',
    );
    const kept = explainDeadline(china, {
      start: '2026-09-25T02:00:00.000Z',
      limit: { unit: 'calendarDay', value: 15 },
    });
    expect(kept).toMatchObject({ deadline: { lastDay: '2026-10-10' } });
    expect(stepOf(kept, 'last-day')).toBeUndefined();
    expect(datesOf(kept, 'rolled')).toEqual([]);
    // where every day counts, it is no news that a make-up day does
    expect(describeExplanation(kept, 'zh-CN')).toHaveLength(4);
  });

  it('names the rest days in a row that tax law adds', () => {
    const limit: Limit = { unit: 'month', value: 1, lastDay: 'tax-109' };
    const explained = explainDeadline(china, { start: '2026-09-15T02:00:00.000Z', limit });
    expect(stepOf(explained, 'rest-runs')).toEqual({
      step: 'rest-runs',
      runs: [
        { from: '2026-09-25', to: '2026-09-27', days: 3 },
        { from: '2026-10-01', to: '2026-10-07', days: 7 },
      ],
      last: '2026-10-25',
    });
    expect(datesOf(explained, 'added')).toHaveLength(10);
    expect(datesOf(explained, 'rolled')).toEqual(['2026-10-26']);
    const [zh, en] = [describeExplanation(explained, 'zh-CN'), describeExplanation(explained, 'en')];
    expect(zh).toContain(
      '期间内有连续三日以上的放假：2026-09-25 至 2026-09-27（3 天）、2026-10-01 至 2026-10-07（7 天），按天数顺延至 2026-10-25。',
    );
    expect(en).toContain(
      'Three or more days off in a row lie in the period: 2026-09-25 to 2026-09-27 (3 days), 2026-10-01 to 2026-10-07 (7 days); as many days are added, up to 2026-10-25.',
    );
    expect(zh).toContain('2026-10-16（1 天）：工作日（一周安排），因连续放假增加。');
  });

  it('counts a run of rest days only as far as it lies in the period', () => {
    const limit: Limit = { unit: 'calendarDay', value: 4, lastDay: 'tax-109' };
    const explained = explainDeadline(china, { start: '2026-09-30T02:00:00.000Z', limit });
    expect(stepOf(explained, 'rest-runs')).toMatchObject({ runs: [{ from: '2026-10-01', to: '2026-10-04', days: 4 }] });
    expect(explained).toMatchObject({ deadline: { lastDay: '2026-10-08' } });
  });

  it('says where a month has no corresponding day, and that one counts the start day', () => {
    expect(inWords({ unit: 'month', value: 1, lastDay: 'none' }, '2026-01-31T02:00:00.000Z')).toContain(
      '到期月没有对应日，以月末日 2026-02-28 为准。',
    );
    expect(inWords({ unit: 'year', value: 1, startDay: 'included' }, '2026-03-02T02:00:00.000Z')).toEqual([
      '起算时刻：2026-03-02 10:00。',
      '起算日计入，自 2026-03-02 起计。',
      '到期月的对应日为 2027-03-02。',
      '计入 365 天，至 2027-03-01。',
      '届满：2027-03-01 24:00。',
      '暂定：2027 年的放假通知尚未公布。',
    ]);
  });

  it('takes the days of pauses out, and says of which', () => {
    const pauses = [
      { from: '2026-03-03T02:00:00.000Z', to: '2026-03-05T02:00:00.000Z' },
      { from: '2026-05-03T02:00:00.000Z', to: '2026-05-05T02:00:00.000Z' }, // after the end
    ] as const;
    const question: DeadlineQuestion = {
      start: '2026-03-02T02:00:00.000Z',
      limit: { unit: 'workingDay', value: 3 },
      pauses,
    };
    const explained = explainDeadline(china, question);
    expect(datesOf(explained, 'paused')).toEqual(['2026-03-04', '2026-03-05']);
    expect(datesOf(explained, 'counted')).toEqual(['2026-03-03', '2026-03-06', '2026-03-09']);
    expect(stepOf(explained, 'pauses')).toMatchObject({
      pauses: [{ from: { wall: '2026-03-03 10:00' }, to: { wall: '2026-03-05 10:00' } }],
      taken: { days: 2 },
    });
    expect(describeExplanation(explained, 'en')).toContain(
      'Paused: 2026-03-03 10:00 to 2026-03-05 10:00; 2 days taken out.',
    );
    expect(describeExplanation(explained, 'zh-CN')).toContain(
      '2026-03-04 至 2026-03-05（2 天）：工作日（一周安排），中止，不计入。',
    );
  });

  it('counts up to the eve of a pause that still lasts, and says what is left', () => {
    const question: DeadlineQuestion = {
      start: '2026-03-02T02:00:00.000Z',
      limit: { unit: 'workingDay', value: 10 },
      pauses: [{ from: '2026-03-05T02:00:00.000Z' }],
    };
    const explained = explainDeadline(china, question);
    expect(explained).toMatchObject({ asked: 10, counted: 3, deadline: { dueAt: undefined } });
    expect(datesOf(explained, 'counted')).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
    expect(describeExplanation(explained, 'zh-CN').slice(-2)).toEqual([
      '计入 3 个工作日，至 2026-03-05；尚余 7 个工作日。',
      '自 2026-03-05 10:00 起的中止尚未结束，期限暂无届满时刻。',
    ]);
    expect(describeExplanation(explained, 'en').slice(-2)).toEqual([
      '3 working days counted, up to 2026-03-05; 7 working days left.',
      'The pause that began at 2026-03-05 10:00 still lasts: there is no due time yet.',
    ]);
  });

  it('starts where a late receipt does, and ends at the close when told', () => {
    const limit: Limit = { unit: 'workingDay', value: 1, lateReceipt: 'next-working-day', cutoff: 'close' };
    const explained = explainDeadline(china, { start: '2026-02-27T11:00:00.000Z', limit });
    expect(datesOf(explained, 'start')).toEqual(['2026-02-28']);
    expect(describeExplanation(explained, 'zh-CN')).toEqual([
      '起算时刻：2026-02-27 19:00。',
      '收到时已经下班或者是休息日，视为 2026-02-28 09:00 收到。',
      '起算日不计入，自 2026-03-01 起计。',
      '计入 1 个工作日，至 2026-03-02；其间 1 天不计入（休息日 1 天）。',
      '届满：2026-03-02 18:00。',
      '2026-03-01（1 天）：休息日（一周安排），不计入。',
    ]);
    expect(describeExplanation(explained, 'en')[1]).toBe(
      'It came after hours or on a rest day, and counts as received at 2026-02-28 09:00.',
    );
  });

  it('explains a fixed period, a rule of the host, and a period of no days', () => {
    const start = '2026-03-02T02:00:00.000Z';
    const fixed: Limit = { unit: 'fixed', from: '2026-03-03', base: '2026-03-07', lastDay: 'own:hall' };
    const ownRules: DeadlineQuestion['ownRules'] & object = { 'own:hall': () => '2026-03-11' };
    expect(inWords(fixed, start, { ownRules })).toEqual([
      '起算时刻：2026-03-02 10:00。',
      '期间为 2026-03-03 至 2026-03-07。',
      '计入 5 天，至 2026-03-07。',
      '按规则“own:hall”，末日由 2026-03-07 移至 2026-03-11。',
      '届满：2026-03-11 24:00。',
      '2026-03-08（1 天）：休息日（一周安排），末日移动。',
      '2026-03-09 至 2026-03-11（3 天）：工作日（一周安排），末日移动。',
    ]);
    const back: typeof ownRules = { 'own:hall': () => '2026-03-05' };
    const shortened = explainDeadline(china, { start, limit: fixed, ownRules: back });
    expect(shortened.days).toHaveLength(5);
    expect(describeExplanation(shortened, 'en')).toContain(
      'The rule "own:hall" moves the last day from 2026-03-07 to 2026-03-05.',
    );
    expect(inWords({ unit: 'calendarDay', value: 0 }, start)).toContain('计入 0 天。');
  });

  it('names the layer of the stack that decided a day', () => {
    const city = compileCalendar({
      ...definition,
      layers: [{ id: 'city', name: '示例市|夏季', dates: { '2026-03-04': 'off' } }],
    });
    const question: DeadlineQuestion = { start: '2026-03-03T02:00:00.000Z', limit: { unit: 'workingDay', value: 1 } };
    const explained = explainDeadline(city, question);
    expect(explained.days[1]).toEqual({
      date: '2026-03-04',
      type: 'holiday',
      layer: 'dates',
      setBy: { id: 'city', name: '示例市|夏季' },
      role: 'skipped',
    });
    expect(describeExplanation(explained, 'zh-CN').at(-1)).toBe(
      '2026-03-04（1 天）：放假（示例市|夏季：单独宣布），不计入。',
    );
    expect(explanationTable(explained, 'en')).toContain('| not counted | 示例市\\|夏季: declared date |');
  });

  it('calls a layer and a holiday by their names in the language asked for, a region’s own in Chinese alone', () => {
    const days = '国庆节、中秋节 03-04; 三月三 03-05';
    const head = { id: 'p', kind: 'amendment', titleYear: 2026, publishedOn: '2026-01-05' } as const;
    const name = { 'zh-CN': '示例省', en: 'Example Province' };
    const province = compileCalendar({ ...definition, layers: [{ id: 'p', name, notices: [readNotice(head, days)] }] });
    const question: DeadlineQuestion = { start: '2026-03-03T02:00:00.000Z', limit: { unit: 'workingDay', value: 1 } };
    const basis = (locale: 'zh-CN' | 'en') =>
      explanationRows(explainDeadline(province, question), locale).map((row) => row.at(-1));
    expect(basis('zh-CN').slice(2, 4)).toEqual(['示例省：国庆节、中秋节，通知 p', '示例省：三月三，通知 p']);
    expect(basis('en').slice(2, 4)).toEqual([
      'Example Province: National Day and Mid-Autumn Festival, notice p',
      'Example Province: notice p',
    ]);
  });

  it('knows every kind of day and of layer by its words', () => {
    const summer: Hours = [['09:00', '17:00']];
    const mixed = compileCalendar({
      ...definition,
      seasons: [{ from: '03-10', to: '03-10', week: { tue: summer } }],
      overrides: { '2026-03-04': [], '2026-03-07': office },
    });
    const question: DeadlineQuestion = { start: '2026-03-03T02:00:00.000Z', limit: { unit: 'workingDay', value: 5 } };
    const table = explanationTable(explainDeadline(mixed, question), 'zh-CN');
    expect(table).toContain('| 周三 | 单独关闭 | 不计入 | 单日覆盖 |');
    expect(table).toContain('| 周六 | 单独开放 | 计入 | 单日覆盖 |');
    expect(table).toContain('| 周二 | 工作日 | 计入 | 季节安排 |');
    const apia = alwaysOpen('Pacific/Apia', { from: '2011-12-01', to: '2012-01-31' });
    const gone = explainDeadline(apia, { start: '2011-12-29T12:00:00.000Z', limit: { unit: 'workingDay', value: 2 } });
    expect(explanationTable(gone, 'en')).toContain(
      '| 2011-12-30 | Fri | rest day | not counted | the zone has no such day |',
    );
  });
});

describe('a limit in time', () => {
  it('lists the segments of every date, pauses taken out', () => {
    const question: DeadlineQuestion = {
      start: '2026-02-14T11:00:00.000Z',
      limit: { unit: 'workingHour', value: 16.5, lateReceipt: 'next-working-day' },
      pauses: [{ from: '2026-02-25T01:30:00.000Z', to: '2026-02-25T07:00:00.000Z' }],
    };
    const explained = explainDeadline(china, question);
    expect(explained).toMatchObject({
      countedIn: 'time',
      askedMs: 16.5 * hourMs,
      countedMs: 16.5 * hourMs,
      pausedMs: 3.5 * hourMs,
    });
    expect(explanationTable(explained, 'zh-CN').split('\n').slice(2)).toEqual([
      '| 2026-02-24 | 周二 | 工作日 | 09:00–12:00、14:00–18:00 | 7 小时 |  | 一周安排 |',
      '| 2026-02-25 | 周三 | 工作日 | 09:00–09:30、15:00–18:00 | 3 小时 30 分 | 3 小时 30 分 | 一周安排 |',
      '| 2026-02-26 | 周四 | 工作日 | 09:00–12:00、14:00–17:00 | 6 小时 |  | 一周安排 |',
      '| 合计 |  |  |  | 16 小时 30 分 | 3 小时 30 分 |  |',
    ]);
    expect(describeExplanation(explained, 'en')).toEqual([
      'It starts at 2026-02-14 19:00.',
      'It came after hours or on a rest day, and counts as received at 2026-02-24 09:00.',
      'Paused: 2026-02-25 09:30 to 2026-02-25 15:00; 3 h 30 min taken out.',
      '16 h 30 min of open time counted.',
      'It is due at 2026-02-26 17:00.',
    ]);
  });

  it('shows nothing of a pause that ends as it begins', () => {
    const at = '2026-03-03T01:27:00.000Z';
    const explained = explainDeadline(china, {
      start: '2026-03-03T01:26:00.000Z',
      limit: { unit: 'hour', value: 1 },
      pauses: [{ from: at, to: at }],
    });
    if (explained.countedIn !== 'time') throw new Error('counted in time');
    expect(explained.days.flatMap(({ segments }) => segments).map(({ ms, counted }) => [ms, counted])).toEqual([
      [hourMs, true],
    ]);
  });

  it('runs by the clock from the next full hour, through nights and rest days', () => {
    const limit: Limit = { unit: 'hour', value: 30, hourStart: 'next-hour' };
    const explained = explainDeadline(china, { start: '2026-02-14T11:20:30.250Z', limit });
    expect(describeExplanation(explained, 'zh-CN')).toEqual([
      '起算时刻：2026-02-14 19:20:30.250。',
      '开始的小时不计入，自 2026-02-14 20:00 起计。',
      '计入 30 小时。',
      '届满：2026-02-16 02:00。',
    ]);
    expect(explained.days.map((day) => ('countedMs' in day ? day.countedMs / hourMs : 0))).toEqual([4, 24, 2]);
  });

  it('says what is left while a pause lasts, which may have begun before anything was counted', () => {
    const asked = (from: `${string}Z`) =>
      explainDeadline(china, {
        start: '2026-03-02T02:00:00.000Z',
        limit: { unit: 'minute', value: 90 },
        pauses: [{ from }],
      });
    expect(describeExplanation(asked('2026-03-02T02:20:05.000Z'), 'zh-CN').slice(1)).toEqual([
      '计入 20 分 5 秒，尚余 1 小时 9 分 55 秒。',
      '自 2026-03-02 10:20:05 起的中止尚未结束，期限暂无届满时刻。',
    ]);
    expect(asked('2026-03-01T02:00:00.000Z')).toMatchObject({ countedMs: 0, askedMs: 1.5 * hourMs });
    expect(describeExplanation(asked('2026-03-01T02:00:00.000Z'), 'en')[1]).toBe('0 h counted, 1 h 30 min left.');
  });

  it('divides a shift at midnight, and shows the day on which nothing is open', () => {
    const night = compileCalendar({
      zone: 'UTC',
      week: { fri: [['22:00', '06:00']] },
      range: { from: '2026-03-01', to: '2026-03-31' },
    });
    const between = { from: '2026-03-06T20:00:00.000Z', to: '2026-03-08T10:00:00.000Z' } as const;
    const explained = explainWorkingTime(night, between);
    expect(explanationTable(explained, 'en').split('\n').slice(2)).toEqual([
      '| 2026-03-06 | Fri | working day | 22:00–24:00 | 2 h |  | weekly hours |',
      '| 2026-03-07 | Sat | rest day | 00:00–06:00 | 6 h |  | weekly hours |',
      '| 2026-03-08 | Sun | rest day |  |  |  | weekly hours |',
      '| total |  |  |  | 8 h | 0 h |  |',
    ]);
    expect(explainWorkingTime(night, { from: between.to, to: between.from })).toEqual(explained);
    expect(describeExplanation(explained, 'zh-CN')).toEqual([
      '起算时刻：2026-03-06 20:00。',
      '计入开放时间 8 小时。',
      '终止时刻：2026-03-08 10:00。',
      '2026-03-08（1 天）：休息日（一周安排），不计入。',
    ]);
  });
});

describe('a limit counted back from an event', () => {
  const explained = (limit: BackwardLimit) => explainDeadline(china, { event: '2026-10-09', limit });

  it('numbers the days from the event, and shows the last day go back', () => {
    const back = explained({ before: 'at-least', unit: 'calendarDay', value: 5 });
    expect(back).toMatchObject({ countedIn: 'days-back', asked: 5, counted: 5 });
    expect(back.days.map((day) => ('ordinal' in day ? day.ordinal : 0))).toEqual([0, 0, 0, 0, 5, 4, 3, 2, 1, 0]);
    expect(datesOf(back, 'rolled')).toEqual(['2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03']);
    expect(describeExplanation(back, 'zh-CN').slice(0, 4)).toEqual([
      '自 2026-10-09 向前倒计，当日不计入。',
      '计入 5 天，至 2026-10-04。',
      '2026-10-04 不是工作日，末日提前到 2026-09-30。',
      '届满：2026-09-30 24:00。',
    ]);
    expect(describeExplanation(back, 'en')[2]).toBe(
      '2026-10-04 is no working day: the last day goes back to 2026-09-30.',
    );
  });

  it('skips what is no working day', () => {
    const back = explained({ before: 'at-least', unit: 'workingDay', value: 2 });
    expect(datesOf(back, 'counted')).toEqual(['2026-09-30', '2026-10-08']);
    expect(datesOf(back, 'skipped')).toHaveLength(7);
  });

  it('opens a window', () => {
    const window = explained({ before: 'within', unit: 'month', value: 1 });
    expect(describeExplanation(window, 'en')).toEqual([
      'It is to be done in the period before 2026-10-09, that day not counted.',
      '30 calendar days counted, up to 2026-09-09.',
      'It may be done from 2026-09-09 00:00 on.',
      'It is due at 2026-10-08 24:00.',
    ]);
  });
});

describe('a clock', () => {
  const question = {
    start: '2026-12-24T02:00:00.000Z',
    budget: { value: 70, unit: 'workingHour' },
    resets: ['2026-12-29T02:00:00.000Z'],
    pauses: [{ from: '2026-12-30T01:00:00.000Z', to: '2026-12-30T02:00:00.000Z' }],
    now: '2026-12-31T08:00:00.000Z',
  } as const;

  it('is explained by what it has counted on every date since it last began', () => {
    const explained = explainClock(china, question);
    expect(explained.countedMs).toBe(explained.reading.elapsedMs);
    expect(describeExplanation(explained, 'zh-CN')).toEqual([
      '起算时刻：2026-12-24 10:00。',
      '自 2026-12-29 10:00 起重新计算。',
      '中止：2026-12-30 09:00 至 2026-12-30 10:00，扣除 1 小时。',
      '截至 2026-12-31 16:00：时限 70 小时，已用 17 小时，剩余 53 小时。',
      '届满：2027-01-12 11:00。',
      '暂定：2027 年的放假通知尚未公布。',
    ]);
    expect(describeExplanation(explained, 'en').slice(3)).toEqual([
      'At 2026-12-31 16:00: 17 h of 70 h used, 53 h left.',
      'It is due at 2027-01-12 11:00.',
      'Provisional: the holiday notice of 2027 is not published yet.',
    ]);
  });

  it('says that it is overdue, and by how much', () => {
    const short = { ...question, budget: { value: 60, unit: 'workingMinute' } } as const;
    expect(describeExplanation(explainClock(china, short), 'en')).toContain(
      'At 2026-12-31 16:00: 17 h of 1 h used, 16 h over; overdue.',
    );
    expect(describeExplanation(explainClock(china, short), 'zh-CN')).toContain(
      '截至 2026-12-31 16:00：时限 1 小时，已用 17 小时，超出 16 小时，已逾期。',
    );
  });

  it('waits while a pause lasts, and has counted nothing before it starts', () => {
    const pauses = [{ from: '2026-12-30T01:00:00.000Z' }] as const;
    expect(describeExplanation(explainClock(china, { ...question, pauses }), 'zh-CN')).toContain(
      '自 2026-12-30 09:00 起的中止尚未结束，期限暂无届满时刻。',
    );
    expect(explainClock(china, { ...question, now: '2026-12-23T02:00:00.000Z' }).countedMs).toBe(0);
  });
});

it('names every year that awaits its notice', () => {
  const long = compileCalendar({ ...definition, range: { from: '2025-01-01', to: '2029-12-31' } });
  const explained = explainDeadline(long, { start: '2026-11-23T02:00:00.000Z', limit: { unit: 'year', value: 2 } });
  expect(describeExplanation(explained, 'en')).toContain(
    'Provisional: the holiday notices of 2027, 2028 are not published yet.',
  );
  expect(describeExplanation(explained, 'zh-CN')).toContain('暂定：2027、2028 年的放假通知尚未公布。');
});

it('refuses what the answer itself refuses', () => {
  const start = '2026-03-02T02:00:00.000Z';
  expect(() => explainDeadline(china, { start, limit: { unit: 'workingDay', value: 1.5 } })).toThrow(
    refusal('SLA_NUMBER_INVALID'),
  );
  expect(() => explainDeadline(china, { start, limit: { unit: 'hour', value: NaN } })).toThrow(
    refusal('SLA_NUMBER_INVALID'),
  );
  expect(() => explainDeadline(china, { start, limit: { unit: 'workingDay', value: 1000 } })).toThrow(
    refusal('SLA_BEYOND_RANGE'),
  );
  const reversed = [{ from: '2026-03-05T02:00:00.000Z', to: '2026-03-04T02:00:00.000Z' }] as const;
  expect(() => explainDeadline(china, { start, limit: { unit: 'workingDay', value: 1 }, pauses: reversed })).toThrow(
    refusal('SLA_PAUSE_REVERSED'),
  );
  // @ts-expect-error [ts2322] -- a caller without types
  const limit: Limit = { unit: 'day', value: 1 };
  expect(() => explainDeadline(china, { start, limit })).toThrow(refusal('SLA_OPTION_UNKNOWN'));
  expect(() => explainWorkingTime(china, { from: start, to: '2029-03-02T02:00:00.000Z' })).toThrow(
    refusal('SLA_BEYOND_RANGE'),
  );
});
