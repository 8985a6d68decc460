import { interior, type Relation, relationToArea } from './containment.ts';
import { type Lattice, layLattice, type Mark, markEdge } from './lattice.ts';
import type { Outlines } from './outlines.ts';

/**
 * For each cell of a lattice the areas that reach into it: those whose edges may pass through it must be asked exactly, those
 * that cover it wholly need no question.
 */
export interface Raster extends Lattice {
  /** Where the entries of a cell start; cells run west to east, then south to north. */
  readonly cellStart: Uint32Array;
  /** Twice the area's index, plus one when the area covers the cell wholly. */
  readonly entries: Uint32Array;
}

/** A growing list of whole numbers: plain arrays of a few million would cost eight times the room. */
function createNumbers(): { readonly push: (value: number) => void; readonly all: () => Uint32Array } {
  let numbers = new Uint32Array(1024);
  let length = 0;
  return {
    push: (value) => {
      if (length === numbers.length) {
        const more = new Uint32Array(2 * length);
        more.set(numbers);
        numbers = more;
      }
      numbers[length] = value;
      length += 1;
    },
    all: () => numbers.subarray(0, length),
  };
}

/** Lays the lattice and lists, for every cell, the areas in it in the order of the outlines. */
export function buildRaster(outlines: Outlines): Raster {
  const { positions, ringStart, polygonStart, areaStart } = outlines;
  const lattice = layLattice(outlines);
  const { west, south, east, north, columns, rows } = lattice;
  const cells = createNumbers();
  const listed = createNumbers();
  const markedBy = new Uint32Array(columns * rows); // area + 1, so that nothing needs clearing between areas
  for (let area = 0; area < areaStart.length - 1; area += 1) {
    let [left, bottom, right, top] = [columns, rows, -1, -1];
    const mark: Mark = (row, first, last) => {
      markedBy.fill(area + 1, row * columns + first, row * columns + last + 1);
      if (first < left) left = first;
      if (last > right) right = last;
      if (row < bottom) bottom = row;
      if (row > top) top = row;
    };
    const lastRing = polygonStart[areaStart[area + 1] ?? 0] ?? 0;
    for (let ring = polygonStart[areaStart[area] ?? 0] ?? 0; ring < lastRing; ring += 1) {
      let ax = positions[2 * (ringStart[ring] ?? 0)] ?? 0;
      let ay = positions[2 * (ringStart[ring] ?? 0) + 1] ?? 0;
      for (let at = (ringStart[ring] ?? 0) + 1; at < (ringStart[ring + 1] ?? 0); at += 1) {
        const bx = positions[2 * at] ?? 0;
        const by = positions[2 * at + 1] ?? 0;
        markEdge(lattice, ax, ay, bx, by, mark);
        ax = bx;
        ay = by;
      }
    }
    for (let row = bottom; row <= top; row += 1) {
      // Between two marked cells of a row no edge passes, so one question answers for all cells between them.
      let known: Relation | undefined;
      for (let column = left; column <= right; column += 1) {
        const cell = row * columns + column;
        if (markedBy[cell] === area + 1) {
          known = undefined;
          cells.push(cell);
          listed.push(2 * area);
          continue;
        }
        if (known === undefined) {
          const lon = west + ((column + 0.5) * (east - west)) / columns;
          const lat = south + ((row + 0.5) * (north - south)) / rows;
          known = relationToArea(outlines, area, lon, lat);
        }
        if (known === interior) {
          cells.push(cell);
          listed.push(2 * area + 1);
        }
      }
    }
  }
  return { ...lattice, ...sortByCell(cells.all(), listed.all(), columns * rows) };
}

/** Counting sort; stable, so that each cell keeps the order of the areas. */
function sortByCell(cells: Uint32Array, listed: Uint32Array, count: number): Pick<Raster, 'cellStart' | 'entries'> {
  const cellStart = new Uint32Array(count + 1);
  for (const cell of cells) cellStart[cell + 1] = (cellStart[cell + 1] ?? 0) + 1;
  for (let cell = 0; cell < count; cell += 1) cellStart[cell + 1] = (cellStart[cell + 1] ?? 0) + (cellStart[cell] ?? 0);
  const next = cellStart.slice();
  const entries = new Uint32Array(listed.length);
  for (const [at, cell] of cells.entries()) {
    const place = next[cell] ?? 0;
    entries[place] = listed[at] ?? 0;
    next[cell] = place + 1;
  }
  return { cellStart, entries };
}
