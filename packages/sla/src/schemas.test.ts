import { fc, it as always } from '@fast-check/vitest';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import * as sla from './index.ts';
import { chinaNotices, regionalNotices } from './notices.ts';
import * as presets from './presets.ts';
import * as schemas from './schemas.ts';

type Read<Schema extends z.ZodType> = z.output<Schema>;

it('reads exactly the types that the calculator is written in', () => {
  expectTypeOf<Read<typeof schemas.Weekday>>().toEqualTypeOf<sla.Weekday>();
  expectTypeOf<Read<typeof schemas.Segment>>().toEqualTypeOf<sla.Segment>();
  expectTypeOf<Read<typeof schemas.Hours>>().toEqualTypeOf<sla.Hours>();
  expectTypeOf<Read<typeof schemas.Week>>().toEqualTypeOf<sla.Week>();
  expectTypeOf<Read<typeof schemas.Season>>().toEqualTypeOf<sla.Season>();
  expectTypeOf<Read<typeof schemas.DateRange>>().toEqualTypeOf<sla.DateRange>();
  expectTypeOf<Read<typeof schemas.NoticeDay>>().toEqualTypeOf<sla.NoticeDay>();
  expectTypeOf<Read<typeof schemas.HolidayNotice>>().toEqualTypeOf<sla.HolidayNotice>();
  expectTypeOf<Read<typeof schemas.RegionalNotice>>().toEqualTypeOf<sla.RegionalNotice>();
  expectTypeOf<Read<typeof schemas.NoticeHead>>().toEqualTypeOf<Omit<sla.HolidayNotice, 'days'>>();
  expectTypeOf<Read<typeof schemas.RegionalNoticeHead>>().toEqualTypeOf<Omit<sla.RegionalNotice, 'days'>>();
  expectTypeOf<Read<typeof schemas.Holidays>>().toEqualTypeOf<sla.Holidays>();
  expectTypeOf<Read<typeof schemas.CalendarLayer>>().toEqualTypeOf<sla.CalendarLayer>();
  expectTypeOf<Read<typeof schemas.CalendarDefinition>>().toEqualTypeOf<sla.CalendarDefinition>();
  expectTypeOf<Read<typeof schemas.DayLimit>>().toEqualTypeOf<sla.DayLimit>();
  expectTypeOf<Read<typeof schemas.FixedLimit>>().toEqualTypeOf<sla.FixedLimit>();
  expectTypeOf<Read<typeof schemas.HourLimit>>().toEqualTypeOf<sla.HourLimit>();
  expectTypeOf<Read<typeof schemas.WorkingTimeLimit>>().toEqualTypeOf<sla.WorkingTimeLimit>();
  expectTypeOf<Read<typeof schemas.Limit>>().toEqualTypeOf<sla.Limit>();
  expectTypeOf<Read<typeof schemas.BackwardLimit>>().toEqualTypeOf<sla.BackwardLimit>();
  expectTypeOf<Read<typeof schemas.WorkingTime>>().toEqualTypeOf<sla.WorkingTime>();
  expectTypeOf<Read<typeof schemas.Pause>>().toEqualTypeOf<sla.Pause>();
  expectTypeOf<Read<typeof schemas.ClockFacts>>().toEqualTypeOf<sla.ClockFacts>();
  expectTypeOf<Read<typeof schemas.RungOffset>>().toEqualTypeOf<sla.RungOffset>();
  expectTypeOf<Read<typeof schemas.LadderStep>>().toEqualTypeOf<sla.LadderStep>();
  expectTypeOf<Read<typeof schemas.ExtensionRule>>().toEqualTypeOf<sla.ExtensionRule>();
  expectTypeOf<Read<typeof schemas.ExcludedTime>>().toEqualTypeOf<sla.ExcludedTime>();
  expectTypeOf<Read<typeof schemas.SupplementRule>>().toEqualTypeOf<sla.SupplementRule>();
  expectTypeOf<Read<typeof schemas.ClockTerms>>().toEqualTypeOf<sla.ClockTerms>();
  expectTypeOf<Read<typeof schemas.ClockFact>>().toEqualTypeOf<sla.ClockFact>();
  expectTypeOf<Read<typeof schemas.PresetSource>>().toEqualTypeOf<presets.PresetSource>();
  expectTypeOf<Read<typeof schemas.LocalSource>>().toEqualTypeOf<presets.LocalSource>();
  expectTypeOf<Read<typeof schemas.Preset>>().toEqualTypeOf<presets.Preset>();
  expectTypeOf<Read<typeof schemas.LocalPreset>>().toEqualTypeOf<presets.LocalPreset>();
  // every schema that reads an object or a choice of objects has its line above, or is one of the three texts
  expect(Object.keys(schemas)).toHaveLength(34 + 3);
});

