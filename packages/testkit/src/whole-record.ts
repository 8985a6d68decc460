import {
  bigintOf,
  canonicalJson,
  eventOf,
  kernelTables,
  loadStream,
  readFacts,
  textOf,
  verifyChain,
  type FeedRef,
  type Process,
  type Row,
  type Store,
} from '@jiceng/kernel';
import { expectEqual } from './contract/expectation.ts';
import { allRows } from './store-content.ts';

async function rowsOf(store: Store, table: string): Promise<readonly Row[]> {
  const spec = kernelTables.find(({ name }) => name === table);
  return spec === undefined ? [] : allRows(store, spec);
}

type Range = readonly [stream: string, from: string, to: string];

/** The facts of ranges, one name each, sorted: a fact named twice stands there twice. */
function factsIn(tenant: string, ranges: readonly Range[]): readonly string[] {
  return ranges.flatMap(([stream, from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${tenant} ${stream} ${Number(from) + at}`),
  );
}

/**
 * Holds what the kernel has written against itself: every stream's chain verifies and ends where its head stands; every fact
 * is recorded by one request and stands at one place of one feed; positions have no hole.
 *
 * @throws JicengError `TESTKIT_CONTRACT_BROKEN` naming the first thing that does not agree.
 * @throws JicengError `FACT_CHAIN_BROKEN` when a chain does not verify.
 */
export async function expectWholeRecord(store: Store): Promise<void> {
  const facts: string[] = [];
  for (const head of await rowsOf(store, 'jiceng_stream')) {
    const [tenant, stream] = [textOf(head, 'tenant'), textOf(head, 'stream')];
    const recorded = await readFacts(store, tenant, stream);
    expectEqual(`the digest at the head of ${stream}`, textOf(head, 'digest'), verifyChain(recorded));
    expectEqual(`the version of ${stream}`, bigintOf(head, 'version'), BigInt(recorded.length));
    facts.push(...factsIn(tenant, [[stream, '1', String(recorded.length)]]));
  }
  facts.sort();
  expectEqual('the facts under the heads', (await rowsOf(store, 'jiceng_fact')).length, facts.length);

  const requested = (await rowsOf(store, 'jiceng_request')).flatMap((row) => {
    // Written by the kernel: the version, then [stream, from, to] each.
    const [, ...ranges] = JSON.parse(textOf(row, 'recorded')) as readonly [string, ...Range[]];
    return factsIn(textOf(row, 'tenant'), ranges);
  });
  expectEqual('the facts that requests have recorded', requested.toSorted(), facts);

  const entries = await rowsOf(store, 'jiceng_feed_entry');
  const heads = await rowsOf(store, 'jiceng_feed');
  for (const feed of new Set([...heads, ...entries].map((row) => textOf(row, 'feed')))) {
    const positions = entries.filter((row) => row['feed'] === feed).map((row) => bigintOf(row, 'position'));
    expectEqual(
      `the positions of ${feed}`,
      positions,
      positions.map((_, at) => BigInt(at + 1)),
    );
    const last = heads.find((row) => row['feed'] === feed)?.['position'];
    expectEqual(`the last position of ${feed}`, last, BigInt(positions.length));
  }
  const fed = [...entries, ...(await rowsOf(store, 'jiceng_feed_intake'))].flatMap((row) => {
    // Written by the kernel.
    const refs = JSON.parse(textOf(row, 'refs')) as readonly FeedRef[];
    return refs.flatMap(([tenant, ...range]) => factsIn(tenant, [range]));
  });
  expectEqual('the facts in the feeds', fed.toSorted(), facts);
}

/**
 * Holds the heads of streams against their facts: the state kept is the fold, and the rows of timers are what it waits for.
 *
 * @throws JicengError `TESTKIT_CONTRACT_BROKEN` naming the first stream for which it is not so.
 */
export async function expectWholeFolds<
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
>(store: Store, process: Process<State, Command, Event>, tenant: string, streams: readonly string[]): Promise<void> {
  const { decider } = process;
  for (const stream of streams) {
    const { state } = await loadStream(store, process, tenant, stream);
    let folded = decider.initialState;
    for (const fact of await readFacts(store, tenant, stream)) {
      folded = decider.evolve(folded, eventOf(process, fact), fact.occurredAt);
    }
    // As JSON, in which nothing and `null` are two.
    expectEqual(`the state of ${stream}`, canonicalJson(state), canonicalJson(folded));
    const [rows = []] = await store.read([
      { get: 'rows', table: 'jiceng_timer', index: 'key', prefix: [tenant, stream], limit: 10_000 },
    ]);
    const waiting = rows.map((row) => `${textOf(row, 'due_at')} ${textOf(row, 'name')}`);
    const wanted = (decider.timers?.(folded) ?? []).map(({ name, dueAt }) => `${dueAt} ${name}`);
    expectEqual(`the timers of ${stream}`, waiting.toSorted(), wanted.toSorted());
  }
}
