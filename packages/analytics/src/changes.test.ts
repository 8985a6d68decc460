import { describe, expect, it } from 'vitest';
import { pointChange, rate, relativeChange } from './index.ts';

describe('relativeChange', () => {
  it('is the part of the base by which a quantity rose or fell', () => {
    expect(relativeChange(130, 120)).toEqual({ value: 130, base: 120, absolute: 10, relative: 10 / 120 });
    expect(relativeChange(130, 180).relative).toBeCloseTo(-0.2778, 4);
    expect(relativeChange(5, 5).relative).toBe(0);
    expect(relativeChange(0, 5).relative).toBe(-1);
  });

  it('of a duration depends on its unit, which the caller owns: 3 days are 72 hours, or 24 working hours', () => {
    expect(relativeChange(8, 72).relative).toBeCloseTo(-0.889, 3);
    expect(relativeChange(8, 24).relative).toBeCloseTo(-0.667, 3);
  });

  it('from nothing is absent, not infinite and not 0', () => {
    expect(relativeChange(5, 0)).toEqual({ value: 5, base: 0, absolute: 5, relative: undefined });
    expect(relativeChange(0, 0).relative).toBeUndefined();
  });

  it.each([
    [Number.NaN, 1, 'ANALYTICS_NUMBER_INVALID', { index: 0, number: 'NaN' }],
    [1, Infinity, 'ANALYTICS_NUMBER_INVALID', { index: 1, number: 'Infinity' }],
    [-1, 1, 'ANALYTICS_NUMBER_NEGATIVE', { index: 0, number: '-1' }],
    [1, -1, 'ANALYTICS_NUMBER_NEGATIVE', { index: 1, number: '-1' }],
  ])('refuses %d against %d', (value, base, code, details) => {
    expect(() => relativeChange(value, base)).toThrow(expect.objectContaining({ code, details }));
  });
});

describe('pointChange', () => {
  it('is a difference in percentage points, which is another figure than the relative change', () => {
    expect(pointChange({ rate: 0.92 }, { rate: 0.65 }).points).toBe(27);
    expect(relativeChange(0.92, 0.65).relative).toBeCloseTo(0.415, 3);
  });

  // Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 5.24, 33.39],
    [9, 10, 3, 10, 17.05, 80.9],
    [6, 7, 2, 7, 5.82, 80.62],
    [5, 56, 0, 29, -3.81, 19.26],
    [0, 10, 0, 20, -16.11, 27.75],
    [0, 10, 0, 10, -27.75, 27.75],
    [10, 10, 0, 20, 67.91, 100],
    [10, 10, 0, 10, 60.75, 100],
  ])('of %i/%i against %i/%i has the published interval', (hits, n, baseHits, baseN, low, high) => {
    const change = pointChange(rate(hits, n), rate(baseHits, baseN));
    expect(change.points).toBeCloseTo(100 * (hits / n - baseHits / baseN), 10);
    expect(Number(change.low?.toFixed(2))).toBe(low);
    expect(Number(change.high?.toFixed(2))).toBe(high);
    expect(change.level).toBe(0.95);
  });

  it('is absent when one of the rates has no denominator', () => {
    const change = pointChange(rate(3, 4), rate(0, 0));
    expect(JSON.parse(JSON.stringify(change))).toEqual({ value: 0.75 });
    expect(pointChange(rate(0, 0), rate(3, 4)).points).toBeUndefined();
  });

  it('has no interval when a rate came without its own', () => {
    const { points, low, high, level } = pointChange(rate(3, 4), { rate: 0.5 });
    expect({ points, low, high, level }).toEqual({ points: 25, low: undefined, high: undefined, level: undefined });
  });

  it.each([92, -0.1, Number.NaN, 1.0001])('refuses the rate %d', (bare) => {
    const invalid: unknown = expect.objectContaining({
      code: 'ANALYTICS_RATE_INVALID',
      details: { rate: String(bare) },
    });
    expect(() => pointChange({ rate: bare }, { rate: 0.5 })).toThrow(invalid);
    expect(() => pointChange({ rate: 0.5 }, { rate: bare })).toThrow(invalid);
    expect(() => pointChange({ rate: 0.5, low: bare }, { rate: 0.5 })).toThrow(invalid);
  });

  it('refuses intervals of different levels', () => {
    expect(() => pointChange(rate(3, 4), rate(3, 4, { level: 0.9 }))).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_LEVELS_DIFFER', details: { value: 0.95, base: 0.9 } }),
    );
  });
});
