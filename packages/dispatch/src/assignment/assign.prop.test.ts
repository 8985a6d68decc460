import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { assign, type AssignmentInput, bottleneckCost, verifyAssignment } from '../index.ts';

interface Small {
  readonly capacities: readonly number[];
  /** The cost of each pair; absent where it is forbidden. */
  readonly costs: readonly (readonly (number | undefined)[])[];
}

/** How far costs reach, one for each instance: among few there are many ties, thirty of the largest come near the limit of the sum. */
const reach = fc.constantFrom(0, 1, 3, 100_000, 2 ** 45);
const sized = (rows: number, columns: number): fc.Arbitrary<Small> =>
  reach.chain((most) => {
    const cost = fc.option(fc.integer({ min: -most, max: most }), { nil: undefined, freq: 3 });
    const row = fc.array(cost, { minLength: columns, maxLength: columns });
    return fc.record({
      capacities: fc.array(fc.nat(2), { minLength: columns, maxLength: columns }),
      costs: fc.array(row, { minLength: rows, maxLength: rows }),
    });
  });
const small = fc.tuple(fc.nat(5), fc.nat(4)).chain(([rows, columns]) => sized(rows, columns));
const larger = fc
  .tuple(fc.integer({ min: 5, max: 30 }), fc.integer({ min: 1, max: 12 }))
  .chain(([r, c]) => sized(r, c));

type Pair = readonly [incident: number, officer: number, cost: number];
const pairsOf = ({ costs }: Small): readonly Pair[] =>
  costs.flatMap((row, incident) =>
    row.flatMap((value, officer): readonly Pair[] => (value === undefined ? [] : [[incident, officer, value]])),
  );

/** The input with incidents, officers and pairs listed in these orders; ids keep the order of the instance. */
function listed(
  { capacities, costs }: Small,
  pairs: readonly Pair[],
  incidents: readonly number[] = costs.map((_, at) => at),
  officers: readonly number[] = capacities.map((_, at) => at),
): AssignmentInput {
  return {
    incidents: incidents.map((at) => `I${String(at).padStart(3, '0')}`),
    officers: officers.map((at) => `P${String(at).padStart(3, '0')}`),
    capacities: Float64Array.from(officers, (at) => capacities[at] ?? 0),
    arcs: {
      incident: Uint32Array.from(pairs, ([incident]) => incidents.indexOf(incident)),
      officer: Uint32Array.from(pairs, ([, officer]) => officers.indexOf(officer)),
      cost: Float64Array.from(pairs, ([, , value]) => value),
    },
  };
}

interface Best {
  readonly assigned: number;
  readonly cost: number;
  readonly officerOf: readonly number[];
  readonly bottleneck: number | undefined;
}

/** Every assignment there is, the smaller officers tried first and being left over last: the first of the best is the answer. */
function bruteForce({ capacities, costs }: Small): Best {
  let best: Best = { assigned: -1, cost: 0, officerOf: [], bottleneck: undefined };
  let smallestMost = Infinity;
  const left = [...capacities];
  const chosen: number[] = [];
  const step = (row: number, assigned: number, total: number, most: number): void => {
    if (row === costs.length) {
      if (assigned > best.assigned) smallestMost = Infinity;
      if (assigned >= best.assigned) smallestMost = Math.min(smallestMost, most);
      if (assigned > best.assigned || (assigned === best.assigned && total < best.cost)) {
        best = { ...best, assigned, cost: total, officerOf: [...chosen] };
      }
      return;
    }
    for (const [officer, value] of (costs[row] ?? []).entries()) {
      if (value === undefined || (left[officer] ?? 0) === 0) continue;
      left[officer] = (left[officer] ?? 0) - 1;
      chosen.push(officer);
      step(row + 1, assigned + 1, total + value, Math.max(most, value));
      chosen.pop();
      left[officer] = (left[officer] ?? 0) + 1;
    }
    chosen.push(-1);
    step(row + 1, assigned, total, most);
    chosen.pop();
  };
  step(0, 0, 0, -Infinity);
  return { ...best, bottleneck: best.assigned === 0 ? undefined : smallestMost };
}

const idsOf = (input: AssignmentInput) => {
  const { officerOf, unassigned, assigned, cost: total, greedy } = assign(input);
  const pairs = input.incidents.map((incident, at) => [incident, input.officers[officerOf[at] ?? -1]] as const);
  return { pairs: pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)), unassigned, assigned, total, greedy };
};

describe('assignment', () => {
  it.prop([small], { numRuns: 2000 })('is what trying everything finds, ties and bottleneck included', (instance) => {
    const input = listed(instance, pairsOf(instance));
    const { assigned, cost: total, officerOf } = assign(input);
    expect({ assigned, cost: total, officerOf: [...officerOf], bottleneck: bottleneckCost(input) }).toEqual(
      bruteForce(instance),
    );
  });

  it.prop([fc.oneof(small, larger)], { numRuns: 500 })('carries a proof that holds', (instance) => {
    const input = listed(instance, pairsOf(instance));
    expect(verifyAssignment(input, assign(input))).toBeUndefined();
  });

  it.prop([larger], { numRuns: 300 })('never exceeds a capacity, and names everybody left over', (instance) => {
    const { officerOf, unassigned, assigned } = assign(listed(instance, pairsOf(instance)));
    for (const [officer, capacity] of instance.capacities.entries()) {
      expect(officerOf.filter((at) => at === officer).length).toBeLessThanOrEqual(capacity);
    }
    expect(unassigned.length).toBe(officerOf.length - assigned);
    expect(officerOf.filter((at) => at === -1).length).toBe(unassigned.length);
  });

  it.prop([larger, fc.infiniteStream(fc.nat())], { numRuns: 5 })(
    'is the same for any order of the input',
    (instance, keys) => {
      const shuffled = <T>(values: readonly T[]): readonly T[] =>
        values
          .map((value) => [keys.next().value ?? 0, value] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, value]) => value);
      const pairs = pairsOf(instance);
      const first = idsOf(listed(instance, pairs));
      const [incidents, officers] = [instance.costs.map((_, at) => at), instance.capacities.map((_, at) => at)];
      for (let turn = 0; turn < 100; turn += 1) {
        expect(idsOf(listed(instance, shuffled(pairs), shuffled(incidents), shuffled(officers)))).toEqual(first);
      }
    },
  );

  it.prop([larger, fc.nat()], { numRuns: 300 })('is never worse for one more pair', (instance, which) => {
    const pairs = pairsOf(instance);
    const without = pairs.filter((_, at) => at !== which % Math.max(1, pairs.length));
    const [more, fewer] = [assign(listed(instance, pairs)), assign(listed(instance, without))];
    expect(more.assigned).toBeGreaterThanOrEqual(fewer.assigned);
    if (more.assigned === fewer.assigned) expect(more.cost).toBeLessThanOrEqual(fewer.cost);
  });

  it.prop([larger], { numRuns: 300 })('is never worse than deciding one by one', (instance) => {
    const { assigned, cost: total, greedy } = assign(listed(instance, pairsOf(instance)));
    expect(assigned).toBeGreaterThanOrEqual(greedy.assigned);
    if (assigned === greedy.assigned) expect(total).toBeLessThanOrEqual(greedy.cost);
  });
});
