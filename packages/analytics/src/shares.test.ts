import { describe, expect, it } from 'vitest';
import { type Count, shares } from './index.ts';

const countsOf = (counts: Readonly<Record<string, number>>): readonly Count[] =>
  Object.entries(counts).map(([key, count]) => ({ key, count }));
const textsOf = (counts: Readonly<Record<string, number>>, decimals?: number) =>
  shares(countsOf(counts), decimals === undefined ? {} : { decimals }).shares.map(({ text }) => text);

describe('shares', () => {
  it('of 290, 240, 150 and 200 in 880 are printed 33.0, 27.3, 17.0 and 22.7', () => {
    expect(shares(countsOf({ 环境卫生: 290, 物业: 240, 噪音: 150, 其他: 200 }))).toEqual({
      n: 880,
      decimals: 1,
      method: 'largestRemainder',
      shares: [
        { key: '环境卫生', count: 290, share: 290 / 880, percent: 33, text: '33.0' },
        { key: '物业', count: 240, share: 240 / 880, percent: 27.3, text: '27.3' },
        { key: '噪音', count: 150, share: 150 / 880, percent: 17, text: '17.0' },
        { key: '其他', count: 200, share: 200 / 880, percent: 22.7, text: '22.7' },
      ],
    });
  });

  it('of three equal parts are not three times 33.3', () => {
    expect(textsOf({ a: 1, b: 1, c: 1 })).toEqual(['33.4', '33.3', '33.3']);
    expect(textsOf({ a: 1, b: 1, c: 1 }, 0)).toEqual(['34', '33', '33']);
  });

  it('give the left-over unit of equal remainders to the larger count, then to the first key by code point', () => {
    // 12.5 and 37.5 at no decimals: the remainders are equal, the larger count is raised first.
    expect(textsOf({ a: 1, b: 3, c: 4 }, 0)).toEqual(['12', '38', '50']);
    // U+4E19 丙, U+4E59 乙, U+7532 甲: by code point 丙 comes first, not 甲.
    expect(textsOf({ 乙: 1, 甲: 1, 丙: 1 }, 0)).toEqual(['33', '33', '34']);
  });

  it('leave small parts at 0.0 rather than invent cases, and keep whole ones at 100', () => {
    expect(textsOf({ a: 99_999, b: 1 })).toEqual(['100.0', '0.0']);
    expect(textsOf({ a: 7, b: 0 })).toEqual(['100.0', '0.0']);
    expect(textsOf({ only: 3 }, 2)).toEqual(['100.00']);
  });

  it('stay exact where doubles are not', () => {
    const big = Number.MAX_SAFE_INTEGER - 2;
    expect(textsOf({ a: big, b: 1, c: 1 }, 6)).toEqual(['100.000000', '0.000000', '0.000000']);
    expect(textsOf({ a: 4_503_599_627_370_495, b: 4_503_599_627_370_496 }, 6)).toEqual(['50.000000', '50.000000']);
  });

  it('of nothing are absent, not 0', () => {
    const { n, shares: parts } = shares(countsOf({ a: 0, b: 0 }));
    expect(n).toBe(0);
    expect(JSON.parse(JSON.stringify(parts))).toEqual([
      { key: 'a', count: 0 },
      { key: 'b', count: 0 },
    ]);
    expect(shares([]).shares).toEqual([]);
  });

  it.each([-1, 1.5, Number.NaN, Infinity, 2 ** 53])('refuse %d as a count', (count) => {
    expect(() => shares([{ key: '物业', count }])).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_COUNT_INVALID', details: { key: '物业', count: String(count) } }),
    );
  });

  it('refuse counts whose sum is no longer exact', () => {
    expect(() => shares(countsOf({ a: Number.MAX_SAFE_INTEGER, b: 1 }))).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_COUNT_INVALID' }),
    );
  });

  it('refuse a key that stands twice', () => {
    const twice = [
      { key: 'a', count: 1 },
      { key: 'a', count: 2 },
    ];
    expect(() => shares(twice)).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_KEY_REPEATED', details: { key: 'a' } }),
    );
  });

  it.each([-1, 7, 0.5, Number.NaN])('refuse %d decimals', (decimals) => {
    expect(() => shares([], { decimals })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_DECIMALS_INVALID', details: { decimals: String(decimals) } }),
    );
  });
});