const office = [
  ['09:00', '12:00'],
  ['14:00', '24:00'],
];
const layer = {
  id: 'city',
  name: '示例市',
  week: { sat: office },
  workdays: ['mon', 'sat'],
  makeup: office,
  seasons: [{ from: '06-01', to: '09-30', week: { mon: office } }],
  notices: [{ id: 'a', kind: 'amendment', titleYear: 2026, publishedOn: '2026-01-05', days: [] }, ...regionalNotices],
  dates: { '2026-03-05': 'work' },
  overrides: { '2026-03-06': [] },
  breaks: { '2026-03-09': office },
};
const province = { ...layer, id: 'province', name: { 'zh-CN': '示例省', en: 'Example Province' } };
const definition = {
  zone: 'Asia/Shanghai',
  week: { mon: office },
  workdays: ['mon'],
  makeup: office,
  seasons: [{ from: '11-01', to: '02-28', week: {}, makeup: office }],
  holidays: {
    notices: chinaNotices,
    asOf: '2026-01-01',
    dates: { '2026-03-02': 'off', '2026-03-03': 'work' },
  },
  overrides: { '2026-03-04': [] },
  breaks: { '2026-03-03': [['10:00', '10:30']] },
  layers: [province, layer],
  range: { from: '2026-01-01', to: '2026-12-31' },
};
const at = '2026-03-02T01:00:00.000Z';

