import type { ProcessDefinition } from './schemas.ts';

/** One step: in this state this fact may happen, and leads there. */
export interface Step {
  readonly from: string;
  readonly fact: string;
  readonly to: string;
}

/** Every step between states that exist; facts that change nothing lead back to where they happen. */
export function stepsOf({ states }: ProcessDefinition): readonly Step[] {
  const known = new Set(states.map(({ state }) => state));
  const steps = states.flatMap(({ state, on = {}, stays = [] }) => [
    ...Object.entries(on).map(([fact, to]) => ({ from: state, fact, to })),
    ...stays.map((fact) => ({ from: state, fact, to: state })),
  ]);
  return steps.filter(({ to }) => known.has(to));
}

/** The steps by the state at one end of them. */
export function stepsBy(end: 'from' | 'to', steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const group = groups.get(step[end]);
    if (group === undefined) groups.set(step[end], [step]);
    else group.push(step);
  }
  return groups;
}

/** Every node that the first ones lead to, themselves included. */
export function reachableFrom<Node>(first: readonly Node[], next: (node: Node) => readonly Node[]): ReadonlySet<Node> {
  const seen = new Set(first);
  // A set is walked in the order of arrival, newcomers included.
  for (const node of seen) for (const following of next(node)) seen.add(following);
  return seen;
}
