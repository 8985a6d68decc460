import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { faultyStore } from '@jiceng/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWith, findBroker, ownName } from '../broker.fixture.ts';
import { callOf, createCountingBench, source, upTo, withoutRepeats } from '../counting.fixture.ts';
import { runRelay, stoppedStreams, type OutgoingEvent, type Relay } from '../index.ts';
import { createNatsRelay, subjectToken, usualSubject, type NatsRelayOptions } from '../nats.ts';

const found = await findBroker('JICENG_NATS_URL', 'nats://127.0.0.1:4222');
const open = () => connect({ servers: found.url.host, reconnect: false, timeout: 5000 });

it('a token holds no sign of a subject, and tells texts apart', () => {
  expect(subjectToken('维修 a.b*c>d/e')).toBe('%E7%BB%B4%E4%BF%AE%20a%2Eb%2Ac%3Ed%2Fe');
  expect(subjectToken('a%2Eb')).not.toBe(subjectToken('a.b'));
});

it('the usual subject is tenant, kind of stream and fact', () => {
  const event = { tenant: '33.01', subject: 'repair/7/x', type: 'cn.jiceng.repair.Reported' };
  const whole: OutgoingEvent = {
    specversion: '1.0',
    id: 'i',
    source: 's',
    time: '2026-03-02T01:30:00.000Z',
    datacontenttype: 'application/json',
    dataschema: 'urn:x',
    data: {},
    streamversion: '1',
    recordedtime: '2026-03-02T01:30:00.000Z',
    tick: '1',
    digest: 'd',
    partitionkey: 'p',
    ...event,
  };
  expect(usualSubject(whole)).toBe('jiceng.33%2E01.repair.Reported');
});

it('a limit that leaves no room for an event is refused', () => {
  const make = () =>
    createNatsRelay({ jetstream: { publish: async () => ({ seq: 1, duplicate: false }) }, headers, maxBytes: 512 });
  expect(make).toThrow(expect.objectContaining({ code: 'RELAY_OPTION_INVALID' }));
});

