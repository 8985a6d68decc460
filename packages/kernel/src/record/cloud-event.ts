import type { RecordedFact } from './fact.ts';
import type { Instant } from '../plain/instant.ts';
import type { Json } from '../plain/json.ts';

/** How a fact leaves: CloudEvents 1.0. How it is stored is `RecordedFact`. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly data: Json;
  /** Extensions: what a receiver needs to put facts in order and to check the chain. */
  readonly tenant: string;
  readonly streamversion: string;
  readonly recordedtime: Instant;
  readonly tick: string;
  readonly digest: string;
}

/**
 * The envelope of a fact. `type` is `cn.jiceng.<kind of stream>.<fact>`, `subject` the stream, `id` unique within `source`,
 * `dataschema` ends in the version of the body's schema: a receiver brings older ones up by that number.
 *
 * @param source URI of the deployment, for example `https://jiceng.example.gov.cn/330106`.
 * @see CloudEvents 1.0.2, JSON event format
 */
export function toCloudEvent(fact: RecordedFact, source: string): CloudEvent {
  const kind = fact.stream.split('/')[0] ?? fact.stream;
  const type = `cn.jiceng.${kind}.${fact.type}`;
  return {
    specversion: '1.0',
    // A tenant's own slash must not look like the one after it: two facts never have one id.
    id: `${encodeURIComponent(fact.tenant)}/${fact.stream}/${fact.version}`,
    source,
    type,
    subject: fact.stream,
    time: fact.occurredAt,
    datacontenttype: 'application/json',
    // A URI holds no letter beyond ASCII; names of streams and facts may.
    dataschema: encodeURI(`urn:jiceng:${type}:${fact.schema}`),
    // Written by `recordJson`.
    data: JSON.parse(fact.body) as Json,
    tenant: fact.tenant,
    streamversion: String(fact.version),
    recordedtime: fact.recordedAt,
    tick: String(fact.tick),
    digest: `${fact.digestName}:${fact.digest}`,
  };
}
