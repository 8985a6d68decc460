import { instantToMs, systemClock, type Clock } from '@jiceng/kernel';
import { relayError } from '../errors.ts';
import type { Relay } from '../relay.ts';
import { attributeHeaders, encodeEvent, type ContentMode } from '../wire/content-modes.ts';
import { objectionOf } from './answer.ts';
import { createSigner } from './signature.ts';

export interface WebhookOptions {
  /** Where to: https, or http on this machine. */
  readonly url: string;
  /** `whsec_` and 24 to 64 random bytes in base64; a second one while the receiver changes over. One endpoint, one secret. */
  readonly secret: string | readonly string[];
  /** Lets http go over a network: the signature protects what is sent, and anybody on the way can read it. */
  readonly plainHttp?: boolean;
  /** How long to wait for an answer, 15,000 ms unless said. */
  readonly timeoutMs?: number;
  /** `structured` unless said. */
  readonly mode?: ContentMode;
  /** Of the body, 262,144 unless said. */
  readonly maxBytes?: number;
  readonly fetch?: typeof globalThis.fetch;
  /** Of the signature's timestamp, the machine's unless said. */
  readonly clock?: Clock;
}

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

function endpointOf({ url, plainHttp = false }: WebhookOptions): URL {
  const refuse = (problem: string) => relayError('RELAY_OPTION_INVALID', { option: 'url', problem });
  if (!URL.canParse(url)) throw refuse('it is no address');
  const endpoint = new URL(url);
  const { protocol, hostname, username, password } = endpoint;
  if (username !== '' || password !== '') throw refuse('it must not hold credentials');
  const isPlain = protocol === 'http:' && (plainHttp || loopback.test(hostname));
  if (protocol !== 'https:' && !isPlain) throw refuse('it must be https');
  return endpoint;
}

/** A header carries the id as printable ASCII, and without the full stop that parts what is signed. */
const webhookId = (id: string): string => encodeURIComponent(id).replaceAll('.', '%2E');

/** The fault of a request that got no answer. An address may hold a secret, and so may the words of an error: neither is kept. */
function unanswered(to: string, timeoutMs: number, error: unknown): Error {
  const name = error instanceof Error ? error.name : typeof error;
  if (name === 'TimeoutError') return relayError('RELAY_UNANSWERED', { to, timeoutMs });
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return relayError('RELAY_UNAVAILABLE', { to, problem: typeof code === 'string' ? code : name });
}

/**
 * Sends each event as a request of its own, signed after Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`.
 * 2xx is an acknowledgement; 410 ends the relay; 408, 425, 429 and 5xx are tried again, no sooner than `Retry-After` says; redirects, 401,
 * 403, 404 and their like speak of the endpoint and are tried again too; every other 4xx refuses the event for good. Redirects are
 * never followed, the body of an answer is never read.
 *
 * @throws JicengError `RELAY_OPTION_INVALID` when the address is not https or holds credentials, or a secret is none.
 * @see CloudEvents 1.0.2, HTTP 1.1 Web Hooks for Event Delivery; its handshake by OPTIONS is left to whoever enters the address
 */
export function createWebhookRelay(options: WebhookOptions): Relay {
  const endpoint = endpointOf(options);
  const { secret, timeoutMs = 15_000, mode = 'structured', maxBytes = 262_144, clock = systemClock } = options;
  const { fetch = globalThis.fetch } = options;
  const sign = createSigner(typeof secret === 'string' ? [secret] : secret);
  const to = endpoint.host;
  return {
    send: async (event) => {
      const encoded = encodeEvent(event, mode, maxBytes);
      const id = webhookId(event.id);
      const nowMs = instantToMs(await clock.now());
      const seconds = Math.floor(nowMs / 1000);
      const headers = {
        ...attributeHeaders(encoded),
        'content-type': encoded.contentType,
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': await sign(id, seconds, encoded.body),
      };
      let response: Response;
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        response = await fetch(endpoint, { method: 'POST', headers, body: encoded.body, redirect: 'manual', signal });
      } catch (error) {
        throw unanswered(to, timeoutMs, error);
      }
      // Nobody reads it: let the connection go back to work.
      await response.body?.cancel().catch(() => {});
      const answer = { status: response.status, retryAfter: response.headers.get('retry-after') };
      const objection = objectionOf(to, event.id, answer, nowMs);
      if (objection !== undefined) throw objection;
    },
    close: async () => {},
  };
}
