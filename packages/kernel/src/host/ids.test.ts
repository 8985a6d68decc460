import { describe, expect, it } from 'vitest';
import { createIds } from '../index.ts';

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const msOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

describe('identifiers', () => {
  it('have the form of a UUIDv7 and hold the millisecond they were made in', () => {
    const nowMs = Date.parse('2026-03-02T01:30:00.123Z');
    const id = createIds(() => nowMs).next();
    expect(id).toMatch(form);
    expect(msOf(id)).toBe(nowMs);
  });

  it('follow RFC 9562, appendix A.6, bit for bit', () => {
    // The RFC's own example: 2022-02-22T19:22:22.000Z; its 12 random bits are 0xCC3, of which we start low.
    const random = (bytes: Uint8Array) =>
      bytes.set([0, 0, 0, 0, 0, 0, 0xc3, 0, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    const id = createIds(() => 0x017f22e279b0, random).next();
    expect(id).toBe('017f22e2-79b0-7003-98c4-dc0c0c07398f');
  });

  it('of this machine are of now', () => {
    const before = Date.now();
    const ms = msOf(createIds().next());
    expect(ms).toBeGreaterThanOrEqual(before);
    expect(ms).toBeLessThanOrEqual(Date.now());
  });

  it('grow strictly while the clock stands still, also past the end of the counter', () => {
    const ids = createIds(() => 1_772_415_000_000);
    let last = '';
    for (let count = 0; count < 10_000; count++) {
      const id = ids.next();
      expect(id > last).toBe(true);
      expect(id).toMatch(form);
      last = id;
    }
    // The counter overflowed into the time, by no more than it had to.
    expect(msOf(last) - 1_772_415_000_000).toBeLessThanOrEqual(2);
  });

  it('differ between makers at the same moment', () => {
    const made = new Set(Array.from({ length: 1000 }, () => createIds(() => 0).next()));
    expect(made.size).toBe(1000);
  });
});
