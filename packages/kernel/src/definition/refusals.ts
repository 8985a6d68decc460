import type { DecideContext } from '../rules/decider.ts';
import type { Reason, Words } from '../plain/jiceng-error.ts';
import type { Lifecycle } from '../rules/lifecycle.ts';
import { runOf, type DefinedState } from './case-state.ts';
import { isOpen } from './clock-run.ts';
import { conjunctsOf, fieldOf, fieldsAsked, judge } from './condition.ts';
import { anyOf, conditionWords, fieldWords } from './condition-words.ts';
import { definitionError } from './errors.ts';
import { clockRole, clockWords } from './reserved.ts';
import type { Condition, DefinedAction, ProcessDefinition } from './schemas.ts';

function editionReasons({ edition, continues = [] }: ProcessDefinition, state: DefinedState): readonly Reason[] {
  const own = state.edition === undefined || state.edition === edition || continues.includes(state.edition);
  if (own) return [];
  return [definitionError.reason('PROCESS_EDITION_DIFFERS', { edition: state.edition ?? '', offered: edition })];
}

function roleWords({ roles }: ProcessDefinition, role: string): Words {
  if (role === clockRole) return clockWords;
  return roles.find((each) => each.role === role)?.name ?? { 'zh-CN': role, en: role };
}

function roleReasons(
  definition: ProcessDefinition,
  allowed: readonly string[],
  context: DecideContext,
): readonly Reason[] {
  if (allowed.some((role) => context.actor.roles.includes(role))) return [];
  const roles = anyOf(allowed.map((role) => roleWords(definition, role)));
  return [definitionError.reason('PROCESS_ROLE_MISSING', { roles, allowed })];
}

function needReasons(definition: ProcessDefinition, need: Condition, state: DefinedState): readonly Reason[] {
  return conjunctsOf(need).flatMap((condition): readonly Reason[] => {
    const truth = judge(condition, state);
    if (truth === true) return [];
    if (truth === false) {
      return [definitionError.reason('PROCESS_NEED_UNMET', { condition: conditionWords(definition, condition) })];
    }
    const fields = fieldsAsked(condition).filter((field) => fieldOf(state, field) === undefined);
    const missing = fields.map((field) => fieldWords(definition, field));
    return [definitionError.reason('PROCESS_FIELD_MISSING', { missing, fields })];
  });
}

/** A notice needs somebody it goes to: recorded before, or required now. */
function noticeReasons(definition: ProcessDefinition, action: DefinedAction, state: DefinedState): readonly Reason[] {
  const { notice, requires = [] } = action;
  if (notice === undefined || requires.includes(notice.to) || fieldOf(state, notice.to) !== undefined) return [];
  const missing = [fieldWords(definition, notice.to)];
  return [definitionError.reason('PROCESS_FIELD_MISSING', { missing, fields: [notice.to] })];
}

function actionReasons(
  definition: ProcessDefinition,
  lifecycle: Lifecycle,
  action: DefinedAction,
  state: DefinedState,
  context: DecideContext,
): readonly Reason[] {
  const statusName = definition.states.find((each) => each.state === state.status)?.name ?? state.status;
  const step = { status: state.status, statusName, action: action.action, actionName: action.name };
  const reasons = [
    ...(lifecycle.allows(state.status, action.records)
      ? []
      : [definitionError.reason('PROCESS_STEP_NOT_ALLOWED', step)]),
    ...roleReasons(definition, action.roles, context),
    ...(action.needs === undefined ? [] : needReasons(definition, action.needs, state)),
    ...noticeReasons(definition, action, state),
  ];
  const { source } = action;
  return source === undefined
    ? reasons
    : reasons.map((reason) => ({ ...reason, details: { ...reason.details, source } }));
}

/** Which clock and rung are judged with the command's content. */
function rungReasons(definition: ProcessDefinition, state: DefinedState, context: DecideContext): readonly Reason[] {
  const running = (definition.clocks ?? []).some(({ clock }) => isOpen(runOf(state, clock)));
  return [
    ...roleReasons(definition, [clockRole], context),
    ...(running ? [] : [definitionError.reason('PROCESS_CLOCK_NOT_RUNNING')]),
  ];
}

/**
 * Why an action, or without one the passing of a rung, is not possible now: the edition first, then the lifecycle, who asks, and
 * what the case must have come to.
 */
export function refusalsOf(
  definition: ProcessDefinition,
  lifecycle: Lifecycle,
  action: DefinedAction | undefined,
  state: DefinedState,
  context: DecideContext,
): readonly Reason[] {
  const editions = editionReasons(definition, state);
  if (editions.length > 0) return editions;
  return action === undefined
    ? rungReasons(definition, state, context)
    : actionReasons(definition, lifecycle, action, state, context);
}
