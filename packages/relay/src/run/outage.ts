import { readFacts, type RecordedFact, type Store } from '@jiceng/kernel';
import type { Brake } from './brake.ts';
import type { SendFault } from './fault.ts';
import type { Lane } from './lane.ts';
import type { RelaySettings } from './relay-call.ts';
import { tryOnce } from './send-fact.ts';

/** A lane that did not come to its end: at which fact, and why if the reason was its own. */
export interface HeldLane {
  readonly lane: Lane;
  readonly version: bigint;
  readonly position: bigint;
  readonly fault: SendFault | undefined;
}

/** Something to ask the other side with: what it took last, or the next fact of a stream that has not been tried, the latest of them. */
async function probeFact(
  store: Store,
  { select }: RelaySettings,
  brake: Brake,
  held: readonly HeldLane[],
): Promise<RecordedFact | undefined> {
  const latest = brake.latest();
  if (latest !== undefined) return latest;
  for (const { lane, version, fault } of held.toReversed()) {
    if (fault !== undefined) continue;
    const [fact] = await readFacts(store, lane.tenant, lane.stream, version - 1n, 1);
    if (fact?.version === version && select(fact)) return fact;
  }
  return undefined;
}

/**
 * Is the other side up, though some streams failed? It is when something got through after them. Else it is asked: a repeat costs a receiver
 * nothing, and no stream should be blamed for an outage, nor an outage keep all streams for the sake of a few that always fail.
 */
export async function isUp(
  store: Store,
  settings: RelaySettings,
  brake: Brake,
  held: readonly HeldLane[],
): Promise<boolean> {
  if (brake.isFinal()) return false;
  if (brake.isClear()) return true;
  const fact = await probeFact(store, settings, brake, held);
  if (fact === undefined) return false;
  const fault = await tryOnce(fact, settings, brake);
  return fault === undefined || fault.kind === 'event';
}
