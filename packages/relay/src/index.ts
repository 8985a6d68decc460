// Taking the feed to other systems.
export { keepRelaying, type KeptRelay } from './run/keep-relaying.ts';
export type { RelayCall, RelayPorts } from './run/relay-call.ts';
export type { RelayFault, RelayRun } from './run/relay-run.ts';
export { runRelay } from './run/run-relay.ts';

// Streams that stand still, and what a person can do about it.
export type { StoppedStream } from './run/stop-rows.ts';
export { passOver, retryStopped, stoppedStreams, type PassedOver, type RelayRetry } from './run/stopped-streams.ts';
export { relayHealth } from './run/relay-health.ts';
export { relayTables } from './run/relay-tables.ts';
export { relayError } from './errors.ts';

// Ways out: webhooks here, brokers in entries of their own. A host can bring another.
export type { Relay } from './relay.ts';
export { createWebhookRelay, type WebhookOptions } from './webhook/webhook-relay.ts';

// On the wire.
export { attributeHeaders, encodeEvent, type ContentMode, type EncodedEvent } from './wire/content-modes.ts';
export { outgoingEvent, type OutgoingEvent } from './wire/outgoing-event.ts';
