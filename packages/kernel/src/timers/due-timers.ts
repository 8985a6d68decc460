import { instantFromMs, instantToMs, type Instant } from '../plain/instant.ts';
import { isJicengError } from '../plain/jiceng-error.ts';
import { timerTable } from '../record/kernel-tables.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Key, Row, Store } from '../store/store.ts';

/** A timer that is due: the moment it was due is when what it does happened. */
export interface DueTimer {
  readonly tenant: string;
  readonly stream: string;
  readonly name: string;
  readonly dueAt: Instant;
  readonly attempts: bigint;
}

export interface TimerSweep {
  readonly fired: number;
  readonly failed: number;
  /** Are there more that are due? */
  readonly more: boolean;
}

const pageSize = 100;
const streamsAtOnce = 32;
const firstWaitMs = 60_000;
const maxAttempts = 8n;

/**
 * The key of the command that a timer causes: the same for every sweeper and every attempt. The time leads, as in a UUIDv7:
 * keys that grow with time are entered at one end of their index and stay cheap however long it becomes.
 */
export function timerKey({ stream, name, dueAt }: Pick<DueTimer, 'stream' | 'name' | 'dueAt'>): string {
  return `timer/${dueAt}/${stream}/${name}`;
}

function dueTimerOf(row: Row): DueTimer {
  return {
    tenant: textOf(row, 'tenant'),
    stream: textOf(row, 'stream'),
    name: textOf(row, 'name'),
    // Written as an instant by the commit that set the timer.
    dueAt: textOf(row, 'due_at') as Instant,
    attempts: bigintOf(row, 'attempts'),
  };
}

const keyOf = ({ tenant, stream, dueAt, name }: DueTimer) => [tenant, stream, dueAt, name] as const;
const streamOf = ({ tenant, stream }: DueTimer) => JSON.stringify([tenant, stream]);

/** The earliest timer of each stream, also when it waits to be tried again: later ones must not overtake it. */
async function earliestOf(store: Store, streams: readonly DueTimer[]): Promise<readonly (Row | undefined)[]> {
  const rows = await store.read(
    streams.map(({ tenant, stream }) => ({
      get: 'rows',
      table: timerTable.name,
      index: 'key',
      prefix: [tenant, stream],
      limit: 1,
    })),
  );
  return rows.map(([row]) => row);
}

const isDue = (row: Row, now: Instant) => bigintOf(row, 'parked') === 0n && textOf(row, 'try_at') <= now;
const isSame = (row: Row, { name, dueAt }: DueTimer) => textOf(row, 'name') === name && textOf(row, 'due_at') === dueAt;

/** Waits twice as long after each failure, then is put aside where an operator sees it. */
async function postpone(store: Store, row: Row, now: Instant, error: unknown): Promise<void> {
  const [timer, version] = [dueTimerOf(row), bigintOf(row, 'version')];
  const attempts = timer.attempts + 1n;
  const tryAt = instantFromMs(instantToMs(now) + firstWaitMs * 2 ** Number(timer.attempts));
  const problem = isJicengError(error) ? error.code : error instanceof Error ? error.name : typeof error;
  const set = { attempts, try_at: tryAt, parked: attempts >= maxAttempts ? 1n : 0n, problem };
  // Another sweeper may have dealt with the row meanwhile: then there is nothing to postpone.
  await store.commit([{ op: 'update', table: timerTable.name, key: keyOf(timer), ifVersion: version, set }]);
}

/** What one sweep has done so far. */
interface Tally {
  started: number;
  fired: number;
  failed: number;
  /** Was something left because the limit was reached? */
  cut: boolean;
  /** Streams in which a timer failed. */
  readonly held: Set<string>;
}

const unanswered = () => new RangeError('the timer still stands after it fired');

/**
 * Fires what is due of these streams, to its end: of each the earliest timer, then what is earliest after that. One read tells for
 * all of them what to fire next and whether the last one is gone. A stream with a failure is held: the rest of it must wait.
 */
async function followStreams(
  store: Store,
  streams: readonly DueTimer[],
  now: Instant,
  fire: (timer: DueTimer) => Promise<unknown>,
  limit: number,
  tally: Tally,
): Promise<void> {
  const due = (row: Row | undefined): readonly Row[] => (row !== undefined && isDue(row, now) ? [row] : []);
  // Not always the rows that were found: one may be gone, or an earlier one waits or is parked, and the later wait behind it.
  let next = (await earliestOf(store, streams)).flatMap(due);
  while (next.length > 0) {
    const firing = next.slice(0, limit - tally.started);
    if (firing.length < next.length) tally.cut = true;
    if (firing.length === 0) return;
    tally.started += firing.length;
    const timers = firing.map(dueTimerOf);
    const answers = await Promise.allSettled(timers.map(async (timer) => fire(timer)));
    const left = await earliestOf(store, timers);
    next = [];
    for (const [at, row] of firing.entries()) {
      const [timer, answer, after] = [dueTimerOf(row), answers[at], left[at]];
      const stands = after !== undefined && isSame(after, timer);
      if (answer?.status === 'rejected' || stands) {
        tally.failed += 1;
        tally.held.add(streamOf(timer));
        await postpone(store, row, now, answer?.status === 'rejected' ? answer.reason : unanswered());
      } else {
        tally.fired += 1;
        next.push(...due(after));
      }
    }
  }
}

