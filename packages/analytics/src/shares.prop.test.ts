import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { shares } from './index.ts';

const count = fc.oneof(fc.nat(5), fc.nat(1000), fc.nat(2 ** 40));
const counts = fc
  .uniqueArray(fc.record({ key: fc.string({ maxLength: 3 }), count }), { selector: ({ key }) => key, maxLength: 30 })
  .filter((list) => list.some((entry) => entry.count > 0));
const decimals = fc.nat(6);

/** The printed figure in units of its last decimal. */
const unitsOf = (text: string | undefined): bigint => BigInt((text ?? '').replace('.', ''));

it.prop([counts, decimals])('printed shares add up to exactly 100', (list, places) => {
  const units = shares(list, { decimals: places }).shares.map(({ text }) => unitsOf(text));
  expect(units.reduce((sum, each) => sum + each, 0n)).toBe(100n * 10n ** BigInt(places));
});

it.prop([counts, decimals])('each is the exact share rounded down or up', (list, places) => {
  const { n, shares: parts } = shares(list, { decimals: places });
  const whole = 100n * 10n ** BigInt(places);
  for (const part of parts) {
    const down = (BigInt(part.count) * whole) / BigInt(n);
    const isExact = (BigInt(part.count) * whole) % BigInt(n) === 0n;
    expect(isExact ? [down] : [down, down + 1n]).toContain(unitsOf(part.text));
    expect(part.percent).toBe(Number(part.text));
  }
});

it.prop([counts, decimals])('a larger count never gets the smaller figure', (list, places) => {
  const parts = shares(list, { decimals: places }).shares.toSorted((a, b) => a.count - b.count);
  for (const [at, part] of parts.entries()) {
    const next = parts[at + 1];
    expect(next === undefined || next.count === part.count || unitsOf(next.text) >= unitsOf(part.text)).toBe(true);
  }
});

const shuffled = counts.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);
it.prop([shuffled, decimals])('the order of the counts changes nothing', ([list, other], places) => {
  const textsByKey = (of: typeof list) =>
    new Map(shares(of, { decimals: places }).shares.map(({ key, text }) => [key, text]));
  expect(textsByKey(other)).toEqual(textsByKey(list));
});
