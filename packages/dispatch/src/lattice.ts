import type { Outlines } from './outlines.ts';

/**
 * A lattice of cells over a territory; columns count from the west, rows from the south.
 *
 * Nothing here depends on a tolerance. A point's column is a rounded, but never decreasing, function of its longitude, so
 * whatever lies between the ends of an edge lies in a column between theirs; the same holds for rows.
 */
export interface Lattice {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly columns: number;
  readonly rows: number;
  readonly columnsPerDegree: number;
  readonly rowsPerDegree: number;
}

/** Cells per area and per position: few enough to build in milliseconds, enough that most points need no edge. */
const cellsPerArea = 16;
const cellsPerPosition = 2;
const cellsMax = 4_194_304;

/** About a millimetre: rounding (10⁻¹³ degrees) stays far below the size of a cell. */
const cellDegreesMin = 1e-8;

/** The column of a longitude within the lattice. */
export function columnOf(lattice: Lattice, lon: number): number {
  return Math.min(lattice.columns - 1, Math.floor((lon - lattice.west) * lattice.columnsPerDegree));
}

/** The row of a latitude within the lattice. */
export function rowOf(lattice: Lattice, lat: number): number {
  return Math.min(lattice.rows - 1, Math.floor((lat - lattice.south) * lattice.rowsPerDegree));
}

/** Lays a lattice over all positions, finer where there is more to tell apart. */
export function layLattice({ positions, areaStart }: Outlines): Lattice {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < positions.length; at += 2) {
    const lon = positions[at] ?? 0;
    const lat = positions[at + 1] ?? 0;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  const cells = Math.min(cellsMax, cellsPerArea * (areaStart.length - 1) + (cellsPerPosition * positions.length) / 2);
  const [width, height] = [east - west, north - south];
  const most = (degrees: number) => Math.max(1, Math.min(cells, Math.floor(degrees / cellDegreesMin)));
  const columns = Math.max(1, Math.min(most(width), Math.round(Math.sqrt((cells * width) / (height || 1)))));
  const rows = Math.max(1, Math.min(most(height), Math.round(cells / columns)));
  return {
    west,
    south,
    east,
    north,
    columns,
    rows,
    columnsPerDegree: columns > 1 ? columns / width : 0,
    rowsPerDegree: rows > 1 ? rows / height : 0,
  };
}

/** Takes the columns of one row that an edge may touch, both ends included. */
export type Mark = (row: number, firstColumn: number, lastColumn: number) => void;

/** Marks every cell an edge may touch: its box, or for an edge over several rows the part of the box beside it in each row. */
export function markEdge(lattice: Lattice, ax: number, ay: number, bx: number, by: number, mark: Mark): void {
  const firstColumn = columnOf(lattice, Math.min(ax, bx));
  const lastColumn = columnOf(lattice, Math.max(ax, bx));
  const firstRow = rowOf(lattice, Math.min(ay, by));
  const lastRow = rowOf(lattice, Math.max(ay, by));
  // With two rows the edge may be too flat for the quotient below to be trusted; with three it spans at least one row.
  if (lastColumn - firstColumn < 2 || lastRow - firstRow < 2) {
    for (let row = firstRow; row <= lastRow; row += 1) mark(row, firstColumn, lastColumn);
    return;
  }
  const columnAt = (lat: number) => {
    const share = Math.min(1, Math.max(0, (lat - ay) / (by - ay)));
    return Math.floor((ax + share * (bx - ax) - lattice.west) * lattice.columnsPerDegree);
  };
  for (let row = firstRow; row <= lastRow; row += 1) {
    const below = columnAt(lattice.south + row / lattice.rowsPerDegree);
    const above = columnAt(lattice.south + (row + 1) / lattice.rowsPerDegree);
    // One column to spare on each side covers the rounding of the quotient.
    mark(row, Math.max(firstColumn, Math.min(below, above) - 1), Math.min(lastColumn, Math.max(below, above) + 1));
  }
}
