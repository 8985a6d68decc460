import type { AnyStateMachine, EventFromLogic, StateValueFrom } from 'xstate';
import { kernelError } from '../errors.ts';

/** A flat machine read once into a table: which fact may follow which. */
export interface Lifecycle<Status extends string = string, EventType extends string = string> {
  readonly initial: Status;
  readonly statuses: readonly Status[];
  readonly eventTypes: readonly EventType[];
  readonly finals: readonly Status[];
  readonly allows: (status: Status, eventType: EventType) => boolean;
  /** The status after the fact; `undefined` when it may not happen. */
  readonly next: (status: Status, eventType: EventType) => Status | undefined;
  /** The facts that may happen in a status. */
  readonly possible: (status: Status) => readonly EventType[];
}

interface TransitionConfig {
  readonly target?: unknown;
  readonly guard?: unknown;
  readonly actions?: unknown;
}
interface StateConfig {
  readonly type?: string;
  readonly on?: Readonly<Record<string, unknown>>;
}

/** What a flat machine may not have: each would be ignored by a table, so each is refused. */
const unsupported = ['states', 'after', 'always', 'invoke', 'entry', 'exit', 'onDone', 'history'] as const;

function listed(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function targetOf(machine: string, status: string, eventType: string, transition: unknown): string {
  const refuse = (problem: string): never => {
    throw kernelError('LIFECYCLE_NOT_FLAT', { machine, problem: `${status}: ${eventType}: ${problem}` });
  };
  const choices = listed(transition);
  if (choices.length !== 1) refuse('one target expected');
  const [choice] = choices;
  // The shape xstate itself declares; everything it can hold is looked at below.
  const config: TransitionConfig = typeof choice === 'object' && choice !== null ? choice : { target: choice };
  if (config.guard !== undefined || listed(config.actions).length > 0) refuse('guards and actions are not read');
  const [target] = listed(config.target);
  return typeof target === 'string' ? target : refuse('one target expected');
}

/**
 * Reads a flat machine once into a table, which answers in nanoseconds; the machine stays what diagrams and tests use.
 *
 * @throws JicengError `LIFECYCLE_NOT_FLAT` on nested or parallel states, guards, actions, context, delays, or a target that does not exist.
 */
export function createLifecycle<Machine extends AnyStateMachine>(
  machine: Machine,
): Lifecycle<StateValueFrom<Machine> & string, EventFromLogic<Machine>['type']> {
  type Status = StateValueFrom<Machine> & string;
  type EventType = EventFromLogic<Machine>['type'];
  const refuse = (problem: string): never => {
    throw kernelError('LIFECYCLE_NOT_FLAT', { machine: machine.id, problem });
  };
  const { config } = machine;
  if (config.type === 'parallel') refuse('parallel states');
  for (const part of ['on', 'after', 'always', 'invoke', 'entry', 'exit', 'context'] as const) {
    if (part in config && config[part] !== undefined) refuse(part);
  }
  const states: Readonly<Record<string, StateConfig>> = config.states ?? {};
  const table = new Map<string, Map<string, Status>>();
  const eventTypes = new Set<string>();
  for (const [status, state] of Object.entries(states)) {
    for (const part of unsupported) if (part in state) refuse(`${status}: ${part}`);
    const { type = 'atomic' } = state;
    if (type !== 'atomic' && type !== 'final') refuse(`${status}: type ${type}`);
    if (type === 'final' && Object.keys(state.on ?? {}).length > 0) refuse(`${status}: a final state has no steps`);
    const row = new Map<string, Status>();
    for (const [eventType, transition] of Object.entries(state.on ?? {})) {
      if (eventType.includes('*')) refuse(`${status}: wildcard`);
      const target = targetOf(machine.id, status, eventType, transition);
      if (!Object.hasOwn(states, target)) refuse(`${status}: ${eventType} leads to "${target}", which does not exist`);
      row.set(eventType, target as Status);
      eventTypes.add(eventType);
    }
    table.set(status, row);
  }
  const { initial } = config;
  if (typeof initial !== 'string' || !table.has(initial)) return refuse('no initial state');
  // The compiler took these very names from the machine's own type.
  const statuses = [...table.keys()] as Status[];
  return {
    initial: initial as Status,
    statuses,
    eventTypes: [...eventTypes] as EventType[],
    finals: statuses.filter((status) => states[status]?.type === 'final'),
    allows: (status, eventType) => table.get(status)?.has(eventType) ?? false,
    next: (status, eventType) => table.get(status)?.get(eventType),
    possible: (status) => [...(table.get(status)?.keys() ?? [])] as EventType[],
  };
}
