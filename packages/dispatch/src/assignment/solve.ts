import { createColumnHeap } from './column-heap.ts';
import type { Problem } from './problem.ts';
import { createRowLists, link, unlink } from './row-lists.ts';

/**
 * An optimal answer with its prices, in canonical order.
 *
 * Being left over costs more than any sum of costs. It is kept apart as a unit of its own, of which every price has one or none:
 * none of it is ever added to a cost, so no digit is lost. A column is contested when its price holds a unit: it is full, and
 * whoever holds it could go to contested columns only.
 */
export interface Solution {
  /** The arc of each row, -1 for a row left over. */
  readonly arcOf: Int32Array;
  readonly price: Float64Array;
  readonly contested: Uint8Array;
}

/**
 * Adds row by row along the shortest augmenting path, which ends at a column with room or, when there is none, at the row whose
 * being left over costs least. After every row the prices prove that the rows so far are served best.
 */
export function solve(problem: Problem): Solution {
  const { rows, columns, start, column, cost, capacity } = problem;
  const arcOf = new Int32Array(rows).fill(-1);
  const price = new Float64Array(columns);
  const contested = new Uint8Array(columns);
  const load = new Float64Array(columns);
  const lists = createRowLists(rows, columns);
  const distance = new Float64Array(columns).fill(Infinity);
  const heap = createColumnHeap(distance, contested);
  const reachedBy = new Int32Array(columns);
  const reachedOver = new Int32Array(columns);
  const reached = new Int32Array(columns);
  const scanned = new Int32Array(columns);

  const columnOfRow = (row: number): number => column[arcOf[row] ?? 0] ?? 0;
  const place = (row: number, arc: number): void => {
    arcOf[row] = arc;
    link(lists, row, column[arc] ?? 0);
  };

  for (let newcomer = 0; newcomer < rows; newcomer += 1) {
    let reachedCount = 0;
    let scannedCount = 0;
    let roomAt = -1;
    let roomDistance = Infinity;
    let leaver = newcomer;
    let leaverDistance = 0;

    const scanRow = (row: number, base: number): void => {
      if (base < leaverDistance) {
        leaver = row;
        leaverDistance = base;
      }
      const end = start[row + 1] ?? 0;
      for (let arc = start[row] ?? 0; arc < end; arc += 1) {
        const to = column[arc] ?? 0;
        const length = base + (cost[arc] ?? 0) - (price[to] ?? 0);
        const known = distance[to] ?? Infinity;
        if (length >= known) continue;
        const isContested = contested[to] === 1;
        if (roomAt >= 0 && (isContested || length >= roomDistance)) continue;
        if (known === Infinity) {
          reached[reachedCount] = to;
          reachedCount += 1;
        }
        distance[to] = length;
        reachedBy[to] = row;
        reachedOver[to] = arc;
        if (!isContested && (load[to] ?? 0) < (capacity[to] ?? 0)) {
          roomAt = to;
          roomDistance = length;
        } else {
          heap.raise(to);
        }
      }
    };

    scanRow(newcomer, 0);
    for (;;) {
      const nearest = heap.nearest();
      if (nearest < 0) break;
      const far = distance[nearest] ?? 0;
      const isContested = contested[nearest] === 1;
      if (roomAt >= 0 ? isContested || far >= roomDistance : isContested && far >= leaverDistance) break;
      heap.drop();
      scanned[scannedCount] = nearest;
      scannedCount += 1;
      const paid = price[nearest] ?? 0;
      for (let row = lists.first[nearest] ?? -1; row >= 0; row = lists.next[row] ?? -1) {
        scanRow(row, far - ((cost[arcOf[row] ?? 0] ?? 0) - paid));
      }
    }

    const shortest = roomAt >= 0 ? roomDistance : leaverDistance;
    for (let index = 0; index < scannedCount; index += 1) {
      const at = scanned[index] ?? 0;
      price[at] = (price[at] ?? 0) - (shortest - (distance[at] ?? 0));
      if (roomAt < 0) contested[at] = 1;
    }

    // Along the path every row steps from its column to the next one.
    let to = roomAt;
    if (roomAt >= 0) {
      load[roomAt] = (load[roomAt] ?? 0) + 1;
    } else if (leaver !== newcomer) {
      to = columnOfRow(leaver);
      unlink(lists, leaver, to);
      arcOf[leaver] = -1;
    }
    while (to >= 0) {
      const row = reachedBy[to] ?? 0;
      const from = row === newcomer ? -1 : columnOfRow(row);
      if (from >= 0) unlink(lists, row, from);
      place(row, reachedOver[to] ?? 0);
      to = from;
    }

    heap.clear();
    for (let index = 0; index < reachedCount; index += 1) distance[reached[index] ?? 0] = Infinity;
  }
  return { arcOf, price, contested };
}
