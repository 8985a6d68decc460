import { relayError } from '../errors.ts';
import { attributesOf, checkEvent } from './attribute-rules.ts';
import type { OutgoingEvent } from './outgoing-event.ts';

/** `structured`: the whole event is the message. `binary`: its data is the message, its attributes are headers. */
export type ContentMode = 'structured' | 'binary';

/** An event as bytes, the same bytes each time. */
export interface EncodedEvent {
  readonly contentType: string;
  /** The attributes by their bare names; none in structured mode. `datacontenttype` is the content type. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What CloudEvents asks every intermediary to forward is 64 KiB; this is what a NATS server takes as it comes. */
export const usualMaxBytes = 1_048_576;

const encoder = new TextEncoder();

function encode(event: OutgoingEvent, mode: ContentMode): EncodedEvent {
  if (mode === 'structured') {
    const contentType = 'application/cloudevents+json';
    return { contentType, attributes: {}, body: encoder.encode(JSON.stringify(event)) };
  }
  const { datacontenttype, ...attributes } = attributesOf(event);
  return {
    contentType: datacontenttype ?? event.datacontenttype,
    attributes,
    body: encoder.encode(JSON.stringify(event.data)),
  };
}

const bytesOf = ({ body, attributes }: EncodedEvent): number =>
  Object.entries(attributes).reduce((bytes, [name, text]) => bytes + name.length + text.length, body.length);

/**
 * An event as it travels.
 *
 * @param maxBytes of the message: its body, and in binary mode the letters of its attributes.
 * @throws JicengError `RELAY_EVENT_INVALID` when an attribute breaks a rule of CloudEvents.
 * @throws JicengError `RELAY_MESSAGE_TOO_LARGE` when it is larger than that.
 */
export function encodeEvent(event: OutgoingEvent, mode: ContentMode, maxBytes: number): EncodedEvent {
  checkEvent(event);
  const encoded = encode(event, mode);
  const bytes = bytesOf(encoded);
  if (bytes > maxBytes) throw relayError('RELAY_MESSAGE_TOO_LARGE', { id: event.id, bytes, maxBytes });
  return encoded;
}

/** Percent-encodes what a header cannot carry: all but printable ASCII, and space, quotation mark and percent sign. */
const headerText = (text: string): string => text.replaceAll(/[^!#-$&-~]+/gu, (part) => encodeURIComponent(part));

/**
 * The attributes as headers of HTTP and NATS: `ce-` before each name, values percent-encoded.
 *
 * @see CloudEvents 1.0.2, HTTP Protocol Binding, 3.1.3.2 HTTP Header Values
 */
export function attributeHeaders({ attributes }: EncodedEvent): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, text]) => [`ce-${name}`, headerText(text)]));
}
