import type { Process } from '../rules/decider.ts';
import type { Ask } from './draft.ts';
import type { Reason } from '../plain/jiceng-error.ts';
import { permit } from '../access/permit.ts';
import type { Ports } from '../host/ports.ts';
import { loadStream } from '../record/stream.ts';

/** One kind of act: possible, or not and why. */
export interface AvailableAction<Type extends string = string> {
  readonly type: Type;
  readonly allowed: boolean;
  readonly reasons: readonly Reason[];
}

/** What an actor can do with a stream now, with the version this was true of. */
export interface AvailableActions<Type extends string = string> {
  readonly version: bigint;
  readonly actions: readonly AvailableAction<Type>[];
}

/**
 * Every kind of act of a process with the reasons against it: what a screen needs to grey a button and say why. The same
 * question is asked again when the command comes.
 */
export async function availableActions<
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
>(
  ports: Ports,
  call: Process<State, Command, Event> &
    Omit<Ask, 'key' | 'command' | 'occurredAt' | 'expectedVersion'> & { readonly stream: string },
): Promise<AvailableActions<Command['type']>> {
  const { tenant, stream, actor, purpose, decider } = call;
  const head = await loadStream(ports.store, call, tenant, stream);
  const now = await ports.clock.now();
  const question = {
    tenant,
    actor,
    // Where it belongs today: naming another division must not open the door to it.
    subject: { stream, jurisdiction: head.jurisdiction ?? call.jurisdiction },
    purpose,
    at: now,
  };
  const context = { now, actor, purpose, facts: call.facts ?? {} };
  const judged = await permit(ports, decider, decider.commands, head.state, question, context);
  const actions = decider.commands.map((type, at) => {
    const reasons = judged[at] ?? [];
    return { type, allowed: reasons.length === 0, reasons };
  });
  return { version: head.version, actions };
}
