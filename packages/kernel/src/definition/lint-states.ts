import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import { reachableFrom, stepsOf } from './graph.ts';
import type { ProcessDefinition } from './schemas.ts';

/** States that nothing leads to, that lead nowhere, and ends that do not end. */
export function lintStates(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const { start, ends, states } = definition;
  const steps = stepsOf(definition);
  const reachable = reachableFrom([start], (state) => steps.filter(({ from }) => from === state).map(({ to }) => to));
  const ending = reachableFrom(ends, (state) => steps.filter(({ to }) => to === state).map(({ from }) => from));
  const noEnd = ends.length === 0 ? [finding('ends', definitionError.reason('DEFINITION_END_MISSING'))] : [];
  return [
    ...noEnd,
    ...states.flatMap(({ state }, at) => {
      const [path, details] = [`states[${at}]`, { named: state }];
      const left = steps.filter(({ from }) => from === state).map(({ fact }) => fact);
      const isEnd = ends.includes(state);
      return [
        ...(reachable.has(state) ? [] : [definitionError.reason('DEFINITION_STATE_UNREACHABLE', details)]),
        ...(ending.has(state) || ends.length === 0 ? [] : [definitionError.reason('DEFINITION_DEAD_END', details)]),
        ...(isEnd && left.length > 0 ? [definitionError.reason('DEFINITION_END_LEFT', { ...details, left })] : []),
      ].map((reason) => finding(path, reason));
    }),
  ];
}
