import { describe, expect, it } from 'vitest';
import { quantile, quantiles } from './index.ts';

describe('quantile', () => {
  it('joins the sorted numbers by straight lines (type 7)', () => {
    expect(quantiles([4, 1, 3, 2], [0, 0.25, 0.5, 0.75, 1])).toEqual([1, 1.75, 2.5, 3.25, 4]);
    expect(quantile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46, 12);
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
  });

  it('sorts numbers as numbers, also negative ones and those with equal neighbours', () => {
    expect(quantile([10, 9, -100, 100, 1], 0.5)).toBe(9);
    expect(quantile([0.1, 0.1, 0.1], 0.3)).toBe(0.1);
    expect(quantile([-1.5e308, 1.5e308], 0.5)).toBe(0);
  });

  it('of one number is that number; of none it is absent', () => {
    expect(quantiles([7], [0, 0.3, 1])).toEqual([7, 7, 7]);
    expect(quantile([], 0.5)).toBeUndefined();
    expect(quantiles(new Set<number>(), [0.1, 0.9])).toEqual([undefined, undefined]);
  });

  it('leaves the numbers in their order', () => {
    const numbers = [3, 1, 2];
    quantile(numbers, 0.5);
    expect(numbers).toEqual([3, 1, 2]);
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses %d among the numbers, and says where', (number) => {
    expect(() => quantile([1, 2, number], 0.5)).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_NUMBER_INVALID', details: { index: 2, number: String(number) } }),
    );
  });

  it.each([-0.1, 1.1, 90, Number.NaN])('refuses the quantile %d, also of no numbers', (p) => {
    expect(() => quantile([], p)).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_PROBABILITY_INVALID', details: { p: String(p) } }),
    );
  });
});
