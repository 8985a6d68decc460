import { relayError } from '../errors.ts';
import type { JicengError } from '@jiceng/kernel';

/** What of an answer matters; its body is never read. */
export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
}

const longestMs = 86_400_000;

/** `Retry-After` in milliseconds from now, a day at most: seconds or a date. Nothing when it says nothing that can be read. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestMs);
}

/** Answers about who sends or where to, and not about this event. */
const aboutTheEndpoint = new Set([401, 402, 403, 404, 405, 407, 421, 426, 511]);
/** Answers of the 400s that ask for another attempt. */
const comeAgain = new Set([408, 425, 429]);

/**
 * What an answer means: nothing to object to, or an error.
 *
 * @see CloudEvents 1.0.2, HTTP 1.1 Web Hooks for Event Delivery, 2.2 Delivery response
 */
export function objectionOf(to: string, id: string, answer: WebhookAnswer, nowMs: number): JicengError | undefined {
  const { status, retryAfter } = answer;
  const problem = `HTTP ${status}`;
  if (status >= 200 && status < 300) return undefined;
  if (status === 410) return relayError('RELAY_ENDPOINT_GONE', { to });
  if ((status >= 300 && status < 400) || aboutTheEndpoint.has(status)) {
    return relayError('RELAY_ENDPOINT_CLOSED', { to, problem });
  }
  if (status >= 400 && status < 500 && !comeAgain.has(status)) {
    return relayError('RELAY_MESSAGE_REFUSED', { to, id, problem });
  }
  const waitMs = retryAfterMs(retryAfter, nowMs);
  return relayError('RELAY_UNAVAILABLE', { to, problem, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) });
}
