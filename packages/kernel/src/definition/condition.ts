import type { Condition } from './schemas.ts';

/** What a field holds: text (also dates, instants, references, choices), an integer, a yes or no, or a list of texts. */
export type FieldValue = string | number | boolean | readonly string[];

/** What a condition may ask: what the case remembers. */
export interface CaseMemory {
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly flags: readonly string[];
}

/** What a field holds; `undefined` while nobody has recorded it. Own members only: nobody recorded a `toString`. */
export function fieldOf({ fields }: Pick<CaseMemory, 'fields'>, name: string): FieldValue | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Three values: a field that nobody recorded makes a comparison unknown, and `not` of unknown stays unknown. */
type Truth = boolean | undefined;

/** A condition on a field: it holds no others, and asks no flag. */
export type Comparison = Extract<Condition, { field: string }>;

function compare(comparison: Comparison, memory: CaseMemory): Truth {
  const held = fieldOf(memory, comparison.field);
  if (held === undefined) return undefined;
  if ('in' in comparison) return comparison.in.some((value) => value === held);
  if ('has' in comparison) return typeof held === 'object' && held.some((value) => value === comparison.has);
  const operand = '=' in comparison ? comparison['='] : comparison['<'];
  const value = typeof operand === 'object' ? fieldOf(memory, operand.field) : operand;
  if (value === undefined) return undefined;
  if ('=' in comparison) return value === held;
  if (typeof held === 'number' && typeof value === 'number') return held < value;
  // Dates and instants: their text sorts in the order of time.
  return typeof held === 'string' && typeof value === 'string' && held < value;
}

/**
 * Is it true of what a case remembers? `undefined` when a field that decides it was never recorded: a rule that says
 * "not younger than 60" must not be met by someone whose age nobody asked.
 */
export function judge(condition: Condition, memory: CaseMemory): Truth {
  if ('flag' in condition) return memory.flags.includes(condition.flag);
  if ('not' in condition) {
    const inner = judge(condition.not, memory);
    return inner === undefined ? undefined : !inner;
  }
  if ('and' in condition) {
    const judged = condition.and.map((each) => judge(each, memory));
    if (judged.includes(false)) return false;
    return judged.includes(undefined) ? undefined : true;
  }
  if ('or' in condition) {
    const judged = condition.or.map((each) => judge(each, memory));
    if (judged.includes(true)) return true;
    return judged.includes(undefined) ? undefined : false;
  }
  return compare(condition, memory);
}

/** The parts that must each hold: an `and` is several needs, and a refusal names those that fail. */
export function conjunctsOf(condition: Condition): readonly Condition[] {
  return 'and' in condition ? condition.and.flatMap(conjunctsOf) : [condition];
}

/** Every comparison inside a condition, with its path from there. */
export function comparisonsIn(
  condition: Condition,
  path: string,
): readonly { readonly comparison: Comparison | { readonly flag: string }; readonly path: string }[] {
  if ('and' in condition) return condition.and.flatMap((each, at) => comparisonsIn(each, `${path}.and[${at}]`));
  if ('or' in condition) return condition.or.flatMap((each, at) => comparisonsIn(each, `${path}.or[${at}]`));
  if ('not' in condition) return comparisonsIn(condition.not, `${path}.not`);
  return [{ comparison: condition, path }];
}

/** The fields a comparison reads: its own, and the one it is compared with. */
export function fieldsRead(comparison: Comparison): readonly string[] {
  const operand = '=' in comparison ? comparison['='] : '<' in comparison ? comparison['<'] : undefined;
  return typeof operand === 'object' ? [comparison.field, operand.field] : [comparison.field];
}

/** Every field that a condition reads somewhere, once. */
export function fieldsAsked(condition: Condition): readonly string[] {
  const asked = comparisonsIn(condition, '').flatMap(({ comparison }) =>
    'field' in comparison ? fieldsRead(comparison) : [],
  );
  return [...new Set(asked)];
}
