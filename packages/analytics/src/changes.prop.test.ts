import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { pointChange, rate, relativeChange } from './index.ts';

const pair = fc.integer({ min: 1, max: 10_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

it.prop([pair, pair])('turned round, the change in points turns its sign and its interval', ([a, n], [b, m]) => {
  const forth = pointChange(rate(a, n), rate(b, m));
  const back = pointChange(rate(b, m), rate(a, n));
  expect(forth.points).toBeCloseTo(-(back.points ?? Number.NaN), 9);
  expect(forth.low).toBeCloseTo(-(back.high ?? Number.NaN), 9);
});

it.prop([pair, pair])('the interval holds the change and stays within −100 and 100', ([a, n], [b, m]) => {
  const { points = Number.NaN, low = Number.NaN, high = Number.NaN } = pointChange(rate(a, n), rate(b, m));
  expect(low).toBeLessThanOrEqual(points);
  expect(high).toBeGreaterThanOrEqual(points);
  expect(low).toBeGreaterThanOrEqual(-100 - 1e-9);
  expect(high).toBeLessThanOrEqual(100 + 1e-9);
});

it.prop([fc.nat(10 ** 6), fc.integer({ min: 1, max: 10 ** 6 })])(
  'the base and its change give the value',
  (value, base) => {
    const { relative = Number.NaN } = relativeChange(value, base);
    expect(base * (1 + relative)).toBeCloseTo(value, 6);
  },
);
