import { isJicengError, type Reason } from '@jiceng/kernel';
import { relayError } from '../errors.ts';

/** Why an event did not get through, and what follows from it. */
export interface SendFault {
  readonly reason: Reason;
  /** `event`: this event never will. `passing`: another time, perhaps. `endpoint`: nothing more is to be sent there. */
  readonly kind: 'event' | 'passing' | 'endpoint';
  /** The other side said when to come again, in milliseconds from now. */
  readonly retryAfterMs: number | undefined;
}

const eventCodes: ReadonlySet<string> = new Set([
  'RELAY_EVENT_INVALID',
  'RELAY_FACT_MISSING',
  'RELAY_FACT_UNREADABLE',
  'RELAY_MESSAGE_REFUSED',
  'RELAY_MESSAGE_TOO_LARGE',
]);
const endpointCodes: ReadonlySet<string> = new Set(['RELAY_ENDPOINT_GONE']);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** What an error of a relay means. Of an error that is not ours only the name is kept: its words may hold anything. */
export function faultOf(error: unknown): SendFault {
  if (!isJicengError(error)) {
    const reason = relayError.reason('RELAY_UNAVAILABLE', { to: 'relay', problem: nameOf(error) });
    return { reason, kind: 'passing', retryAfterMs: undefined };
  }
  const { code, details, words } = error;
  const { retryAfterMs } = details;
  return {
    reason: { code, details, words },
    kind: eventCodes.has(code) ? 'event' : endpointCodes.has(code) ? 'endpoint' : 'passing',
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : undefined,
  };
}
