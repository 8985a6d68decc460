import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compileTerritory, locate, type AreaFeature } from './index.ts';

const wgs84 = { crs: 'WGS-84' } as const;

type Point = readonly [lon: number, lat: number];
type Ring = readonly Point[];
interface Shape {
  readonly code: string;
  readonly polygons: readonly (readonly Ring[])[];
}

const featureOf = ({ code, polygons }: Shape): AreaFeature => ({
  properties: { code },
  geometry: { type: 'MultiPolygon', coordinates: polygons },
});

/* The reference: every polygon is asked, in whole numbers, with a ray to the north where the package sends one to the east. */

/** The degrees times 2¹⁰⁷⁴, exactly: doubling a double loses nothing. */
function whole(degrees: number): bigint {
  let [doubled, times] = [degrees, 0];
  for (; !Number.isInteger(doubled); times += 1) doubled *= 2;
  return BigInt(doubled) << BigInt(1074 - times);
}

type WholePoint = readonly [x: bigint, y: bigint];
interface WholeShape {
  readonly code: string;
  readonly polygons: readonly (readonly (readonly WholePoint[])[])[];
}

const wholePoint = ([lon, lat]: Point): WholePoint => [whole(lon), whole(lat)];
const wholeShape = ({ code, polygons }: Shape): WholeShape => ({
  code,
  polygons: polygons.map((rings) => rings.map((ring) => ring.map(wholePoint))),
});

function relationToRing(ring: readonly WholePoint[], [x, y]: WholePoint): 'inside' | 'edge' | 'outside' {
  let crossings = 0;
  for (const [index, to] of ring.entries()) {
    const from = ring.at(index - 1) ?? to;
    const [ax, ay, bx, by] = [from[0] - x, from[1] - y, to[0] - x, to[1] - y];
    const turn = ax * by - ay * bx;
    if (turn === 0n && ax * bx <= 0n && ay * by <= 0n) return 'edge';
    if (ax < 0n === bx < 0n) continue;
    if (turn > 0n === ax < 0n) continue; // the edge passes below the point
    crossings += 1;
  }
  return crossings % 2 === 1 ? 'inside' : 'outside';
}

function relationToShape({ polygons }: WholeShape, point: WholePoint): 'inside' | 'edge' | 'outside' {
  const relations = polygons.map(([outer = [], ...holes]) => {
    const toHoles = holes.map((hole) => relationToRing(hole, point));
    const toOuter = relationToRing(outer, point);
    if (toOuter === 'outside' || toHoles.includes('inside')) return 'outside';
    return toHoles.includes('edge') ? 'edge' : toOuter;
  });
  if (relations.includes('inside')) return 'inside';
  return relations.includes('edge') ? 'edge' : 'outside';
}

function askEverybody(shapes: readonly WholeShape[], point: Point) {
  const relations = shapes.map((shape) => ({ code: shape.code, relation: relationToShape(shape, wholePoint(point)) }));
  const those = (asked: string) =>
    relations
      .filter(({ relation }) => relation === asked)
      .map(({ code }) => code)
      .toSorted();
  const [interiorOf, boundaryOf] = [those('inside'), those('edge')];
  const [owner] = [...interiorOf, ...boundaryOf].toSorted();
  if (owner === undefined) return { kind: 'outside', path: [] };
  return { kind: 'inside', owner, path: [owner], onBoundary: boundaryOf.includes(owner), interiorOf, boundaryOf };
}

/* Areas of all sorts: rings that cross themselves, touch, overlap, with holes anywhere; from continents to millimetres. */

interface Lattice {
  readonly origin: Point;
  readonly step: number;
}

// Across the equator a coordinate near zero meets large ones: differences are rounded, which tries the arithmetic hardest.
const lattices = fc.oneof(
  fc.record({ origin: fc.constant<Point>([120, 30]), step: fc.constantFrom(1, 0.1, 0.005, 1e-7, 1e-12) }),
  fc.record({ origin: fc.constant<Point>([-24, -24]), step: fc.constantFrom(8, 8.1) }),
);
const positionOn = ({ origin: [lon, lat], step }: Lattice) =>
  fc.tuple(fc.nat(6), fc.nat(6)).map(([i, j]): Point => [lon + i * step, lat + j * step]);
const ringOn = (lattice: Lattice) =>
  fc.array(positionOn(lattice), { minLength: 3, maxLength: 7 }).filter((ring) => new Set(ring.map(String)).size > 2);
