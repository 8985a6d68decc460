import { isJicengError } from '@jiceng/kernel';
import { relayError } from '../errors.ts';
import type { Relay } from '../relay.ts';
import { attributeHeaders, encodeEvent, usualMaxBytes, type ContentMode } from '../wire/content-modes.ts';
import { withinMs } from '../wire/deadline.ts';
import type { OutgoingEvent } from '../wire/outgoing-event.ts';
import { usualSubject } from './subject.ts';

/** Headers of a message, as `headers()` of NATS makes them. */
export interface NatsHeaders {
  set(name: string, value: string): void;
}

/** What is used of a JetStream client. */
export interface NatsJetStream<Headers extends NatsHeaders> {
  publish(
    subject: string,
    payload: Uint8Array,
    options: { msgID: string; timeout: number; headers: Headers; expect?: { streamName: string } },
  ): Promise<{ readonly seq: number; readonly duplicate: boolean }>;
}

export interface NatsRelayOptions<Headers extends NatsHeaders> {
  /** `jetstream(connection)` of `@nats-io/jetstream`. The connection is the host's, and so is its reconnecting. */
  readonly jetstream: NatsJetStream<Headers>;
  /** `headers` of `@nats-io/transport-node`. */
  readonly headers: () => Headers;
  /** The JetStream stream that must take the event; any that listens unless said. */
  readonly stream?: string;
  /** The subject of an event; `jiceng.<tenant>.<kind>.<fact>` unless said, each token escaped. */
  readonly subject?: (event: OutgoingEvent) => string;
  /** How long to wait for the acknowledgement, 5,000 ms unless said. */
  readonly timeoutMs?: number;
  /** `structured` unless said. */
  readonly mode?: ContentMode;
  /** Of the message, headers included: `max_payload` of the server, 1,048,576 unless said. */
  readonly maxBytes?: number;
}

/** JetStream's own numbers for: larger than the stream allows, larger than it may ever hold. */
const tooLarge = new Set([10054, 10077]);

function failure(to: string, event: OutgoingEvent, timeoutMs: number, error: unknown): Error {
  if (isJicengError(error)) return error;
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'number' && tooLarge.has(code)) {
    return relayError('RELAY_MESSAGE_REFUSED', { to, id: event.id, problem: `JetStream ${code}` });
  }
  if (name === 'TimeoutError') return relayError('RELAY_UNANSWERED', { to, timeoutMs });
  const problem = typeof code === 'number' ? `${name} ${code}` : name;
  return relayError('RELAY_UNAVAILABLE', { to, problem });
}

/** Room for the header block that the client adds: the message's id, the expected stream, the version line. */
const headerRoom = 512;

/**
 * Publishes each event to JetStream and waits until the server has stored it. `Nats-Msg-Id` is the event's id: within the stream's
 * duplicate window the server itself leaves out what comes again. Where no stream listens the fault may pass.
 *
 * @throws JicengError `RELAY_OPTION_INVALID` when `maxBytes` leaves no room for an event.
 */
export function createNatsRelay<Headers extends NatsHeaders>(options: NatsRelayOptions<Headers>): Relay {
  const { jetstream, headers: newHeaders, stream, subject = usualSubject } = options;
  const { timeoutMs = 5000, mode = 'structured', maxBytes = usualMaxBytes } = options;
  if (maxBytes <= headerRoom) {
    throw relayError('RELAY_OPTION_INVALID', { option: 'maxBytes', problem: `it must be more than ${headerRoom}` });
  }
  const to = stream === undefined ? 'JetStream' : `JetStream ${stream}`;
  return {
    send: async (event) => {
      const encoded = encodeEvent(event, mode, maxBytes - headerRoom - event.id.length * 3);
      const headers = newHeaders();
      headers.set('content-type', encoded.contentType);
      for (const [name, text] of Object.entries(attributeHeaders(encoded))) headers.set(name, text);
      const expect = stream === undefined ? {} : { expect: { streamName: stream } };
      // Percent-encoded, since a header is one line.
      const publishing = { msgID: encodeURIComponent(event.id), timeout: timeoutMs, headers, ...expect };
      try {
        // The client's own limit first; a connection that is about to come back keeps it waiting beyond.
        await withinMs(to, timeoutMs * 2, jetstream.publish(subject(event), encoded.body, publishing));
      } catch (error) {
        throw failure(to, event, timeoutMs, error);
      }
    },
    close: async () => {},
  };
}
