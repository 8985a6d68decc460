import type { Reason } from '@jiceng/kernel/plain';
import { dispatchReason } from '../reasons.ts';
import { type AssignmentTotal, greedyTotal } from './greedy.ts';
import { type AssignmentInput, readProblem } from './problem.ts';
import { smallestOptimum } from './smallest.ts';
import { solve } from './solve.ts';

/**
 * Why no assignment is better; `verifyAssignment` checks it against the input alone. Being left over costs more than any sum of
 * costs: contested incidents have no officer to go to but contested ones, who are all full, so nobody can serve more of them.
 */
export interface AssignmentProof {
  /** What serving each incident costs with what others pay for it, beside `incidents`; 0 for one left over. */
  readonly incidentPrice: Float64Array;
  /** What one more place at each officer is worth, as a number that is never above 0 unless the officer is contested. */
  readonly officerPrice: Float64Array;
  readonly incidentContested: Uint8Array;
  readonly officerContested: Uint8Array;
}

export interface UnassignedIncident {
  readonly incident: string;
  readonly reason: Reason;
}

/** An optimal assignment with what proves it. */
export interface Assignment extends AssignmentTotal {
  /** The place in `officers` for each incident, beside `incidents`; -1 when it is left over. */
  readonly officerOf: Int32Array;
  /** Everybody left over, by id. */
  readonly unassigned: readonly UnassignedIncident[];
  /** What one by one would have come to: each incident, by id, with the cheapest officer who still has room. */
  readonly greedy: AssignmentTotal;
  readonly proof: AssignmentProof;
}

const noOfficer = dispatchReason.reason('DISPATCH_NO_ELIGIBLE_OFFICER');
const allFull = dispatchReason.reason('DISPATCH_ELIGIBLE_OFFICERS_FULL');

function inverse(ranks: Uint32Array): Uint32Array {
  const places = new Uint32Array(ranks.length);
  for (const [place, rank] of ranks.entries()) places[rank] = place;
  return places;
}

/**
 * Which officer takes which incident, when many are decided at once: first as many incidents as can be served, then the
 * smallest total cost, and of the answers that are equal in both the one in which the first incident by id has the first officer
 * by id that it can have, then the second, and so on; being left over comes last. The order of the input changes nothing.
 *
 * Time grows at worst with incidents × arcs × log officers, memory with incidents + officers + arcs.
 *
 * @throws JicengError as `readProblem`.
 */
export function assign(input: AssignmentInput): Assignment {
  const problem = readProblem(input);
  const { start, column, cost, rowOf, columnOf } = problem;
  const solution = solve(problem);
  const arcOf = smallestOptimum(problem, solution);

  const incidentAt = inverse(rowOf);
  const officerAt = inverse(columnOf);
  const officerOf = new Int32Array(problem.rows).fill(-1);
  const incidentPrice = new Float64Array(problem.rows);
  const incidentContested = new Uint8Array(problem.rows).fill(1);
  const unassigned: UnassignedIncident[] = [];
  let [assigned, total] = [0, 0];
  for (const [row, arc] of arcOf.entries()) {
    const place = incidentAt[row] ?? 0;
    if (arc < 0) {
      const incident = input.incidents[place] ?? '';
      unassigned.push({ incident, reason: start[row] === start[row + 1] ? noOfficer : allFull });
      continue;
    }
    const at = column[arc] ?? 0;
    officerOf[place] = officerAt[at] ?? 0;
    incidentPrice[place] = (cost[arc] ?? 0) - (solution.price[at] ?? 0);
    incidentContested[place] = solution.contested[at] ?? 0;
    assigned += 1;
    total += cost[arc] ?? 0;
  }
  return {
    assigned,
    cost: total,
    officerOf,
    unassigned,
    greedy: greedyTotal(problem),
    proof: {
      incidentPrice,
      officerPrice: Float64Array.from(columnOf, (at) => solution.price[at] ?? 0),
      incidentContested,
      officerContested: Uint8Array.from(columnOf, (at) => solution.contested[at] ?? 0),
    },
  };
}
