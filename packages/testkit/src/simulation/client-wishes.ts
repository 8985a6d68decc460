import { instantFromMs } from '@jiceng/kernel';
import type { SeededRandom } from '../seeded-random.ts';
import type { ClientRequest, Wish } from './requests.ts';
import { residents } from './simulated-ledger.ts';

/** Two tenants have a stream of the same name, and their clients use the same keys: they must never meet. */
const places = [
  { tenant: '430102', streams: ['case/1', 'case/2'] },
  { tenant: '430103', streams: ['case/1', 'case/2'] },
] as const;

const kinds = ['note', 'arm', 'disarm', 'pair', 'payment', 'transfer'] as const;
type WishKind = (typeof kinds)[number];
const commonness: Readonly<Record<WishKind, number>> = { note: 4, arm: 3, disarm: 1, pair: 2, payment: 2, transfer: 2 };

/** How common each kind is in one history: half of them never happen, so that what is left meets more often. */
export function drawnWeights<Kind extends string>(
  random: SeededRandom,
  commonest: Readonly<Record<Kind, number>>,
  names: readonly Kind[],
): readonly (readonly [Kind, number])[] {
  return names.map((kind) => [kind, commonest[kind] * ([0, 0, 1, 3][random.below(4)] ?? 0)] as const);
}

/** One of the kinds, by weight; the first where all weigh nothing. */
export function drawnFrom<Kind extends string>(
  random: SeededRandom,
  weights: readonly (readonly [Kind, number])[],
  otherwise: Kind,
): Kind {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random.next() * total;
  for (const [kind, weight] of weights) {
    left -= weight;
    if (left < 0) return kind;
  }
  return otherwise;
}

export interface Clients {
  readonly requests: readonly ClientRequest[];
  /** A request that nobody has made before. */
  readonly wish: (nowMs: number) => ClientRequest;
  /** Another request under a key that is taken: a client's mistake. `undefined` when no key is. */
  readonly mistake: () => ClientRequest | undefined;
  /** What a client has last heard of the version of a stream. */
  readonly heard: (request: ClientRequest) => void;
}

export function createClients(random: SeededRandom): Clients {
  const weights = drawnWeights(random, commonness, kinds);
  // In some histories everybody meets in one place.
  const placesUsed = 1 + random.below(places.length);
  const streamsUsed = 1 + random.below(2);
  const requests: ClientRequest[] = [];
  const versions = new Map<string, bigint>();

  const enter = (tenant: string, key: string, wish: Wish, id: string, expectedVersion?: bigint): ClientRequest => {
    const scope = wish.kind === 'command' ? 'case' : wish.kind;
    const request: ClientRequest = {
      id,
      tenant,
      scope,
      key,
      wish,
      expectedVersion,
      status: 'open',
      outcome: undefined,
      firsts: 0,
      never: false,
    };
    requests.push(request);
    return request;
  };
  const transferFor = (id: string) => {
    const from = random.below(residents.length);
    const to = (from + 1 + random.below(residents.length - 1)) % residents.length;
    return {
      id,
      from: residents[from] ?? residents[0],
      to: residents[to] ?? residents[1],
      amount: BigInt(1 + random.below(25)),
    };
  };
  const rungsFor = (id: string, nowMs: number) => {
    const firstMs = nowMs + random.below(900_000);
    return Array.from({ length: 1 + random.below(3) }, (_, rung) => ({
      name: `${id}.${rung}${random.below(30) === 0 ? '.stuck' : ''}`,
      dueAt: instantFromMs(firstMs + rung * 300_000),
    }));
  };

  return {
    requests,
    wish: (nowMs) => {
      const place = places[random.below(placesUsed)] ?? places[0];
      const stream = place.streams[random.below(streamsUsed)] ?? place.streams[0];
      const id = `r${requests.length}`;
      // Counted by tenant, so that both use the same ones.
      const key = `k${requests.filter(({ tenant }) => tenant === place.tenant).length}`;
      const kind = drawnFrom(random, weights, 'note');
      const heard = versions.get(`${place.tenant} ${stream}`);
      const expected = random.below(4) === 0 ? heard : undefined;
      switch (kind) {
        case 'note': {
          const parts = 1 + random.below(2);
          return enter(
            place.tenant,
            key,
            { kind: 'command', stream, command: { type: 'note', request: id, parts } },
            id,
            expected,
          );
        }
        case 'arm': {
          const rungs = rungsFor(id, nowMs);
          return enter(
            place.tenant,
            key,
            { kind: 'command', stream, command: { type: 'arm', request: id, rungs } },
            id,
            expected,
          );
        }
        case 'disarm':
          return enter(
            place.tenant,
            key,
            { kind: 'command', stream, command: { type: 'disarm', request: id } },
            id,
            expected,
          );
        case 'pair':
          return enter(place.tenant, key, { kind: 'pair', streams: place.streams }, id);
        case 'payment':
          return enter(place.tenant, key, { kind: 'payment', stream, transfer: transferFor(id) }, id);
        case 'transfer':
          return enter(place.tenant, key, { kind: 'transfer', transfer: transferFor(id) }, id);
      }
    },
    mistake: () => {
      const taken = requests[random.below(requests.length)];
      if (taken?.wish.kind !== 'command') return undefined;
      const id = `r${requests.length}`;
      const { stream } = taken.wish;
      return enter(
        taken.tenant,
        taken.key,
        { kind: 'command', stream, command: { type: 'note', request: id, parts: 1 } },
        id,
      );
    },
    heard: ({ tenant, wish, outcome }) => {
      if (wish.kind === 'command' && outcome !== undefined) versions.set(`${tenant} ${wish.stream}`, outcome.version);
    },
  };
}
