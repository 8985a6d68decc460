import {
  bigintOf,
  instantFromMs,
  instantToMs,
  parseInstant,
  parseJson,
  textOf,
  type Details,
  type Instant,
  type Json,
  type Operation,
  type Query,
  type Row,
} from '@jiceng/kernel';
import type { SendFault } from './fault.ts';
import type { RelaySettings } from './relay-call.ts';
import { relayStopTable } from './relay-tables.ts';

/** A stream that stands still for a reader while all others go on. */
export interface StoppedStream {
  readonly tenant: string;
  readonly stream: string;
  /** The first fact that did not get through; none after it was sent since. */
  readonly fromVersion: bigint;
  /** `waits`: it is tried again at `tryAt`. `parked`: it waits for a person (`retryStopped`, `passOver`). */
  readonly state: 'waits' | 'parked';
  readonly tryAt: Instant;
  readonly attempts: bigint;
  /** Facts that the reader has gone past since. */
  readonly skipped: bigint;
  /** Why, as an error of this package says it; other relays bring codes of their own. */
  readonly code: string;
  readonly details: Details;
  readonly stoppedAt: Instant;
}

/** A stopped stream together with the version that guards its row. */
export interface StopRow extends StoppedStream {
  readonly rowVersion: bigint;
}

const firstWaitMs = 60_000;

/** What a fault writes into the row: it waits twice as long after each attempt, until it is parked. */
export function stopColumns(
  { patience }: RelaySettings,
  { kind, reason, retryAfterMs = 0 }: SendFault,
  attempts: bigint,
  now: Instant,
) {
  const waitMs = Math.max(firstWaitMs * 2 ** Math.min(Number(attempts) - 1, 12), retryAfterMs);
  return {
    parked: kind === 'event' || attempts >= BigInt(patience) ? 1n : 0n,
    try_at: instantFromMs(instantToMs(now) + waitMs),
    attempts,
    code: reason.code,
    details: JSON.stringify(reason.details),
  };
}

export function stopKey(readerKey: string, { tenant, stream }: { readonly tenant: string; readonly stream: string }) {
  return [readerKey, tenant, stream] as const;
}

/** Enters a stream that stops here for the first time. */
export function stopOperation(
  settings: RelaySettings,
  place: { readonly tenant: string; readonly stream: string; readonly version: bigint },
  fault: SendFault,
  now: Instant,
): Operation {
  const { tenant, stream, version } = place;
  const row = {
    reader: settings.readerKey,
    tenant,
    stream,
    from_version: version,
    ...stopColumns(settings, fault, 1n, now),
    skipped: 0n,
    stopped_at: now,
    version: 1n,
  };
  return { op: 'insert', table: relayStopTable.name, row };
}

export function stopQuery(
  readerKey: string,
  place: { readonly tenant: string; readonly stream: string },
): Extract<Query, { get: 'row' }> {
  return { get: 'row', table: relayStopTable.name, key: stopKey(readerKey, place) };
}

const isDetails = (value: Json): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function detailsOf(text: string): Details {
  const value = parseJson(text);
  return isDetails(value) ? value : { value };
}

export function stopRowOf(row: Row): StopRow {
  return {
    tenant: textOf(row, 'tenant'),
    stream: textOf(row, 'stream'),
    fromVersion: bigintOf(row, 'from_version'),
    state: bigintOf(row, 'parked') === 0n ? 'waits' : 'parked',
    tryAt: parseInstant(textOf(row, 'try_at')),
    attempts: bigintOf(row, 'attempts'),
    skipped: bigintOf(row, 'skipped'),
    code: textOf(row, 'code'),
    details: detailsOf(textOf(row, 'details')),
    stoppedAt: parseInstant(textOf(row, 'stopped_at')),
    rowVersion: bigintOf(row, 'version'),
  };
}