const shapesOn = (lattice: Lattice) =>
  fc
    .array(fc.array(fc.array(ringOn(lattice), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((all) => all.map((polygons, index): Shape => ({ code: `G${index}`, polygons })));

/** A number so many rounding units away. */
const beside = (value: number, units: number) => value * (1 + units * 2 ** -52);

/** Points where errors live: on vertices, level with them, and on edges or a rounding unit beside them. */
const pointsNear = (shapes: readonly Shape[]) => {
  const rings = shapes.flatMap(({ polygons }) => polygons.flat());
  const edges = rings.flatMap((ring) => ring.map((to, index) => [ring.at(index - 1) ?? to, to] as const));
  const vertex = fc.constantFrom(...rings.flat());
  const units = fc.integer({ min: -2, max: 2 });
  const onEdge = fc
    .tuple(fc.constantFrom(...edges), fc.nat(96), units, units)
    .map(([[[ax, ay], [bx, by]], share, lonUnits, latUnits]): Point => {
      const [lon, lat] = [ax + (share / 96) * (bx - ax), ay + (share / 96) * (by - ay)];
      return [beside(lon, lonUnits), beside(lat, latUnits)];
    });
  const levelWith = fc.tuple(vertex, vertex).map(([[lon], [, lat]]): Point => [lon, lat]);
  return fc.array(fc.oneof(vertex, levelWith, { arbitrary: onEdge, weight: 3 }), { minLength: 20, maxLength: 20 });
};

const hardCase = lattices
  .chain(shapesOn)
  .chain((shapes) => fc.record({ shapes: fc.constant(shapes), points: pointsNear(shapes) }));

describe('looking a point up', () => {
  it.prop([hardCase], { numRuns: 200 })('equals asking every polygon in exact arithmetic', ({ shapes, points }) => {
    const territory = compileTerritory(shapes.map(featureOf), wgs84);
    const wholeShapes = shapes.map(wholeShape);
    for (const point of points) expect(locate(territory, point, wgs84)).toEqual(askEverybody(wholeShapes, point));
  });

  it.prop([hardCase, fc.infiniteStream(fc.nat())], { numRuns: 100 })(
    'does not depend on the order of the features',
    ({ shapes, points }, keys) => {
      const shuffled = shapes
        .map((shape) => ({ shape, key: Number(keys.next().value) }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ shape }) => shape);
      const [one, other] = [shapes, shuffled].map((all) => compileTerritory(all.map(featureOf), wgs84));
      if (one === undefined || other === undefined) throw new Error('two territories were compiled');
      for (const point of points) expect(locate(other, point, wgs84)).toEqual(locate(one, point, wgs84));
    },
  );
});

/* A tiling: a lattice whose inner corners were shaken, cut into four-cornered cells that share every edge. */

const side = 5;
const tiling = fc
  .record({
    size: fc.constantFrom(1, 0.005, 1e-6),
    shakes: fc.array(
      fc.tuple(fc.double({ min: -0.3, max: 0.3, noNaN: true }), fc.double({ min: -0.3, max: 0.3, noNaN: true })),
      {
        minLength: (side + 1) ** 2,
        maxLength: (side + 1) ** 2,
      },
    ),
  })
  .map(({ size, shakes }) => {
    const corner = (i: number, j: number): Point => {
      const [dx, dy] = shakes[j * (side + 1) + i] ?? [0, 0];
      const inner = (at: number) => at > 0 && at < side;
      return [120 + (i + (inner(i) ? dx : 0)) * size, 30 + (j + (inner(j) ? dy : 0)) * size];
    };
    const cells = Array.from({ length: side * side }, (_, index): Shape => {
      const [i, j] = [index % side, Math.floor(index / side)];
      const ring = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
      return { code: `C${String(index).padStart(2, '0')}`, polygons: [[ring]] };
    });
    return { size, cells };
  });

const tilingCase = tiling.chain(({ size, cells }) =>
  fc.record({
    cells: fc.constant(cells),
    points: fc.oneof(
      pointsNear(cells),
      fc.array(
        fc
          .tuple(fc.double({ min: 0, max: side, noNaN: true }), fc.double({ min: 0, max: side, noNaN: true }))
          .map(([i, j]): Point => [120 + i * size, 30 + j * size]),
        { minLength: 20, maxLength: 20 },
      ),
    ),
    size: fc.constant(size),
  }),
);

describe('a tiling', () => {
  it.prop([tilingCase], { numRuns: 200 })('gives each of its points to exactly one cell', ({ cells, points, size }) => {
    const territory = compileTerritory(cells.map(featureOf), wgs84);
    const { west, east, south, north } = { west: 120, east: 120 + side * size, south: 30, north: 30 + side * size };
    for (const [lon, lat] of points) {
      const found = locate(territory, [lon, lat], wgs84);
      if (lon < west || lon > east || lat < south || lat > north) {
        expect(found.kind).toBe('outside');
        continue;
      }
      if (found.kind === 'outside') throw new Error(`nobody owns (${lon}, ${lat})`);
      const { owner, interiorOf, boundaryOf } = found;
      const border = lon === west || lon === east || lat === south || lat === north;
      if (interiorOf.length > 0) expect({ interiorOf, boundaryOf }).toEqual({ interiorOf: [owner], boundaryOf: [] });
      else expect(boundaryOf.length).toBeGreaterThanOrEqual(border ? 1 : 2);
      expect(owner).toBe([...interiorOf, ...boundaryOf].toSorted()[0]);
    }
  });
});
