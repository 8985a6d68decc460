import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  compileCalendar,
  dayTypeOf,
  diffCalendars,
  isWorkingDay,
  type CalendarDefinition,
  type CalendarLayer,
  type DayType,
  type HolidayNotice,
  type Hours,
  type NoticeDay,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';

type CivilDate = NoticeDay['date'];

const dayMs = 86_400_000;
const firstMs = Date.UTC(2026, 0, 1);
const dates: readonly CivilDate[] = Array.from(
  { length: 120 },
  (_, day) => new Date(firstMs + day * dayMs).toISOString().slice(0, 10) as CivilDate,
);
const office: Hours = [['09:00', '17:00']];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const bare: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  range: { from: '2026-01-01', to: '2026-04-30' },
};

const anyDate = fc.constantFrom(...dates);
const anyNoticeDays = fc.uniqueArray(fc.record({ date: anyDate, off: fc.boolean() }), {
  selector: ({ date }) => date,
  maxLength: 25,
});
/** What a layer says; without a part it says nothing of the kind. */
const anySaying = fc.record(
  {
    days: anyNoticeDays,
    dates: fc.dictionary(anyDate, fc.constantFrom('off' as const, 'work' as const), { maxKeys: 25 }),
    overrides: fc.dictionary(anyDate, fc.constantFrom<Hours>(office, []), { maxKeys: 15 }),
    open: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
  },
  { requiredKeys: [] },
);
type Saying = Readonly<typeof anySaying extends fc.Arbitrary<infer Said> ? Said : never>;

function layerOf({ days, dates: declared, overrides, open }: Saying, index: number): CalendarLayer {
  const notice = { id: `n${index}`, kind: 'amendment', titleYear: 2026, publishedOn: '2025-12-01' } as const;
  return {
    id: `layer-${index}`,
    name: `第${index}层`,
    ...(days && { notices: [{ ...notice, days }] }),
    ...(declared && { dates: declared }),
    ...(overrides && { overrides }),
    ...(open && { week: Object.fromEntries(open.map((weekday) => [weekday, office])) }),
  };
}

/** The plain reading: ask the layers from the last to the first for a word on the date, then for one on its weekday. */
function typeByHand(sayings: readonly Saying[], date: CivilDate): DayType {
  const follows = sayings.some(({ days }) => days !== undefined);
  for (const { days, dates: declared, overrides } of sayings.toReversed()) {
    const hours = overrides?.[date];
    if (hours !== undefined) return hours.length > 0 ? 'override-open' : 'override-closed';
    const word = declared?.[date];
    if (word !== undefined) return word === 'off' ? 'holiday' : 'makeup';
    const noticed = days?.find((day) => day.date === date);
    if (noticed !== undefined) return noticed.off ? 'holiday' : 'makeup';
  }
  const weekday = weekdays[new Date(date).getUTCDay()] ?? 'sun';
  const week = sayings.findLast(({ open }) => open !== undefined)?.open ?? ['mon', 'tue', 'wed', 'thu', 'fri'];
  const counts = week.includes(weekday) && !(follows && (weekday === 'sun' || weekday === 'sat'));
  return counts ? 'workday' : 'weekend';
}

describe('a stack of layers', () => {
  it.prop([fc.array(anySaying, { maxLength: 4 })])('decides every date as its layers read one by one do', (sayings) => {
    const calendar = compileCalendar({ ...bare, layers: sayings.map(layerOf) });
    for (const date of dates) {
      const type = typeByHand(sayings, date);
      expect([date, dayTypeOf(calendar, date)]).toEqual([date, type]);
      expect(isWorkingDay(calendar, date)).toBe(type === 'workday' || type === 'makeup' || type === 'override-open');
    }
  });

  it.prop([fc.array(anySaying, { minLength: 1, maxLength: 4 })])(
    'names as the deciding layer one that speaks of the date, and none that stands below another that does',
    (sayings) => {
      const layers = sayings.map(layerOf);
      const { days } = diffCalendars(compileCalendar(bare), compileCalendar({ ...bare, layers }));
      for (const { date, after } of days) {
        if (after.layer === 'week') continue;
        const last = layers.findLast(
          ({ notices = [], dates: declared = {}, overrides = {} }) =>
            date in declared ||
            date in overrides ||
            notices.some((notice) => notice.days.some((day) => day.date === date)),
        );
        expect(after.setBy).toEqual({ id: last?.id, name: last?.name });
      }
    },
  );
});

describe('a calendar as of a day', () => {
  it.prop([fc.integer({ min: 0, max: 3_400 })], { numRuns: 25 })(
    'knows the notices published by then, and no other',
    (afterDays) => {
      const asOf = new Date(Date.UTC(2017, 10, 1) + afterDays * dayMs).toISOString().slice(0, 10) as CivilDate;
      const range = { from: '2017-12-01', to: '2026-12-31' } as const;
      const follow = (notices: readonly HolidayNotice[], known?: CivilDate) =>
        compileCalendar({ ...bare, range, holidays: { notices, ...(known && { asOf: known }) } });
      const published = chinaNotices.filter(({ publishedOn }) => publishedOn <= asOf);
      expect(diffCalendars(follow(chinaNotices, asOf), follow(published)).days).toEqual([]);
    },
  );
});
