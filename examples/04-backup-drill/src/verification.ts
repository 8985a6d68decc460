import {
  canonicalJson,
  contentDigest,
  loadStream,
  readFacts,
  readFeed,
  textOf,
  verifyChain,
  type Row,
  type Store,
} from '@jiceng/kernel';
import { incidents, tables, tenant } from './desk.ts';

/** What was looked at in a store, and what did not hold. */
export interface Verification {
  readonly streams: number;
  readonly facts: number;
  readonly positions: number;
  readonly content: string;
  readonly flaws: readonly string[];
}

async function heads(store: Store): Promise<readonly Row[]> {
  const [rows = []] = await store.read([
    { get: 'rows', table: 'jiceng_stream', index: 'key', prefix: [tenant], limit: 10_000 },
  ]);
  return rows;
}

/** Chains from the first fact on; the state that the head keeps against the one that the facts give; positions without a hole. */
export async function verifyStore(store: Store, feed: string): Promise<Verification> {
  const flaws: string[] = [];
  let facts = 0;
  const streams = await heads(store);
  for (const head of streams) {
    const stream = textOf(head, 'stream');
    const recorded = await readFacts(store, tenant, stream);
    facts += recorded.length;
    if (verifyChain(recorded) !== textOf(head, 'digest')) flaws.push(`${stream}: head`);
    const kept = await loadStream(store, incidents.process, tenant, stream);
    // A fold of another name is never taken from the head: it is folded anew from the facts.
    const folded = await loadStream(store, { ...incidents.process, fold: 'replay' }, tenant, stream);
    if (canonicalJson(kept.state) !== canonicalJson(folded.state)) flaws.push(`${stream}: fold`);
  }
  const entries = await readFeed(store, feed, 0n, 10_000);
  const entered = entries.flatMap(({ refs }) =>
    refs.flatMap(([, stream, from, to]) =>
      Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${stream} ${Number(from) + at}`),
    ),
  );
  if (entries.some(({ position }, at) => position !== BigInt(at + 1))) flaws.push('feed: positions');
  if (new Set(entered).size !== facts || entered.length !== facts) flaws.push('feed: facts');
  const { digest } = await contentDigest(store, tables);
  return { streams: streams.length, facts, positions: entries.length, content: digest, flaws };
}
