import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { kaplanMeier, quantile, survivalAt, survivalQuantile } from './index.ts';

const observation = fc.record({ time: fc.nat(40), ended: fc.boolean() });
const observations = fc.array(observation, { maxLength: 60 });
const times = fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 });
const part = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100);

it.prop([times])('when nothing is unfinished, the curve is the share that took longer', (list) => {
  const curve = kaplanMeier(list.map((time) => ({ time, ended: true })));
  for (const time of list) {
    const longer = list.filter((other) => other > time).length;
    expect(survivalAt(curve, time)).toBe(longer / list.length);
  }
});

it.prop([times, part])('when nothing is unfinished, the quantile is the empirical one', (list, p) => {
  const curve = kaplanMeier(list.map((time) => ({ time, ended: true })));
  const sorted = list.toSorted((a, b) => a - b);
  // The smallest value that more than the part p does not exceed; percent keep the comparison exact.
  const empirical = sorted.find((_, at) => (at + 1) * 100 > Math.round(p * 100) * list.length);
  expect(survivalQuantile(curve, p).time).toBe(empirical);
});

it.prop([times.filter((list) => list.length % 2 === 1)])(
  'when nothing is unfinished and there is a middle one, both medians agree',
  (list) => {
    const curve = kaplanMeier(list.map((time) => ({ time, ended: true })));
    expect(survivalQuantile(curve, 0.5).time).toBe(quantile(list, 0.5));
  },
);

const shuffled = observations.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);
it.prop([shuffled])('the order of the observations changes nothing', ([list, other]) => {
  expect(kaplanMeier(other)).toEqual(kaplanMeier(list));
});

it.prop([observations, fc.constantFrom('logLog', 'log')])(
  'the curve falls from 1 towards 0 inside its band',
  (list, interval) => {
    const { steps, n, ended, censored } = kaplanMeier(list, { interval });
    expect(ended + censored).toBe(n);
    let before = 1;
    for (const { survival, low, high } of steps) {
      expect(survival).toBeLessThan(before);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(survival);
      expect(high ?? 1).toBeGreaterThanOrEqual(survival);
      expect(high ?? 1).toBeLessThanOrEqual(1);
      before = survival;
    }
  },
);

it.prop([observations])('the curve is the product of the parts that stayed at each time', (list) => {
  let product = 1;
  for (const { time, atRisk, ended, survival } of kaplanMeier(list).steps) {
    expect(atRisk).toBe(list.filter((each) => each.time >= time).length);
    expect(ended).toBe(list.filter((each) => each.time === time && each.ended).length);
    product *= 1 - ended / atRisk;
    expect(survival).toBeCloseTo(product, 12);
  }
});

it.prop([observations, part])('what is still going on can only lengthen the answer', (list, p) => {
  const closedOnly = survivalQuantile(kaplanMeier(list.filter(({ ended }) => ended)), p).time;
  const { time = Infinity } = survivalQuantile(kaplanMeier(list), p);
  expect(time).toBeGreaterThanOrEqual(closedOnly ?? 0);
});

it.prop([observations, part])('the quantile lies within its interval', (list, p) => {
  const { time = Infinity, low = Infinity, high = Infinity } = survivalQuantile(kaplanMeier(list), p);
  expect(low).toBeLessThanOrEqual(time);
  expect(high).toBeGreaterThanOrEqual(time);
});
