import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { rate, rateOf } from './index.ts';

const pair = fc
  .integer({ min: 1, max: 10 ** 7 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const level = fc.double({ min: 0.5, max: 0.9999, noNaN: true });

it.prop([pair, level])('the interval lies within 0 and 1 and holds the rate', ([hits, n], confidence) => {
  const { low = Number.NaN, high = Number.NaN, rate: point = Number.NaN } = rate(hits, n, { level: confidence });
  expect(low).toBeGreaterThanOrEqual(0);
  expect(low).toBeLessThanOrEqual(point);
  expect(high).toBeGreaterThanOrEqual(point);
  expect(high).toBeLessThanOrEqual(1);
});

it.prop([pair, level])('hits and misses have mirrored intervals', ([hits, n], confidence) => {
  const of = rate(hits, n, { level: confidence });
  const mirrored = rate(n - hits, n, { level: confidence });
  expect(1 - (of.low ?? 0)).toBeCloseTo(mirrored.high ?? 0, 12);
});

it.prop([pair, level, level])('more confidence never means a narrower interval', ([hits, n], a, b) => {
  const widthOf = (confidence: number) => {
    const { low = 0, high = 0 } = rate(hits, n, { level: confidence });
    return high - low;
  };
  expect(widthOf(Math.max(a, b))).toBeGreaterThanOrEqual(widthOf(Math.min(a, b)) - 1e-12);
});

it.prop([fc.array(fc.constantFrom(true, false, '未接通', '空号'))])(
  'every row is a hit, a miss or left out',
  (rows) => {
    const { hits, n, excluded } = rateOf(rows, (row) => (typeof row === 'string' ? { excluded: row } : row));
    expect(hits).toBe(rows.filter((row) => row === true).length);
    expect(n + excluded.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
  },
);
