import { gcj02ToBd09, wgs84ToBd09, wgs84ToGcj02, type Position } from '@jiceng/dispatch';
import {
  bd09ToGcj02,
  bd09ToGcj02OneStep,
  bd09ToWgs84,
  gcj02ToWgs84,
  gcj02ToWgs84OneStep,
} from '@jiceng/dispatch/inverse';
import * as z from 'zod';
import { casesOfLists, entriesOf, type ListReader } from './case-lists.ts';
import type { Suite, Verdict } from './suite.ts';
import { settlesInTime } from './time-limit.ts';

const position = z.tuple([z.number(), z.number()]);
const Tolerances = z.object({
  forward: z.number().positive(),
  inverse_exact: z.number().positive(),
  inverse_one_step: z.number().positive(),
  bd09_onestep_vs_exact: z.number().positive(),
  vendor: z.number().positive(),
});
type Tolerances = z.infer<typeof Tolerances>;
type Convert = (from: Position) => Position;

/** A conversion held against a value, and how far from it the answer may lie. */
interface Comparison {
  readonly convert: Convert;
  readonly within: keyof Tolerances;
}

/** What each field of an entry of `inside` is compared with: an exact inverse also says how good one step is. */
const inside: Readonly<Record<string, readonly Comparison[]>> = {
  wgs84_to_gcj02: [{ convert: wgs84ToGcj02, within: 'forward' }],
  gcj02_to_bd09: [{ convert: gcj02ToBd09, within: 'forward' }],
  wgs84_to_bd09: [{ convert: wgs84ToBd09, within: 'forward' }],
  gcj02_to_wgs84_exact: [
    { convert: gcj02ToWgs84, within: 'inverse_exact' },
    { convert: gcj02ToWgs84OneStep, within: 'inverse_one_step' },
  ],
  // The published formula, run backwards: it has a value of its own, as exact as the way forward.
  bd09_to_gcj02_onestep: [{ convert: bd09ToGcj02OneStep, within: 'forward' }],
  bd09_to_gcj02_exact: [
    { convert: bd09ToGcj02, within: 'inverse_exact' },
    { convert: bd09ToGcj02OneStep, within: 'bd09_onestep_vs_exact' },
  ],
  bd09_to_wgs84_exact: [{ convert: bd09ToWgs84, within: 'inverse_exact' }],
};

/** What others publish between two systems. Back from BD-09 that is one step: the vendor's service answers so. */
const published: Readonly<Record<string, Convert>> = {
  'wgs84 to gcj02': wgs84ToGcj02,
  'gcj02 to bd09': gcj02ToBd09,
  'wgs84 to bd09': wgs84ToBd09,
  'gcj02 to wgs84': gcj02ToWgs84,
  'bd09 to gcj02': bd09ToGcj02OneStep,
  'bd09 to wgs84': bd09ToWgs84,
};

const conversions = Object.values(inside).flatMap((comparisons) => comparisons.map(({ convert }) => convert));
const hangLimit = { limitMs: 1_000, nowMs: () => performance.now() };

/** Fields that speak to people, and those that name the entry. */
const notCompared = new Set(['id', 'name', 'input', 'src', 'source', 'note', 'why', 'divergesFrom']);

const metresPerDegree = 111_319.49;
function distanceM(a: Position, b: Position): number {
  const east = (a[0] - b[0]) * Math.cos((b[1] * Math.PI) / 180);
  return Math.hypot(east, a[1] - b[1]) * metresPerDegree;
}

/** Every named value with the distances allowed from it; the first that is too far makes the verdict. */
function judge(
  input: Position,
  expected: Position,
  comparisons: readonly { readonly convert: Convert; readonly withinM: number }[],
): Verdict {
  for (const { convert, withinM } of comparisons) {
    const actual = convert(input);
    const apartM = distanceM(actual, expected);
    // Written so that a distance that is no number fails.
    if (apartM <= withinM) continue;
    return {
      ok: false,
      expected: { by: convert.name, position: expected, withinM },
      actual: { position: actual, apartM },
    };
  }
  return { ok: true };
}

const insideReader = (tolerances: Tolerances): ListReader =>
  entriesOf(z.looseObject({ input: position }), (entry) => {
    const fields = Object.keys(entry).filter((field) => !notCompared.has(field));
    if (fields.length === 0) return { ok: false, expected: 'a value to compare with', actual: 'none' };
    for (const field of fields) {
      const comparisons = inside[field];
      const expected = position.safeParse(entry[field]);
      if (comparisons === undefined || !expected.success) {
        return { ok: false, expected: 'positions in fields that are known', actual: field };
      }
      const limits = comparisons.map(({ convert, within }) => ({ convert, withinM: tolerances[within] }));
      const verdict = judge(entry.input, expected.data, limits);
      if (!verdict.ok) return verdict;
    }
    return { ok: true };
  });

const system = z.enum(['wgs84', 'gcj02', 'bd09']);
const publishedReader = (tolerances: Tolerances): ListReader =>
  entriesOf(z.looseObject({ from: system, to: system, src: z.string().optional() }), (entry) => {
    const convert = published[`${entry.from} to ${entry.to}`];
    const input = position.safeParse(entry[entry.from]);
    const expected = position.safeParse(entry[entry.to]);
    if (convert === undefined || !input.success || !expected.success) {
      return { ok: false, expected: 'a position in each of two systems', actual: entry };
    }
    const withinM = tolerances[entry.src?.includes('vendor') === true ? 'vendor' : 'forward'];
    return judge(input.data, expected.data, [{ convert, withinM }]);
  });

const hangReader: ListReader = entriesOf(position, (input) => {
  const late = conversions.filter((convert) => !settlesInTime(() => convert(input), hangLimit));
  if (late.length === 0) return { ok: true };
  return { ok: false, expected: `an answer within ${hangLimit.limitMs} ms`, actual: late.map(({ name }) => name) };
});

const CoordinateFile = z.looseObject({
  tolerance_m: Tolerances,
  hang: z.looseObject({ inputs: z.array(z.unknown()) }).optional(),
});

/** Positions in WGS-84, GCJ-02 and BD-09: what others published, both ways, in metres; and what has made a program hang. */
export const coordinatesSuite: Suite = {
  name: 'coordinates',
  cases: ({ text }) => {
    const { tolerance_m: tolerances, hang, ...lists } = CoordinateFile.parse(JSON.parse(text));
    return casesOfLists(
      { ...lists, ...(hang === undefined ? {} : { 'hang.inputs': hang.inputs }) },
      { published: publishedReader(tolerances), inside: insideReader(tolerances), 'hang.inputs': hangReader },
    );
  },
};
