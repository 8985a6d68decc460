import type { RecordedFact, Store } from '@jiceng/kernel';
import { outgoingEvent } from '../wire/outgoing-event.ts';
import type { Brake } from './brake.ts';
import { faultOf, type SendFault } from './fault.ts';
import type { RelaySettings } from './relay-call.ts';
import { relayOmissionTable } from './relay-tables.ts';

/** Sends a fact, once and without a second thought; why it did not get through. */
export async function tryOnce(
  fact: RecordedFact,
  { relay, source }: RelaySettings,
  brake: Brake,
): Promise<SendFault | undefined> {
  const failuresBefore = brake.failures();
  try {
    await relay.send(outgoingEvent(fact, source));
    brake.acknowledged(fact, failuresBefore);
    return undefined;
  } catch (error) {
    return faultOf(error);
  }
}

/** Has somebody decided that this reader does without the fact? Asked only when it cannot be sent. */
export async function isPassedOver(
  store: Store,
  { readerKey }: RelaySettings,
  { tenant, stream, version }: Pick<RecordedFact, 'tenant' | 'stream' | 'version'>,
): Promise<boolean> {
  const key = [readerKey, tenant, stream, version];
  const [[row] = []] = await store.read([{ get: 'row', table: relayOmissionTable.name, key }]);
  return row !== undefined;
}

/**
 * Sends one fact, with a pause and another attempt where that may help. Where the other side named a time to come back, the pass ends
 * instead of waiting here.
 *
 * @returns why it did not get through; nothing when it did, or was never meant to.
 */
export async function sendFact(
  store: Store,
  settings: RelaySettings,
  brake: Brake,
  fact: RecordedFact,
): Promise<SendFault | undefined> {
  if (!settings.select(fact)) return undefined;
  for (let attempt = 1; ; attempt++) {
    const fault = await tryOnce(fact, settings, brake);
    if (fault === undefined) return undefined;
    if (fault.kind === 'event') return (await isPassedOver(store, settings, fact)) ? undefined : fault;
    const hopeless = fault.kind === 'endpoint' || fault.retryAfterMs !== undefined;
    if (hopeless || attempt >= settings.attempts || brake.isOn()) {
      brake.failed(fault);
      return fault;
    }
    await settings.pause(attempt, 0);
  }
}