describeWith('NATS JetStream', found, () => {
  let connection: NatsConnection;
  let manager: JetStreamManager;
  let name = '';
  let tenant = '';
  beforeAll(async () => {
    connection = await open();
    manager = await jetstreamManager(connection);
  });
  afterAll(() => connection.close());
  beforeEach(() => {
    name = ownName();
    // With a full stop, so that the subjects must be escaped.
    tenant = name.replace('jiceng-test-', 't.');
  });
  afterEach(async () => {
    await manager.streams.delete(name).catch(() => false);
  });

  const addStream = (more: Readonly<Record<string, unknown>> = {}) =>
    manager.streams.add({ name, subjects: [`jiceng.${subjectToken(tenant)}.>`], ...more });
  const relayOn = (
    given: Partial<NatsRelayOptions<ReturnType<typeof headers>>> = {},
    over: NatsConnection = connection,
  ): Relay => createNatsRelay({ jetstream: jetstream(over), headers, ...given });

  /** What the server has stored, oldest first. */
  async function stored() {
    const { state } = await manager.streams.info(name);
    const messages = [];
    for (let seq = state.first_seq; state.messages > 0 && seq <= state.last_seq; seq++) {
      const message = await manager.streams.getMessage(name, { seq });
      if (message !== null) messages.push(message);
    }
    return messages;
  }
  async function arrived(): Promise<readonly string[]> {
    return (await stored()).map((message) => {
      const event = message.json<OutgoingEvent>();
      return `${event.subject}@${event.streamversion}`;
    });
  }

  it('stores every fact once, under its subject, with its id for the broker', async () => {
    await addStream();
    const { ports, count } = await createCountingBench('inline', tenant);
    await count(['repair/1', 'repair/2', 'repair/1'], '备注');
    expect(await runRelay(ports, callOf(relayOn({ stream: name })))).toMatchObject({ sent: 3, fault: undefined });
    const messages = await stored();
    expect(messages.map(({ subject }) => subject)).toEqual(
      messages.map(() => `jiceng.${subjectToken(tenant)}.repair.Counted`),
    );
    const [first] = messages;
    expect(first?.header.get('Nats-Msg-Id')).toBe(encodeURIComponent(`${tenant}/repair/1/1`));
    expect(first?.header.get('content-type')).toBe('application/cloudevents+json');
    expect(first?.json()).toMatchObject({ subject: 'repair/1', data: { type: 'Counted', note: '备注' } });
    expect(withoutRepeats(await arrived())).toEqual({ 'repair/1': [1, 2], 'repair/2': [1] });
  });

  it('is what the page on relays shows', async () => {
    await addStream();
    const { ports, count } = await createCountingBench('inline', tenant);
    await count(['a']);
    // #region nats
    const relay = createNatsRelay({
      jetstream: jetstream(connection), // the connection is the host's, and so is its reconnecting
      headers,
      stream: name, // the stream that must take it; declared by the host
    });
    const run = await runRelay(ports, { reader: 'nats', relay, source });
    expect(run.sent).toBe(1);
    // #endregion nats
  });

  it('carries the attributes as headers in binary mode', async () => {
    await addStream();
    const { ports, count } = await createCountingBench('inline', tenant);
    await count(['维修/1']);
    await runRelay(ports, callOf(relayOn({ mode: 'binary' })));
    const [message] = await stored();
    expect(message?.header.get('ce-subject')).toBe('%E7%BB%B4%E4%BF%AE/1');
    expect(message?.header.get('content-type')).toBe('application/json');
    expect(message?.json()).toEqual({ type: 'Counted' });
  });

  it('leaves out itself what a relay sends again because it died before it moved the cursor', async () => {
    await addStream();
    const { ports, store, count } = await createCountingBench('inline', tenant);
    await count(['a', 'b', 'a']);
    const dying = faultyStore(store, { call: 'commit', at: 2, when: 'before', afterwards: 'down' });
    await expect(runRelay({ ...ports, store: dying.store }, callOf(relayOn()))).rejects.toThrow();
    expect(await runRelay(ports, callOf(relayOn()))).toMatchObject({ sent: 3 });
    expect([...(await arrived())].toSorted()).toEqual(['a@1', 'a@2', 'b@1']);
  });

  it('has each stream in order while many write to an intake and two relays race', async () => {
    await addStream();
    const { ports, count } = await createCountingBench('intake', tenant);
    const streams = ['a', 'b', 'c', 'd', 'e'];
    const writing = { on: true };
    const writers = Promise.all(streams.map((stream) => count(upTo(12).map(() => stream)))).finally(() => {
      writing.on = false;
    });
    const race = async () => {
      const call = callOf(relayOn(), { limit: 7 });
      for (let more = true; more || writing.on;) ({ more } = await runRelay(ports, call));
    };
    await Promise.all([writers, race(), race()]);
    await runRelay(ports, callOf(relayOn()));
    const order = await arrived();
    expect(order).toHaveLength(60);
    expect(withoutRepeats(order)).toEqual(Object.fromEntries(streams.map((stream) => [stream, upTo(12)])));
  });

  it('loses nothing when the connection dies in the middle of publishing', async () => {
    await addStream();
    const { ports, count } = await createCountingBench('inline', tenant);
    for (const stream of ['a', 'b', 'c', 'd']) await count(upTo(10).map(() => stream));
    const fragile = await open();
    let published = 0;
    const subject = (event: OutgoingEvent) => {
      published += 1;
      // The answers to what is on its way are lost with it.
      if (published === 17) void fragile.close();
      return usualSubject(event);
    };
    const dead = relayOn({ subject, timeoutMs: 500 }, fragile);
    const run = await runRelay(ports, callOf(dead));
    // Refused at once, or never answered: it depends on where the message was.
    expect(run.fault?.reason.code).toMatch(/^RELAY_(?:UNAVAILABLE|UNANSWERED)$/);
    expect(run.sent).toBeLessThan(40);
    while ((await runRelay(ports, callOf(relayOn()))).more);
    expect(withoutRepeats(await arrived())).toEqual({ a: upTo(10), b: upTo(10), c: upTo(10), d: upTo(10) });
    expect(await stoppedStreams(ports, 'out')).toEqual([]);
  });

  it('is waited for while no stream listens', async () => {
    const { ports, count } = await createCountingBench('inline', tenant);
    await count(['a']);
    const run = await runRelay(ports, callOf(relayOn()));
    expect(run).toMatchObject({ sent: 0, stopped: 0, fault: { reason: { code: 'RELAY_UNAVAILABLE' } } });
    await addStream();
    expect(await runRelay(ports, callOf(relayOn()))).toMatchObject({ sent: 1, fault: undefined });
  });

  it('must be the stream that was named', async () => {
    await addStream();
    const { ports, count } = await createCountingBench('inline', tenant);
    await count(['a']);
    const run = await runRelay(ports, callOf(relayOn({ stream: 'another' })));
    expect(run.fault?.reason).toMatchObject({ code: 'RELAY_UNAVAILABLE', details: { to: 'JetStream another' } });
    expect(await arrived()).toEqual([]);
  });

  it('refuses what is larger than the stream takes: that stands still, the rest goes on', async () => {
    await addStream({ max_msg_size: 2000 });
    const { ports, count } = await createCountingBench('inline', tenant);
    await count(['a'], 'x'.repeat(3000));
    await count(['b', 'a']);
    expect(await runRelay(ports, callOf(relayOn()))).toMatchObject({ sent: 1, stopped: 1, fault: undefined });
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ stream: 'a', code: 'RELAY_MESSAGE_REFUSED' }]);
    expect(await arrived()).toEqual(['b@1']);
  });

  it('is not even asked about what is larger than the server takes', async () => {
    await addStream();
    const { ports, count } = await createCountingBench('inline', tenant);
    const largest = connection.info?.max_payload ?? 0;
    await count(['a'], 'x'.repeat(largest - 2000));
    await count(['b'], 'x'.repeat(largest));
    expect(await runRelay(ports, callOf(relayOn({ maxBytes: largest })))).toMatchObject({ sent: 1, stopped: 1 });
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ stream: 'b', code: 'RELAY_MESSAGE_TOO_LARGE' }]);
  });

  it('that does not answer in time is asked again', async () => {
    const { ports, count } = await createCountingBench('inline', tenant);
    await count(['a']);
    const silent = createNatsRelay({ jetstream: { publish: () => new Promise(() => {}) }, headers, timeoutMs: 10 });
    const run = await runRelay(ports, callOf(silent));
    expect(run.fault?.reason.code).toBe('RELAY_UNANSWERED');
  });
});
