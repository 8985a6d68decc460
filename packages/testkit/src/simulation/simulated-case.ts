import { parseInstant, type Decider, type Process, type Timer } from '@jiceng/kernel';
import { simulationError } from './errors.ts';
import { SimulatedCommand, SimulatedEvent } from './schemas.ts';

export interface SimulatedState {
  /** The requests that were recorded, in order. */
  readonly said: readonly string[];
  readonly waiting: readonly Timer[];
  /** Timers that were called off: one that fires all the same has nothing to say. */
  readonly calledOff: readonly string[];
}

/** A timer of this name fails until the simulation lets it pass: what keeps failing has to be parked. */
export const isStuck = (name: string): boolean => name.endsWith('stuck');

function decide(command: SimulatedCommand, state: SimulatedState, released: boolean): readonly SimulatedEvent[] {
  switch (command.type) {
    case 'note':
      return Array.from({ length: command.parts }, (_, part) => ({ type: 'Noted', request: command.request, part }));
    case 'arm':
      return [{ type: 'Armed', request: command.request, rungs: command.rungs }];
    case 'disarm': {
      const names = state.waiting.map(({ name }) => name);
      return names.length === 0 ? [] : [{ type: 'Disarmed', request: command.request, names }];
    }
    case 'expire':
      if (isStuck(command.name) && !released) throw simulationError('TESTKIT_TIMER_STUCK', { name: command.name });
      // Not asked whether it still waits: a timer that fires twice must show.
      if (state.calledOff.includes(command.name)) return [];
      return [{ type: 'Expired', name: command.name, dueAt: command.dueAt }];
    case 'pay':
      return [{ type: 'Paid', request: command.request, amount: command.amount, rate: command.rate }];
    case 'echo':
      return [{ type: 'Echoed', of: command.of }];
    case 'judge':
      return [];
  }
}

/** Remembers what was said and what it waits for, and nothing that would hide an effect that came twice. */
export const simulatedDecider: Decider<SimulatedState, SimulatedCommand, SimulatedEvent> = {
  initialState: { said: [], waiting: [], calledOff: [] },
  commands: ['note', 'arm', 'disarm', 'expire', 'pay', 'echo', 'judge'],
  refuse: (type) => (type === 'judge' ? [simulationError.reason('TESTKIT_NEVER_ALLOWED')] : []),
  decide: (command, state, { facts }) => decide(command, state, facts['released'] === true),
  evolve: (state, event) => {
    switch (event.type) {
      case 'Noted':
      case 'Paid':
        return { ...state, said: [...state.said, event.request] };
      case 'Armed': {
        const rungs = event.rungs.map(({ name, dueAt }) => ({ name, dueAt: parseInstant(dueAt) }));
        return { ...state, said: [...state.said, event.request], waiting: [...state.waiting, ...rungs] };
      }
      case 'Disarmed':
        return {
          said: [...state.said, event.request],
          waiting: state.waiting.filter(({ name }) => !event.names.includes(name)),
          calledOff: [...state.calledOff, ...event.names],
        };
      case 'Expired':
        return { ...state, waiting: state.waiting.filter(({ name }) => name !== event.name) };
      case 'Echoed':
        return { ...state, said: [...state.said, event.of] };
    }
  },
  timers: ({ waiting }) => waiting,
};

/** The process under one of two names of its fold, as two editions of a host side by side: each folds the other's heads anew. */
export function simulatedProcess(edition: number): Process<SimulatedState, SimulatedCommand, SimulatedEvent> {
  return {
    decider: simulatedDecider,
    fold: `simulated/${edition}`,
    commandSchema: SimulatedCommand,
    eventSchema: SimulatedEvent,
  };
}
