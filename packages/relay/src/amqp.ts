// The way out to RabbitMQ by AMQP 0-9-1. The client is the host's; this entry imports none.
export type { AmqpConfirmChannel, AmqpPublishing, AmqpReturned } from './amqp/amqp-channel.ts';
export { createAmqpRelay, type AmqpRelayOptions } from './amqp/amqp-relay.ts';
