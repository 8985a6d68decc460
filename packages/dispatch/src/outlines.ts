import type { Reason } from '@jiceng/kernel/plain';
import { dispatchError } from './errors.ts';

/**
 * The rings of all areas as typed arrays: an area has polygons, a polygon has rings (the first is the outer one, the others are
 * holes), a ring has positions and ends on its first one. Each `…Start` has one more entry than there are things to start.
 */
export interface Outlines {
  /** Longitude, latitude, longitude, latitude … in degrees. */
  readonly positions: Float64Array;
  readonly ringStart: Uint32Array;
  readonly polygonStart: Uint32Array;
  readonly areaStart: Uint32Array;
}

/** One ring as longitude, latitude, longitude, latitude …, closed. */
type Ring = readonly number[];
export type Polygons = readonly (readonly Ring[])[];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function readRing(area: string, given: unknown, faults: Reason[]): Ring {
  const ring: number[] = [];
  for (const position of listOf(given)) {
    const [lon, lat] = listOf(position);
    const shown = { area, lon: String(lon), lat: String(lat) };
    if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
      faults.push(dispatchError.reason('DISPATCH_COORDINATE_INVALID', shown));
      return [];
    }
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
      faults.push(dispatchError.reason('DISPATCH_COORDINATE_OUT_OF_RANGE', shown));
      return [];
    }
    const lastLon = ring.at(-2);
    if (lon === lastLon && lat === ring.at(-1)) continue;
    if (lastLon !== undefined && Math.abs(lon - lastLon) > 180) {
      faults.push(dispatchError.reason('DISPATCH_ANTIMERIDIAN_CROSSED', { area }));
      return [];
    }
    ring.push(lon, lat);
  }
  const [firstLon, firstLat, secondLon, secondLat] = ring;
  if (firstLon !== undefined && firstLat !== undefined && (firstLon !== ring.at(-2) || firstLat !== ring.at(-1))) {
    if (Math.abs(firstLon - (ring.at(-2) ?? firstLon)) > 180) {
      faults.push(dispatchError.reason('DISPATCH_ANTIMERIDIAN_CROSSED', { area }));
      return [];
    }
    ring.push(firstLon, firstLat); // an open ring is closed, as a map would draw it
  }
  // Two points to and fro bound nothing; three different ones may (even on one line they are a boundary).
  const other = ring.some(
    (lon, at) =>
      at % 2 === 0 &&
      !(lon === firstLon && ring[at + 1] === firstLat) &&
      !(lon === secondLon && ring[at + 1] === secondLat),
  );
  if (!other) faults.push(dispatchError.reason('DISPATCH_RING_TOO_SHORT', { area }));
  return ring;
}

/** Reads a GeoJSON geometry (RFC 7946 §3.1.6, §3.1.7); what is wrong with it goes to `faults`. */
export function readPolygons(area: string, geometry: unknown, faults: Reason[]): Polygons {
  const { type, coordinates } =
    typeof geometry === 'object' && geometry !== null && 'type' in geometry && 'coordinates' in geometry
      ? geometry
      : { type: undefined, coordinates: undefined };
  const polygons =
    type === 'Polygon' ? [listOf(coordinates)] : type === 'MultiPolygon' ? listOf(coordinates).map(listOf) : [];
  if (polygons.length === 0 || polygons.some((rings) => rings.length === 0)) {
    faults.push(dispatchError.reason('DISPATCH_POLYGON_MISSING', { area }));
    return [];
  }
  return polygons.map((rings) => rings.map((ring) => readRing(area, ring, faults)));
}

/** Packs the polygons of the areas, in the order given. */
export function packOutlines(areas: readonly Polygons[]): Outlines {
  const polygons = areas.flat();
  const rings = polygons.flat();
  const positions = new Float64Array(rings.reduce((sum, ring) => sum + ring.length, 0));
  const starts = (counts: readonly number[]) => {
    const start = new Uint32Array(counts.length + 1);
    let next = 0;
    for (const [index, count] of counts.entries()) start[index + 1] = next += count;
    return start;
  };
  let next = 0;
  for (const ring of rings) {
    positions.set(ring, next);
    next += ring.length;
  }
  return {
    positions,
    ringStart: starts(rings.map((ring) => ring.length / 2)),
    polygonStart: starts(polygons.map((polygon) => polygon.length)),
    areaStart: starts(areas.map((area) => area.length)),
  };
}
