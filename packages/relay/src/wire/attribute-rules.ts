import { relayError } from '../errors.ts';
import type { OutgoingEvent } from './outgoing-event.ts';

/** What no attribute may hold: control characters, halves of surrogate pairs, code points that stand for no character. */
const unspeakable = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const attributeName = /^[a-z0-9]+$/;
const uriReference = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

const required = ['id', 'source', 'type', 'subject', 'partitionkey'] as const;

/** Is this text a URI reference, as `source` must be? */
export function isUriReference(text: string): boolean {
  return uriReference.test(text);
}

/** The attributes of an event, without its data, as the texts that a header carries. */
export function attributesOf({ data: _data, ...attributes }: OutgoingEvent): Readonly<Record<string, string>> {
  return attributes;
}

function problemOf(event: OutgoingEvent): string | undefined {
  const entries = Object.entries(attributesOf(event));
  const misnamed = entries.find(([name]) => !attributeName.test(name));
  if (misnamed !== undefined) return `${misnamed[0]} is no name of an attribute`;
  const empty = required.find((name) => event[name] === '');
  if (empty !== undefined) return `${empty} is empty`;
  const unspoken = entries.find(([, text]) => unspeakable.test(text));
  if (unspoken !== undefined) return `${unspoken[0]} holds a character that no attribute may hold`;
  if (!isUriReference(event.source)) return 'source is no URI reference';
  if (!isUriReference(event.dataschema) || !absoluteUri.test(event.dataschema)) return 'dataschema is no absolute URI';
  if (!rfc3339.test(event.time)) return 'time is no timestamp';
  return undefined;
}

/**
 * Holds an event against the rules for attributes.
 *
 * @throws JicengError `RELAY_EVENT_INVALID` when it breaks one.
 * @see CloudEvents 1.0.2, 3.1 Attribute Naming Convention, Type System, REQUIRED Attributes
 */
export function checkEvent(event: OutgoingEvent): void {
  const problem = problemOf(event);
  if (problem !== undefined) throw relayError('RELAY_EVENT_INVALID', { id: event.id, problem });
}
