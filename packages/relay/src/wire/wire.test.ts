import { fc, it as law } from '@fast-check/vitest';
import { HTTP } from 'cloudevents';
import { readFacts, type RecordedFact } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { createCountingBench, source, tenant } from '../counting.fixture.ts';
import { attributeHeaders, encodeEvent, outgoingEvent, type ContentMode, type OutgoingEvent } from '../index.ts';

const roomy = 1_000_000;
const modes: readonly ContentMode[] = ['structured', 'binary'];
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function factOf(stream: string, note = '第一次'): Promise<RecordedFact> {
  const { store, count } = await createCountingBench();
  await count([stream], note);
  const [fact] = await readFacts(store, tenant, stream);
  if (fact === undefined) throw new Error('no fact');
  return fact;
}

const eventOf = async (stream = 'repair/7', note?: string): Promise<OutgoingEvent> =>
  outgoingEvent(await factOf(stream, note), source);

describe('an event on the wire', () => {
  it.each(modes)('is read by the SDK of CloudEvents as what it was, in %s mode', async (mode) => {
    const event = await eventOf();
    const encoded = encodeEvent(event, mode, roomy);
    const headers = { ...attributeHeaders(encoded), 'content-type': encoded.contentType };
    const read: unknown = HTTP.toEvent({ headers, body: textOf(encoded.body) });
    expect(JSON.parse(JSON.stringify(read))).toEqual(event);
  });

  it('has the same bytes each time it is sent', async () => {
    const fact = await factOf('repair/7');
    for (const mode of modes) {
      const [one, two] = [0, 1].map(() => encodeEvent(outgoingEvent(fact, source), mode, roomy));
      expect(one).toEqual(two);
    }
  });

  it('carries letters beyond ASCII percent-encoded in headers, and as they are in JSON', async () => {
    const event = await eventOf('维修/7 号"%');
    const headers = attributeHeaders(encodeEvent(event, 'binary', roomy));
    expect(headers['ce-subject']).toBe('%E7%BB%B4%E4%BF%AE/7%20%E5%8F%B7%22%25');
    expect(Object.values(headers).every((text) => /^[!-~]*$/.test(text))).toBe(true);
    expect(JSON.parse(textOf(encodeEvent(event, 'structured', roomy).body))).toEqual(event);
  });

  it('has an id, a key and a source, and nothing about who did it', async () => {
    const event = await eventOf('repair/7');
    expect(event).toMatchObject({ id: '330106/repair/7/1', partitionkey: '330106/repair/7', source });
    expect(Object.keys(event)).not.toContain('actor');
    expect(JSON.stringify(event)).not.toContain('u-clerk');
  });
});

describe('an event that cannot be sent', () => {
  const breakers: readonly (readonly [string, Partial<OutgoingEvent>])[] = [
    ['id', { id: '' }],
    ['subject', { subject: 'a\u0007b' }],
    ['subject', { subject: 'a\uFFFEb' }],
    ['type', { type: 'a\uD83Db' }],
    ['source', { source: 'https://example.gov.cn/a b' }],
    ['dataschema', { dataschema: 'no-scheme' }],
    ['time', { time: 'yesterdayZ' }],
  ];
  it.each(breakers)('is refused with the attribute that breaks a rule: %s', async (name, change) => {
    const event = { ...(await eventOf()), ...change };
    for (const mode of modes) {
      expect(() => encodeEvent(event, mode, roomy)).toThrow(
        expect.objectContaining({
          code: 'RELAY_EVENT_INVALID',
          details: { id: event.id, problem: expect.stringContaining(name) as unknown },
        }),
      );
    }
  });

  it('is refused when a name is none', async () => {
    const event = { ...(await eventOf()), Extra: 'x' };
    expect(() => encodeEvent(event, 'binary', roomy)).toThrow(expect.objectContaining({ code: 'RELAY_EVENT_INVALID' }));
  });

  it('is refused when it is larger than allowed, to the byte', async () => {
    const event = await eventOf('repair/7', 'x'.repeat(1000));
    const { length } = encodeEvent(event, 'structured', roomy).body;
    expect(encodeEvent(event, 'structured', length).body).toHaveLength(length);
    expect(() => encodeEvent(event, 'structured', length - 1)).toThrow(
      expect.objectContaining({
        code: 'RELAY_MESSAGE_TOO_LARGE',
        details: { id: event.id, bytes: length, maxBytes: length - 1 },
      }),
    );
    expect(() => encodeEvent(event, 'binary', 1000)).toThrow(
      expect.objectContaining({ code: 'RELAY_MESSAGE_TOO_LARGE' }),
    );
  });

  it('is one whose stored body is no JSON', async () => {
    const fact = { ...(await factOf('repair/7')), body: '{' };
    expect(() => outgoingEvent(fact, source)).toThrow(expect.objectContaining({ code: 'RELAY_FACT_UNREADABLE' }));
  });
});

const names = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));

law.prop([names, names])(
  'two facts never share an id or a place in order, however tenants and streams are called',
  async (a, b) => {
    const fact = await factOf('a');
    const places = [
      { ...fact, tenant: a, stream: b },
      { ...fact, tenant: b, stream: a },
      { ...fact, tenant: `${a}/${b}`, stream: 'c' },
      { ...fact, tenant: a, stream: `${b}/c` },
    ];
    const distinct = new Set(places.map((place) => JSON.stringify([place.tenant, place.stream])));
    const events = places.map((place) => outgoingEvent(place, source));
    expect(new Set(events.map(({ id }) => id)).size).toBe(distinct.size);
    expect(new Set(events.map(({ partitionkey }) => partitionkey)).size).toBe(distinct.size);
  },
);
