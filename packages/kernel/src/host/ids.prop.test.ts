import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createIds } from '../index.ts';

const clocks = fc.array(fc.nat({ max: 2 ** 40 }), { minLength: 2, maxLength: 200 });

it.prop([clocks])('one maker’s identifiers grow strictly, whatever the clock does', (readings) => {
  const clock = { at: 0 };
  const ids = createIds(() => readings[clock.at] ?? 0);
  const made = readings.map((_, at) => {
    clock.at = at;
    return ids.next();
  });
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});

it.prop([fc.nat({ max: 2 ** 48 - 1 }), fc.nat({ max: 2 ** 48 - 1 })])(
  'identifiers of different makers sort by their milliseconds',
  (a, b) => {
    fc.pre(a !== b);
    expect(createIds(() => a).next() < createIds(() => b).next()).toBe(a < b);
  },
);
