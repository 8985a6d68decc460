import { compareText, type DivisionCode, type GridCode, type Reason } from '@jiceng/kernel/plain';
import { checkCrs, type Crs } from './crs.ts';
import { dispatchError, refuseFaults } from './errors.ts';
import { ascend, levelsMax } from './hierarchy.ts';
import type { Inside } from './location.ts';
import { type Outlines, packOutlines, type Polygons, readPolygons } from './outlines.ts';
import { buildRaster, type Raster } from './raster.ts';

/** A GeoJSON feature with a Polygon or MultiPolygon. What it holds is checked when it is compiled. */
export interface AreaFeature {
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry: { readonly type: string; readonly coordinates?: unknown } | null;
}

/** A division above the areas that is known by its code only. */
export interface Division {
  readonly code: DivisionCode;
  readonly parent?: DivisionCode;
}

export interface TerritoryOptions {
  /** What the coordinates are stated in. There is no default. */
  readonly crs: Crs;
  /** The property with an area's code; `code` unless said. */
  readonly code?: string;
  /** The property with the code of the area or division above; `parentCode` unless said. An area without it is at the top. */
  readonly parent?: string;
  /** Divisions above the areas for which there is no polygon. */
  readonly divisions?: readonly Division[];
}

/** Areas compiled for lookups: immutable, plain data and typed arrays, so that a worker can receive it. Ask it through `locate`. */
export interface Territory {
  readonly crs: Crs;
  /** In the order in which they come before each other as owners of a point. */
  readonly codes: readonly GridCode[];
  /** The ready answer for a point that lies inside one area only. */
  readonly answers: readonly Inside[];
  readonly outlines: Outlines;
  readonly raster: Raster;
}

interface Area extends Division {
  readonly polygons: Polygons;
}

/** Text that can be a code. A number cannot: fifteen digits fit a double only just, leading zeros never do. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function readArea(feature: AreaFeature, index: number, options: TerritoryOptions, faults: Reason[]): Area | undefined {
  const { code: codeName = 'code', parent: parentName = 'parentCode' } = options;
  const code = feature.properties?.[codeName];
  const parent = feature.properties?.[parentName] ?? undefined;
  const refuse = (property: string) => {
    faults.push(dispatchError.reason('DISPATCH_AREA_CODE_INVALID', { feature: index + 1, property }));
    return undefined;
  };
  if (!isCode(code)) return refuse(codeName);
  const polygons = readPolygons(code, feature.geometry, faults);
  if (parent === undefined) return { code, polygons };
  return isCode(parent) ? { code, parent, polygons } : refuse(parentName);
}

/** The way up from every area, with the faults of the hierarchy: each cycle and each missing parent once. */
function climb(areas: readonly Area[], divisions: readonly Division[], faults: Reason[]) {
  const parents = new Map<string, string | undefined>();
  for (const { code, parent } of [...areas, ...divisions]) {
    if (parents.has(code)) faults.push(dispatchError.reason('DISPATCH_AREA_CODE_TWICE', { area: code }));
    parents.set(code, parent);
  }
  const told = new Set<string>();
  const tell = (reason: Reason) => {
    const key = JSON.stringify([reason.code, reason.details]);
    if (!told.has(key)) faults.push(reason);
    told.add(key);
  };
  const paths = new Map<string, readonly DivisionCode[]>();
  for (const code of parents.keys()) {
    const ascent = ascend(parents, code);
    switch (ascent.kind) {
      case 'path':
        paths.set(code, ascent.codes);
        break;
      case 'missing':
        tell(dispatchError.reason('DISPATCH_PARENT_MISSING', { area: ascent.child, parent: ascent.parent }));
        break;
      case 'cycle':
        tell(dispatchError.reason('DISPATCH_PARENT_CYCLE', { areas: ascent.codes }));
        break;
      case 'tooDeep':
        tell(dispatchError.reason('DISPATCH_HIERARCHY_TOO_DEEP', { code, levelsMax }));
        break;
    }
  }
  return paths;
}

/**
 * Compiles areas (grids, communities, streets …) once, for many lookups of whose area a point lies in. Open rings are closed;
 * self-crossing rings follow the even-odd rule; holes, multipolygons and enclaves are kept. Positions may carry a height, which
 * is ignored. The error thrown is the first fault; when there are several, its `reasons` hold them all.
 *
 * @throws JicengError `DISPATCH_CRS_MISSING` when the coordinate system is not stated.
 * @throws JicengError `DISPATCH_CRS_UNSUPPORTED` when it is another than WGS-84 or CGCS2000.
 * @throws JicengError `DISPATCH_TERRITORY_EMPTY` when there is no feature.
 * @throws JicengError `DISPATCH_AREA_CODE_INVALID` when a code or parent code is absent or no text.
 * @throws JicengError `DISPATCH_AREA_CODE_TWICE` when two areas or divisions have one code.
 * @throws JicengError `DISPATCH_POLYGON_MISSING` when a feature has no polygon.
 * @throws JicengError `DISPATCH_RING_TOO_SHORT` when a ring has fewer than three different points.
 * @throws JicengError `DISPATCH_COORDINATE_INVALID` when a coordinate is NaN, infinite or no number.
 * @throws JicengError `DISPATCH_COORDINATE_OUT_OF_RANGE` when a longitude passes ±180 or a latitude ±90 degrees.
 * @throws JicengError `DISPATCH_ANTIMERIDIAN_CROSSED` when an edge spans more than 180 degrees (RFC 7946 §3.1.9).
 * @throws JicengError `DISPATCH_PARENT_MISSING` when a parent is neither an area nor a division.
 * @throws JicengError `DISPATCH_PARENT_CYCLE` when an area is above itself.
 * @throws JicengError `DISPATCH_HIERARCHY_TOO_DEEP` when there are more than 32 levels.
 * @see RFC 7946, The GeoJSON Format
 */
export function compileTerritory(features: readonly AreaFeature[], options: TerritoryOptions): Territory {
  checkCrs(options.crs);
  if (features.length === 0) throw dispatchError('DISPATCH_TERRITORY_EMPTY');
  const faults: Reason[] = [];
  const areas = features
    .map((feature, index) => readArea(feature, index, options, faults))
    .filter((area) => area !== undefined);
  const ways = climb(areas, options.divisions ?? [], faults);
  refuseFaults(faults);
  const pathOf = ({ code }: Area) => ways.get(code) ?? [code];
  // The order of ownership: what lies deeper in the hierarchy first, then the smaller code, whatever order the file has.
  const ordered = areas.toSorted((a, b) => pathOf(b).length - pathOf(a).length || compareText(a.code, b.code));
  const outlines = packOutlines(ordered.map(({ polygons }) => polygons));
  return {
    crs: options.crs,
    codes: ordered.map(({ code }) => code),
    answers: ordered.map((area) =>
      Object.freeze({
        kind: 'inside',
        owner: area.code,
        path: Object.freeze(pathOf(area)),
        onBoundary: false,
        interiorOf: Object.freeze([area.code]),
        boundaryOf: Object.freeze([]),
      } as const),
    ),
    outlines,
    raster: buildRaster(outlines),
  };
}
