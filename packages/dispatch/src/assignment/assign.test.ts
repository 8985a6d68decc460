import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import { assign, type AssignmentInput, bottleneckCost, verifyAssignment } from '../index.ts';

type Pair = readonly [incident: number, officer: number, cost: number];

function inputOf(
  incidents: readonly string[],
  officers: readonly string[],
  capacities: readonly number[],
  pairs: readonly Pair[],
): AssignmentInput {
  const [incident, officer, cost] = [0, 1, 2].map((at) => pairs.map((pair) => pair[at] ?? Number.NaN));
  return {
    incidents,
    officers,
    capacities,
    arcs: { incident: incident ?? [], officer: officer ?? [], cost: cost ?? [] },
  };
}

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    if (isJicengError(error)) return error.code;
    throw error;
  }
  return undefined;
};

/** I1 could go to either, I2 to P1 only; one by one I1 takes P1 and I2 is left over. */
const contended = inputOf(
  ['I1', 'I2'],
  ['P1', 'P2'],
  [1, 1],
  [
    [0, 0, 1],
    [0, 1, 50],
    [1, 0, 2],
  ],
);

describe('assign', () => {
  it('serves as many incidents as can be served before it looks at the cost', () => {
    const { assigned, cost, officerOf, unassigned, greedy } = assign(contended);
    expect({ assigned, cost, officerOf: [...officerOf], unassigned, greedy }).toEqual({
      assigned: 2,
      cost: 52,
      officerOf: [1, 0],
      unassigned: [],
      greedy: { assigned: 1, cost: 1 },
    });
  });

  it('says of everybody left over whether nobody may take it or everybody who may is full', () => {
    const input = inputOf(
      ['I3', 'I1', 'I2'],
      ['P1'],
      [1],
      [
        [0, 0, 4],
        [2, 0, 3],
      ],
    );
    const { unassigned, officerOf } = assign(input);
    expect([...officerOf]).toEqual([-1, -1, 0]);
    expect(unassigned.map(({ incident, reason }) => [incident, reason.code])).toEqual([
      ['I1', 'DISPATCH_NO_ELIGIBLE_OFFICER'],
      ['I3', 'DISPATCH_ELIGIBLE_OFFICERS_FULL'],
    ]);
  });

  it('gives the first incident by id the first officer by id when all answers cost the same', () => {
    const input = inputOf(
      ['I2', 'I1'],
      ['P2', 'P1'],
      [1, 1],
      [
        [0, 0, 7],
        [0, 1, 7],
        [1, 0, 7],
        [1, 1, 7],
      ],
    );
    expect([...assign(input).officerOf]).toEqual([0, 1]);
  });

  it('answers for nobody and for nothing', () => {
    expect(assign(inputOf([], [], [], []))).toMatchObject({ assigned: 0, cost: 0, unassigned: [] });
    expect(assign(inputOf(['I1'], [], [], []))).toMatchObject({ assigned: 0, cost: 0 });
    expect(assign(inputOf(['I1'], ['P1'], [0], [[0, 0, -5]]))).toMatchObject({ assigned: 0, cost: 0 });
  });

  it('keeps every digit of costs up to the limit', () => {
    const large = 2 ** 49;
    const input = inputOf(
      ['I1', 'I2'],
      ['P1', 'P2'],
      [1, 1],
      [
        [0, 0, large],
        [0, 1, large - 1],
        [1, 0, -large],
        [1, 1, -large],
      ],
    );
    const answer = assign(input);
    expect(answer).toMatchObject({ assigned: 2, cost: -1 });
    expect(verifyAssignment(input, answer)).toBeUndefined();
  });

  it('follows a chain of twenty thousand steps without recursion', () => {
    // Each incident prefers the officer of its successor, and the last one finds room only at the far end.
    const count = 20_000;
    const names = (letter: string, length: number) =>
      Array.from({ length }, (_, at) => `${letter}${String(at).padStart(6, '0')}`);
    const pairs = Array.from({ length: count }, (_, at): readonly Pair[] => [
      [at, at, 0],
      [at, at + 1, 0],
    ]).flat();
    const input = inputOf(
      [...names('I', count), 'J'],
      names('P', count + 1),
      Array.from({ length: count + 1 }, () => 1),
      [...pairs, [count, 0, 0]],
    );
    const answer = assign(input);
    expect(answer).toMatchObject({ assigned: count + 1, cost: 0 });
    expect(answer.officerOf[0]).toBe(1);
  });

  it.each([
    ['uneven arrays', { ...contended, capacities: [1] }, 'DISPATCH_ARRAYS_UNEVEN'],
    ['arcs of uneven length', { ...contended, arcs: { ...contended.arcs, cost: [1] } }, 'DISPATCH_ARRAYS_UNEVEN'],
    ['an incident listed twice', { ...contended, incidents: ['I1', 'I1'] }, 'DISPATCH_CANDIDATE_TWICE'],
    ['an officer listed twice', { ...contended, officers: ['P1', 'P1'] }, 'DISPATCH_CANDIDATE_TWICE'],
    ['a negative capacity', { ...contended, capacities: [1, -1] }, 'DISPATCH_NUMBER_INVALID'],
    ['a capacity with a fraction', { ...contended, capacities: [1, 0.5] }, 'DISPATCH_NUMBER_INVALID'],
    ['a capacity that is no number', { ...contended, capacities: [1, Number.NaN] }, 'DISPATCH_NUMBER_INVALID'],
    ['an unknown incident', inputOf(['I1'], ['P1'], [1], [[1, 0, 1]]), 'DISPATCH_ARC_UNKNOWN'],
    ['an officer that is no place', inputOf(['I1'], ['P1'], [1], [[0, 0.5, 1]]), 'DISPATCH_ARC_UNKNOWN'],
    ['a cost that is no number', inputOf(['I1'], ['P1'], [1], [[0, 0, Number.NaN]]), 'DISPATCH_COST_INVALID'],
    ['an infinite cost', inputOf(['I1'], ['P1'], [1], [[0, 0, Infinity]]), 'DISPATCH_COST_INVALID'],
    ['a cost with a fraction', inputOf(['I1'], ['P1'], [1], [[0, 0, 0.5]]), 'DISPATCH_COST_INVALID'],
    ['a cost beyond 2⁵³', inputOf(['I1'], ['P1'], [1], [[0, 0, 2 ** 53]]), 'DISPATCH_COST_INVALID'],
    ['costs whose sum is too large', inputOf(['I1'], ['P1'], [1], [[0, 0, 2 ** 50 + 1]]), 'DISPATCH_COSTS_TOO_LARGE'],
    [
      'a pair given twice',
      inputOf(
        ['I1'],
        ['P1'],
        [1],
        [
          [0, 0, 1],
          [0, 0, 2],
        ],
      ),
      'DISPATCH_ARC_TWICE',
    ],
  ])('refuses %s, and so do its companions', (_what, input, code) => {
    const answer = assign(contended);
    expect(codeOf(() => assign(input))).toBe(code);
    expect(codeOf(() => bottleneckCost(input))).toBe(code);
    expect(codeOf(() => verifyAssignment(input, answer))).toBe(code);
  });
});

