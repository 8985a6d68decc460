import { isJicengError, type Words } from '../plain/jiceng-error.ts';
import { parseCivilDate } from '../plain/civil-date.ts';
import { parseInstant } from '../plain/instant.ts';
import { comparisonsIn, fieldsRead } from './condition.ts';
import { conditionWords } from './condition-words.ts';
import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import { stepsOf } from './graph.ts';
import type { Condition, DefinedAction, DefinedField, ProcessDefinition } from './schemas.ts';

type Literal = string | number | boolean;

const several = /^(texts|references|choices)$/;

/** What a value compared with a field must be; `undefined` when it is. */
function valueProblem(field: DefinedField, value: Literal): Words | undefined {
  const wrong: Words = {
    'zh-CN': `字段“${field.field}”不会有值 ${JSON.stringify(value)}。`,
    en: `the field "${field.field}" never holds ${JSON.stringify(value)}.`,
  };
  switch (field.type) {
    case 'integer':
      return typeof value === 'number' ? undefined : wrong;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrong;
    case 'choice':
    case 'choices':
      return field.choices.some(({ choice }) => choice === value) ? undefined : wrong;
    case 'date':
    case 'instant':
      try {
        if (typeof value !== 'string') return wrong;
        // What sorts as text must be written as it is recorded.
        return (field.type === 'date' ? parseCivilDate(value) : parseInstant(value)) === value ? undefined : wrong;
      } catch (error) {
        if (isJicengError(error)) return wrong;
        throw error;
      }
    case 'text':
    case 'texts':
    case 'reference':
    case 'references':
      return typeof value === 'string' ? undefined : wrong;
  }
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

function comparisonProblem(
  fields: ReadonlyMap<string, DefinedField>,
  comparison: Exclude<Condition, { and: unknown } | { or: unknown } | { not: unknown } | { flag: unknown }>,
): Words | undefined {
  const field = fields.get(comparison.field);
  if (field === undefined) return undefined; // told as an unknown name
  if ('has' in comparison) return several.test(field.type) ? valueProblem(field, comparison.has) : manyValues;
  if (several.test(field.type)) return oneValue;
  if ('in' in comparison) {
    return comparison.in.map((value) => valueProblem(field, value)).find((problem) => problem !== undefined);
  }
  if ('<' in comparison && !/^(integer|date|instant)$/.test(field.type)) return notOrdered;
  const operand = '=' in comparison ? comparison['='] : comparison['<'];
  if (typeof operand !== 'object') return valueProblem(field, operand);
  const other = fields.get(operand.field);
  return other === undefined || other.type === field.type ? undefined : otherType;
}

function lintNeeds(definition: ProcessDefinition, action: DefinedAction, path: string): readonly DefinitionFinding[] {
  if (action.needs === undefined) return [];
  const fields = new Map((definition.fields ?? []).map((field) => [field.field, field]));
  return comparisonsIn(action.needs, `${path}.needs`).flatMap(({ comparison, path: place }) => {
    const problem = 'flag' in comparison ? undefined : comparisonProblem(fields, comparison);
    if (problem === undefined) return [];
    const condition = conditionWords(definition, comparison);
    return [finding(place, definitionError.reason('DEFINITION_COMPARISON_WRONG', { condition, problem }))];
  });
}

function lintFields({ fields = [], actions }: ProcessDefinition): readonly DefinitionFinding[] {
  const required = new Set(actions.flatMap(({ requires = [] }) => requires));
  const asked = new Set(
    actions.flatMap(({ needs, notice }) => [
      ...(needs === undefined ? [] : comparisonsIn(needs, '')).flatMap(({ comparison }) =>
        'field' in comparison ? fieldsRead(comparison) : [],
      ),
      ...(notice === undefined ? [] : [notice.to]),
    ]),
  );
  return fields.flatMap((field, at) => [
    ...(asked.has(field.field) && !required.has(field.field)
      ? [finding(`fields[${at}]`, definitionError.reason('DEFINITION_FIELD_NEVER_REQUIRED', { named: field.field }))]
      : []),
    ...(field.type === 'integer' && (field.min ?? -Infinity) > (field.max ?? Infinity)
      ? [finding(`fields[${at}]`, definitionError.reason('DEFINITION_FIELD_IMPOSSIBLE', { named: field.field }))]
      : []),
  ]);
}

/** Acts that nobody may perform or no state allows, facts that nobody records, conditions that make no sense. */
export function lintActions(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const { actions, facts, clocks = [], fields = [] } = definition;
  const possible = new Set(stepsOf(definition).map(({ fact }) => fact));
  const recorded = new Set([
    ...actions.map(({ records }) => records),
    ...clocks.flatMap(({ ladder = [] }) => ladder.map(({ records }) => records)),
  ]);
  return [
    ...facts.flatMap(({ fact }, at) => {
      const details = { named: fact };
      return [
        ...(recorded.has(fact) ? [] : [definitionError.reason('DEFINITION_FACT_UNRECORDED', details)]),
        ...(possible.has(fact) ? [] : [definitionError.reason('DEFINITION_FACT_IMPOSSIBLE', details)]),
      ].map((reason) => finding(`facts[${at}]`, reason));
    }),
    ...lintFields(definition),
    ...actions.flatMap((action, at) => {
      const path = `actions[${at}]`;
      const addressee = fields.find(({ field }) => field === action.notice?.to);
      return [
        ...(action.roles.length > 0
          ? []
          : [finding(`${path}.roles`, definitionError.reason('DEFINITION_NOBODY_MAY', { named: action.action }))]),
        ...lintNeeds(definition, action, path),
        ...(addressee === undefined || addressee.type === 'reference'
          ? []
          : [
              finding(
                `${path}.notice.to`,
                definitionError.reason('DEFINITION_ADDRESSEE_WRONG', { named: addressee.field }),
              ),
            ]),
      ];
    }),
  ];
}
