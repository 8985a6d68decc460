import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import { bd09ToGcj02, bd09ToGcj02OneStep, bd09ToWgs84, gcj02ToWgs84, gcj02ToWgs84OneStep } from '../inverse.ts';
import { gcj02ToBd09, wgs84ToBd09, wgs84ToGcj02, type Position } from '../index.ts';
import { distanceM } from './distance.fixture.ts';

const forward = { wgs84ToGcj02, gcj02ToBd09, wgs84ToBd09 };
const inverse = { gcj02ToWgs84, bd09ToGcj02, bd09ToWgs84, gcj02ToWgs84OneStep, bd09ToGcj02OneStep };
const conversions = Object.entries({ ...forward, ...inverse });

const caught = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('what others published', () => {
  // The tests of github.com/googollee/eviltransform.
  it.each<[Position, Position]>([
    [
      [121.5272106, 31.1774276],
      [121.531541859215, 31.17530398364597],
    ],
    [
      [113.912316, 22.543847],
      [113.9171764808363, 22.540796131694766],
    ],
    [
      [116.377817, 39.911954],
      [116.38404722455657, 39.91334545536069],
    ],
  ])('is met within a micrometre for GCJ-02 of %j, and the way back within a millimetre', (wgs84, gcj02) => {
    expect(distanceM(wgs84ToGcj02(wgs84), gcj02)).toBeLessThan(1e-6);
    expect(distanceM(gcj02ToWgs84(gcj02), wgs84)).toBeLessThan(1e-3);
    expect(distanceM(gcj02ToWgs84OneStep(gcj02), wgs84)).toBeLessThan(4);
    expect(distanceM(gcj02ToWgs84OneStep(gcj02), wgs84)).toBeGreaterThan(0.01);
  });

  it('is met within ten micrometres for BD-09, as the vendor answered, both ways', () => {
    const answered: Position = [120.86029339600422, 28.027651931662543];
    expect(distanceM(gcj02ToBd09([120.85385769314236, 28.021381022135415]), answered)).toBeLessThan(1e-5);
    const answeredBack: Position = [120.84743091246365, 28.015043970608758];
    expect(distanceM(bd09ToGcj02OneStep([120.85385769314236, 28.021381022135415]), answeredBack)).toBeLessThan(1e-5);
  });
});

describe('outside the rectangle', () => {
  it.each<[string, Position]>([
    ['west', [72.0039, 30]],
    ['east', [137.8348, 40]],
    ['south', [100, 0.8292]],
    ['north', [100, 55.8272]],
    ['London', [-0.12, 51.5]],
    ['Sydney', [151.2, -33.9]],
    ['the antimeridian at a pole', [-180, -90]],
  ])('nothing is displaced: %s', (_where, position) => {
    for (const [name, convert] of conversions) expect([name, convert(position)]).toEqual([name, position]);
  });

  it('is where the edges are not: there positions are displaced', () => {
    for (const corner of [
      [72.004, 0.8293],
      [137.8347, 55.8271],
    ] as const) {
      expect(distanceM(wgs84ToGcj02(corner), corner)).toBeGreaterThan(10);
      expect(distanceM(gcj02ToBd09(corner), corner)).toBeGreaterThan(100);
    }
  });
});

describe('the strip along an edge, where no position is shown', () => {
  it.each<[Position]>([[[72.005, 30]], [[100, 0.8294]], [[72.0041, 40]]])('is refused at %j', (position) => {
    const error = caught(() => gcj02ToWgs84(position));
    expect(isJicengError(error, 'DISPATCH_INVERSE_MISSING') && error.details).toEqual({
      lon: position[0],
      lat: position[1],
    });
    expect(
      isJicengError(
        caught(() => bd09ToWgs84(position)),
        'DISPATCH_INVERSE_MISSING',
      ),
    ).toBe(true);
  });

  it('is answered by one step all the same, a few hundred metres away', () => {
    expect(distanceM(gcj02ToWgs84OneStep([72.005, 30]), [72.005, 30])).toBeLessThan(1_000);
  });

  it('does not reach the edge itself: what is displaced from there comes back', () => {
    const edge: Position = [72.004, 30];
    expect(distanceM(gcj02ToWgs84(wgs84ToGcj02(edge)), edge)).toBeLessThan(1e-3);
    const corner: Position = [72.004, 0.8293];
    expect(distanceM(bd09ToGcj02(gcj02ToBd09(corner)), corner)).toBeLessThan(1e-3);
  });
});

describe('what is no position', () => {
  const wrong = [NaN, Infinity, -Infinity, 180.0001, -180.0001, 1e308];
  it.each(conversions)('is refused by %s', (_name, convert) => {
    for (const number of wrong) {
      for (const position of [
        [number, 30],
        [104, number],
      ] as const) {
        const error = caught(() => convert(position));
        expect(isJicengError(error, 'DISPATCH_POINT_INVALID') && error.details).toEqual({
          lon: String(position[0]),
          lat: String(position[1]),
        });
      }
    }
    expect(
      isJicengError(
        caught(() => convert([104, 90.0001])),
        'DISPATCH_POINT_INVALID',
      ),
    ).toBe(true);
  });

  it.each(conversions)('is refused by %s when latitude stands first', (_name, convert) => {
    expect(
      isJicengError(
        caught(() => convert([43.8, 87.6])),
        'DISPATCH_POINT_SWAPPED',
      ),
    ).toBe(true); // Urumqi
    expect(
      isJicengError(
        caught(() => convert([30.6, 104.1])),
        'DISPATCH_POINT_INVALID',
      ),
    ).toBe(true); // Chengdu
    expect(convert([25.7, 71.2])).toEqual([25.7, 71.2]); // the North Cape is a position of its own
  });
});
