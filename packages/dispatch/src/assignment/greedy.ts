import type { Problem } from './problem.ts';

/** How many incidents an assignment serves, and at what total cost. */
export interface AssignmentTotal {
  readonly assigned: number;
  readonly cost: number;
}

/** What deciding one by one comes to: each incident, by id, takes the cheapest officer who still has room. */
export function greedyTotal({ rows, columns, start, column, cost, capacity }: Problem): AssignmentTotal {
  const load = new Float64Array(columns);
  let [assigned, total] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    let best = -1;
    for (let arc = start[row] ?? 0; arc < (start[row + 1] ?? 0); arc += 1) {
      const at = column[arc] ?? 0;
      if ((load[at] ?? 0) >= (capacity[at] ?? 0)) continue;
      if (best < 0 || (cost[arc] ?? 0) < (cost[best] ?? 0)) best = arc;
    }
    if (best < 0) continue;
    const at = column[best] ?? 0;
    load[at] = (load[at] ?? 0) + 1;
    assigned += 1;
    total += cost[best] ?? 0;
  }
  return { assigned, cost: total };
}
