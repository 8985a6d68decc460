import { describe, expect, it } from 'vitest';
import { rate, rateOf, wilsonInterval } from './index.ts';

const rounded = (value: number | undefined, digits = 4) =>
  value === undefined ? undefined : Number(value.toFixed(digits));

describe('wilsonInterval', () => {
  // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is the published one', (hits, n, low, high) => {
    const interval = wilsonInterval(hits, n);
    expect(rounded(interval?.low)).toBe(low);
    expect(rounded(interval?.high)).toBe(high);
    expect(interval?.level).toBe(0.95);
  });

  it('shows how little a small denominator says', () => {
    expect(wilsonInterval(22, 22)).toEqual({ low: expect.closeTo(0.8513, 4) as number, high: 1, level: 0.95 });
    expect(rounded(wilsonInterval(6, 7)?.low, 3)).toBe(0.487);
    expect(rounded(wilsonInterval(1890, 1922)?.low, 3)).toBe(0.977);
  });

  it('grows with the level', () => {
    // By hand for 5 of 10: the centre is 1/2, half the width is z / (2 √(10 + z²)).
    const halfOf = (z: number) => z / (2 * Math.sqrt(10 + z * z));
    for (const [level, z] of [
      [0.5, 0.674489750196082],
      [0.8, 1.281551565544601],
      [0.9, 1.644853626951472],
      [0.95, 1.959963984540054],
      [0.99, 2.575829303548901],
      [0.9999, 3.890591886413124],
    ] as const) {
      expect(wilsonInterval(5, 10, { level })?.high).toBeCloseTo(0.5 + halfOf(z), 12);
    }
  });

  it('does not exist without a denominator', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });

  it.each([
    [-1, 5, 'ANALYTICS_COUNT_INVALID', { key: 'hits', count: '-1' }],
    [0.5, 5, 'ANALYTICS_COUNT_INVALID', { key: 'hits', count: '0.5' }],
    [Number.NaN, 5, 'ANALYTICS_COUNT_INVALID', { key: 'hits', count: 'NaN' }],
    [5, Infinity, 'ANALYTICS_COUNT_INVALID', { key: 'n', count: 'Infinity' }],
    [6, 5, 'ANALYTICS_HITS_EXCEED_TOTAL', { hits: 6, n: 5 }],
    [1, 0, 'ANALYTICS_HITS_EXCEED_TOTAL', { hits: 1, n: 0 }],
  ])('refuses %d of %d', (hits, n, code, details) => {
    expect(() => wilsonInterval(hits, n)).toThrow(expect.objectContaining({ code, details }));
    expect(() => rate(hits, n)).toThrow(expect.objectContaining({ code, details }));
  });

  it.each([95, 1, 0, 0.49, 0.99991, Number.NaN])('refuses the level %d', (level) => {
    const invalid: unknown = expect.objectContaining({
      code: 'ANALYTICS_LEVEL_INVALID',
      details: { level: String(level) },
    });
    expect(() => wilsonInterval(1, 2, { level })).toThrow(invalid);
    expect(() => rate(0, 0, { level })).toThrow(invalid);
  });
});

describe('rate', () => {
  it('carries numerator, denominator and interval', () => {
    expect(rate(81, 263)).toEqual({
      hits: 81,
      n: 263,
      rate: 81 / 263,
      low: expect.closeTo(0.2553, 4) as number,
      high: expect.closeTo(0.3662, 4) as number,
      level: 0.95,
      method: 'wilson',
    });
  });

  it('is absent when nothing could have been a hit, and 0 only when nothing was', () => {
    expect(JSON.parse(JSON.stringify(rate(0, 0)))).toEqual({ hits: 0, n: 0, level: 0.95, method: 'wilson' });
    expect(rate(0, 3).rate).toBe(0);
  });
});

describe('rateOf', () => {
  // Satisfaction is asked of valid revisits: who was not reached is neither satisfied nor unsatisfied.
  const revisits = ['满意', '不满意', '满意', '未接通', '满意', '未接通', '空号'];
  const judge = (answer: string) =>
    answer === '未接通' || answer === '空号' ? { excluded: answer } : answer === '满意';

  it('leaves out what is not in the denominator and counts it by reason', () => {
    expect(rateOf(revisits, judge)).toMatchObject({
      hits: 3,
      n: 4,
      rate: 0.75,
      excluded: [
        { key: '未接通', count: 2 },
        { key: '空号', count: 1 },
      ],
    });
  });

  it('has no rate when everybody is left out', () => {
    const unreached = rateOf(['空号', '空号'], judge);
    expect(unreached.rate).toBeUndefined();
    expect(unreached.excluded).toEqual([{ key: '空号', count: 2 }]);
  });

  it('takes the level of the interval', () => {
    expect(rateOf(revisits, judge, { level: 0.8 })).toMatchObject(rate(3, 4, { level: 0.8 }));
  });
});
