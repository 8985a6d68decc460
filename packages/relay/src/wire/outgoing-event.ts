import { toCloudEvent, type CloudEvent, type RecordedFact } from '@jiceng/kernel';
import { relayError } from '../errors.ts';

/** A fact on its way out: its envelope with the key that brokers keep together what belongs together by. */
export interface OutgoingEvent extends CloudEvent {
  /** Tenant and stream: events with one key have an order, that of `streamversion`. */
  readonly partitionkey: string;
}

/**
 * The event that a fact leaves as. Actor and purpose stay behind: who did it is the deploying body's business. `id` is tenant, stream
 * and version, so a receiver that has seen it knows it again, however often it comes.
 *
 * @throws JicengError `RELAY_FACT_UNREADABLE` when the stored body is no JSON.
 */
export function outgoingEvent(fact: RecordedFact, source: string): OutgoingEvent {
  const { stream, version } = fact;
  // As the kernel writes the id: a tenant's own slash must not look like the one after it.
  const partitionkey = `${encodeURIComponent(fact.tenant)}/${stream}`;
  try {
    return { ...toCloudEvent(fact, source), partitionkey };
  } catch (cause) {
    throw relayError('RELAY_FACT_UNREADABLE', { stream, version: String(version) }, { cause });
  }
}
