import { fieldsRead } from './condition.ts';
import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import type { Condition, DefinedAction, ProcessDefinition } from './schemas.ts';

/** What no case ever comes to: fields that stay empty, and flags that stay down. */
interface Never {
  readonly fields: ReadonlySet<string>;
  readonly flags: ReadonlySet<string>;
}

/** Could it come out so in some case? A yes may be mistaken, a no is not. */
function canBe(wanted: boolean, condition: Condition, never: Never): boolean {
  if ('not' in condition) return canBe(!wanted, condition.not, never);
  if ('flag' in condition) return !wanted || !never.flags.has(condition.flag);
  if ('field' in condition) return !fieldsRead(condition).some((field) => never.fields.has(field));
  const isAnd = 'and' in condition;
  const parts = isAnd ? condition.and : condition.or;
  // An `and` is true, and an `or` is false, only with all its parts.
  return wanted === isAnd
    ? parts.every((part) => canBe(wanted, part, never))
    : parts.some((part) => canBe(wanted, part, never));
}

/** Acts that wait for what only they, or others that wait like them, would bring: found by letting everybody act who can. */
function waitingForever({ actions, clocks = [], flags = [] }: ProcessDefinition): ReadonlySet<DefinedAction> {
  const given = ({ requires = [], accepts = [] }: DefinedAction) => [...requires, ...accepts];
  const byRungs = new Set(clocks.flatMap(({ ladder = [] }) => ladder.map(({ records }) => records)));
  const byActs = new Set(actions.map(({ records }) => records).filter((fact) => !byRungs.has(fact)));
  // A fact that nobody records is told as such, and so is a field that nobody gives: here both may come.
  const raised = flags.filter(({ setOn }) => setOn.every((fact) => byActs.has(fact)));
  const never = { fields: new Set(actions.flatMap(given)), flags: new Set(raised.map(({ flag }) => flag)) };
  const waiting = new Set(actions);
  for (let before = Infinity; waiting.size < before;) {
    before = waiting.size;
    for (const action of waiting) {
      if (action.needs !== undefined && !canBe(true, action.needs, never)) continue;
      waiting.delete(action);
      for (const field of given(action)) never.fields.delete(field);
      for (const { flag, setOn } of raised) if (setOn.includes(action.records)) never.flags.delete(flag);
    }
  }
  return waiting;
}

/** Acts whose needs nothing could ever meet. */
export function lintNeeds(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const waiting = waitingForever(definition);
  return definition.actions.flatMap((action, at) => {
    if (!waiting.has(action)) return [];
    const reason = definitionError.reason('DEFINITION_NEED_NEVER_MET', { named: action.action });
    return [finding(`actions[${at}].needs`, reason)];
  });
}
