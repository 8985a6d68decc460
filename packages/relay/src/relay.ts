import type { OutgoingEvent } from './wire/outgoing-event.ts';

/** A way out: a broker, an endpoint, another system. */
export interface Relay {
  /**
   * Resolves once the other side has the event for good. Events of one stream come one after the other, each after the one before it
   * was acknowledged; those of different streams come side by side. The same event may come again.
   *
   * @throws JicengError `RELAY_EVENT_INVALID` when the event can never be sent.
   * @throws JicengError `RELAY_MESSAGE_TOO_LARGE` when the event can never be sent.
   * @throws JicengError `RELAY_MESSAGE_REFUSED` when the event can never be sent. Whatever else is thrown may pass.
   */
  readonly send: (event: OutgoingEvent) => Promise<void>;
  /** Lets go of what the relay itself opened. What the host passed in stays open. */
  readonly close: () => Promise<void>;
}
