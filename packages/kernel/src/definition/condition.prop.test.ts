import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Condition, FieldValue } from '../index.ts';
import { deskContext, needing } from './needing.fixture.ts';

const small = fc.integer({ min: 0, max: 3 });
const leaf = fc.oneof(
  fc.constant<Condition>({ flag: 'told' }),
  small.map((value): Condition => ({ field: 'age', '=': value })),
  small.map((value): Condition => ({ field: 'age', '<': value })),
  fc.constant<Condition>({ field: 'age', '<': { field: 'limit' } }),
  fc.constant<Condition>({ field: 'age', '=': { field: 'limit' } }),
  fc.array(small, { minLength: 1, maxLength: 3 }).map((values): Condition => ({ field: 'limit', in: values })),
  fc.boolean().map((value): Condition => ({ field: 'given', '=': value })),
  fc.constantFrom('x', 'y').map((value): Condition => ({ field: 'papers', has: value })),
);
const { needed } = fc.letrec<{ needed: Condition }>((tie) => ({
  needed: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie('needed').map((not): Condition => ({ not })),
    fc.array(tie('needed'), { minLength: 1, maxLength: 3 }).map((and): Condition => ({ and })),
    fc.array(tie('needed'), { minLength: 1, maxLength: 3 }).map((or): Condition => ({ or })),
  ),
}));

type Fields = Readonly<Record<string, FieldValue>>;
const fields: fc.Arbitrary<Fields> = fc.record(
  { age: small, limit: small, given: fc.boolean(), papers: fc.subarray(['x', 'y', 'z'], { minLength: 1 }) },
  { requiredKeys: [] },
);
const flags = fc.subarray(['told']);

/** The same meaning, said otherwise: 1 true, 0 false, a half unknown; `and` is the least, `or` the greatest, `not` the rest to 1. */
function degree(condition: Condition, held: Fields, marked: readonly string[]): number {
  if ('flag' in condition) return marked.includes(condition.flag) ? 1 : 0;
  if ('not' in condition) return 1 - degree(condition.not, held, marked);
  if ('and' in condition) return Math.min(1, ...condition.and.map((each) => degree(each, held, marked)));
  if ('or' in condition) return Math.max(0, ...condition.or.map((each) => degree(each, held, marked)));
  const value = held[condition.field];
  const operand = '=' in condition ? condition['='] : '<' in condition ? condition['<'] : undefined;
  const other = typeof operand === 'object' ? held[operand.field] : operand;
  if (value === undefined || (typeof operand === 'object' && other === undefined)) return 0.5;
  if ('in' in condition) return condition.in.some((each) => each === value) ? 1 : 0;
  if ('has' in condition) return Array.isArray(value) && value.includes(condition.has) ? 1 : 0;
  if ('=' in condition) return value === other ? 1 : 0;
  return Number(value) < Number(other) ? 1 : 0;
}

const refusals = (needs: Condition, held: Fields, marked: readonly string[]) =>
  needing(needs).decider.refuse(
    'do',
    { edition: '1', status: 'a', fields: held, flags: marked, clocks: {} },
    deskContext,
  );

it.prop([needed, fields, flags])(
  'an act is possible exactly when its needs are known to be met',
  (needs, held, marked) => {
    const reasons = refusals(needs, held, marked);
    expect(reasons.length === 0).toBe(degree(needs, held, marked) === 1);
    for (const { code } of reasons) expect(code).toMatch(/^PROCESS_(NEED_UNMET|FIELD_MISSING)$/);
  },
);

it.prop([needed, fields, flags])('what is missing is named, and only that', (needs, held, marked) => {
  for (const { code, details } of refusals(needs, held, marked)) {
    if (code !== 'PROCESS_FIELD_MISSING') continue;
    const missing = details['fields'];
    expect(Array.isArray(missing) && missing.length > 0).toBe(true);
    for (const field of Array.isArray(missing) ? missing : []) expect(Object.hasOwn(held, String(field))).toBe(false);
  }
});

it.prop([needed, fields, fields, flags])(
  'learning more never turns a settled answer round',
  (needs, held, more, marked) => {
    const before = degree(needs, held, marked);
    fc.pre(before !== 0.5);
    const wiser = { ...more, ...held };
    expect(refusals(needs, wiser, marked).length === 0).toBe(before === 1);
  },
);

it.prop([needed, fields, flags])('a need and its double denial are one', (needs, held, marked) => {
  const denied: Condition = { not: { not: needs } };
  expect(refusals(denied, held, marked).length === 0).toBe(refusals(needs, held, marked).length === 0);
});
