import { type AssignmentInput, type Problem, readProblem } from './problem.ts';
import { solve } from './solve.ts';

/** The same problem with only the arcs up to a cost, all of them free of charge. */
function upTo(problem: Problem, costMax: number): Problem {
  const start = new Uint32Array(problem.rows + 1);
  const column = new Uint32Array(problem.column.length);
  let kept = 0;
  for (let row = 0; row < problem.rows; row += 1) {
    for (let arc = problem.start[row] ?? 0; arc < (problem.start[row + 1] ?? 0); arc += 1) {
      if ((problem.cost[arc] ?? 0) > costMax) continue;
      column[kept] = problem.column[arc] ?? 0;
      kept += 1;
    }
    start[row + 1] = kept;
  }
  return { ...problem, start, column: column.slice(0, kept), cost: new Float64Array(kept) };
}

function mostAssigned(problem: Problem): number {
  return solve(problem).arcOf.reduce((count, arc) => (arc < 0 ? count : count + 1), 0);
}

/**
 * The smallest limit on the cost of a single pair under which as many incidents as ever can still be assigned: how far the
 * farthest must go at least. `undefined` when nothing can be assigned.
 *
 * @throws JicengError as `readProblem`.
 */
export function bottleneckCost(input: AssignmentInput): number | undefined {
  const problem = readProblem(input);
  const costs = Float64Array.from(new Set(problem.cost)).toSorted();
  const goal = mostAssigned(upTo(problem, Infinity));
  if (goal === 0) return undefined;
  let [low, high] = [0, costs.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mostAssigned(upTo(problem, costs[middle] ?? 0)) === goal) high = middle;
    else low = middle + 1;
  }
  return costs[low];
}
