import { canonicalJson } from '../plain/canonical-json.ts';
import type { Process, Timer } from '../rules/decider.ts';
import { digestNamed } from '../plain/digest.ts';
import { timerKey, type DueTimer } from '../timers/due-timers.ts';
import type { Ask } from '../command/draft.ts';
import type { Instant } from '../plain/instant.ts';
import { createLifecycle, type Lifecycle } from '../rules/lifecycle.ts';
import type { Actor } from '../plain/refs.ts';
import { runOf, stateAfter, stateAtStart, type DefinedState } from './case-state.ts';
import { isOpen, type ClockRun } from './clock-run.ts';
import { fieldOf } from './condition.ts';
import { definitionError } from './errors.ts';
import { loadDefinition } from './lint.ts';
import { machineOf, type DefinedMachine } from './machine.ts';
import { commandSchemaOf, eventSchemaOf, type DefinedCommand, type DefinedEvent } from './process-schemas.ts';
import { refusalsOf } from './refusals.ts';
import { clockRole, rungCommand } from './reserved.ts';
import type { DefinedClock, ProcessDefinition } from './schemas.ts';

/**
 * When each rung of a clock's ladder is due, in the ladder's order; `undefined` while it cannot be known, as during a pause.
 * The host or a process package gives it, with `@jiceng/sla` and its calendar: counting legal time is not the kernel's.
 */
export type RungTimes = (clock: DefinedClock, run: ClockRun) => readonly (Instant | undefined)[];

/** A process made of a definition, with the machine and the table that were made on the way. */
export interface DefinedProcess extends Process<DefinedState, DefinedCommand, DefinedEvent> {
  readonly definition: ProcessDefinition;
  readonly machine: DefinedMachine;
  readonly lifecycle: Lifecycle;
}

/** What a definition is run by. */
interface Rules {
  readonly definition: ProcessDefinition;
  readonly lifecycle: Lifecycle;
  readonly rungTimes: RungTimes;
}

/** The next rung of every running clock. One at a time: rungs are passed in order, however late the sweeper comes. */
function timersOf({ definition, rungTimes }: Rules, state: DefinedState): readonly Timer[] {
  return (definition.clocks ?? []).flatMap((clock) => {
    const run = runOf(state, clock.clock);
    const rung = isOpen(run) ? clock.ladder?.[run.passed] : undefined;
    if (run === undefined || rung === undefined) return [];
    const dueAt = rungTimes(clock, run)[run.passed];
    return dueAt === undefined ? [] : [{ name: `${clock.clock}/${rung.rung}/${run.round}`, dueAt }];
  });
}

function decideRung(rules: Rules, { fields }: DefinedCommand, state: DefinedState, now: Instant): DefinedEvent {
  const { clocks = [], edition } = rules.definition;
  const [clockName, rungName] = [String(fields['clock']), String(fields['rung'])];
  const due = timersOf(rules, state).find(({ name }) => name.startsWith(`${clockName}/${rungName}/`));
  const clock = clocks.find((each) => each.clock === clockName);
  const rung = clock?.ladder?.find((each) => each.rung === rungName);
  const status = rung === undefined ? undefined : rules.lifecycle.next(state.status, rung.records);
  if (rung === undefined || status === undefined || due === undefined || due.dueAt > now) {
    throw definitionError('PROCESS_RUNG_NOT_DUE', { clock: clock?.name ?? clockName, rung: rung?.name ?? rungName });
  }
  return { type: rung.records, edition, status, fields: {}, rung: { clock: clockName, rung: rungName } };
}

function decideAction(
  { definition, lifecycle }: Rules,
  { type, fields }: DefinedCommand,
  state: DefinedState,
): DefinedEvent {
  const action = definition.actions.find((each) => each.action === type);
  const status = action === undefined ? undefined : lifecycle.next(state.status, action.records);
  if (action === undefined || status === undefined) {
    throw definitionError('PROCESS_STEP_NOT_ALLOWED', { statusName: state.status, actionName: action?.name ?? type });
  }
  const event = { type: action.records, edition: definition.edition, status, fields };
  if (action.notice === undefined) return event;
  const to = fieldOf({ fields }, action.notice.to) ?? fieldOf(state, action.notice.to);
  return { ...event, notice: { template: action.notice.template, to: String(to) } };
}

/**
 * The one decider that runs every definition. A case is bound to the edition it began under; its moments come from the
 * envelopes of its facts, so that a receipt entered late starts its clock when it happened.
 *
 * @param options.rungTimes tells when the rungs of a ladder are due; needed when a clock has one.
 * @throws JicengError `DEFINITION_INVALID` with every error the linter found.
 * @throws JicengError `DEFINITION_LADDER_UNTIMED` when a clock has a ladder and nobody tells its times: it would never be climbed.
 */
export function createDefinedProcess(value: unknown, options: { readonly rungTimes?: RungTimes } = {}): DefinedProcess {
  const definition = loadDefinition(value);
  const untimed = definition.clocks?.find(({ ladder = [] }) => ladder.length > 0);
  if (untimed !== undefined && options.rungTimes === undefined) {
    throw definitionError('DEFINITION_LADDER_UNTIMED', { clock: untimed.name });
  }
  const machine = machineOf(definition);
  const lifecycle: Lifecycle = createLifecycle(machine);
  const rules: Rules = { definition, lifecycle, rungTimes: options.rungTimes ?? (() => []) };
  const actions = new Map(definition.actions.map((action) => [action.action, action]));
  return {
    definition,
    machine,
    lifecycle,
    // With the digest: a definition that changes under the same edition folds its streams anew instead of trusting their heads.
    fold: `${definition.id}/${definition.edition}#${digestNamed('sha256').hex(canonicalJson(definition)).slice(0, 16)}`,
    commandSchema: commandSchemaOf(definition),
    eventSchema: eventSchemaOf(definition),
    decider: {
      initialState: stateAtStart(definition),
      commands: [...actions.keys(), ...(untimed === undefined ? [] : [rungCommand])],
      refuse: (type, state, context) => refusalsOf(definition, lifecycle, actions.get(type), state, context),
      decide: (command, state, { now }) => [
        command.type === rungCommand ? decideRung(rules, command, state, now) : decideAction(rules, command, state),
      ],
      evolve: (state, event, occurredAt) => stateAfter(definition, state, event, occurredAt),
      timers: (state) => timersOf(rules, state),
    },
  };
}

/** The clock as an actor: whoever fires timers acts as it. */
export const clockActor: Actor = { id: 'clock', roles: [clockRole] };

/** What a due timer of a defined process asks for: the passing of its rung, at the moment it was due. */
export function rungAsk(timer: DueTimer): Pick<Ask, 'tenant' | 'key' | 'command' | 'actor' | 'occurredAt'> {
  const [clock = '', rung = ''] = timer.name.split('/');
  const command: DefinedCommand = { type: rungCommand, fields: { clock, rung } };
  return { tenant: timer.tenant, key: timerKey(timer), command, actor: clockActor, occurredAt: timer.dueAt };
}
