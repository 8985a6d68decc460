import { instantToMs, isJicengError } from '@jiceng/kernel';
import { relayError } from '../errors.ts';
import type { Relay } from '../relay.ts';
import { encodeEvent, usualMaxBytes, type ContentMode } from '../wire/content-modes.ts';
import { withinMs } from '../wire/deadline.ts';
import type { OutgoingEvent } from '../wire/outgoing-event.ts';
import type { AmqpConfirmChannel, AmqpPublishing } from './amqp-channel.ts';
import { watchChannel, type OpenChannel } from './open-channel.ts';

export interface AmqpRelayOptions {
  /** Opens a confirm channel: `() => connection.createConfirmChannel()` of amqplib. Asked again whenever the last one has closed. */
  readonly openChannel: () => Promise<AmqpConfirmChannel>;
  /** The exchange, which the host declares; `''` is the default one, whose routing key names a queue. */
  readonly exchange: string;
  /** The routing key of an event; its type unless said. */
  readonly routingKey?: (event: OutgoingEvent) => string;
  /** Is an event that no queue takes a fault? Yes unless said. */
  readonly mandatory?: boolean;
  /** How long to wait for the broker's confirm, 10,000 ms unless said. */
  readonly timeoutMs?: number;
  /** `binary` unless said: the attributes then stand in the headers, where an exchange can route by them. */
  readonly mode?: ContentMode;
  /** Of the message, 1,048,576 unless said. */
  readonly maxBytes?: number;
}

/** A short text of AMQP 0-9-1, as a routing key or a message's type is, holds so many bytes. */
const shortTextBytes = 255;
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function refuseLong(to: string, id: string, what: string, text: string): void {
  if (bytesOf(text) <= shortTextBytes) return;
  throw relayError('RELAY_MESSAGE_REFUSED', { to, id, problem: `${what} has more than ${shortTextBytes} bytes` });
}

function publish(
  { channel, filled }: OpenChannel,
  exchange: string,
  routingKey: string,
  body: Uint8Array<ArrayBuffer>,
  publishing: AmqpPublishing,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const confirmed = (error: unknown) => {
      if (error === null || error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('not confirmed'));
    };
    const content = Buffer.from(body.buffer, body.byteOffset, body.length);
    if (!channel.publish(exchange, routingKey, content, publishing, confirmed)) filled();
  });
}

function failure(to: string, error: unknown): Error {
  // The client's words are few and fixed; the broker's may name a virtual host or a user, so only the name of the error is kept.
  const problem = error instanceof Error ? (error.message === 'message nacked' ? 'nack' : error.name) : typeof error;
  return relayError('RELAY_UNAVAILABLE', { to, problem });
}

/**
 * Publishes each event to an exchange of RabbitMQ as a persistent message and waits for the broker's confirm. A message that comes back
 * because no queue takes it is a fault, and so is one that the broker does not confirm. While the channel is full nothing more is written.
 *
 * @see CloudEvents 1.0.2, AMQP Protocol Binding, 3.1.3; RabbitMQ carries the application properties of AMQP 1.0 as headers
 */
export function createAmqpRelay(options: AmqpRelayOptions): Relay {
  const { openChannel, exchange, routingKey = ({ type }: OutgoingEvent) => type, mandatory = true } = options;
  const { timeoutMs = 10_000, mode = 'binary', maxBytes = usualMaxBytes } = options;
  const to = `RabbitMQ ${exchange === '' ? '(default exchange)' : exchange}`;
  let current: Promise<OpenChannel> | undefined;

  const channelAtHand = async (): Promise<OpenChannel> => {
    const opening = (current ??= openChannel().then(watchChannel));
    try {
      const opened = await opening;
      if (opened.isOpen()) return opened;
    } catch (error) {
      if (current === opening) current = undefined;
      throw error;
    }
    if (current === opening) current = undefined;
    return channelAtHand();
  };

  const put = async (event: OutgoingEvent, key: string, body: Uint8Array<ArrayBuffer>, publishing: AmqpPublishing) => {
    let opened = await channelAtHand();
    for (let full = opened.full(); full !== undefined; full = opened.full()) {
      await full;
      opened = await channelAtHand();
    }
    opened.returned.delete(publishing.messageId);
    await publish(opened, exchange, key, body, publishing);
    // What comes back comes before its confirm.
    if (opened.returned.delete(publishing.messageId)) throw relayError('RELAY_UNROUTED', { to, id: event.id });
  };

  return {
    send: async (event) => {
      const { contentType, attributes, body } = encodeEvent(event, mode, maxBytes);
      const key = routingKey(event);
      refuseLong(to, event.id, 'the routing key', key);
      refuseLong(to, event.id, 'id', event.id);
      refuseLong(to, event.id, 'type', event.type);
      const headers = Object.fromEntries(
        Object.entries(attributes).map(([name, text]) => [`cloudEvents:${name}`, text]),
      );
      const publishing = {
        contentType,
        contentEncoding: 'utf-8',
        messageId: event.id,
        type: event.type,
        timestamp: Math.floor(instantToMs(event.time) / 1000),
        persistent: true,
        mandatory,
        headers,
      };
      try {
        await withinMs(to, timeoutMs, put(event, key, body, publishing));
      } catch (error) {
        throw isJicengError(error) ? error : failure(to, error);
      }
    },
    close: async () => {
      const opened = await current?.catch(() => undefined);
      current = undefined;
      if (opened?.isOpen() !== true) return;
      try {
        await opened.channel.close();
      } catch {
        // Its connection is on its way down: the channel goes with it.
      }
    },
  };
}
