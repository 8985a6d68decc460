import type { AreaFeature } from '@jiceng/dispatch';
import type { GridCode } from '@jiceng/kernel';

/** A point, WGS-84 degrees. */
export type Point = readonly [lon: number, lat: number];

/** One cell of the lattice: rows count from the south, columns from the west. */
export interface GridCell {
  readonly code: GridCode;
  readonly row: number;
  readonly col: number;
}

/** Edge of a cell in degrees; about 556 m from south to north and 411 m from west to east at this latitude. */
export const cellDegrees = 0.005;
/** South-west corner of cell R0C0. */
export const gridOrigin: Point = [-71.2, 42.2];

// Whole ten-thousandths of a degree, the city's own rounding: in doubles 0.1 / 0.005 is 19.999…, and a cell off.
const unitsPerDegree = 10_000;
const unitsPerCell = 50;
const [originLonUnits, originLatUnits] = [-712_000, 422_000];

/** A stray point at 0°, 0° must not make a lattice over an ocean: beyond this only cells that hold a point are drawn. */
const cellsMax = 10_000;

const stepOf = (degrees: number, originUnits: number): number =>
  Math.floor((Math.round(degrees * unitsPerDegree) - originUnits) / unitsPerCell);

/** The cell with this place in the lattice. */
export function cellAt(row: number, col: number): GridCell {
  return { code: `R${row}C${col}`, row, col };
}

/** The cell that a point lies in: cells take their southern and western edge, not the northern and eastern one. */
export function cellOf([lon, lat]: Point): GridCell {
  return cellAt(stepOf(lat, originLatUnits), stepOf(lon, originLonUnits));
}

/**
 * An edge between two cells. The city rounds coordinates to 4 decimals; the edge stands between the last reading of one cell and
 * the first of the next, half a unit before the round number, so that no reading lies on it and every one has a single owner.
 */
const edgeOf = (step: number, originUnits: number): number =>
  ((originUnits + step * unitsPerCell) * 10 - 5) / (unitsPerDegree * 10);

/** The four corners of a cell, counter-clockwise, the first repeated at the end (RFC 7946). */
export function outlineOf({ row, col }: Pick<GridCell, 'row' | 'col'>): readonly Point[] {
  const [west, east] = [edgeOf(col, originLonUnits), edgeOf(col + 1, originLonUnits)];
  const [south, north] = [edgeOf(row, originLatUnits), edgeOf(row + 1, originLatUnits)];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** The cells over all points: every one of the rectangle they span, or only those that hold a point when that were too many. */
export function cellsOver(points: Iterable<Point>): readonly GridCell[] {
  const held = new Map<GridCode, GridCell>();
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const point of points) {
    const cell = cellOf(point);
    held.set(cell.code, cell);
    [south, north] = [Math.min(south, cell.row), Math.max(north, cell.row)];
    [west, east] = [Math.min(west, cell.col), Math.max(east, cell.col)];
  }
  const byPlace = (a: GridCell, b: GridCell): number => a.row - b.row || a.col - b.col;
  if (held.size === 0 || (north - south + 1) * (east - west + 1) > cellsMax)
    return [...held.values()].toSorted(byPlace);
  return Array.from({ length: north - south + 1 }, (_row, up) =>
    Array.from({ length: east - west + 1 }, (_col, right) => cellAt(south + up, west + right)),
  ).flat();
}

/** The cells as GeoJSON features for `compileTerritory`, coordinates in WGS-84, codes under `code`. */
export function gridFeatures(cells: readonly GridCell[]): readonly AreaFeature[] {
  return cells.map((cell) => ({
    properties: { code: cell.code },
    geometry: { type: 'Polygon', coordinates: [outlineOf(cell)] },
  }));
}
