import type { Digest, DigestName } from '../plain/digest.ts';
import type { Instant } from '../plain/instant.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Row } from '../store/store.ts';

/** A fact as it stands in the record: the body, and on the envelope who, when, what for, and its place in the chain. */
export interface RecordedFact {
  readonly tenant: string;
  readonly stream: string;
  readonly version: bigint;
  readonly type: string;
  readonly schema: number;
  /** Canonical JSON (RFC 8785) of the body, exactly as digested. */
  readonly body: string;
  readonly actor: string;
  readonly purpose: string;
  /** When it happened; for what a timer did, the moment it was due. */
  readonly occurredAt: Instant;
  /** When it was written down. */
  readonly recordedAt: Instant;
  /** Microseconds; strictly growing within a stream whatever the clocks do. */
  readonly tick: bigint;
  readonly digestName: DigestName;
  readonly digest: string;
  /** Digest of the fact before it in the stream; '' for the first. */
  readonly previous: string;
}

/**
 * The text that a fact's digest covers: a canonical JSON array, so that lengths are unambiguous. The digest's own name
 * is covered: a chain cannot be re-read under another algorithm.
 */
export function digestedText(fact: Omit<RecordedFact, 'digest'>): string {
  const { tenant, stream, version, type, schema, actor, purpose, occurredAt, recordedAt, tick, digestName, previous } =
    fact;
  const envelope = [
    tenant,
    stream,
    String(version),
    type,
    String(schema),
    actor,
    purpose,
    occurredAt,
    recordedAt,
    String(tick),
    previous,
  ];
  return `["jiceng-fact/1","${digestName}",${JSON.stringify(envelope).slice(1, -1)},${fact.body}]`;
}

/** Completes a fact with its digest, which is of the algorithm that it names. */
export function sealFact(fact: Omit<RecordedFact, 'digest'>, digest: Digest): RecordedFact {
  return { ...fact, digest: digest.hex(digestedText(fact)) };
}

export function factRow(fact: RecordedFact): Row {
  return {
    tenant: fact.tenant,
    stream: fact.stream,
    version: fact.version,
    type: fact.type,
    schema: BigInt(fact.schema),
    body: fact.body,
    actor: fact.actor,
    purpose: fact.purpose,
    occurred_at: fact.occurredAt,
    recorded_at: fact.recordedAt,
    tick: fact.tick,
    digest_name: fact.digestName,
    digest: fact.digest,
    previous: fact.previous,
  };
}

export function factOfRow(row: Row): RecordedFact {
  return {
    tenant: textOf(row, 'tenant'),
    stream: textOf(row, 'stream'),
    version: bigintOf(row, 'version'),
    type: textOf(row, 'type'),
    schema: Number(bigintOf(row, 'schema')),
    body: textOf(row, 'body'),
    actor: textOf(row, 'actor'),
    purpose: textOf(row, 'purpose'),
    // Written by us as instants and digest names, and covered by the digest.
    occurredAt: textOf(row, 'occurred_at') as Instant,
    recordedAt: textOf(row, 'recorded_at') as Instant,
    tick: bigintOf(row, 'tick'),
    digestName: textOf(row, 'digest_name') as DigestName,
    digest: textOf(row, 'digest'),
    previous: textOf(row, 'previous'),
  };
}