/** One document for each schema that reads an object, with every field that it may have. */
const documents: Readonly<Record<string, readonly [schema: z.ZodType, documents: readonly object[]]>> = {
  CalendarDefinition: [schemas.CalendarDefinition, [definition]],
  CalendarLayer: [schemas.CalendarLayer, [province, layer]],
  Holidays: [schemas.Holidays, [definition.holidays]],
  Season: [schemas.Season, definition.seasons],
  DateRange: [schemas.DateRange, [definition.range]],
  HolidayNotice: [schemas.HolidayNotice, chinaNotices],
  RegionalNotice: [schemas.RegionalNotice, regionalNotices],
  NoticeHead: [schemas.NoticeHead, chinaNotices.map(({ days: _days, ...head }) => head)],
  RegionalNoticeHead: [schemas.RegionalNoticeHead, regionalNotices.map(({ days: _days, ...head }) => head)],
  NoticeDay: [schemas.NoticeDay, [{ date: '2026-01-01', name: '元旦', off: true }]],
  DayLimit: [
    schemas.DayLimit,
    [
      {
        unit: 'workingDay',
        value: 20,
        startDay: 'included',
        lateReceipt: 'same-day',
        lastDay: 'own:hall',
        cutoff: 'close',
        pauseDays: '()',
      },
    ],
  ],
  FixedLimit: [schemas.FixedLimit, [{ unit: 'fixed', from: '2026-03-01', base: '2026-03-15', lastDay: 'tax-109' }]],
  HourLimit: [schemas.HourLimit, [{ unit: 'hour', value: 1.5, hourStart: 'next-hour' }]],
  WorkingTimeLimit: [schemas.WorkingTimeLimit, [{ unit: 'workingMinute', value: 90 }]],
  Limit: [
    schemas.Limit,
    [
      { unit: 'month', value: 1 },
      { unit: 'minute', value: 1 },
      { unit: 'workingHour', value: 1 },
    ],
  ],
  BackwardLimit: [
    schemas.BackwardLimit,
    [{ before: 'within', unit: 'month', value: 1, lastDay: 'none', cutoff: 'close' }],
  ],
  WorkingTime: [schemas.WorkingTime, [{ value: -1.5, unit: 'workingSecond' }]],
  Pause: [schemas.Pause, [{ from: at, to: at }, { from: at }]],
  ClockFacts: [
    schemas.ClockFacts,
    [{ start: at, budget: { value: 4, unit: 'workingHour' }, pauses: [{ from: at }], extensions: [], resets: [at] }],
  ],
  RungOffset: [
    schemas.RungOffset,
    [
      { value: 2, unit: 'workingDay' },
      { value: 2.5, unit: 'hour' },
    ],
  ],
  LadderStep: [
    schemas.LadderStep,
    [{ atFraction: 0.7 }, { beforeDue: { value: 1, unit: 'calendarDay' } }, { overdueBy: { value: 1, unit: 'hour' } }],
  ],
  ExtensionRule: [
    schemas.ExtensionRule,
    [{ valueMax: 10, timesMax: 1, approver: 'agencyHead', told: 'applicant', withReason: true }],
  ],
  ExcludedTime: [schemas.ExcludedTime, [{ kinds: ['hearing', 'own:survey'], notice: 'written' }]],
  SupplementRule: [
    schemas.SupplementRule,
    [
      {
        effect: 'restarts',
        noticeWithin: { unit: 'workingDay', value: 7 },
        replyWithin: { unit: 'workingDay', value: 10 },
        lapse: 'abandoned',
      },
    ],
  ],
  ClockTerms: [
    schemas.ClockTerms,
    [
      { limit: { unit: 'workingDay', value: 20 }, silence: 'consent' },
      { limit: { before: 'at-least', unit: 'calendarDay', value: 30 } },
    ],
  ],
  ClockFact: [
    schemas.ClockFact,
    [
      { type: 'received', at, recordedAt: at },
      { type: 'started', at, eventOn: '2026-06-01' },
      { type: 'paused', at, kind: 'hearing', noticeId: 'n-1', plannedDays: 10 },
      { type: 'resumed', at, kind: 'own:survey' },
      { type: 'extended', at, value: 10, approver: 'agencyHead', reason: '需要实地核查', toldAt: at },
      { type: 'restarted', at, basis: '第三十条' },
      { type: 'supplementAsked', at, noticeId: 'n-2', items: ['户口簿'], replyBy: '2026-03-20', newFact: true },
      { type: 'supplementReceived', at, goodCause: '自然灾害' },
      { type: 'stopped', at, outcome: 'approved' },
    ],
  ],
  Preset: [schemas.Preset, presets.statutoryPresets],
  PresetSource: [schemas.PresetSource, presets.statutoryPresets.map(({ source }) => source)],
  LocalPreset: [schemas.LocalPreset, presets.localPresets],
  LocalSource: [schemas.LocalSource, presets.localPresets.map(({ source }) => source)],
};
const everyDocument = Object.entries(documents).flatMap(([name, [schema, all]]) =>
  all.map((document): readonly [string, z.ZodType, object] => [name, schema, document]),
);

/** Every object inside a document that is one of fields, not a table by date. */
function objectsIn(value: unknown, inTable = false): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, child]) =>
    objectsIn(
      child,
      ['week', 'dates', 'overrides', 'breaks', 'name', 'place', 'countedFrom', 'note', 'why'].includes(key),
    ),
  );
  return inTable || Array.isArray(value) ? inside : [value, ...inside];
}

describe('a document', () => {
  it('has an example for every schema that reads an object', () => {
    const plain = ['InstantText', 'CivilDateText', 'Words', 'Weekday', 'Segment', 'Hours', 'Week'];
    expect(Object.keys(schemas).toSorted()).toEqual([...plain, ...Object.keys(documents)].toSorted());
  });

  it.each(everyDocument)('is read as it was written: %s', (_name, schema, document) => {
    const asJson: unknown = JSON.parse(JSON.stringify(document));
    expect(schema.parse(asJson)).toEqual(asJson);
  });

  it.each(everyDocument)('is refused for a misspelled field, however deep: %s', (_name, schema, document) => {
    const count = objectsIn(document).length;
    expect(count).toBeGreaterThan(0);
    for (let index = 0; index < Math.min(count, 40); index += 1) {
      const copy = structuredClone(document);
      Object.assign(objectsIn(copy)[index] ?? {}, { lastday: 'none' });
      expect(schema.safeParse(copy).success).toBe(false);
    }
  });

  always.prop([
    fc.constantFrom(...everyDocument),
    fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.anything()), fc.constant(null)),
  ])('is an object and nothing else', ([, schema], other) => {
    expect(schema.safeParse(other).success).toBe(false);
  });
});

