import { readFacts, type Instant, type Store } from '@jiceng/kernel';
import type { Brake } from './brake.ts';
import type { SendFault } from './fault.ts';
import type { RelaySettings } from './relay-call.ts';
import { relayStopTable } from './relay-tables.ts';
import { sendFact } from './send-fact.ts';
import { stopColumns, stopKey, stopQuery, stopRowOf, type StopRow } from './stop-rows.ts';

const pageSize = 500;

/** Sends a stream from a fact on, to its end as it stands; where it stopped again, and why. */
async function sendFrom(
  store: Store,
  settings: RelaySettings,
  brake: Brake,
  { tenant, stream }: StopRow,
  from: bigint,
): Promise<{ readonly next: bigint; readonly fault?: SendFault }> {
  let next = from;
  for (;;) {
    const facts = await readFacts(store, tenant, stream, next - 1n, pageSize);
    for (const fact of facts) {
      const fault = await sendFact(store, settings, brake, fact);
      if (fault !== undefined) return { next, fault };
      next = fact.version + 1n;
    }
    if (facts.length < pageSize) return { next };
  }
}

/** Keeps how far a stream came before it stopped again. Another process may have done so meanwhile: then its word stands. */
async function keepStop(
  store: Store,
  settings: RelaySettings,
  brake: Brake,
  row: StopRow,
  next: bigint,
  fault: SendFault,
  now: Instant,
): Promise<void> {
  // Where nothing else gets through either, the attempt says nothing about this stream.
  const counts = brake.sent() > 0 || fault.kind === 'event' ? 1n : 0n;
  const attempts = next > row.fromVersion ? 1n : row.attempts + counts;
  const set = { from_version: next, ...stopColumns(settings, fault, attempts, now) };
  const key = stopKey(settings.readerKey, row);
  await store.commit([{ op: 'update', table: relayStopTable.name, key, ifVersion: row.rowVersion, set }]);
}

/**
 * Takes up a stream at the fact where it stopped. Once it has come to the end the stop is lifted, unless the reader went past further
 * facts meanwhile: those are sent first.
 */
export async function takeUp(
  store: Store,
  settings: RelaySettings,
  brake: Brake,
  stopped: StopRow,
  now: Instant,
): Promise<{ readonly resumed: boolean }> {
  let [row, from] = [stopped, stopped.fromVersion];
  const key = stopKey(settings.readerKey, stopped);
  while (!brake.isOn()) {
    const { next, fault } = await sendFrom(store, settings, brake, row, from);
    if (fault !== undefined) {
      await keepStop(store, settings, brake, row, next, fault, now);
      return { resumed: false };
    }
    const lifted = await store.commit([{ op: 'delete', table: relayStopTable.name, key, ifVersion: row.rowVersion }]);
    if (lifted.ok) return { resumed: true };
    const [[current] = []] = await store.read([stopQuery(settings.readerKey, stopped)]);
    if (current === undefined) return { resumed: false };
    [row, from] = [stopRowOf(current), next];
  }
  return { resumed: false };
}
