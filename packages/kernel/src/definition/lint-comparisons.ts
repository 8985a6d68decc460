import type { Words } from '../plain/jiceng-error.ts';
import { comparisonsIn, type Comparison } from './condition.ts';
import { conditionWords } from './condition-words.ts';
import { definitionError } from './errors.ts';
import { givenField, holdsSeveral } from './field-schemas.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import type { DefinedField, ProcessDefinition } from './schemas.ts';

type Literal = string | number | boolean;

/** Asked of the schema that commands are read with: a value which that refuses, or writes otherwise, is never found in the field. */
function canHold(field: DefinedField, value: Literal): boolean {
  const given = holdsSeveral(field) ? [value] : value;
  const read = givenField(field).safeParse(given);
  return read.success && JSON.stringify(read.data) === JSON.stringify(given);
}

/** What a value compared with a field must be; `undefined` when it is. */
function valueProblem(field: DefinedField, value: Literal): Words | undefined {
  if (canHold(field, value)) return undefined;
  const text = JSON.stringify(value);
  return {
    'zh-CN': `“${field.name['zh-CN']}”的值不可能是 ${text}。`,
    en: `"${field.name.en}" never holds ${text}.`,
  };
}

const notOrdered: Words = {
  'zh-CN': '只有整数、日期和时刻可以比大小。',
  en: 'only integers, dates and instants have an order.',
};
const oneValue: Words = { 'zh-CN': '此字段可有多个值，须用“has”。', en: 'the field holds several values: ask "has".' };
const manyValues: Words = {
  'zh-CN': '此字段只有一个值，不能用“has”。',
  en: 'the field holds one value: "has" cannot be asked.',
};
const otherType: Words = { 'zh-CN': '两个字段的类型不同。', en: 'the two fields are of different types.' };

function comparisonProblem(fields: ReadonlyMap<string, DefinedField>, comparison: Comparison): Words | undefined {
  const field = fields.get(comparison.field);
  if (field === undefined) return undefined; // told as an unknown name
  if ('has' in comparison) return holdsSeveral(field) ? valueProblem(field, comparison.has) : manyValues;
  if (holdsSeveral(field)) return oneValue;
  if ('in' in comparison) {
    return comparison.in.map((value) => valueProblem(field, value)).find((problem) => problem !== undefined);
  }
  if ('<' in comparison && !/^(integer|date|instant)$/.test(field.type)) return notOrdered;
  const operand = '=' in comparison ? comparison['='] : comparison['<'];
  if (typeof operand === 'object') {
    const other = fields.get(operand.field);
    return other === undefined || other.type === field.type ? undefined : otherType;
  }
  // What is above the greatest value a field can hold may still be what it stays below.
  const unbounded =
    field.type === 'integer' && '<' in comparison ? { ...field, min: undefined, max: undefined } : field;
  return valueProblem(unbounded, operand);
}

/** Comparisons that make no sense: between types, of what cannot be ordered, with what a field never holds. */
export function lintComparisons(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const fields = new Map((definition.fields ?? []).map((field) => [field.field, field]));
  const comparisons = definition.actions.flatMap(({ needs }, at) =>
    needs === undefined ? [] : comparisonsIn(needs, `actions[${at}].needs`),
  );
  return comparisons.flatMap(({ comparison, path }) => {
    const problem = 'flag' in comparison ? undefined : comparisonProblem(fields, comparison);
    if (problem === undefined) return [];
    const condition = conditionWords(definition, comparison);
    return [finding(path, definitionError.reason('DEFINITION_COMPARISON_WRONG', { condition, problem }))];
  });
}
