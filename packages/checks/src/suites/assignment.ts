import { assign, type AssignmentInput, bottleneckCost, verifyAssignment } from '@jiceng/dispatch';
import * as z from 'zod';
import { casesByList, entriesOf } from './case-lists.ts';
import { compareFields } from './expected-fields.ts';
import type { CaseFile, ReferenceCase, Suite, Verdict } from './suite.ts';

const place = z.int().nonnegative();
const CapacityCase = z.object({
  n: place,
  m: place,
  cost: z.array(z.array(z.number())),
  forbidden: z.array(z.tuple([place, place])),
  capacity: z.array(z.number()),
  /** Strict: a field that nothing here computes must not pass as equal. */
  expected: z.strictObject({
    assigned: z.number().optional(),
    cost: z.number().optional(),
    bottleneck: z.number().nullable().optional(),
  }),
  /** Binds, since the package documents this very rule for ties. */
  lexMin: z.array(z.number()).optional(),
});

const BeasleyEntry = z.object({ name: z.string(), n: z.int().positive(), file: z.string(), optimum: z.number() });
const DenseEntry = BeasleyEntry.extend({ dtype: z.literal('uint8') });

type Pair = readonly [row: number, column: number, cost: number];

/** Ids whose order is that of the indices. */
const idsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => String(at).padStart(9, '0'));

function inputOf(rows: number, capacities: readonly number[], pairs: readonly Pair[]): AssignmentInput {
  return {
    incidents: idsOf(rows),
    officers: idsOf(capacities.length),
    capacities,
    arcs: {
      incident: Float64Array.from(pairs, ([row]) => row),
      officer: Float64Array.from(pairs, ([, column]) => column),
      cost: Float64Array.from(pairs, ([, , cost]) => cost),
    },
  };
}

/** What the package answers, once its own proof holds. */
function answerTo(input: AssignmentInput): Readonly<Record<string, unknown>> {
  const { assigned, cost, officerOf, ...rest } = assign(input);
  const flaw = verifyAssignment(input, { assigned, cost, officerOf, proof: rest.proof });
  return { assigned, cost, lexMin: [...officerOf], flaw };
}

function judgeCapacity({ n, m, cost, forbidden, capacity, expected, lexMin }: z.infer<typeof CapacityCase>): Verdict {
  if (cost.length !== n || cost.some((row) => row.length !== m) || capacity.length !== m) {
    return { ok: false, expected: `${n} rows of ${m} costs and ${m} capacities`, actual: 'another number' };
  }
  if (Object.keys(expected).length === 0) return { ok: false, expected: 'a value to compare with', actual: 'none' };
  const closed = new Set(forbidden.map(([row, column]) => row * m + column));
  const pairs = cost.flatMap((costs, row) =>
    costs.flatMap((value, column): readonly Pair[] => (closed.has(row * m + column) ? [] : [[row, column, value]])),
  );
  const input = inputOf(n, capacity, pairs);
  const fields = { ...expected, ...(lexMin === undefined ? {} : { lexMin }), flaw: undefined };
  return compareFields({ fields }, { ...answerTo(input), bottleneck: bottleneckCost(input) });
}

/** A square instance with a known optimum: everybody gets somebody, each once. */
function judgeSquare({ n, optimum }: z.infer<typeof BeasleyEntry>, pairs: readonly Pair[]): Verdict {
  const capacities = Array.from({ length: n }, () => 1);
  return compareFields(
    { fields: { assigned: n, cost: optimum, flaw: undefined } },
    { ...answerTo(inputOf(n, capacities, pairs)), lexMin: undefined },
  );
}

function densePairs(bytes: Uint8Array, n: number): readonly Pair[] {
  if (bytes.length !== n * n) throw new Error(`${bytes.length} bytes where ${n * n} are needed`);
  return Array.from(bytes, (cost, at): Pair => [Math.floor(at / n), at % n, cost]);
}

/** All rows, then all columns (two bytes each, the lower one first, counted from 1), then all costs (one byte each). */
function sparsePairs(bytes: Uint8Array): readonly Pair[] {
  const count = bytes.length / 5;
  if (!Number.isInteger(count)) throw new Error(`${bytes.length} bytes are no whole number of arcs`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, arc): Pair => [
    view.getUint16(2 * arc, true) - 1,
    view.getUint16(2 * (count + arc), true) - 1,
    view.getUint8(4 * count + arc),
  ]);
}

function casesOf({ text, bytesBeside }: CaseFile): readonly ReferenceCase[] {
  return casesByList(text, {
    cases: entriesOf(CapacityCase, judgeCapacity),
    dense: entriesOf(DenseEntry, async (entry) =>
      judgeSquare(entry, densePairs(await bytesBeside(entry.file), entry.n)),
    ),
    sparse: entriesOf(BeasleyEntry, async (entry) => judgeSquare(entry, sparsePairs(await bytesBeside(entry.file)))),
  });
}

/** Incidents for officers with capacities, and the square instances of the OR-Library: as many as can be, then the least cost. */
export const assignmentSuite: Suite = { name: 'assignment', cases: casesOf };
