import { fc, it } from '@fast-check/vitest';
import { expect } from 'vitest';
import { createMachine, type AnyMachineSnapshot } from 'xstate';
import { createLifecycle } from '../index.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const facts = ['P', 'Q', 'R', 'S'] as const;

/** Machines of up to six states and four facts, some states final. */
const table = fc.array(
  fc.record({
    final: fc.boolean(),
    on: fc.dictionary(fc.constantFrom(...facts), fc.nat(names.length - 1), { maxKeys: facts.length }),
  }),
  { minLength: 1, maxLength: names.length },
);

type Table = typeof table extends fc.Arbitrary<infer Value> ? Value : never;

function machineOf(rows: Table) {
  const nameOf = (at: number) => names[at % rows.length] ?? 'a';
  const states = rows.map(({ final, on }, at) => {
    const steps = Object.fromEntries(Object.entries(on).map(([fact, target]) => [fact, nameOf(target)]));
    return [nameOf(at), final && at > 0 ? { type: 'final' as const } : { on: steps }] as const;
  });
  return createMachine({ id: 'random', initial: 'a', states: Object.fromEntries(states) });
}

it.prop([table], { numRuns: 300 })('table and machine agree on all states and facts', (rows) => {
  const machine = machineOf(rows);
  const lifecycle = createLifecycle(machine);
  for (const value of lifecycle.statuses) {
    const snapshot: AnyMachineSnapshot = machine.resolveState({ value });
    for (const type of facts) {
      const step = { type };
      expect(lifecycle.allows(value, type)).toBe(snapshot.can(step));
      const next = lifecycle.next(value, type);
      expect(next !== undefined).toBe(snapshot.can(step));
      expect(lifecycle.possible(value).includes(type)).toBe(snapshot.can(step));
    }
  }
});

const walks = fc.array(fc.array(fc.constantFrom(...facts), { minLength: 1, maxLength: 20 }), {
  minLength: 20,
  maxLength: 20,
});

it.prop([table, walks], { numRuns: 500 })('ten thousand random walks go where the machine goes', (rows, each) => {
  const machine = machineOf(rows);
  const lifecycle = createLifecycle(machine);
  for (const walk of each) {
    let status: string = lifecycle.initial;
    for (const type of walk) {
      const snapshot: AnyMachineSnapshot = machine.resolveState({ value: status });
      const [taken] = machine.getTransitionData(snapshot, { type });
      const next = lifecycle.next(status, type);
      expect(next).toBe(taken?.target?.[0]?.key);
      status = next ?? status;
    }
  }
});
