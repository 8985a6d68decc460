import { connect, type ChannelModel, type ConfirmChannel, type GetMessage } from 'amqplib';
import { faultyStore } from '@jiceng/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAmqpRelay, type AmqpConfirmChannel, type AmqpRelayOptions } from '../amqp.ts';
import { describeWith, findBroker, ownName } from '../broker.fixture.ts';
import { callOf, createCountingBench, source, tenant, upTo, withoutRepeats } from '../counting.fixture.ts';
import { runRelay, stoppedStreams } from '../index.ts';

const found = await findBroker('JICENG_RABBITMQ_URL', 'amqp://guest:guest@127.0.0.1:5672');

describe('a channel', () => {
  /** A channel that the test plays: it keeps what is published until the test confirms it. */
  function createPlayedChannel(roomFor: number) {
    const listeners = new Map<string, (() => void)[]>();
    const published: { readonly id: string; readonly confirmed: (error: unknown) => void }[] = [];
    const channel: AmqpConfirmChannel = {
      publish: (_exchange, _key, _content, { messageId }, confirmed) => {
        published.push({ id: messageId, confirmed });
        return published.length !== roomFor;
      },
      on: (event: string, listener: (...told: never[]) => void) => {
        listeners.set(event, [...(listeners.get(event) ?? []), () => listener()]);
      },
      close: async () => {},
    };
    return { channel, published, tell: (event: string) => listeners.get(event)?.forEach((listener) => listener()) };
  }

  const settle = async () => {
    for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  };

  it('that is full is written to again only once it has drained', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a', 'b', 'c', 'd']);
    const { channel, published, tell } = createPlayedChannel(2);
    const relay = createAmqpRelay({ openChannel: async () => channel, exchange: 'x' });
    const running = runRelay(ports, callOf(relay));
    await settle();
    expect(published.map(({ id }) => id)).toEqual(['330106/a/1', '330106/b/1']);
    tell('drain');
    await settle();
    expect(published).toHaveLength(4);
    for (const { confirmed } of published) confirmed(null);
    expect(await running).toMatchObject({ sent: 4 });
  });

  it('that closes while it is full lets everybody go on to the next one', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a', 'b']);
    const channels = [createPlayedChannel(1), createPlayedChannel(9)];
    let opened = 0;
    const openChannel = async () => {
      opened += 1;
      const next = channels[opened - 1];
      if (next === undefined) throw new Error('too many');
      return next.channel;
    };
    const running = runRelay(ports, callOf(createAmqpRelay({ openChannel, exchange: 'x' })));
    await settle();
    expect(channels[0]?.published).toHaveLength(1);
    channels[0]?.tell('close');
    channels[0]?.published[0]?.confirmed(new Error('channel closed'));
    await settle();
    expect(channels[1]?.published).toHaveLength(2);
    for (const { confirmed } of channels[1]?.published ?? []) confirmed(null);
    expect(await running).toMatchObject({ sent: 2, fault: undefined });
  });

  it('that never confirms is given up after the time that was said', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a']);
    const { channel } = createPlayedChannel(9);
    const relay = createAmqpRelay({ openChannel: async () => channel, exchange: 'x', timeoutMs: 10 });
    const run = await runRelay(ports, callOf(relay, { attempts: 1 }));
    expect(run.fault?.reason).toMatchObject({ code: 'RELAY_UNANSWERED', details: { to: 'RabbitMQ x', timeoutMs: 10 } });
  });

  it('that cannot be opened is asked for again', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a']);
    const relay = createAmqpRelay({
      openChannel: async () => {
        throw new Error('connect ECONNREFUSED amqp://guest:guest@host');
      },
      exchange: 'x',
    });
    const run = await runRelay(ports, callOf(relay));
    expect(run.fault?.reason).toMatchObject({ code: 'RELAY_UNAVAILABLE', details: { problem: 'Error' } });
    expect(JSON.stringify(run.fault?.reason)).not.toContain('guest');
    await relay.close();
  });
});

