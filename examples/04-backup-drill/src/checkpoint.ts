import { digestNamed, readFacts, readFeed, type Store } from '@jiceng/kernel';

/** How far the record had come, kept outside of the store: on paper, at a neighbour's, in a public log. */
export interface Checkpoint {
  readonly position: bigint;
  /** Digest over the digests of the facts that were entered at this position. */
  readonly digest: string;
}

/** What a store is beside a checkpoint. */
export type Standing =
  | { readonly kind: 'older'; readonly missing: bigint }
  /** It has come as far, but what stands at that position is not what stood there. */
  | { readonly kind: 'other' }
  | { readonly kind: 'agrees' };

async function digestAt(store: Store, feed: string, position: bigint): Promise<string | undefined> {
  const [entry] = await readFeed(store, feed, position - 1n, 1);
  if (entry === undefined || entry.position !== position) return undefined;
  const digests: string[] = [];
  for (const [tenant, stream, from, to] of entry.refs) {
    const facts = await readFacts(store, tenant, stream, BigInt(from) - 1n, Number(BigInt(to) - BigInt(from)) + 1);
    digests.push(...facts.map(({ digest }) => digest));
  }
  return digestNamed('sha256').hex(digests.join('\n'));
}

async function lastPosition(store: Store, feed: string): Promise<bigint> {
  const [[head] = []] = await store.read([{ get: 'row', table: 'jiceng_feed', key: [feed] }]);
  const position = head?.['position'];
  return typeof position === 'bigint' ? position : 0n;
}

export async function takeCheckpoint(store: Store, feed: string): Promise<Checkpoint> {
  const position = await lastPosition(store, feed);
  return { position, digest: (await digestAt(store, feed, position)) ?? '' };
}

/** A store that was restored from an older backup cannot be told from a young one by itself: only what is kept outside shows it. */
export async function standingOf(store: Store, feed: string, checkpoint: Checkpoint): Promise<Standing> {
  const position = await lastPosition(store, feed);
  if (position < checkpoint.position) return { kind: 'older', missing: checkpoint.position - position };
  const digest = (await digestAt(store, feed, checkpoint.position)) ?? '';
  return digest === checkpoint.digest ? { kind: 'agrees' } : { kind: 'other' };
}
