import { readFacts, type FeedEntry, type Store } from '@jiceng/kernel';
import { relayError } from '../errors.ts';
import type { Brake } from './brake.ts';
import { faultOf, type SendFault } from './fault.ts';
import type { RelaySettings } from './relay-call.ts';
import { isPassedOver, sendFact } from './send-fact.ts';

/** Facts that one commit added to the stream of a lane: versions `from` to `to`, both inclusive. */
interface LaneRange {
  readonly position: bigint;
  readonly from: bigint;
  readonly to: bigint;
}

/** What the entries of one pass hold of one stream, in order. */
export interface Lane {
  readonly tenant: string;
  readonly stream: string;
  readonly ranges: readonly LaneRange[];
}

/** How far a lane came. */
export type LaneEnd =
  | { readonly kind: 'through' }
  /** At this fact it went no further; without a fault only because others did not get through. */
  | {
      readonly kind: 'held';
      readonly version: bigint;
      readonly position: bigint;
      readonly fault: SendFault | undefined;
    };

/** The lanes of some entries, those that begin first in front. */
export function lanesOf(entries: readonly FeedEntry[]): readonly Lane[] {
  const lanes = new Map<string, Lane & { readonly ranges: LaneRange[] }>();
  for (const { position, refs } of entries) {
    for (const [tenant, stream, from, to] of refs) {
      const name = JSON.stringify([tenant, stream]);
      const lane = lanes.get(name) ?? { tenant, stream, ranges: [] };
      lane.ranges.push({ position, from: BigInt(from), to: BigInt(to) });
      lanes.set(name, lane);
    }
  }
  return [...lanes.values()];
}

/** How many facts of a lane the cursor passes when it moves to a position. */
export function factsUpTo({ ranges }: Lane, position: bigint): bigint {
  return ranges
    .filter((range) => range.position <= position)
    .reduce((count, { from, to }) => count + (to - from + 1n), 0n);
}

/** Sends a lane's facts one after the other, each once the one before it was acknowledged. */
export async function followLane(store: Store, settings: RelaySettings, brake: Brake, lane: Lane): Promise<LaneEnd> {
  const { tenant, stream, ranges } = lane;
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined) return { kind: 'through' };
  if (brake.isOn()) return { kind: 'held', version: first.from, position: first.position, fault: undefined };
  const facts = await readFacts(store, tenant, stream, first.from - 1n, Number(last.to - first.from) + 1);
  const byVersion = new Map(facts.map((fact) => [fact.version, fact]));
  for (const { position, from, to } of ranges) {
    for (let version = from; version <= to; version++) {
      if (brake.isOn()) return { kind: 'held', version, position, fault: undefined };
      const fact = byVersion.get(version);
      const fault =
        fact === undefined
          ? await missing(store, settings, { tenant, stream, version })
          : await sendFact(store, settings, brake, fact);
      if (fault !== undefined) return { kind: 'held', version, position, fault };
    }
  }
  return { kind: 'through' };
}

async function missing(
  store: Store,
  settings: RelaySettings,
  place: { readonly tenant: string; readonly stream: string; readonly version: bigint },
): Promise<SendFault | undefined> {
  if (await isPassedOver(store, settings, place)) return undefined;
  return faultOf(relayError('RELAY_FACT_MISSING', { stream: place.stream, version: String(place.version) }));
}