describeWith('RabbitMQ', found, () => {
  let connection: ChannelModel;
  let admin: ConfirmChannel;
  let name = '';
  beforeAll(async () => {
    connection = await connect(found.url.href);
    connection.on('error', () => {});
    admin = await connection.createConfirmChannel();
  });
  afterAll(() => connection.close());
  beforeEach(async () => {
    name = ownName();
    await admin.assertExchange(name, 'topic', { durable: true });
  });
  afterEach(async () => {
    await admin.deleteQueue(name);
    await admin.deleteExchange(name);
  });

  const addQueue = async (more: Readonly<Record<string, unknown>> = {}) => {
    await admin.assertQueue(name, { durable: true, arguments: more });
    await admin.bindQueue(name, name, '#');
  };
  const relayOn = (given: Partial<AmqpRelayOptions> = {}, over: ChannelModel = connection) =>
    createAmqpRelay({ openChannel: () => over.createConfirmChannel(), exchange: name, ...given });

  async function queued(): Promise<readonly GetMessage[]> {
    const messages: GetMessage[] = [];
    for (;;) {
      const message = await admin.get(name, { noAck: true });
      if (message === false) return messages;
      messages.push(message);
    }
  }
  const headersOf = ({ properties: { headers = {} } }: GetMessage): Readonly<Record<string, unknown>> => headers;
  const placesOf = (messages: readonly GetMessage[]): readonly string[] =>
    messages
      .map(headersOf)
      .map((headers) => `${String(headers['cloudEvents:subject'])}@${String(headers['cloudEvents:streamversion'])}`);

  it('queues every fact as a persistent message with its attributes as headers', async () => {
    await addQueue();
    const { ports, count } = await createCountingBench();
    await count(['维修/1', '维修/2', '维修/1'], '备注');
    const relay = relayOn();
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 3, fault: undefined });
    await relay.close();
    const messages = await queued();
    const [first] = messages;
    expect(first?.fields.routingKey).toBe('cn.jiceng.维修.Counted');
    expect(first?.properties).toMatchObject({
      contentType: 'application/json',
      deliveryMode: 2,
      messageId: '330106/维修/1/1',
      type: 'cn.jiceng.维修.Counted',
    });
    expect(first === undefined ? {} : headersOf(first)).toMatchObject({
      'cloudEvents:specversion': '1.0',
      'cloudEvents:id': '330106/维修/1/1',
      'cloudEvents:tenant': tenant,
      'cloudEvents:partitionkey': '330106/维修/1',
    });
    expect(JSON.parse(first?.content.toString() ?? '')).toEqual({ type: 'Counted', note: '备注' });
    expect(withoutRepeats(placesOf(messages))).toEqual({ '维修/1': [1, 2], '维修/2': [1] });
  });

  it('is what the page on relays shows', async () => {
    await addQueue();
    const { ports, count } = await createCountingBench();
    await count(['a']);
    // #region amqp
    const relay = createAmqpRelay({
      openChannel: () => connection.createConfirmChannel(), // asked again whenever the last one has closed
      exchange: name, // declared by the host, with its queues
    });
    const run = await runRelay(ports, { reader: 'rabbitmq', relay, source });
    expect(run.sent).toBe(1);
    await relay.close(); // closes the channel; the connection is the host's
    // #endregion amqp
  });

  it('queues the whole event in structured mode', async () => {
    await addQueue();
    const { ports, count } = await createCountingBench();
    await count(['a']);
    const relay = relayOn({ mode: 'structured', routingKey: ({ subject }) => subject });
    await runRelay(ports, callOf(relay));
    await relay.close();
    const [message] = await queued();
    expect(message?.fields.routingKey).toBe('a');
    expect(message?.properties.contentType).toBe('application/cloudevents+json');
    expect(JSON.parse(message?.content.toString() ?? '')).toMatchObject({
      id: '330106/a/1',
      data: { type: 'Counted' },
    });
  });

  it('doubles what a relay sends again because it died before it moved the cursor, and loses nothing', async () => {
    await addQueue();
    const { ports, store, count } = await createCountingBench();
    await count(['a', 'b', 'a']);
    const relay = relayOn();
    const dying = faultyStore(store, { call: 'commit', at: 2, when: 'before', afterwards: 'down' });
    await expect(runRelay({ ...ports, store: dying.store }, callOf(relay))).rejects.toThrow();
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 3 });
    await relay.close();
    const places = placesOf(await queued());
    expect(places).toHaveLength(6);
    expect(withoutRepeats(places)).toEqual({ a: [1, 2], b: [1] });
  });

  it('has each stream in order while many write to an intake and two relays race', async () => {
    await addQueue();
    const { ports, count } = await createCountingBench('intake');
    const streams = ['a', 'b', 'c', 'd', 'e'];
    const writing = { on: true };
    const writers = Promise.all(streams.map((stream) => count(upTo(12).map(() => stream)))).finally(() => {
      writing.on = false;
    });
    const race = async () => {
      const relay = relayOn();
      const call = callOf(relay, { limit: 7 });
      for (let more = true; more || writing.on;) ({ more } = await runRelay(ports, call));
      await relay.close();
    };
    await Promise.all([writers, race(), race()]);
    const last = relayOn();
    await runRelay(ports, callOf(last));
    await last.close();
    expect(withoutRepeats(placesOf(await queued()))).toEqual(
      Object.fromEntries(streams.map((stream) => [stream, upTo(12)])),
    );
  });

  it('loses nothing when the connection dies in the middle of publishing', async () => {
    await addQueue();
    const { ports, count } = await createCountingBench();
    for (const stream of ['a', 'b', 'c', 'd']) await count(upTo(10).map(() => stream));
    const fragile = await connect(found.url.href);
    fragile.on('error', () => {});
    let published = 0;
    const dead = relayOn(
      {
        routingKey: ({ type }) => {
          published += 1;
          if (published === 17) void fragile.close();
          return type;
        },
      },
      fragile,
    );
    const run = await runRelay(ports, callOf(dead));
    // Refused at once, or never answered: it depends on where the message was.
    expect(run.fault?.reason.code).toMatch(/^RELAY_(?:UNAVAILABLE|UNANSWERED)$/);
    await dead.close();
    const relay = relayOn();
    while ((await runRelay(ports, callOf(relay))).more);
    await relay.close();
    expect(withoutRepeats(placesOf(await queued()))).toEqual({ a: upTo(10), b: upTo(10), c: upTo(10), d: upTo(10) });
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
  });

  it('gives back what no queue takes: a fault, until somebody binds one', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a', 'b']);
    const relay = relayOn();
    const run = await runRelay(ports, callOf(relay));
    expect(run).toMatchObject({ sent: 0, stopped: 0, fault: { reason: { code: 'RELAY_UNROUTED' } } });
    await addQueue();
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 2, fault: undefined });
    await relay.close();
    expect(placesOf(await queued())).toEqual(['a@1', 'b@1']);
  });

  it('may drop what no queue takes where the host says so', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a']);
    const relay = relayOn({ mandatory: false });
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 1, fault: undefined });
    await relay.close();
  });

  it('is waited for while its queue has no room', async () => {
    await addQueue({ 'x-max-length': 1, 'x-overflow': 'reject-publish' });
    const { ports, count } = await createCountingBench();
    await count(['a', 'a', 'a']);
    const relay = relayOn();
    const [places, problems]: [string[], unknown[]] = [[], []];
    for (let pass = 0; pass < 3; pass++) {
      const run = await runRelay(ports, callOf(relay, { attempts: 1 }));
      problems.push(run.fault?.reason.details['problem']);
      places.push(...placesOf(await queued()));
    }
    await relay.close();
    expect(places).toEqual(['a@1', 'a@2', 'a@3']);
    expect(problems).toEqual(['nack', 'nack', undefined]);
  });

  it('closes the channel when the exchange is not there; the next one is asked for once it is', async () => {
    await admin.deleteExchange(name);
    const { ports, count } = await createCountingBench();
    await count(['a']);
    const relay = relayOn();
    const run = await runRelay(ports, callOf(relay));
    expect(run.fault?.reason.code).toBe('RELAY_UNAVAILABLE');
    await admin.assertExchange(name, 'topic', { durable: true });
    await addQueue();
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 1, fault: undefined });
    await relay.close();
    expect(placesOf(await queued())).toEqual(['a@1']);
  });

  it('is not asked about an id that a message cannot have, nor about what is too large', async () => {
    await addQueue();
    const { ports, count } = await createCountingBench();
    await count(['长'.repeat(90)]);
    await count(['b'], 'x'.repeat(3000));
    await count(['c']);
    const relay = relayOn({ maxBytes: 2000 });
    expect(await runRelay(ports, callOf(relay))).toMatchObject({ sent: 1, stopped: 2 });
    await relay.close();
    expect((await stoppedStreams(ports, 'out')).map(({ code }) => code)).toEqual([
      'RELAY_MESSAGE_TOO_LARGE',
      'RELAY_MESSAGE_REFUSED',
    ]);
  });
});
