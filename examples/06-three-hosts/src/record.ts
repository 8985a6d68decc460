import { incidentStream } from '@jiceng/incidents';
import {
  isJicengError,
  promote,
  readFacts,
  readFeed,
  verifyChain,
  type RecordedFact,
  type Store,
} from '@jiceng/kernel';
import { incidentIds, tenant } from './city.ts';

/** What lies in the database when all is done. */
export interface RecordSums {
  /** Facts that commands asked for, and those that timers raised. */
  readonly handled: number;
  readonly raised: number;
  /** Streams without a gap in their versions, and with a whole chain of digests. */
  readonly wholeStreams: number;
  readonly feed: { readonly positions: number; readonly facts: number; readonly gaps: number };
  /** Commits that no position was given to. */
  readonly unpromoted: number;
}

/** From the first fact on, without a gap, each with the digest of the one before. */
function isWhole(facts: readonly RecordedFact[]): boolean {
  try {
    verifyChain(facts);
    return facts[0]?.version === 1n;
  } catch (error) {
    if (isJicengError(error, 'FACT_CHAIN_BROKEN')) return false;
    throw error;
  }
}

/** Reads everything once more, as an inspector would. */
export async function sumsOf(store: Store): Promise<RecordSums> {
  const streams = await Promise.all(incidentIds.map((id) => readFacts(store, tenant, incidentStream(id))));
  const facts = streams.flat();
  const raised = facts.filter(({ type }) => type === 'SupervisionRaised').length;
  const unpromoted = await promote(store, 'main');
  const entries = await readFeed(store, 'main', 0n, 10_000);
  const inFeed = entries.flatMap(({ refs }) => refs.map(([, , from, to]) => Number(BigInt(to) - BigInt(from)) + 1));
  return {
    handled: facts.length - raised,
    raised,
    wholeStreams: streams.filter(isWhole).length,
    feed: {
      positions: entries.length,
      facts: inFeed.reduce((sum, count) => sum + count, 0),
      gaps: entries.filter(({ position }, at) => position !== BigInt(at + 1)).length,
    },
    unpromoted,
  };
}
