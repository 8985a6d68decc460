import { fc, it } from '@fast-check/vitest';
import { civilDateAt, epochDayOf, instantFromMs } from '@jiceng/kernel/plain';
import { expect } from 'vitest';
import { countByDay, countByMonth } from './index.ts';

const zone = fc.constantFrom(
  'Asia/Shanghai',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Monrovia',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Pacific/Apia',
  'Pacific/Kwajalein',
  'UTC',
);
const anyInstant = fc.integer({ min: Date.parse('0500-01-01'), max: Date.parse('2400-01-01') }).map(instantFromMs);
const recent = fc.integer({ min: Date.parse('1985-01-01'), max: Date.parse('2030-01-01') }).map(instantFromMs);

it.prop([zone, fc.oneof(anyInstant, recent)], { numRuns: 1000 })(
  'an instant falls on the date that the wall shows',
  (name, instant) => {
    expect(countByDay([instant], { zone: name }).counts).toEqual([{ key: civilDateAt(instant, name), count: 1 }]);
  },
);

/** Instants of one year, wherever it begins: days between them are filled, and longer spans only cost time. */
const oneYear = fc
  .tuple(
    fc.integer({ min: Date.parse('1985-01-01'), max: Date.parse('2030-01-01') }),
    fc.array(fc.nat(365 * 86_400), { maxLength: 30 }),
  )
  .map(([firstMs, seconds]) => seconds.map((second) => instantFromMs(firstMs + second * 1000)));

it.prop([zone, oneYear])('no day is left out and no instant is lost', (name, instants) => {
  const { counts, n, outside } = countByDay(instants, { zone: name });
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(n);
  expect([n, outside]).toEqual([instants.length, 0]);
  const days = counts.map(({ key }) => epochDayOf(key));
  expect(days).toEqual(days.map((_, at) => (days[0] ?? 0) + at));
});

it.prop([zone, oneYear])('months are the sums of their days', (name, instants) => {
  const days = countByDay(instants, { zone: name }).counts;
  const { counts } = countByMonth(instants, { zone: name });
  const sums = counts.map(({ key }) => ({
    key,
    count: days.filter((day) => day.key.startsWith(key)).reduce((sum, day) => sum + day.count, 0),
  }));
  expect(counts).toEqual(sums);
});
