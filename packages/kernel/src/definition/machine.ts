import { createMachine } from 'xstate';
import type { ProcessDefinition } from './schemas.ts';

/** The flat machine of a definition: for Stately, for diagrams, and for `createLifecycle`, which reads it into a table. */
export function machineOf({ id, start, ends, states }: ProcessDefinition) {
  return createMachine({
    id,
    initial: start,
    states: Object.fromEntries(
      states.map(({ state, on = {}, stays = [] }) => [
        state,
        ends.includes(state)
          ? { type: 'final' as const }
          : { on: { ...on, ...Object.fromEntries(stays.map((fact) => [fact, state])) } },
      ]),
    ),
  });
}

/** The machine of a definition. Its states and facts are known only when it is read, so its types are texts. */
export type DefinedMachine = ReturnType<typeof machineOf>;
