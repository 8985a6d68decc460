import { instantFromMs, instantToMs, isJicengError, promote, readFeed, type FeedEntry } from '@jiceng/kernel';
import { createBrake, type Brake } from './brake.ts';
import { cursorOperation, openCursor, type Cursor } from './cursor.ts';
import type { SendFault } from './fault.ts';
import { factsUpTo, followLane, lanesOf, type Lane, type LaneEnd } from './lane.ts';
import { settingsOf, type RelayCall, type RelayPorts, type RelaySettings } from './relay-call.ts';
import type { RelayFault, RelayRun } from './relay-run.ts';
import { relayStopTable } from './relay-tables.ts';
import { isUp, type HeldLane } from './outage.ts';
import { sideBySide } from './side-by-side.ts';
import { stopKey, stopOperation, stopQuery, stopRowOf } from './stop-rows.ts';
import { takeUp } from './take-up.ts';

const promotedAtOnce = 200;

/** Gives positions to what waits in the intake; whether there may be more. Others who promote faster do the same work. */
async function promoteWaiting({ store, feed }: RelayPorts): Promise<boolean> {
  if (store.info.positions !== 'intake') return false;
  try {
    return (await promote(store, feed, promotedAtOnce)) === promotedAtOnce;
  } catch (error) {
    if (isJicengError(error, 'STORE_CONTENTION')) return true;
    throw error;
  }
}

/** A lane with how far it came. `passed`: it was left alone, since its stream stands still. */
interface FollowedLane {
  readonly lane: Lane;
  readonly end: LaneEnd | { readonly kind: 'passed' };
}

const heldLanes = (followed: readonly FollowedLane[]): readonly HeldLane[] =>
  followed.flatMap(({ lane, end }) => (end.kind === 'held' ? [{ lane, ...end }] : []));

/**
 * Why this stream stops, so that the others go on: its event can never be sent, or it failed though the other side is up. Else the fault
 * is not the stream's, and all of them wait. So they do when the other side has asked for it.
 */
function stopFault({ fault }: HeldLane, up: boolean): SendFault | undefined {
  return fault?.kind === 'event' || (fault?.kind === 'passing' && up) ? fault : undefined;
}

/** Of what holds the reader up: a retired endpoint before all, then the longest rest that was asked for. */
function foremostFault(waiting: readonly HeldLane[]): RelayFault | undefined {
  const weight = ({ kind, retryAfterMs = -1 }: SendFault) =>
    kind === 'endpoint' ? Number.POSITIVE_INFINITY : retryAfterMs;
  const faults = waiting.flatMap(({ lane, version, fault }) => (fault === undefined ? [] : [{ lane, version, fault }]));
  const [foremost] = faults.toSorted((a, b) => weight(b.fault) - weight(a.fault));
  if (foremost === undefined) return undefined;
  const { lane, version, fault } = foremost;
  return { tenant: lane.tenant, stream: lane.stream, version, reason: fault.reason, retryAfterMs: fault.retryAfterMs };
}

/** Up to where nothing is left undone but what stopped streams keep. */
function safePosition(cursor: Cursor, entries: readonly FeedEntry[], waiting: readonly HeldLane[]): bigint {
  const before = entries.filter(({ position }) => waiting.every((held) => position < held.position));
  return before.at(-1)?.position ?? cursor.position;
}

async function followLanes(
  { store }: RelayPorts,
  settings: RelaySettings,
  brake: Brake,
  entries: readonly FeedEntry[],
): Promise<readonly FollowedLane[]> {
  const lanes = lanesOf(entries);
  const stopped = await store.read(lanes.map((lane) => stopQuery(settings.readerKey, lane)));
  const standing = new Set(lanes.filter((_lane, at) => stopped[at]?.[0] !== undefined));
  return sideBySide(lanes, settings.width, async (lane) => ({
    lane,
    end: standing.has(lane) ? { kind: 'passed' as const } : await followLane(store, settings, brake, lane),
  }));
}

const idle: RelayRun = { sent: 0, stopped: 0, resumed: 0, overtaken: false, more: false, fault: undefined };

