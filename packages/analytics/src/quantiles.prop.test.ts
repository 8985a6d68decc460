import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { quantile, quantiles } from './index.ts';

const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 });
const p = fc.double({ min: 0, max: 1, noNaN: true });

it.prop([numbers, p, p])(
  'a higher part never has a lower value, and all lie between the smallest and the largest',
  (list, a, b) => {
    const [least = 0, low = 0, high = 0, most = 0] = quantiles(list, [0, Math.min(a, b), Math.max(a, b), 1]);
    expect([least, most]).toEqual([Math.min(...list), Math.max(...list)]);
    expect(least).toBeLessThanOrEqual(low);
    expect(low).toBeLessThanOrEqual(high);
    expect(high).toBeLessThanOrEqual(most);
  },
);

const shuffled = numbers.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);
it.prop([shuffled, p])('the order of the numbers changes nothing', ([list, other], part) => {
  expect(quantile(other, part)).toBe(quantile(list, part));
});

it.prop([numbers])('at the places of the numbers themselves it gives them back', (list) => {
  const sorted = Float64Array.from(list).toSorted();
  const last = Math.max(1, list.length - 1);
  for (const [place, number] of sorted.entries()) {
    // Near, not equal: place / last is rounded before it comes back as a place.
    const near = [sorted[Math.max(0, place - 1)] ?? number, sorted[place + 1] ?? number];
    const found = quantile(list, place / last) ?? Number.NaN;
    const slack = Math.max(...near.map((other) => Math.abs(other / 1e12 - number / 1e12)), Math.abs(number / 1e12));
    expect(Math.abs(found / 2 - number / 2)).toBeLessThanOrEqual(slack);
  }
});
