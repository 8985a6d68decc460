// The way out to NATS JetStream. The client is the host's; this entry imports none.
export { createNatsRelay, type NatsHeaders, type NatsJetStream, type NatsRelayOptions } from './nats/nats-relay.ts';
export { subjectToken, usualSubject } from './nats/subject.ts';
