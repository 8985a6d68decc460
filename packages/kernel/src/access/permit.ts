import type { AccessQuestion } from './access-policy.ts';
import type { DecideContext, Decider } from '../rules/decider.ts';
import { denied } from './default-access.ts';
import type { Reason } from '../plain/jiceng-error.ts';
import type { Ports } from '../host/ports.ts';

/**
 * Everything that stands against some acts in one state: first what the host's policy says, then what the rules say.
 * Commands and buttons both ask here, so that they give the same reasons.
 */
export async function permit<State, Command extends { readonly type: string }, Event extends { readonly type: string }>(
  ports: Pick<Ports, 'access' | 'bus'>,
  decider: Decider<State, Command, Event>,
  types: readonly Command['type'][],
  state: State,
  question: Omit<AccessQuestion, 'action'>,
  context: DecideContext,
): Promise<readonly (readonly Reason[])[]> {
  const questions = types.map((action) => ({ ...question, action }));
  const judged = await ports.access.judge(questions);
  return questions.map((asked, at) => {
    // A policy that leaves a question unanswered has not allowed anything.
    const reasons = judged[at] ?? [denied(asked)];
    return [...reasons, ...decider.refuse(asked.action, state, context)];
  });
}
