import { kernelError } from '../errors.ts';
import type { RecordedFact } from './fact.ts';
import { feedEntryTable, feedIntakeTable, feedTable } from './kernel-tables.ts';
import type { Ports } from '../host/ports.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Operation, Store } from '../store/store.ts';

/** Facts of one stream: tenant, stream, first and last version as decimal text. */
export type FeedRef = readonly [tenant: string, stream: string, from: string, to: string];

/** One commit at one position of a feed. */
export interface FeedEntry {
  readonly position: bigint;
  readonly refs: readonly FeedRef[];
}

export function latestTick(facts: readonly RecordedFact[]): bigint {
  return facts.reduce((latest, { tick }) => (tick > latest ? tick : latest), 0n);
}

/** What a commit adds to the feed: its position at once where one writer rules, else an intake row for `promote`. */
export function feedOperations(
  { store, feed }: Pick<Ports, 'store' | 'feed'>,
  request: { readonly tenant: string; readonly scope: string; readonly key: string },
  refs: readonly FeedRef[],
  facts: readonly RecordedFact[],
): readonly Operation[] {
  if (facts.length === 0) return [];
  const text = JSON.stringify(refs);
  if (store.info.positions === 'intake') {
    const row = {
      feed,
      tick: latestTick(facts),
      tenant: request.tenant,
      scope: request.scope,
      request: request.key,
      refs: text,
    };
    return [{ op: 'insert', table: feedIntakeTable.name, row }];
  }
  const key = [feed];
  return [
    { op: 'add', table: feedTable.name, key, add: { position: 1n } },
    {
      op: 'insert',
      table: feedEntryTable.name,
      row: { feed, refs: text },
      copy: { position: { table: feedTable.name, key, column: 'position' } },
    },
  ];
}

/** Creates the head of a feed if it is not there: once, when a deployment starts. */
export async function openFeed(store: Store, feed: string): Promise<void> {
  // Somebody else was faster: that is as good.
  await store.commit([{ op: 'insert', table: feedTable.name, row: { feed, position: 0n, version: 1n } }]);
}

/** The entries after a position, in order. None is ever skipped; the last position read is where to go on. */
export async function readFeed(store: Store, feed: string, after: bigint, limit = 500): Promise<readonly FeedEntry[]> {
  const [rows = []] = await store.read([
    { get: 'rows', table: feedEntryTable.name, index: 'key', prefix: [feed], after: [after], limit },
  ]);
  return rows.map((row) => ({
    position: bigintOf(row, 'position'),
    // Written by `feedOperations`.
    refs: JSON.parse(textOf(row, 'refs')) as readonly FeedRef[],
  }));
}

const maxAttempts = 12;

/**
 * Numbers the commits that have no position yet, oldest tick first: they are taken out of the intake and entered in one
 * batch under the head's version, so that any number of readers may promote at once and each commit gets one position.
 * Per stream the order of versions always holds: a stream's ticks grow, and go on from the latest tick of a commit it shared.
 *
 * @returns how many were numbered; fewer than `limit` means the intake was empty for a moment.
 * @throws JicengError `STORE_CONTENTION` when others were faster twelve times.
 */
export async function promote(store: Store, feed: string, limit = 200): Promise<number> {
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const [[head] = [], waiting = []] = await store.read([
      { get: 'row', table: feedTable.name, key: [feed] },
      { get: 'rows', table: feedIntakeTable.name, index: 'key', prefix: [feed], limit },
    ]);
    if (head === undefined) await openFeed(store, feed);
    else if (waiting.length === 0) return 0;
    else {
      const [position, version] = [bigintOf(head, 'position'), bigintOf(head, 'version')];
      const set = { position: position + BigInt(waiting.length) };
      const batch: readonly Operation[] = [
        { op: 'update', table: feedTable.name, key: [feed], ifVersion: version, set },
        ...waiting.flatMap((row, at): readonly Operation[] => {
          const key = [
            feed,
            bigintOf(row, 'tick'),
            textOf(row, 'tenant'),
            textOf(row, 'scope'),
            textOf(row, 'request'),
          ];
          const entry = { feed, position: position + BigInt(at) + 1n, refs: textOf(row, 'refs') };
          return [
            { op: 'delete', table: feedIntakeTable.name, key },
            { op: 'insert', table: feedEntryTable.name, row: entry },
          ];
        }),
      ];
      const result = await store.commit(batch);
      if (result.ok) return waiting.length;
    }
  }
  throw kernelError('STORE_CONTENTION', { stream: feed, attempts: maxAttempts });
}
