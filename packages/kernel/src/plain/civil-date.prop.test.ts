import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import {
  addCalendarDays,
  civilDateAt,
  civilDateOfEpochDay,
  epochDayOf,
  instantFromMs,
  isoWeekday,
  parseCivilDate,
} from '../plain.ts';

const epochDay = fc.integer({ min: -719_528, max: 2_932_896 });

it.prop([epochDay])('a day survives being written and read', (day) => {
  const date = civilDateOfEpochDay(day);
  expect(parseCivilDate(date)).toBe(date);
  expect(epochDayOf(date)).toBe(day);
});

it.prop([epochDay, fc.integer({ min: -5000, max: 5000 })])(
  'adding days and taking them away cancel out',
  (day, days) => {
    fc.pre(day + days >= -719_528 && day + days <= 2_932_896);
    const date = civilDateOfEpochDay(day);
    expect(addCalendarDays(addCalendarDays(date, days), -days)).toBe(date);
    expect((((isoWeekday(addCalendarDays(date, days)) - isoWeekday(date) - days) % 7) + 7) % 7).toBe(0);
  },
);

it.prop([fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })])(
  'in UTC the wall shows the beginning of the instant',
  (ms) => {
    const instant = instantFromMs(ms);
    expect(civilDateAt(instant, 'UTC')).toBe(instant.slice(0, 10));
  },
);

it.prop([fc.integer({ min: Date.parse('1992-01-01'), max: Date.parse('2100-01-01') })])(
  'since 1992 the wall of Shanghai is eight hours ahead',
  (ms) => {
    expect(civilDateAt(instantFromMs(ms), 'Asia/Shanghai')).toBe(instantFromMs(ms + 8 * 3_600_000).slice(0, 10));
  },
);
