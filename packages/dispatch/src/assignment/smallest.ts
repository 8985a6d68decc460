import type { Problem } from './problem.ts';
import { createRowLists, link, unlink } from './row-lists.ts';
import type { Solution } from './solve.ts';

/**
 * Of all optimal answers the one that comes first: the first row gets the smallest column it can have, then the second, and so
 * on; being left over comes behind every column. Whatever optimal answer one starts from, the same comes out.
 *
 * By complementary slackness the optimal answers are those that use tight arcs only, leave only rows over whose price is that of
 * being left over, and fill every column that has a price. So a row may step to a smaller column when a walk over tight arcs
 * leads back from there to the column it came from.
 */
export function smallestOptimum(problem: Problem, solution: Solution): Int32Array {
  const { rows, columns, start, column, cost, capacity } = problem;
  const { price, contested } = solution;
  const arcOf = solution.arcOf.slice();
  // Two places beside the columns: where the rows left over are, and where room is given and taken.
  const [nowhere, pool] = [columns, columns + 1];
  const placeOf = Int32Array.from(arcOf, (arc) => (arc < 0 ? nowhere : (column[arc] ?? 0)));
  const load = new Float64Array(columns + 1);
  const lists = createRowLists(rows, columns + 1);

  const tightStart = new Uint32Array(rows + 1);
  const tightArc = new Uint32Array(column.length);
  const mayStay = new Uint8Array(rows);
  let tight = 0;
  for (let row = 0; row < rows; row += 1) {
    const held = arcOf[row] ?? -1;
    const at = placeOf[row] ?? nowhere;
    const unit = held < 0 ? 1 : (contested[at] ?? 0);
    const rowPrice = held < 0 ? 0 : (cost[held] ?? 0) - (price[at] ?? 0);
    mayStay[row] = unit === 1 && rowPrice === 0 ? 1 : 0;
    for (let arc = start[row] ?? 0; arc < (start[row + 1] ?? 0); arc += 1) {
      const to = column[arc] ?? 0;
      if (contested[to] !== unit || rowPrice + (price[to] ?? 0) !== cost[arc]) continue;
      tightArc[tight] = arc;
      tight += 1;
    }
    tightStart[row + 1] = tight;
    load[at] = (load[at] ?? 0) + 1;
    link(lists, row, at);
  }
  const unpriced = [...Array.from(price.keys()).filter((at) => price[at] === 0 && contested[at] === 0), nowhere];

  const seenIn = new Int32Array(columns + 2).fill(-1);
  const cameFrom = new Int32Array(columns + 2);
  const cameBy = new Int32Array(columns + 2);
  const cameOver = new Int32Array(columns + 2);
  const queue = new Int32Array(columns + 2);

  /** Finds a walk between two places over rows not yet settled; places seen in vain for this row are not seen again. */
  const isReachable = (from: number, goal: number, turn: number): boolean => {
    let [head, tail] = [0, 0];
    const visit = (to: number, before: number, row: number, arc: number): void => {
      if (seenIn[to] === turn) return;
      seenIn[to] = turn;
      cameFrom[to] = before;
      cameBy[to] = row;
      cameOver[to] = arc;
      queue[tail] = to;
      tail += 1;
    };
    visit(from, -1, -1, -1);
    while (head < tail && seenIn[goal] !== turn) {
      const at = queue[head] ?? 0;
      head += 1;
      if (at === pool) {
        for (const to of unpriced) if (to === goal || (lists.first[to] ?? -1) >= 0) visit(to, pool, -1, -1);
        continue;
      }
      if (at === nowhere || (load[at] ?? 0) < (capacity[at] ?? 0)) visit(pool, at, -1, -1);
      for (let row = lists.first[at] ?? -1; row >= 0 && seenIn[goal] !== turn; row = lists.next[row] ?? -1) {
        for (let index = tightStart[row] ?? 0; index < (tightStart[row + 1] ?? 0); index += 1) {
          const arc = tightArc[index] ?? 0;
          visit(column[arc] ?? 0, at, row, arc);
        }
        if (mayStay[row] === 1) visit(nowhere, at, row, -1);
      }
    }
    return seenIn[goal] === turn;
  };
  const move = (row: number, from: number, to: number, arc: number): void => {
    arcOf[row] = arc;
    placeOf[row] = to;
    load[from] = (load[from] ?? 0) - 1;
    load[to] = (load[to] ?? 0) + 1;
  };

  for (let row = 0; row < rows; row += 1) {
    const held = placeOf[row] ?? nowhere;
    unlink(lists, row, held); // settled from here on
    for (let index = tightStart[row] ?? 0; index < (tightStart[row + 1] ?? 0); index += 1) {
      const arc = tightArc[index] ?? 0;
      const wish = column[arc] ?? 0;
      if (wish >= held) break;
      if (seenIn[wish] === row || !isReachable(wish, held, row)) continue;
      for (let at = held; at !== wish; at = cameFrom[at] ?? wish) {
        const mover = cameBy[at] ?? -1;
        if (mover < 0) continue;
        const from = cameFrom[at] ?? wish;
        unlink(lists, mover, from);
        link(lists, mover, at);
        move(mover, from, at, cameOver[at] ?? -1);
      }
      move(row, held, wish, arc);
      break;
    }
  }
  return arcOf;
}
