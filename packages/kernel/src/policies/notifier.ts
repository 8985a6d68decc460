import type { RecordedFact } from '../record/fact.ts';
import type { Policy } from './policies.ts';

/** Something somebody should hear of. It names people and values by reference; the host turns it into words and a channel. */
export interface Notice {
  /** The same for every attempt: a host that has sent it once need not send it again. */
  readonly id: string;
  readonly tenant: string;
  /** Who is told: a unit, a person's reference, a role. */
  readonly to: string;
  /** What kind of message, for the host's templates. */
  readonly template: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** How the host reaches people: a message, a call, a task list. */
export interface Notifier {
  readonly notify: (notice: Notice) => Promise<void>;
}

/**
 * A policy that tells somebody when one of these facts happens. The record never waits for it: a notifier that is down parks the
 * stream for this policy, and `retryParked` goes on where it stopped, so that nothing is forgotten and the order is kept.
 *
 * @param noticeOf what to say of a fact, if anything; its `id` is added.
 */
export function createNotifyPolicy(
  name: string,
  on: readonly string[],
  notifier: Notifier,
  noticeOf: (fact: RecordedFact) => Omit<Notice, 'id' | 'tenant'> | undefined,
): Policy {
  return {
    name,
    on,
    react: (fact) => {
      const notice = noticeOf(fact);
      if (notice === undefined) return [];
      return [{ run: (key) => notifier.notify({ ...notice, id: key, tenant: fact.tenant }) }];
    },
  };
}
