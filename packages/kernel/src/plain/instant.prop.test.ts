import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { instantFromMs, instantToMs, parseInstant } from '../plain.ts';

const moment = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
const withinOffsets = fc.integer({ min: -62_167_219_200_000 + 86_400_000, max: 253_402_300_799_999 - 86_400_000 });
const offset = fc.record({ sign: fc.constantFrom(1, -1), hours: fc.nat(23), minutes: fc.nat(59) });

it.prop([moment])('a moment survives being written and read', (ms) => {
  const instant = instantFromMs(ms);
  expect(instantToMs(instant)).toBe(ms);
  expect(parseInstant(instant)).toBe(instant);
});

it.prop([moment, moment])('instants sort as text in the order of time', (a, b) => {
  expect(instantFromMs(a) < instantFromMs(b)).toBe(a < b);
});

it.prop([withinOffsets, offset])(
  'the offset a moment is written with changes nothing',
  (ms, { sign, hours, minutes }) => {
    const local = instantFromMs(ms + sign * (hours * 60 + minutes) * 60_000).slice(0, -1);
    const zone = `${sign === 1 ? '+' : '-'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
    expect(parseInstant(local + zone)).toBe(instantFromMs(ms));
  },
);