describe('texts', () => {
  it('reads a moment with any offset as UTC, and a date that exists', () => {
    expect(schemas.InstantText.parse('2026-03-02T09:00+08:00')).toBe('2026-03-02T01:00:00.000Z');
    expect(schemas.CivilDateText.parse('2028-02-29')).toBe('2028-02-29');
  });

  it('says in both languages what is wrong with one', () => {
    for (const [schema, wrong] of [
      [schemas.InstantText, '2026-03-02T09:00'],
      [schemas.CivilDateText, '2026-02-29'],
    ] as const) {
      const { error } = schema.safeParse(wrong);
      expect(JSON.stringify(error?.issues[0])).toMatch(/"params":\{"words":\{"zh-CN":"[^"]*\p{Script=Han}/u);
    }
  });
});

it.each([
  [schemas.CalendarDefinition, { ...definition, zone: '' }],
  [schemas.CalendarDefinition, { ...definition, week: { monday: office } }],
  [schemas.CalendarDefinition, { ...definition, week: { mon: [['9:00', '12:00']] } }],
  [schemas.CalendarDefinition, { ...definition, week: { mon: [['09:00', '12:00', '14:00']] } }],
  [schemas.CalendarDefinition, { ...definition, overrides: { '2026-02-30': [] } }],
  [schemas.CalendarDefinition, { ...definition, makeup: undefined }],
  [schemas.Holidays, { dates: { '2026-03-02': 'OFF' } }],
  [schemas.Season, { from: '13-01', to: '09-30', week: {} }],
  [schemas.HolidayNotice, { ...chinaNotices[0], url: 'gov.cn' }],
  [schemas.HolidayNotice, { ...chinaNotices[0], titleYear: 2018.5 }],
  [schemas.Limit, { unit: 'day', value: 1 }],
  [schemas.Limit, { unit: 'workingDay', value: 1.5 }],
  [schemas.Limit, { unit: 'workingDay', value: -1 }],
  [schemas.Limit, { unit: 'workingDay', value: '20' }],
  [schemas.Limit, { unit: 'hour', value: Infinity }],
  [schemas.Limit, { unit: 'hour', value: 1, startDay: 'included' }],
  [schemas.Limit, { unit: 'workingDay', value: 1, lastDay: 'hall' }],
  [schemas.Limit, { value: 1 }],
  [schemas.ClockFacts, { start: at, budget: { value: -1, unit: 'workingHour' } }],
  [schemas.RungOffset, { value: 1.5, unit: 'workingDay' }],
  [schemas.RungOffset, { value: NaN, unit: 'hour' }],
  [schemas.LadderStep, {}],
  [schemas.LadderStep, { atFraction: 0.5, beforeDue: { value: 1, unit: 'hour' } }],
  [schemas.ClockFact, { type: 'supplementAsked', at, noticeId: 'n', items: [] }],
  [schemas.ClockFact, { type: 'paused', at, kind: 'holiday' }],
  [schemas.CalendarLayer, { ...layer, name: { en: 'Example City' } }],
  [schemas.NoticeHead, chinaNotices[0]],
  [schemas.Words, { 'zh-CN': '补正' }],
  [schemas.Words, { 'zh-CN': '补正', en: 'supplement', fr: 'complément' }],
])('refuses what cannot be meant (%#)', (schema: z.ZodType, wrong) => {
  expect(schema.safeParse(wrong).success).toBe(false);
});

it('compiles and counts what it has read', () => {
  const calendar = sla.compileCalendar(schemas.CalendarDefinition.parse(JSON.parse(JSON.stringify(definition))));
  const limit = schemas.Limit.parse({ unit: 'workingDay', value: 1 });
  const start = schemas.InstantText.parse('2026-03-02T09:00:00+08:00');
  expect(sla.deadlineOf(calendar, { start, limit }).lastDay).toBe('2026-03-03');
});
