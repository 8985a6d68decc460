import { fc, it } from '@fast-check/vitest';
import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect } from 'vitest';
import { bd09ToGcj02, bd09ToGcj02OneStep, bd09ToWgs84, gcj02ToWgs84, gcj02ToWgs84OneStep } from '../inverse.ts';
import { gcj02ToBd09, wgs84ToBd09, wgs84ToGcj02, type Position } from '../index.ts';
import { distanceM } from './distance.fixture.ts';

const numberIn = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const positionIn = (west: number, south: number, east: number, north: number) =>
  fc.tuple(numberIn(west, east), numberIn(south, north));

const rectangle = positionIn(72.004, 0.8293, 137.8347, 55.8271);
/** Two kilometres from the edges of the rectangle at least: no displacement crosses one. The meridian 105° E is where the formula has a kink. */
const wellInside = fc.oneof(
  positionIn(72.1, 0.9, 137.7, 55.7),
  fc.tuple(fc.oneof(fc.constant(105), numberIn(105 - 1e-9, 105 + 1e-9)), numberIn(0.9, 55.7)),
);
const nearEdges = fc.oneof(
  positionIn(71.99, 0.8, 72.02, 56),
  positionIn(137.82, 0.8, 137.85, 56),
  positionIn(71.99, 0.82, 138, 0.84),
  positionIn(71.99, 55.81, 138, 55.84),
);
const anywhere = fc.oneof(rectangle, nearEdges, positionIn(-180, -90, 180, 72));

const pairs = [
  { name: 'WGS-84 and GCJ-02', forward: wgs84ToGcj02, back: gcj02ToWgs84, displacementM: 800 },
  { name: 'GCJ-02 and BD-09', forward: gcj02ToBd09, back: bd09ToGcj02, displacementM: 1_100 },
  { name: 'WGS-84 and BD-09', forward: wgs84ToBd09, back: bd09ToWgs84, displacementM: 1_900 },
] as const;

/** The way back, or nothing where none is known: only that refusal is expected. */
function backFrom(back: (position: Position) => Position, position: Position): Position | undefined {
  try {
    return back(position);
  } catch (error) {
    if (isJicengError(error, 'DISPATCH_INVERSE_MISSING')) return undefined;
    throw error;
  }
}

describe.each(pairs)('between $name', ({ forward, back, displacementM }) => {
  it.prop([anywhere], { numRuns: 2_000 })(
    'forward after the way back gives the position, wherever there is a way back',
    (position) => {
      const source = backFrom(back, position);
      if (source !== undefined) expect(distanceM(forward(source), position)).toBeLessThan(1e-3);
    },
  );

  it.prop([wellInside], { numRuns: 2_000 })('each undoes the other, away from the edges', (position) => {
    expect(distanceM(forward(back(position)), position)).toBeLessThan(1e-3);
    expect(distanceM(back(forward(position)), position)).toBeLessThan(1e-3);
  });

  it.prop([anywhere], { numRuns: 1_000 })('nothing is displaced further than is known', (position) => {
    expect(distanceM(forward(position), position)).toBeLessThan(displacementM);
    const source = backFrom(back, position);
    if (source !== undefined) expect(distanceM(source, position)).toBeLessThan(displacementM);
  });

  it.prop([wellInside, numberIn(-1e-4, 1e-4), numberIn(-1e-4, 1e-4)], { numRuns: 1_000 })(
    'neighbours stay neighbours, away from the edges',
    ([lon, lat], east, north) => {
      const neighbour: Position = [lon + east, lat + north];
      const apartM = distanceM(neighbour, [lon, lat]);
      // The kink at 105° E moves by up to 0.25 m times the root of the distance in degrees; a micrometre covers rounding.
      const allowedM = apartM * 0.05 + 0.25 * Math.sqrt(Math.abs(east)) + 1e-6;
      expect(Math.abs(distanceM(forward(neighbour), forward([lon, lat])) - apartM)).toBeLessThan(allowedM);
      expect(Math.abs(distanceM(back(neighbour), back([lon, lat])) - apartM)).toBeLessThan(allowedM);
    },
  );

  it.prop([nearEdges], { numRuns: 1_000 })(
    'nothing is refused further than a displacement from an edge',
    ([lon, lat]) => {
      if (backFrom(back, [lon, lat]) !== undefined) return;
      const toEdgesM = [
        distanceM([72.004, lat], [lon, lat]),
        distanceM([137.8347, lat], [lon, lat]),
        distanceM([lon, 0.8293], [lon, lat]),
        distanceM([lon, 55.8271], [lon, lat]),
      ];
      expect(Math.min(...toEdgesM)).toBeLessThan(displacementM);
    },
  );
});

describe('one step', () => {
  it.prop([wellInside], { numRuns: 2_000 })('comes within 5.5 m of WGS-84 and 0.25 m of GCJ-02', (position) => {
    expect(distanceM(gcj02ToWgs84OneStep(position), gcj02ToWgs84(position))).toBeLessThan(5.5);
    expect(distanceM(bd09ToGcj02OneStep(position), bd09ToGcj02(position))).toBeLessThan(0.25);
  });
});

describe('any two numbers', () => {
  const all = [...pairs.flatMap(({ forward, back }) => [forward, back]), gcj02ToWgs84OneStep, bd09ToGcj02OneStep];
  it.prop([fc.double(), fc.double()], { numRuns: 1_000 })(
    'are answered by a position or refused by a code',
    (lon, lat) => {
      for (const convert of all) {
        try {
          const [lonThen, latThen] = convert([lon, lat]);
          expect([Math.abs(lonThen) <= 180, Math.abs(latThen) <= 90]).toEqual([true, true]);
        } catch (error) {
          if (!isJicengError(error)) throw error;
          expect(error.code).toMatch(/^DISPATCH_(?:POINT_INVALID|POINT_SWAPPED|INVERSE_MISSING)$/);
        }
      }
    },
  );
});