describe('verifyAssignment', () => {
  const good = assign(contended);

  it('accepts what assign answers', () => {
    expect(verifyAssignment(contended, good)).toBeUndefined();
  });

  const proof = (part: Partial<typeof good.proof>) => ({ ...good, proof: { ...good.proof, ...part } });
  const smaller = inputOf(
    ['I1', 'I2'],
    ['P1', 'P2'],
    [1, 0],
    [
      [0, 0, 1],
      [0, 1, 50],
      [1, 0, 2],
    ],
  );
  // Both want the one officer, who takes I1; I2 is left over.
  const pair: readonly Pair[] = [
    [0, 0, 3],
    [1, 0, 5],
  ];
  const crowded = inputOf(['I1', 'I2'], ['P1'], [1], pair);
  const served = assign(crowded);
  const roomy = { ...contended, capacities: [3, 1] };
  const easy = assign(roomy);
  const crowdedProof = (part: Partial<typeof good.proof>) => ({ ...served, proof: { ...served.proof, ...part } });

  it('accepts that nobody can be served beyond what the contested officers take', () => {
    expect(verifyAssignment(crowded, served)).toBeUndefined();
    expect([...served.proof.officerContested, ...served.proof.incidentContested]).toEqual([1, 1, 1]);
  });

  it.each([
    [
      'a contested incident that could go to an officer who is not contested',
      crowded,
      crowdedProof({ officerContested: Uint8Array.of(0), officerPrice: Float64Array.of(0) }),
      'reducedCostNegative',
    ],
    [
      'a price above that of being left over',
      crowded,
      crowdedProof({ incidentPrice: Float64Array.of(1, 0) }),
      'pricesOfUnassigned',
    ],
    [
      'a price of its own for one left over',
      crowded,
      crowdedProof({ incidentPrice: Float64Array.of(-2, -1) }),
      'pricesOfUnassigned',
    ],
    [
      'a contested officer who has room',
      roomy,
      { ...easy, proof: { ...easy.proof, officerContested: Uint8Array.of(1, 0) } },
      'pricesOfOfficers',
    ],
    ['too few officers', contended, { ...good, officerOf: Int32Array.of(1) }, 'form'],
    ['an officer that does not exist', contended, { ...good, officerOf: Int32Array.of(1, 2) }, 'form'],
    ['a price with a fraction', contended, proof({ officerPrice: Float64Array.of(0.5, 0) }), 'form'],
    ['a pair without an arc', contended, { ...good, officerOf: Int32Array.of(0, 1) }, 'pairNotAllowed'],
    ['more than an officer can take', smaller, good, 'capacityExceeded'],
    ['another cost', contended, { ...good, cost: 51 }, 'totalWrong'],
    ['another number', contended, { ...good, assigned: 1 }, 'totalWrong'],
    [
      'a row left over at a price of one that is served',
      contended,
      { ...good, officerOf: Int32Array.of(0, -1), assigned: 1, cost: 1 },
      'pricesOfUnassigned',
    ],
    ['a price above zero', contended, proof({ officerPrice: Float64Array.of(1, 0) }), 'pricesOfOfficers'],
    ['prices too high', contended, proof({ incidentPrice: Float64Array.of(51, 51) }), 'reducedCostNegative'],
    ['prices too low', contended, proof({ incidentPrice: Float64Array.of(49, 51) }), 'reducedCostOfPair'],
  ])('finds %s', (_what, input, claim, flaw) => {
    expect(verifyAssignment(input, claim)).toBe(flaw);
  });
});

describe('bottleneckCost', () => {
  it('is the dearest pair nobody can avoid while as many are served', () => {
    expect(bottleneckCost(contended)).toBe(50);
  });

  it('is undefined when nothing can be assigned', () => {
    expect(bottleneckCost(inputOf(['I1'], ['P1'], [0], [[0, 0, 1]]))).toBeUndefined();
  });
});
