import { describe, expect, it } from 'vitest';
import { createMachine, setup, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import { createLifecycle } from '../index.ts';
import { repairLifecycle, repairMachine, thrownBy } from '../command/repair.fixture.ts';

describe('a lifecycle', () => {
  it('knows its start, its states, its ends and its facts', () => {
    const lifecycle = createLifecycle(
      setup({}).createMachine({
        id: 'supplement',
        initial: 'reviewing',
        states: {
          reviewing: { on: { SupplementNoticeGiven: 'waiting', Withdrawn: 'withdrawn' } },
          waiting: { on: { SupplementReceived: { target: 'supplied' }, Withdrawn: ['withdrawn'] } },
          supplied: { type: 'final' },
          withdrawn: { type: 'final', description: 'by the applicant' },
        },
      }),
    );
    expect(lifecycle.initial).toBe('reviewing');
    expect(lifecycle.statuses).toEqual(['reviewing', 'waiting', 'supplied', 'withdrawn']);
    expect(lifecycle.finals).toEqual(['supplied', 'withdrawn']);
    expect(lifecycle.eventTypes).toEqual(['SupplementNoticeGiven', 'Withdrawn', 'SupplementReceived']);
    expect(lifecycle.possible('waiting')).toEqual(['SupplementReceived', 'Withdrawn']);
    expect(lifecycle.next('waiting', 'SupplementReceived')).toBe('supplied');
    expect(lifecycle.next('supplied', 'Withdrawn')).toBeUndefined();
    expect(lifecycle.allows('reviewing', 'SupplementReceived')).toBe(false);
  });

  it('allows nothing in a state it has never heard of, and nothing that an object merely has', () => {
    const lifecycle = createLifecycle(createMachine({ id: 'm', initial: 'a', states: { a: { on: { X: 'a' } } } }));
    for (const name of ['b', '', 'constructor', '__proto__', 'toString']) {
      expect(lifecycle.allows(name, 'X')).toBe(false);
      expect(lifecycle.allows('a', name)).toBe(false);
      expect(lifecycle.next(name, 'X')).toBeUndefined();
      expect(lifecycle.possible(name)).toEqual([]);
    }
  });

  it('takes a state that is called like a member of every object', () => {
    const states = { constructor: { on: { X: 'toString' } }, toString: {} };
    const lifecycle = createLifecycle(createMachine({ id: 'm', initial: 'constructor', states }));
    expect(lifecycle.next('constructor', 'X')).toBe('toString');
    expect(lifecycle.statuses).toEqual(['constructor', 'toString']);
  });
});

describe('table and machine', () => {
  for (const { state, event, nextState } of adjacencyMapToArray(getAdjacencyMap(repairMachine, {}))) {
    it(`agree that ${event.type} leads from ${state.value} to ${nextState.value}`, () => {
      expect(repairLifecycle.next(state.value, event.type)).toBe(nextState.value);
    });
  }

  it('agree on every state and every fact', () => {
    for (const value of repairLifecycle.statuses) {
      const snapshot: AnyMachineSnapshot = repairMachine.resolveState({ value });
      for (const type of repairLifecycle.eventTypes) {
        expect([value, type, repairLifecycle.allows(value, type)]).toEqual([value, type, snapshot.can({ type })]);
      }
    }
  });
});

describe('a machine that no flat table can stand for', () => {
  const leaf = { on: { X: 'b' } };
  const b = {};
  const refused: readonly (readonly [string, () => AnyStateMachine, RegExp])[] = [
    [
      'nested states',
      () => createMachine({ initial: 'a', states: { a: { initial: 'c', states: { c: {} } } } }),
      /a: states/,
    ],
    ['parallel states', () => createMachine({ type: 'parallel', states: { a: {}, b } }), /parallel/],
    [
      'a parallel state',
      () => createMachine({ initial: 'a', states: { a: { type: 'parallel' } } }),
      /a: type parallel/,
    ],
    [
      'a history state',
      () => createMachine({ initial: 'a', states: { a: leaf, b, h: { type: 'history' } } }),
      /h: type history/,
    ],
    [
      'a guard',
      () => createMachine({ initial: 'a', states: { a: { on: { X: { target: 'b', guard: () => true } } }, b } }),
      /a: X: guards/,
    ],
    [
      'an action',
      () => createMachine({ initial: 'a', states: { a: { on: { X: { target: 'b', actions: () => {} } } }, b } }),
      /a: X: guards and actions/,
    ],
    [
      'several choices',
      () => createMachine({ initial: 'a', states: { a: { on: { X: [{ target: 'b' }, { target: 'a' }] } }, b } }),
      /a: X: one target/,
    ],
    ['no target', () => createMachine({ initial: 'a', states: { a: { on: { X: {} } }, b } }), /a: X: one target/],
    [
      'a fact forbidden',
      () => createMachine({ initial: 'a', states: { a: { on: { X: undefined } }, b } }),
      /a: X: one target/,
    ],
    ['a delay', () => createMachine({ initial: 'a', states: { a: { after: { 1000: 'b' } }, b } }), /a: after/],
    ['a step without a fact', () => createMachine({ initial: 'a', states: { a: { always: 'b' }, b } }), /a: always/],
    ['an entry action', () => createMachine({ initial: 'a', states: { a: { entry: () => {} } } }), /a: entry/],
    ['an exit action', () => createMachine({ initial: 'a', states: { a: { exit: () => {} } } }), /a: exit/],
    ['an actor', () => createMachine({ initial: 'a', states: { a: { invoke: { src: 'x' } } } }), /a: invoke/],
    ['a context', () => createMachine({ context: { n: 0 }, initial: 'a', states: { a: {} } }), /context/],
    ['a step from everywhere', () => createMachine({ on: { X: '.b' }, initial: 'a', states: { a: {}, b } }), /on$/],
    [
      'a delay at the root',
      () => createMachine({ after: { 1000: '.b' }, initial: 'a', states: { a: {}, b } }),
      /after/,
    ],
    ['a wildcard', () => createMachine({ initial: 'a', states: { a: { on: { '*': 'b' } }, b } }), /a: wildcard/],
    [
      'part of a wildcard',
      () => createMachine({ initial: 'a', states: { a: { on: { 'X.*': 'b' } }, b } }),
      /a: wildcard/,
    ],
    [
      'an end with steps',
      () => createMachine({ initial: 'a', states: { a: { type: 'final', on: { X: 'b' } }, b } }),
      /a: a final state/,
    ],
    ['no state', () => createMachine({}), /no initial state/],
  ];
  for (const [name, make, problem] of refused) {
    it(`(${name}) is refused`, () => {
      const machine = make();
      const error = thrownBy(() => createLifecycle(machine));
      expect(error.code).toBe('LIFECYCLE_NOT_FLAT');
      expect(error.details['problem']).toMatch(problem);
    });
  }

  it('(a target that does not exist) is refused, by its name', () => {
    for (const target of ['c', '#m.b', '.b', 'b.c', '']) {
      const machine = createMachine({ id: 'm', initial: 'a', states: { a: {}, b } });
      Object.assign(machine.config.states?.['a'] ?? {}, { on: { X: target } });
      const problem = `a: X leads to "${target}", which does not exist`;
      expect(thrownBy(() => createLifecycle(machine)).details).toEqual({ machine: 'm', problem });
    }
  });
});
