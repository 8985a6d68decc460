import { compareText, type Reason } from '@jiceng/kernel/plain';
import { dispatchError, refuseFaults } from '../errors.ts';

/** Which officer could take which incident, one entry per pair in three arrays of one length. A pair that is absent is forbidden. */
export interface AssignmentArcs {
  /** Places in `incidents`. */
  readonly incident: ArrayLike<number>;
  /** Places in `officers`. */
  readonly officer: ArrayLike<number>;
  /** Whole numbers, in any one unit; negative ones are allowed. */
  readonly cost: ArrayLike<number>;
}

export interface AssignmentInput {
  /** Ids of the incidents; their order by code point breaks ties, the order of the array changes nothing. */
  readonly incidents: readonly string[];
  readonly officers: readonly string[];
  /** How many more incidents each officer may take, beside `officers`. */
  readonly capacities: ArrayLike<number>;
  readonly arcs: AssignmentArcs;
}

/** The input in canonical order: rows are incidents and columns officers, both by id; the arcs of a row stand by column. */
export interface Problem {
  readonly rows: number;
  readonly columns: number;
  /** Where the arcs of each row begin, and at the end their number. */
  readonly start: Uint32Array;
  readonly column: Uint32Array;
  readonly cost: Float64Array;
  readonly capacity: Float64Array;
  /** The row of each incident and the column of each officer, as the host lists them. */
  readonly rowOf: Uint32Array;
  readonly columnOf: Uint32Array;
}

const capacityMax = 2 ** 31 - 1;

/** A price is at most twice the sum of each incident's largest cost, and a path four times: below 2⁵³ all of it is exact. */
export const costSumMax = 2 ** 50;

/** So many faults are told; a wrong unit would else repeat itself for every pair. */
const faultsMax = 20;

function ranksOf(ids: readonly string[], faults: Reason[]): Uint32Array {
  const ranks = Uint32Array.from(ids, (_, index) => index);
  const sorted = ids.every((id, index) => index === 0 || compareText(ids[index - 1] ?? '', id) < 0);
  if (sorted) return ranks;
  const order = ranks.toSorted((a, b) => compareText(ids[a] ?? '', ids[b] ?? ''));
  let last: string | undefined;
  for (const [rank, index] of order.entries()) {
    const id = ids[index] ?? '';
    if (id === last) faults.push(dispatchError.reason('DISPATCH_CANDIDATE_TWICE', { id }));
    last = id;
    ranks[index] = rank;
  }
  return ranks;
}

function checkLengths({ officers, capacities, arcs }: AssignmentInput): void {
  const lengths = [
    ['capacities', capacities.length, officers.length],
    ['arcs.officer', arcs.officer.length, arcs.incident.length],
    ['arcs.cost', arcs.cost.length, arcs.incident.length],
  ] as const;
  refuseFaults(
    lengths
      .filter(([, length, expected]) => length !== expected)
      .map(([field, length, expected]) => dispatchError.reason('DISPATCH_ARRAYS_UNEVEN', { field, length, expected })),
  );
}

function capacityFaults({ officers, capacities }: AssignmentInput, faults: Reason[]): void {
  for (const [index, of] of officers.entries()) {
    const value = capacities[index] ?? Number.NaN;
    if (Number.isInteger(value) && value >= 0 && value <= capacityMax) continue;
    faults.push(
      dispatchError.reason('DISPATCH_NUMBER_INVALID', {
        of,
        field: 'capacity',
        max: capacityMax,
        value: String(value),
      }),
    );
  }
}

/** Everything wrong with single arcs: places that do not exist, costs that are no safe integers. */
function arcFaults({ incidents, officers, arcs }: AssignmentInput, faults: Reason[]): void {
  const isPlace = (value: number, length: number) => Number.isInteger(value) && value >= 0 && value < length;
  for (let arc = 0; arc < arcs.cost.length && faults.length < faultsMax; arc += 1) {
    const incident = arcs.incident[arc] ?? -1;
    const officer = arcs.officer[arc] ?? -1;
    const cost = arcs.cost[arc] ?? Number.NaN;
    if (!isPlace(incident, incidents.length)) {
      faults.push(dispatchError.reason('DISPATCH_ARC_UNKNOWN', { arc, field: 'incident', value: String(incident) }));
    }
    if (!isPlace(officer, officers.length)) {
      faults.push(dispatchError.reason('DISPATCH_ARC_UNKNOWN', { arc, field: 'officer', value: String(officer) }));
    }
    if (!Number.isSafeInteger(cost)) {
      faults.push(dispatchError.reason('DISPATCH_COST_INVALID', { arc, value: String(cost) }));
    }
  }
}

