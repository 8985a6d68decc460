import mitt from 'mitt';
import type { AccessQuestion } from '../access/access-policy.ts';
import type { RecordedFact } from './fact.ts';
import type { Reason } from '../plain/jiceng-error.ts';

/** What the kernel says inside the process, after the record is safe. May be lost; the feed may not. */
export interface BusMessages {
  /** Facts of one commit, in order. */
  readonly recorded: readonly RecordedFact[];
  /** An access that was denied: for the host's access log. It is not a fact. */
  readonly denied: { readonly question: AccessQuestion; readonly reasons: readonly Reason[] };
  /** A listener threw or rejected; nobody else noticed. */
  readonly listenerFailed: { readonly topic: keyof BusMessages; readonly error: unknown };
}

export interface EventBus {
  readonly publish: <Topic extends keyof BusMessages>(topic: Topic, message: BusMessages[Topic]) => void;
  /** Returns the call that ends the subscription. */
  readonly subscribe: <Topic extends keyof BusMessages>(
    topic: Topic,
    listener: (message: BusMessages[Topic]) => unknown,
  ) => () => void;
}

type MittMessages = { [Topic in keyof BusMessages]: BusMessages[Topic] };

/** A typed bus in the process. A listener that throws or rejects reaches nobody else: it is told as `listenerFailed`. */
export function createEventBus(): EventBus {
  const emitter = mitt<MittMessages>();
  const fail = (topic: keyof BusMessages, error: unknown): void => {
    // A listener of failures that fails itself is not told again: that would never end.
    if (topic !== 'listenerFailed') emitter.emit('listenerFailed', { topic, error });
  };
  return {
    publish: (topic, message) => emitter.emit(topic, message),
    subscribe: (topic, listener) => {
      const shielded = (message: BusMessages[typeof topic]): void => {
        try {
          const answer = listener(message);
          if (answer instanceof Promise) answer.catch((error: unknown) => fail(topic, error));
        } catch (error) {
          fail(topic, error);
        }
      };
      emitter.on(topic, shielded);
      return () => emitter.off(topic, shielded);
    },
  };
}
