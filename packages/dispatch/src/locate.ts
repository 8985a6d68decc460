import type { GridCode } from '@jiceng/kernel/plain';
import { interior, onBoundary, relationToArea } from './containment.ts';
import { checkCrs, type Crs } from './crs.ts';
import { dispatchError } from './errors.ts';
import { columnOf, rowOf } from './lattice.ts';
import type { Inside, Location, Outside } from './location.ts';
import type { Territory } from './territory.ts';

export interface LocateOptions {
  /** What the point is stated in. A vendor's coordinate taken for WGS-84 lands in another grid, so there is no default. */
  readonly crs: Crs;
}

const nowhere: Outside = { kind: 'outside', path: [] };

/**
 * Whose area a point lies in. Areas are closed, and a point that several areas hold has exactly one owner: the area deepest in
 * the hierarchy, and among equals the one with the smallest code (by code point). The answer is exact on the numbers
 * as given; no tolerance is applied. Answers may be shared between calls.
 *
 * @throws JicengError `DISPATCH_CRS_MISSING` when the point's coordinate system is not stated.
 * @throws JicengError `DISPATCH_CRS_UNSUPPORTED` when it is another than WGS-84 or CGCS2000.
 * @throws JicengError `DISPATCH_POINT_INVALID` when the point is NaN, infinite or out of range.
 */
export function locate(
  territory: Territory,
  point: readonly [lon: number, lat: number],
  options: LocateOptions,
): Location {
  checkCrs(options?.crs);
  const [lon, lat] = point;
  if (!Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    throw dispatchError('DISPATCH_POINT_INVALID', { lon: String(lon), lat: String(lat) });
  }
  const { raster, codes, answers } = territory;
  if (lon < raster.west || lon > raster.east || lat < raster.south || lat > raster.north) return nowhere;
  const cell = rowOf(raster, lat) * raster.columns + columnOf(raster, lon);
  const end = raster.cellStart[cell + 1] ?? 0;
  let owner: Inside | undefined;
  let ownerOnBoundary = false;
  const interiorOf: GridCode[] = [];
  const boundaryOf: GridCode[] = [];
  for (let at = raster.cellStart[cell] ?? 0; at < end; at += 1) {
    const entry = raster.entries[at] ?? 0;
    const area = entry >>> 1;
    const relation = entry % 2 === 1 ? interior : relationToArea(territory.outlines, area, lon, lat);
    if (relation !== interior && relation !== onBoundary) continue;
    (relation === interior ? interiorOf : boundaryOf).push(codes[area] ?? '');
    if (owner !== undefined) continue;
    owner = answers[area];
    ownerOnBoundary = relation === onBoundary;
  }
  if (owner === undefined) return nowhere;
  if (interiorOf.length === 1 && boundaryOf.length === 0) return owner;
  return { kind: 'inside', owner: owner.owner, path: owner.path, onBoundary: ownerOnBoundary, interiorOf, boundaryOf };
}
