import type { OutgoingEvent } from '../wire/outgoing-event.ts';

/** One token of a subject: what a subject cannot hold, and its own signs (`.`, `*`, `>`), percent-encoded. */
export function subjectToken(text: string): string {
  const sign = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replaceAll(/[.*!'()~]/g, sign);
}

/** `jiceng.<tenant>.<kind of stream>.<fact>`: few enough for a server to index, and `jiceng.330106.>` is one tenant. */
export function usualSubject({ tenant, subject, type }: OutgoingEvent): string {
  const kind = subject.split('/')[0] ?? subject;
  const fact = type.slice(`cn.jiceng.${kind}.`.length);
  return ['jiceng', tenant, kind, fact].map(subjectToken).join('.');
}
