import { fieldsAsked } from './condition.ts';
import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import { stepsOf } from './graph.ts';
import type { DefinedAction, DefinedField, ProcessDefinition } from './schemas.ts';

function lintFacts(
  { facts, actions, clocks = [] }: ProcessDefinition,
  possible: ReadonlySet<string>,
): readonly DefinitionFinding[] {
  const rungs = clocks.flatMap(({ ladder = [] }) => ladder);
  const recorded = new Set([...actions, ...rungs].map(({ records }) => records));
  return facts.flatMap(({ fact }, at) => {
    const details = { named: fact };
    return [
      ...(recorded.has(fact) ? [] : [definitionError.reason('DEFINITION_FACT_UNRECORDED', details)]),
      ...(possible.has(fact) ? [] : [definitionError.reason('DEFINITION_FACT_IMPOSSIBLE', details)]),
    ].map((reason) => finding(`facts[${at}]`, reason));
  });
}

function lintFields({ fields = [], actions }: ProcessDefinition): readonly DefinitionFinding[] {
  const required = new Set(actions.flatMap(({ requires = [] }) => requires));
  const asked = new Set(
    actions.flatMap(({ needs, notice }) => [
      ...(needs === undefined ? [] : fieldsAsked(needs)),
      ...(notice === undefined ? [] : [notice.to]),
    ]),
  );
  return fields.flatMap((field, at) => {
    const details = { named: field.field };
    const empty = field.type === 'integer' && (field.min ?? -Infinity) > (field.max ?? Infinity);
    return [
      ...(asked.has(field.field) && !required.has(field.field)
        ? [definitionError.reason('DEFINITION_FIELD_NEVER_REQUIRED', details)]
        : []),
      ...(empty ? [definitionError.reason('DEFINITION_FIELD_IMPOSSIBLE', details)] : []),
    ].map((reason) => finding(`fields[${at}]`, reason));
  });
}

function lintAction(
  fields: ReadonlyMap<string, DefinedField>,
  { action, roles, notice }: DefinedAction,
  path: string,
): readonly DefinitionFinding[] {
  const addressee = notice === undefined ? undefined : fields.get(notice.to);
  return [
    ...(roles.length > 0
      ? []
      : [finding(`${path}.roles`, definitionError.reason('DEFINITION_NOBODY_MAY', { named: action }))]),
    // One that is not declared is told as an unknown name.
    ...(addressee === undefined || addressee.type === 'reference'
      ? []
      : [
          finding(
            `${path}.notice.to`,
            definitionError.reason('DEFINITION_ADDRESSEE_WRONG', { named: addressee.field }),
          ),
        ]),
  ];
}

/** Acts that nobody may perform or no state allows, facts that nobody records, fields that cannot be filled in, notices to nobody. */
export function lintActions(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const possible = new Set(stepsOf(definition).map(({ fact }) => fact));
  const fields = new Map((definition.fields ?? []).map((field) => [field.field, field]));
  return [
    ...lintFacts(definition, possible),
    ...lintFields(definition),
    ...definition.actions.flatMap((action, at) => lintAction(fields, action, `actions[${at}]`)),
  ];
}