/**
 * Fires what is due, each stream to its end and in order of `dueAt`, by calling `fire`, which carries out a command keyed by `timerKey`;
 * the fact it records removes the row. Streams are followed side by side, thirty-two at a time. Nothing is claimed or locked: any
 * number of sweepers may run, however late.
 *
 * @param now the clock that decides what is due.
 * @returns `failed`: timers that `fire` refused or that still stand after it; they wait longer each time and are parked
 * after eight attempts (`parkedTimers`).
 */
export async function runDueTimers(
  store: Store,
  now: Instant,
  fire: (timer: DueTimer) => Promise<unknown>,
  limit = 1000,
): Promise<TimerSweep> {
  const before = instantFromMs(instantToMs(now) + 1);
  const tally: Tally = { started: 0, fired: 0, failed: 0, cut: false, held: new Set() };
  let after: Key | undefined;
  for (;;) {
    const page = {
      get: 'rows' as const,
      table: timerTable.name,
      index: 'due',
      prefix: [0n],
      before: [before],
      limit: pageSize,
    };
    const [rows = []] = await store.read([after === undefined ? page : { ...page, after }]);
    const streams = new Map<string, DueTimer>();
    for (const row of rows) {
      const due = dueTimerOf(row);
      after = [textOf(row, 'try_at'), due.dueAt, due.tenant, due.stream, due.name];
      if (!tally.held.has(streamOf(due)) && !streams.has(streamOf(due))) streams.set(streamOf(due), due);
    }
    const following = [...streams.values()];
    for (let at = 0; at < following.length && !tally.cut; at += streamsAtOnce) {
      await followStreams(store, following.slice(at, at + streamsAtOnce), now, fire, limit, tally);
    }
    const { fired, failed, cut } = tally;
    // What firing brought up belongs to streams that were followed to their end.
    if (cut || rows.length < pageSize) return { fired, failed, more: cut };
  }
}

/** Timers that are due, the longest first: what a sweep would fire, for a host that plans its own. */
export async function dueTimers(store: Store, now: Instant, limit = 1000): Promise<readonly DueTimer[]> {
  const before = instantFromMs(instantToMs(now) + 1);
  const [rows = []] = await store.read([
    { get: 'rows', table: timerTable.name, index: 'due', prefix: [0n], before: [before], limit },
  ]);
  return rows.map(dueTimerOf);
}

/**
 * When the next timer can be tried: how long a host may sleep. Nothing waits when it is absent. What is due behind an earlier timer of
 * its stream, one that failed and waits or is parked, wakes nobody: a sweep would leave it where it is.
 */
export async function nextTimerAt(store: Store): Promise<Instant | undefined> {
  let after: Key | undefined;
  for (;;) {
    const page = { get: 'rows' as const, table: timerTable.name, index: 'due', prefix: [0n], limit: pageSize };
    const [rows = []] = await store.read([after === undefined ? page : { ...page, after }]);
    const timers = rows.map(dueTimerOf);
    const earliest = await earliestOf(store, timers);
    const at = timers.findIndex((timer, index) => {
      const first = earliest[index];
      return first !== undefined && isSame(first, timer);
    });
    const [found, last] = [rows[at], rows.at(-1)];
    // Written as an instant by the commit that set the timer, or by the sweep that postponed it.
    if (found !== undefined) return textOf(found, 'try_at') as Instant;
    if (last === undefined || rows.length < pageSize) return undefined;
    const { dueAt, tenant, stream, name } = dueTimerOf(last);
    after = [textOf(last, 'try_at'), dueAt, tenant, stream, name];
  }
}

/** Timers that failed too often and wait for a person: with what was wrong. */
export async function parkedTimers(
  store: Store,
  limit = 100,
): Promise<readonly (DueTimer & { readonly problem: string })[]> {
  const [rows = []] = await store.read([{ get: 'rows', table: timerTable.name, index: 'due', prefix: [1n], limit }]);
  return rows.map((row) => ({ ...dueTimerOf(row), problem: textOf(row, 'problem') }));
}

/** Puts a parked timer back: due again at once, with its attempts counted anew. Answers whether it was there. */
export async function unparkTimer(store: Store, timer: DueTimer): Promise<boolean> {
  const [[row] = []] = await store.read([{ get: 'row', table: timerTable.name, key: keyOf(timer) }]);
  if (row === undefined) return false;
  const set = { attempts: 0n, parked: 0n, try_at: timer.dueAt };
  const result = await store.commit([
    { op: 'update', table: timerTable.name, key: keyOf(timer), ifVersion: bigintOf(row, 'version'), set },
  ]);
  return result.ok;
}