/** Where each bucket begins when so many keys are put into buckets, and at the end their number. */
function bucketStarts(keys: Uint32Array, buckets: number): Uint32Array {
  const starts = new Uint32Array(buckets + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let bucket = 0; bucket < buckets; bucket += 1)
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  return starts;
}

/** Sorts a list of arcs by their keys without disturbing equals, in linear time. */
function sortStably(order: Uint32Array, keys: Uint32Array, starts: Uint32Array): Uint32Array {
  const next = starts.slice();
  const sorted = new Uint32Array(order.length);
  for (const arc of order) {
    const key = keys[arc] ?? 0;
    const place = next[key] ?? 0;
    sorted[place] = arc;
    next[key] = place + 1;
  }
  return sorted;
}

/** No pair twice, and no sum that a double could not hold. */
function checkRows(problem: Problem, { incidents, officers }: AssignmentInput): void {
  const { start, column, cost, rowOf, columnOf } = problem;
  let sum = 0;
  for (let row = 0; row < problem.rows; row += 1) {
    let largest = 0;
    for (let arc = start[row] ?? 0; arc < (start[row + 1] ?? 0); arc += 1) {
      largest = Math.max(largest, Math.abs(cost[arc] ?? 0));
      if (arc > (start[row] ?? 0) && column[arc] === column[arc - 1]) {
        const incident = incidents[rowOf.indexOf(row)] ?? '';
        const officer = officers[columnOf.indexOf(column[arc] ?? 0)] ?? '';
        throw dispatchError('DISPATCH_ARC_TWICE', { incident, officer });
      }
    }
    sum += largest;
  }
  if (sum > costSumMax) throw dispatchError('DISPATCH_COSTS_TOO_LARGE', { max: costSumMax });
}

/**
 * Checks what a host hands over and brings it into canonical order, in time linear in the arcs.
 *
 * @throws JicengError `DISPATCH_ARRAYS_UNEVEN` when arrays that belong together differ in length.
 * @throws JicengError `DISPATCH_CANDIDATE_TWICE` when an id is listed twice.
 * @throws JicengError `DISPATCH_NUMBER_INVALID` when a capacity is not a whole number from 0 to 2³¹ − 1.
 * @throws JicengError `DISPATCH_ARC_UNKNOWN` when an arc names an incident or officer that is not listed.
 * @throws JicengError `DISPATCH_COST_INVALID` when a cost is not a safe integer.
 * @throws JicengError `DISPATCH_ARC_TWICE` when a pair has two costs.
 * @throws JicengError `DISPATCH_COSTS_TOO_LARGE` when the largest costs of all incidents sum to more than 2⁵⁰.
 */
export function readProblem(input: AssignmentInput): Problem {
  checkLengths(input);
  const { incidents, officers, arcs } = input;
  const faults: Reason[] = [];
  const rowOf = ranksOf(incidents, faults);
  const columnOf = ranksOf(officers, faults);
  capacityFaults(input, faults);
  arcFaults(input, faults);
  refuseFaults(faults.slice(0, faultsMax));

  const { length } = arcs.cost;
  const rowKeys = new Uint32Array(length);
  const columnKeys = new Uint32Array(length);
  const given = new Uint32Array(length);
  for (let arc = 0; arc < length; arc += 1) {
    rowKeys[arc] = rowOf[arcs.incident[arc] ?? 0] ?? 0;
    columnKeys[arc] = columnOf[arcs.officer[arc] ?? 0] ?? 0;
    given[arc] = arc;
  }
  const start = bucketStarts(rowKeys, incidents.length);
  const byColumn = sortStably(given, columnKeys, bucketStarts(columnKeys, officers.length));
  const order = sortStably(byColumn, rowKeys, start);
  const column = new Uint32Array(length);
  const cost = new Float64Array(length);
  for (let place = 0; place < length; place += 1) {
    const arc = order[place] ?? 0;
    column[place] = columnKeys[arc] ?? 0;
    cost[place] = (arcs.cost[arc] ?? 0) + 0; // a negative zero becomes zero
  }
  const capacity = new Float64Array(officers.length);
  for (const [index, rank] of columnOf.entries()) capacity[rank] = input.capacities[index] ?? 0;
  const problem = { rows: incidents.length, columns: officers.length, start, column, cost, capacity, rowOf, columnOf };
  checkRows(problem, input);
  return problem;
}
