import type { CommitResult, Operation, Query, Store } from '@jiceng/kernel';
import {
  amountOf,
  answering,
  answeringRows,
  committing,
  committingOnly,
  fault,
  inCommit,
  isOf,
  others,
  rowAt,
  type StoreMutant,
} from './mutant.ts';

const [feed, entries, intake, requests, streams, facts, timers] = [
  'jiceng_feed',
  'jiceng_feed_entry',
  'jiceng_feed_intake',
  'jiceng_request',
  'jiceng_stream',
  'jiceng_fact',
  'jiceng_timer',
];

/** Lets a number that was taken by a failed attempt stay taken. */
function losesNumbers(store: Store): Store {
  return committing(store, async (batch) => {
    const result = await store.commit(batch);
    if (!result.ok)
      await committingOnly(store, batch, (operation) => operation.op === 'add' && operation.table === feed);
    return result;
  });
}

/** Shows every other commit a moment later than the next one. */
function showsCommitsLate(store: Store): Store {
  const hidden = new Set<unknown>();
  let entered = 0;
  const hiding = committing(store, async (batch) => {
    const result = await store.commit(batch);
    const entry = batch.find((operation) => operation.table === entries);
    if (result.ok && entry?.op === 'insert' && entry.copy !== undefined && ++entered % 2 === 0) {
      const { refs } = entry.row;
      hidden.add(refs);
      await others(12);
      hidden.delete(refs);
    }
    return result;
  });
  return answering(hiding, (rows, { table }) =>
    table === entries ? rows.filter(({ refs }) => !hidden.has(refs)) : rows,
  );
}

/** Numbers commits on a head that may have moved meanwhile, and writes over what stands at a position. */
async function numbersWithoutGuard(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const head = batch.find((operation) => operation.op === 'update' && operation.table === feed);
  if (head?.op !== 'update') return store.commit(batch);
  const places = batch.flatMap((operation): readonly Operation[] => {
    if (operation.op !== 'insert' || operation.table !== entries) return [];
    const { feed: name, position } = operation.row;
    return [{ op: 'delete', table: entries, key: [String(name), amountOf({ position }, 'position')] }];
  });
  for (;;) {
    const ifVersion = amountOf(await rowAt(store, head), 'version');
    const guardless = batch.map((operation) => (operation === head ? { ...head, ifVersion } : operation));
    const [, result] = await Promise.all([store.commit(places), store.commit(guardless)]);
    if (result.ok) return result;
  }
}

/** Writes another request over the one that has the key. */
async function writesKeysOver(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const result = await store.commit(batch);
  const failed = result.ok ? undefined : batch[result.failed];
  if (failed?.op !== 'insert' || failed.table !== requests) return result;
  const { tenant, scope, request, digest } = failed.row;
  const ref = { table: requests, key: [String(tenant), String(scope), String(request)] };
  if ((await rowAt(store, ref))?.['digest'] === digest) return result;
  await store.commit([{ op: 'delete', ...ref }]);
  return store.commit(batch);
}

/** Keeps the key of a request that came to nothing. */
async function keepsFailedKeys(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const result = await store.commit(batch);
  if (!result.ok) await committingOnly(store, batch, isOf(requests));
  return result;
}

const dayMs = 86_400_000;

/** Clears away the requests of days gone by whenever a new one comes. */
async function clearsOldKeysAway(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const insert = batch.find((operation) => operation.op === 'insert' && operation.table === requests);
  if (insert?.op !== 'insert') return store.commit(batch);
  const keptFrom = Date.parse(String(insert.row['recorded_at'])) - dayMs;
  const [known = []] = await store.read([{ get: 'rows', table: requests, index: 'key', prefix: [], limit: 1000 }]);
  const old = known.filter((row) => Date.parse(String(row['recorded_at'])) < keptFrom);
  await store.commit(
    old.map(({ tenant, scope, request }) => ({
      op: 'delete',
      table: requests,
      key: [String(tenant), String(scope), String(request)],
    })),
  );
  return store.commit(batch);
}

/** Faults that show in what the kernel does on a store. */
export const kernelMutants: readonly StoreMutant[] = [
  fault('loses the number of an attempt that fails', ['every-commit-positioned'], losesNumbers),
  fault('shows some commits later than those after them', ['no-late-position'], showsCommitsLate),
  fault('numbers commits without guarding the head of the feed', ['many-promoters'], inCommit(numbersWithoutGuard)),
  fault('leaves commits in the intake when they are numbered', ['many-promoters'], (store) =>
    committing(store, (batch) =>
      committingOnly(store, batch, (operation) => operation.op !== 'delete' || operation.table !== intake),
    ),
  ),
  fault('forgets what a request recorded', ['one-effect-per-key'], (store) =>
    answeringRows(store, requests, (row) => ({ ...row, recorded: '["0"]' })),
  ),
  fault('writes another request over the key of the first', ['one-body-per-key'], inCommit(writesKeysOver)),
  fault('clears keys away after a day', ['keys-stay'], inCommit(clearsOldKeysAway)),
  fault('keeps the key of a request that failed', ['nothing-remains'], inCommit(keepsFailedKeys)),
  fault('forgets the last digest of a stream', ['growing-ticks'], (store) =>
    answeringRows(store, streams, (row) => ({ ...row, digest: '' })),
  ),
  fault(
    'forgets the last tick of a stream, so that only the clock orders it',
    ['many-promoters', 'growing-ticks'],
    (store) => answeringRows(store, streams, (row) => ({ ...row, tick: 0n })),
  ),
  fault('gives no more than ten rows', ['lost-state'], (store) =>
    answering(store, (rows, { table }: Query) => (table === facts ? rows.slice(0, 10) : rows)),
  ),
  fault('does not delete the timer that has fired', ['two-sweepers'], (store) =>
    committing(store, (batch) =>
      committingOnly(store, batch, (operation) => operation.op !== 'delete' || operation.table !== timers),
    ),
  ),
];
