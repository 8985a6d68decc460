import type { AccessPolicy, AccessQuestion } from './access-policy.ts';
import { kernelError } from '../errors.ts';
import type { Reason } from '../plain/jiceng-error.ts';

export function denied({ actor, action, purpose }: AccessQuestion): Reason {
  return kernelError.reason('ACCESS_DENIED', { actor: actor.id, action, purpose });
}

/** The default: nobody may do anything until the host says who may. */
export const denyAll: AccessPolicy = { judge: async (questions) => questions.map((question) => [denied(question)]) };

/** Everything is allowed: for tests and examples, and for a host that has asked before it calls. */
export const allowAll: AccessPolicy = { judge: async (questions) => questions.map(() => []) };
