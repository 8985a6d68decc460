import { createStoreClock, type Operation, type Ports, type Store } from '@jiceng/kernel';
import { relayError } from '../errors.ts';
import { createBrake } from './brake.ts';
import { readerKeyOf, settingsOf, type RelayCall, type RelayPorts } from './relay-call.ts';
import { relayOmissionTable, relayStopTable } from './relay-tables.ts';
import { sideBySide } from './side-by-side.ts';
import { stopKey, stopQuery, stopRowOf, type StopRow, type StoppedStream } from './stop-rows.ts';
import { takeUp } from './take-up.ts';

async function stopRows(store: Store, readerKey: string, limit: number): Promise<readonly StopRow[]> {
  const [rows = []] = await store.read([
    { get: 'rows', table: relayStopTable.name, index: 'key', prefix: [readerKey], limit },
  ]);
  return rows.map(stopRowOf);
}

/** The streams that stand still for a reader, each with its first fact that was not sent and why. */
export async function stoppedStreams(
  { store, feed }: Pick<Ports, 'store' | 'feed'>,
  reader: string,
  limit = 100,
): Promise<readonly StoppedStream[]> {
  const rows = await stopRows(store, readerKeyOf(feed, reader), limit);
  return rows.map(({ rowVersion: _guard, ...stopped }) => stopped);
}

/** What came of taking streams up again. */
export interface RelayRetry {
  readonly sent: number;
  readonly resumed: number;
  /** Streams that still stand, those that were not tried for want of an answer among them. */
  readonly stopped: number;
}

/**
 * Takes up the streams that stand still for a reader, parked ones too: for a person who has mended the cause. `limit` is that of streams.
 *
 * @throws JicengError `RELAY_OPTION_INVALID` when the call makes no sense.
 */
export async function retryStopped({ store, feed, clock }: RelayPorts, call: RelayCall): Promise<RelayRetry> {
  const settings = settingsOf(feed, call);
  const [brake, now] = [createBrake(), await clock.now()];
  const rows = await stopRows(store, settings.readerKey, settings.limit);
  const ends = await sideBySide(rows, settings.width, (row) => takeUp(store, settings, brake, row, now));
  const resumed = ends.filter((end) => end.resumed).length;
  return { sent: brake.sent(), resumed, stopped: ends.length - resumed };
}

/** One fact that a reader is to do without, and who takes the blame. */
export interface PassedOver {
  readonly reader: string;
  readonly tenant: string;
  readonly stream: string;
  /** The fact that the stream stands still at. */
  readonly version: bigint;
  readonly decidedBy: string;
  readonly reason: string;
}

/**
 * Decides that a reader does without the fact that its stream stands still at; the next pass goes on with the one after it. The decision is
 * kept for ever in `jiceng_relay_omission`. The receiver sees a gap in `streamversion`.
 *
 * @throws JicengError `RELAY_STREAM_NOT_STOPPED` when the stream does not stand still at that fact.
 */
export async function passOver({ store, feed }: Pick<Ports, 'store' | 'feed'>, omission: PassedOver): Promise<void> {
  const { reader, tenant, stream, version, decidedBy, reason } = omission;
  const readerKey = readerKeyOf(feed, reader);
  const [[found] = []] = await store.read([stopQuery(readerKey, omission)]);
  const row = found === undefined ? undefined : stopRowOf(found);
  if (row?.fromVersion !== version) throw relayError('RELAY_STREAM_NOT_STOPPED', { stream, version: String(version) });
  const now = await createStoreClock(store).now();
  const set = { from_version: version + 1n, parked: 0n, attempts: 0n, try_at: now };
  const log = {
    reader: readerKey,
    tenant,
    stream,
    fact_version: version,
    code: row.code,
    decided_by: decidedBy,
    reason,
    decided_at: now,
  };
  const operations: readonly Operation[] = [
    { op: 'update', table: relayStopTable.name, key: stopKey(readerKey, row), ifVersion: row.rowVersion, set },
    { op: 'insert', table: relayOmissionTable.name, row: log },
  ];
  const { ok } = await store.commit(operations);
  // Somebody else has dealt with it meanwhile: look again before deciding anew.
  if (!ok) throw relayError('RELAY_STREAM_NOT_STOPPED', { stream, version: String(version) });
}
