// Ten thousand orders in the morning: the optimal assignment with its proof beside deciding one by one. Prints microseconds per incident.
import { assign, type AssignmentInput, bottleneckCost, verifyAssignment } from '../src/index.ts';
import { compare, createRandom, printMachine } from '../../checks/bench/rounds.ts';

/** Incidents and officers at random places of a city; every incident knows the nearest officers, at their distance in metres. */
function drawCity(incidents: number, officers: number, candidates: number, capacity: number): AssignmentInput {
  const random = createRandom(23);
  const metres = 20_000;
  const places = (count: number) =>
    Array.from({ length: count }, () => [random() * metres, random() * metres] as const);
  const [work, people] = [places(incidents), places(officers)];
  const pairs = work.flatMap(([x, y], incident) =>
    people
      .map(([px, py], officer) => [incident, officer, Math.round(Math.hypot(px - x, py - y))] as const)
      .toSorted(([, , a], [, , b]) => a - b)
      .slice(0, candidates),
  );
  return {
    incidents: work.map((_, at) => `I${at}`), // as text these are not in order: sorting them is part of the answer
    officers: people.map((_, at) => `P${at}`),
    capacities: new Uint32Array(officers).fill(capacity),
    arcs: {
      incident: Uint32Array.from(pairs, ([incident]) => incident),
      officer: Uint32Array.from(pairs, ([, officer]) => officer),
      cost: Float64Array.from(pairs, ([, , cost]) => cost),
    },
  };
}

/** What a host writes in ten lines: each incident takes the cheapest officer with room. */
function oneByOne({ incidents, capacities, arcs }: AssignmentInput): number {
  const left = Array.from(capacities);
  const best = new Int32Array(incidents.length).fill(-1);
  let taken = 0;
  let row = 0;
  const settle = (): void => {
    const officer = arcs.officer[best[row] ?? -1];
    if (officer !== undefined) [left[officer], taken] = [(left[officer] ?? 0) - 1, taken + 1];
  };
  for (let arc = 0; arc < arcs.cost.length; arc += 1) {
    const incident = arcs.incident[arc] ?? 0;
    if (incident !== row) {
      settle();
      row = incident;
    }
    if ((left[arcs.officer[arc] ?? 0] ?? 0) <= 0) continue;
    const held = best[row] ?? -1;
    if (held < 0 || (arcs.cost[arc] ?? 0) < (arcs.cost[held] ?? 0)) best[row] = arc;
  }
  settle();
  return taken;
}

printMachine();
for (const [incidents, officers, capacity] of [
  [1_000, 120, 10],
  [10_000, 1_000, 12],
  [10_000, 1_000, 10],
] as const) {
  const input = drawCity(incidents, officers, 20, capacity);
  const answer = assign(input);
  if (verifyAssignment(input, answer) !== undefined) throw new Error('the proof does not hold');
  const { assigned, cost, greedy } = answer;
  compare(
    `${incidents} incidents, ${officers} officers of capacity ${capacity}, 20 candidates each: ${assigned} assigned at ${cost}, one by one ${greedy.assigned} at ${greedy.cost}`,
    [
      { name: 'assign', answers: incidents, run: () => assign(input).cost },
      {
        name: 'verifyAssignment',
        answers: incidents,
        run: () => (verifyAssignment(input, answer) === undefined ? 1 : Number.NaN),
      },
      { name: 'one by one, without a proof', answers: incidents, run: () => oneByOne(input) },
      { name: 'bottleneckCost', answers: incidents, run: () => bottleneckCost(input) ?? Number.NaN },
    ],
    7,
  );
}