/** Sends what the cursor has not passed, and moves it together with the stops that this brings: both or neither. */
async function sendEntries(
  ports: RelayPorts,
  settings: RelaySettings,
  brake: Brake,
  cursor: Cursor,
  entries: readonly FeedEntry[],
): Promise<RelayRun> {
  const { readerKey } = settings;
  const followed = await followLanes(ports, settings, brake, entries);
  const held = heldLanes(followed);
  const up = held.some(({ fault }) => fault?.kind === 'passing') && (await isUp(ports.store, settings, brake, held));
  const waiting = held.filter((lane) => stopFault(lane, up) === undefined);
  const position = safePosition(cursor, entries, waiting);
  const now = await ports.clock.now();
  const stops = held.flatMap((lane) => {
    const fault = stopFault(lane, up);
    const { tenant, stream } = lane.lane;
    return fault === undefined ? [] : [stopOperation(settings, { tenant, stream, version: lane.version }, fault, now)];
  });
  // The row must still stand: whoever lifts a stop meanwhile has not seen these facts.
  const skips = followed.flatMap(({ lane, end }) => {
    const skipped = end.kind === 'passed' ? factsUpTo(lane, position) : 0n;
    if (skipped === 0n) return [];
    return [{ op: 'add' as const, table: relayStopTable.name, key: stopKey(readerKey, lane), add: { skipped } }];
  });
  const moves = position > cursor.position || stops.length > 0;
  const { ok } = moves
    ? await ports.store.commit([cursorOperation(readerKey, cursor, position), ...stops, ...skips])
    : { ok: true };
  const fault = foremostFault(waiting);
  return {
    ...idle,
    sent: brake.sent(),
    stopped: ok ? stops.length : 0,
    overtaken: !ok,
    more: !ok || (fault === undefined && (waiting.length > 0 || entries.length === settings.limit)),
    fault,
  };
}

/** Tries the streams again whose time has come. */
async function takeUpDue(
  { store, clock }: RelayPorts,
  settings: RelaySettings,
  brake: Brake,
): Promise<{ readonly resumed: number; readonly more: boolean }> {
  const now = await clock.now();
  const before = [instantFromMs(instantToMs(now) + 1)];
  const { readerKey, limit, width } = settings;
  const [rows = []] = await store.read([
    { get: 'rows', table: relayStopTable.name, index: 'due', prefix: [readerKey, 0n], before, limit },
  ]);
  const ends = await sideBySide(rows.map(stopRowOf), width, (row) => takeUp(store, settings, brake, row, now));
  return { resumed: ends.filter(({ resumed }) => resumed).length, more: !brake.isOn() && rows.length === limit };
}

/**
 * One pass of a relay: reads the feed from the reader's cursor (numbering first what waits in the intake), sends every fact as a
 * CloudEvent and moves the cursor once all of them were acknowledged. Nothing is skipped, each stream goes in order, and what was sent
 * before a crash or by a second process is sent again: at least once. Any number of processes may run it for one reader.
 *
 * An event that can never be sent stops its stream, which is shown by `stoppedStreams`, and no other. A fault that may pass is tried again
 * after a pause; then a stream that fails alone is put aside and taken up by a later pass, and where nothing gets through the
 * cursor waits and `fault` says why.
 *
 * @throws JicengError `RELAY_OPTION_INVALID` when the call makes no sense.
 */
export async function runRelay(ports: RelayPorts, call: RelayCall): Promise<RelayRun> {
  const settings = settingsOf(ports.feed, call);
  const promotable = await promoteWaiting(ports);
  const cursor = await openCursor(ports.store, settings.readerKey);
  const entries = await readFeed(ports.store, ports.feed, cursor.position, settings.limit);
  const brake = createBrake();
  const run = entries.length === 0 ? idle : await sendEntries(ports, settings, brake, cursor, entries);
  const { resumed, more } = await takeUpDue(ports, settings, brake);
  return { ...run, sent: brake.sent(), resumed, more: run.more || promotable || more };
}
