import { orientation } from './orientation.ts';
import type { Outlines } from './outlines.ts';

/** How a point lies to an area; numbers, so that a greater one wins between the parts of a multipolygon. */
export const outside = 0;
export const onBoundary = 1;
export const interior = 2;
export type Relation = typeof outside | typeof onBoundary | typeof interior;

/** Even-odd rule with a ray to the east. An end of an edge counts as above the ray only when it truly is: no vertex counts twice. */
function relationToRing(positions: Float64Array, from: number, to: number, x: number, y: number): Relation {
  let odd = false;
  let ax = positions[2 * from] ?? 0;
  let ay = positions[2 * from + 1] ?? 0;
  for (let at = from + 1; at < to; at += 1) {
    const bx = positions[2 * at] ?? 0;
    const by = positions[2 * at + 1] ?? 0;
    if (ay > y !== by > y) {
      if (x < ax && x < bx) odd = !odd;
      else if (x <= ax || x <= bx) {
        if (ax === bx) return onBoundary;
        const side = orientation(ax, ay, bx, by, x, y);
        if (side === 0) return onBoundary;
        if (side > 0 === by > ay) odd = !odd;
      }
    } else if (by === y && (x === bx || (ay === y && x < bx !== x < ax))) return onBoundary;
    ax = bx;
    ay = by;
  }
  return odd ? interior : outside;
}

/**
 * Where a point lies to an area. Areas are closed: the edge of an outer ring and the edge of a hole belong to the area.
 * Edges are straight in longitude and latitude, which at the size of a grid is the same as on the ground.
 */
export function relationToArea(outlines: Outlines, area: number, x: number, y: number): Relation {
  const { positions, ringStart, polygonStart, areaStart } = outlines;
  let best: Relation = outside;
  const lastPolygon = areaStart[area + 1] ?? 0;
  for (let polygon = areaStart[area] ?? 0; polygon < lastPolygon; polygon += 1) {
    const outer = polygonStart[polygon] ?? 0;
    const lastRing = polygonStart[polygon + 1] ?? 0;
    let relation = relationToRing(positions, ringStart[outer] ?? 0, ringStart[outer + 1] ?? 0, x, y);
    for (let hole = outer + 1; hole < lastRing && relation !== outside; hole += 1) {
      const toHole = relationToRing(positions, ringStart[hole] ?? 0, ringStart[hole + 1] ?? 0, x, y);
      if (toHole === interior) relation = outside;
      else if (toHole === onBoundary) relation = onBoundary;
    }
    if (relation === interior) return interior;
    if (relation > best) best = relation;
  }
  return best;
}
