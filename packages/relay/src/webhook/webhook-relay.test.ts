import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { readFacts } from '@jiceng/kernel';
import { createManualClock } from '@jiceng/testkit';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callOf, createCountingBench, source, tenant, upTo } from '../counting.fixture.ts';
import {
  createWebhookRelay,
  outgoingEvent,
  runRelay,
  stoppedStreams,
  type OutgoingEvent,
  type WebhookOptions,
} from '../index.ts';

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const secret = `whsec_${btoa('0123456789abcdef0123456789abcdef')}`;
const other = `whsec_${btoa('fedcba9876543210fedcba9876543210')}`;

let requests: Request[] = [];
let answer: (response: ServerResponse, request: Request) => void = (response) => response.writeHead(204).end();
let url = '';

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, url: path, headers, body: Buffer.concat(chunks).toString() };
    requests.push(request);
    answer(response, request);
  });
});

beforeEach(async () => {
  requests = [];
  answer = (response) => response.writeHead(204).end();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}/hook?token=t0p-s3cret`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

const relayTo = (given: Partial<WebhookOptions> = {}) => createWebhookRelay({ url, secret, ...given });

async function eventOf(stream = 'repair/7'): Promise<OutgoingEvent> {
  const { store, count } = await createCountingBench();
  await count([stream], '备注');
  const [fact] = await readFacts(store, tenant, stream);
  if (fact === undefined) throw new Error('no fact');
  return outgoingEvent(fact, source);
}

const headerTexts = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)]));

describe('a webhook', () => {
  it('is a POST of the event, signed so that the reference library of Standard Webhooks accepts it', async () => {
    const event = await eventOf();
    await relayTo().send(event);
    const [request] = requests;
    expect(request).toMatchObject({ method: 'POST', url: '/hook?token=t0p-s3cret' });
    expect(request?.headers['content-type']).toBe('application/cloudevents+json');
    expect(request?.headers['webhook-id']).toBe('330106%2Frepair%2F7%2F1');
    const verified = new Webhook(secret).verify(request?.body ?? '', headerTexts(request?.headers ?? {}));
    expect(verified).toEqual(event);
    expect(() => new Webhook(other).verify(request?.body ?? '', headerTexts(request?.headers ?? {}))).toThrow();
    expect(() => new Webhook(secret).verify(`${request?.body} `, headerTexts(request?.headers ?? {}))).toThrow();
  });

  it('is signed with both secrets while one takes over from the other', async () => {
    await relayTo({ secret: [secret, other] }).send(await eventOf());
    const [request] = requests;
    for (const one of [secret, other]) {
      expect(() => new Webhook(one).verify(request?.body ?? '', headerTexts(request?.headers ?? {}))).not.toThrow();
    }
  });

  it('has the second of the attempt as its timestamp', async () => {
    const clock = createManualClock('2026-03-02T01:30:00.999Z');
    await relayTo({ clock }).send(await eventOf());
    expect(requests[0]?.headers['webhook-timestamp']).toBe(String(Date.parse('2026-03-02T01:30:00.000Z') / 1000));
  });

  it('has the same id however often it is sent, and no full stop in it', async () => {
    const event = await eventOf('维修/7.1');
    const relay = relayTo();
    await relay.send(event);
    await relay.send(event);
    const ids = requests.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[\w%-]+$/);
  });

  it('carries the attributes as headers in binary mode', async () => {
    const event = await eventOf('维修/7');
    await relayTo({ mode: 'binary' }).send(event);
    const [request] = requests;
    expect(request?.headers).toMatchObject({
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-subject': '%E7%BB%B4%E4%BF%AE/7',
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({ type: 'Counted', note: '备注' });
    expect(() => new Webhook(secret).verify(request?.body ?? '', headerTexts(request?.headers ?? {}))).not.toThrow();
  });
});

describe('an answer', () => {
  it.each([200, 201, 202, 204, 299])('%d is an acknowledgement', async (status) => {
    answer = (response) => response.writeHead(status).end();
    await expect(relayTo().send(await eventOf())).resolves.toBeUndefined();
  });

  it.each([
    [400, 'RELAY_MESSAGE_REFUSED'],
    [409, 'RELAY_MESSAGE_REFUSED'],
    [413, 'RELAY_MESSAGE_REFUSED'],
    [415, 'RELAY_MESSAGE_REFUSED'],
    [422, 'RELAY_MESSAGE_REFUSED'],
    [401, 'RELAY_ENDPOINT_CLOSED'],
    [403, 'RELAY_ENDPOINT_CLOSED'],
    [404, 'RELAY_ENDPOINT_CLOSED'],
    [302, 'RELAY_ENDPOINT_CLOSED'],
    [308, 'RELAY_ENDPOINT_CLOSED'],
    [410, 'RELAY_ENDPOINT_GONE'],
    [408, 'RELAY_UNAVAILABLE'],
    [425, 'RELAY_UNAVAILABLE'],
    [429, 'RELAY_UNAVAILABLE'],
    [500, 'RELAY_UNAVAILABLE'],
    [503, 'RELAY_UNAVAILABLE'],
  ])('%d is %s', async (status, code) => {
    answer = (response) => response.writeHead(status, { location: '/elsewhere' }).end('secret words');
    const failed: unknown = await relayTo()
      .send(await eventOf())
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ code });
    // A redirect is not followed.
    expect(requests).toHaveLength(1);
    expect(JSON.stringify(failed)).not.toMatch(/secret|s3cret|备注|token|hook/);
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Mon, 02 Mar 2026 01:31:30 GMT', 90_000],
    ['Mon, 02 Mar 2020 01:31:30 GMT', 0],
    ['99999999', 86_400_000],
    ['soon', undefined],
  ])('with Retry-After %s says when to come back', async (retryAfter, retryAfterMs) => {
    const clock = createManualClock('2026-03-02T01:30:00.000Z');
    answer = (response) => response.writeHead(429, { 'retry-after': retryAfter }).end();
    const failed: unknown = await relayTo({ clock })
      .send(await eventOf())
      .catch((error: unknown) => error);
    const { host } = new URL(url);
    const details = { to: host, problem: 'HTTP 429', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    expect(failed).toMatchObject({ code: 'RELAY_UNAVAILABLE' });
    expect(failed).toHaveProperty('details', details);
  });

  it('that never comes is waited for as long as was said', async () => {
    answer = () => {};
    const sending = relayTo({ timeoutMs: 50 }).send(await eventOf());
    await expect(sending).rejects.toMatchObject({ code: 'RELAY_UNANSWERED', details: { timeoutMs: 50 } });
  });

  it('whose body drips is an answer as soon as its head is there', async () => {
    answer = (response) => response.writeHead(200, { 'content-type': 'text/plain' }).write('and');
    await expect(relayTo({ timeoutMs: 2000 }).send(await eventOf())).resolves.toBeUndefined();
  });

  it('that breaks off, and a port where nobody listens, are faults that may pass', async () => {
    answer = (response) => response.destroy();
    await expect(relayTo().send(await eventOf())).rejects.toMatchObject({ code: 'RELAY_UNAVAILABLE' });
    const nobody = createWebhookRelay({ url: 'http://127.0.0.1:1/hook?token=t0p-s3cret', secret });
    const failed: unknown = await nobody.send(await eventOf()).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'RELAY_UNAVAILABLE', details: { to: '127.0.0.1:1' } });
    expect(JSON.stringify(failed)).not.toContain('s3cret');
  });
});

describe('the feed by webhook', () => {
  it('arrives in order though the endpoint stumbles, and rests as long as it asks', async () => {
    const { ports, count } = await createCountingBench();
    let asked = 0;
    answer = (response) => {
      asked += 1;
      if (asked === 2) response.writeHead(500).end();
      else if (asked === 4) response.writeHead(429, { 'retry-after': '7' }).end();
      else response.writeHead(200).end();
    };
    await count(['a', 'a', 'a', 'a']);
    const call = callOf(relayTo(), { width: 1 });
    expect(await runRelay(ports, call)).toMatchObject({
      sent: 2,
      stopped: 0,
      fault: { version: 3n, retryAfterMs: 7000 },
    });
    expect(await runRelay(ports, call)).toMatchObject({ fault: undefined });
    const versions = requests.map(({ body }) => Number(/"streamversion":"(\d+)"/.exec(body)?.[1]));
    expect(versions).toEqual([1, 2, 2, 3, 3, 4]);
    expect([...new Set(versions)]).toEqual(upTo(4));
  });

  it('parks what the endpoint refuses, and says so', async () => {
    const { ports, count } = await createCountingBench();
    answer = (response, { body }) => response.writeHead(body.includes('"subject":"a"') ? 422 : 200).end();
    await count(['a', 'b']);
    expect(await runRelay(ports, callOf(relayTo()))).toMatchObject({ sent: 1, stopped: 1 });
    const [stopped] = await stoppedStreams(ports, 'out');
    expect(stopped).toMatchObject({ stream: 'a', state: 'parked', code: 'RELAY_MESSAGE_REFUSED' });
    expect(stopped?.details).toMatchObject({ problem: 'HTTP 422' });
  });

  it('parks what is too large, without asking anybody', async () => {
    const { ports, count } = await createCountingBench();
    await count(['a'], 'x'.repeat(5000));
    await count(['b']);
    expect(await runRelay(ports, callOf(relayTo({ maxBytes: 4000 })))).toMatchObject({ sent: 1, stopped: 1 });
    expect(await stoppedStreams(ports, 'out')).toMatchObject([{ stream: 'a', code: 'RELAY_MESSAGE_TOO_LARGE' }]);
    expect(requests).toHaveLength(1);
  });
});

describe('a webhook relay is refused', () => {
  it.each([
    ['an address that is none', { url: 'here' }, 'url'],
    ['http over a network', { url: 'http://example.gov.cn/hook' }, 'url'],
    ['another protocol', { url: 'ftp://example.gov.cn/hook' }, 'url'],
    ['credentials in the address', { url: 'https://u:p@example.gov.cn/hook' }, 'url'],
    ['a secret without its prefix', { secret: btoa('0123456789abcdef0123456789abcdef') }, 'secret'],
    ['a secret that is no base64', { secret: 'whsec_***' }, 'secret'],
    ['a secret that is too short', { secret: `whsec_${btoa('short')}` }, 'secret'],
    ['no secret', { secret: [] }, 'secret'],
  ])('for %s', (_what, given, option) => {
    const make = () => createWebhookRelay({ url: 'https://example.gov.cn/hook', secret, ...given });
    expect(make).toThrow(
      expect.objectContaining({
        code: 'RELAY_OPTION_INVALID',
        details: expect.objectContaining({ option }) as unknown,
      }),
    );
  });

  it('unless the host says that http is meant', () => {
    expect(() => createWebhookRelay({ url: 'http://10.1.2.3/hook', secret, plainHttp: true })).not.toThrow();
  });
});
