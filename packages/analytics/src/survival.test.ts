import { describe, expect, it } from 'vitest';
import { kaplanMeier, type Observation, survivalAt, survivalQuantile } from './index.ts';

/** `7 9+`: ended at 7; still going on at 9. */
const read = (text: string): readonly Observation[] =>
  text.split(' ').map((each) => ({ time: Number.parseFloat(each), ended: !each.endsWith('+') }));

// Weeks in remission, Freireich and others, Blood 21 (1963), as printed by Gehan (1965) and Cox (1972).
const treated = read('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const placebo = read('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');
// Acute myelogenous leukaemia, maintained and not, R. G. Miller, Survival Analysis (1981).
const maintained = read('9 13 13+ 18 23 28+ 31 34 45+ 48 161+');
const notMaintained = read('5 5 8 8 12 16+ 23 27 30 33 43 45');

const rounded = (value: number | undefined, digits = 3) =>
  value === undefined ? undefined : Number(value.toFixed(digits));

describe('the curve of the leukaemia trial', () => {
  it('is the published one, with the interval of R’s survfit', () => {
    const curve = kaplanMeier(treated, { interval: 'log' });
    expect(
      curve.steps.map(({ time, atRisk, ended, survival, low, high }) => [
        time,
        atRisk,
        ended,
        ...[survival, low, high].map((part) => rounded(part)),
      ]),
    ).toEqual([
      [6, 21, 3, 0.857, 0.72, 1],
      [7, 17, 1, 0.807, 0.653, 0.996],
      [10, 15, 1, 0.753, 0.586, 0.968],
      [13, 12, 1, 0.69, 0.51, 0.935],
      [16, 11, 1, 0.627, 0.439, 0.896],
      [22, 7, 1, 0.538, 0.337, 0.858],
      [23, 6, 1, 0.448, 0.249, 0.807],
    ]);
    expect(curve).toMatchObject({ n: 21, ended: 9, censored: 12, longest: 35, level: 0.95, method: 'kaplanMeier' });
  });

  it('has the published medians: 23 weeks against 8', () => {
    expect(survivalQuantile(kaplanMeier(treated, { interval: 'log' }), 0.5)).toEqual({
      p: 0.5,
      time: 23,
      low: 16,
      high: undefined,
    });
    expect(survivalQuantile(kaplanMeier(placebo), 0.5).time).toBe(8);
  });

  it('has an interval on the log-log scale, which stays below 1', () => {
    const [first] = kaplanMeier(treated).steps;
    // By hand: S = 6/7, Greenwood 3 / (21 · 18), exponent 1.96 · √(1/126) / ln(7/6).
    const exponent = (1.959963984540054 * Math.sqrt(1 / 126)) / Math.log(7 / 6);
    expect(first?.low).toBeCloseTo((6 / 7) ** Math.exp(exponent), 12);
    expect(first?.high).toBeCloseTo((6 / 7) ** Math.exp(-exponent), 12);
  });
});

it('the leukaemia groups of Miller have medians 31 and 23', () => {
  expect(survivalQuantile(kaplanMeier(maintained), 0.5).time).toBe(31);
  expect(survivalQuantile(kaplanMeier(notMaintained), 0.5).time).toBe(23);
});

describe('kaplanMeier', () => {
  it('lets what ended at a time be at risk together with what was last seen then', () => {
    expect(kaplanMeier(read('5+ 5 9')).steps.map(({ time, atRisk, survival }) => [time, atRisk, survival])).toEqual([
      [5, 3, 2 / 3],
      [9, 1, 0],
    ]);
  });

  it('says nothing about the upper limit once none is left', () => {
    expect(kaplanMeier(read('4')).steps).toEqual([
      { time: 4, atRisk: 1, ended: 1, survival: 0, low: 0, high: undefined },
    ]);
  });

  it('of nothing, or of nothing ended, has no steps', () => {
    expect(kaplanMeier([])).toMatchObject({ n: 0, ended: 0, censored: 0, steps: [] });
    expect(kaplanMeier([]).longest).toBeUndefined();
    expect(kaplanMeier(read('3+ 8+'))).toMatchObject({ n: 2, ended: 0, censored: 2, longest: 8, steps: [] });
  });

  it('takes time 0: what was closed in the moment it was opened', () => {
    expect(kaplanMeier(read('0 0 4+')).steps[0]).toMatchObject({ time: 0, atRisk: 3, ended: 2, survival: 1 / 3 });
  });

  it.each([
    [-1, 'ANALYTICS_NUMBER_NEGATIVE'],
    [Number.NaN, 'ANALYTICS_NUMBER_INVALID'],
    [Infinity, 'ANALYTICS_NUMBER_INVALID'],
  ])('refuses the time %d', (time, code) => {
    const observations = [
      { time: 1, ended: true },
      { time, ended: false },
    ];
    expect(() => kaplanMeier(observations)).toThrow(
      expect.objectContaining({ code, details: { index: 1, number: String(time) } }),
    );
  });

  it('refuses a level written in percent', () => {
    expect(() => kaplanMeier(treated, { level: 95 })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_LEVEL_INVALID' }),
    );
  });
});

describe('survivalQuantile', () => {
  it('is absent when it is not reached: the data do not say', () => {
    const curve = kaplanMeier(read('2 9+ 9+ 9+'));
    expect(survivalQuantile(curve, 0.2).time).toBe(2);
    expect(survivalQuantile(curve, 0.25).time).toBeUndefined();
    expect(survivalQuantile(curve, 0.5)).toEqual({ p: 0.5, time: undefined, low: 2, high: undefined });
  });

  it('gives the end of the stretch when the curve runs level at exactly that part', () => {
    expect(survivalQuantile(kaplanMeier(read('1 2 3 4')), 0.5).time).toBe(3);
    expect(survivalQuantile(kaplanMeier(read('1 2 3 4 5 6 7 8 9 10')), 0.9).time).toBe(10);
    expect(survivalQuantile(kaplanMeier(read('1 2 3 4 5 6 7 8 9 10')), 0.3).time).toBe(4);
  });

  it.each([0, 1, -0.5, 50, Number.NaN])('refuses the part %d', (p) => {
    expect(() => survivalQuantile(kaplanMeier(treated), p)).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_PROBABILITY_INVALID', details: { p: String(p) } }),
    );
  });
});

describe('survivalAt', () => {
  const curve = kaplanMeier(treated);

  it('reads the curve between its steps', () => {
    expect(survivalAt(curve, 0)).toBe(1);
    expect(survivalAt(curve, 5.99)).toBe(1);
    expect(rounded(survivalAt(curve, 6))).toBe(0.857);
    expect(rounded(survivalAt(curve, 9))).toBe(0.807);
    expect(rounded(survivalAt(curve, 35))).toBe(0.448);
  });

  it('is absent beyond the longest time watched, unless all had ended by then', () => {
    expect(survivalAt(curve, 35.01)).toBeUndefined();
    expect(survivalAt(kaplanMeier(placebo), 1000)).toBe(0);
    expect(survivalAt(kaplanMeier([]), 0)).toBeUndefined();
  });

  it('refuses a time that is none', () => {
    expect(() => survivalAt(curve, -1)).toThrow(expect.objectContaining({ code: 'ANALYTICS_NUMBER_NEGATIVE' }));
    expect(() => survivalAt(curve, Number.NaN)).toThrow(expect.objectContaining({ code: 'ANALYTICS_NUMBER_INVALID' }));
  });
});
