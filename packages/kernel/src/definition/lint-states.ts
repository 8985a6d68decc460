import { definitionError } from './errors.ts';
import { finding, type DefinitionFinding } from './finding.ts';
import { reachableFrom, stepsBy, stepsOf } from './graph.ts';
import type { ProcessDefinition } from './schemas.ts';

/** States that nothing leads to, that lead nowhere, and ends that do not end. */
export function lintStates(definition: ProcessDefinition): readonly DefinitionFinding[] {
  const { start, ends, states } = definition;
  const steps = stepsOf(definition);
  const [forth, back] = [stepsBy('from', steps), stepsBy('to', steps)];
  const all = new Set(states.map(({ state }) => state));
  const known = ends.filter((end) => all.has(end));
  // Without a start, or without any end, that exists nothing can be said of the way from it or to it.
  const reachable = all.has(start)
    ? reachableFrom([start], (state) => (forth.get(state) ?? []).map(({ to }) => to))
    : all;
  const ending =
    known.length > 0 ? reachableFrom(known, (state) => (back.get(state) ?? []).map(({ from }) => from)) : all;
  return [
    ...(ends.length === 0 ? [finding('ends', definitionError.reason('DEFINITION_END_MISSING'))] : []),
    ...states.flatMap(({ state }, at) => {
      const details = { named: state };
      const left = ends.includes(state) ? (forth.get(state) ?? []).map(({ fact }) => fact) : [];
      return [
        ...(reachable.has(state) ? [] : [definitionError.reason('DEFINITION_STATE_UNREACHABLE', details)]),
        ...(ending.has(state) ? [] : [definitionError.reason('DEFINITION_DEAD_END', details)]),
        ...(left.length === 0 ? [] : [definitionError.reason('DEFINITION_END_LEFT', { ...details, left })]),
      ].map((reason) => finding(`states[${at}]`, reason));
    }),
  ];
}
