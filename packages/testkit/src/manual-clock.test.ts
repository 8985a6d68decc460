import { createMemoryStore, createStoreClock, instantFromMs } from '@jiceng/kernel';
import { expect, it } from 'vitest';
import { createManualClock, createSeededIds, createSeededRandom } from './index.ts';

const start = '2026-03-02T01:30:00.000Z';

it('stands still until it is told to move, and moves by the sum of a span', async () => {
  const clock = createManualClock(start);
  expect(await clock.now()).toBe(start);
  expect(await clock.now()).toBe(start);
  expect(clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4, ms: 5 })).toBe('2026-03-03T03:33:04.005Z');
  expect(await clock.now()).toBe('2026-03-03T03:33:04.005Z');
});

it('goes back as well', async () => {
  const clock = createManualClock(start);
  clock.advance({ minutes: -90 });
  expect(await clock.now()).toBe('2026-03-02T00:00:00.000Z');
  clock.set('2020-02-29T00:00:00.000Z');
  expect(clock.nowMs()).toBe(Date.UTC(2020, 1, 29));
});

it('is the clock of a store that takes milliseconds', async () => {
  const clock = createManualClock(start);
  const ofStore = createStoreClock(createMemoryStore(clock.nowMs));
  clock.advance({ hours: 1 });
  expect(await ofStore.now()).toBe(await clock.now());
});

it('refuses to leave the years that an instant can name', () => {
  const clock = createManualClock(start);
  expect(() => clock.advance({ days: 4_000_000 })).toThrow(/时刻/);
});

it('stays where it was when a move is refused', async () => {
  const clock = createManualClock(start);
  expect(() => clock.advance({ days: 4_000_000 })).toThrow(/时刻/);
  expect(() => clock.advance({ hours: NaN })).toThrow(/时刻/);
  expect(await clock.now()).toBe(start);
  expect(clock.advance({ ms: 1 })).toBe('2026-03-02T01:30:00.001Z');
});

it('shows in milliseconds what it shows as an instant, also after parts of one', async () => {
  const clock = createManualClock(start);
  clock.advance({ seconds: 1 / 3 });
  expect(instantFromMs(clock.nowMs())).toBe(await clock.now());
  expect(Number.isInteger(clock.nowMs())).toBe(true);
  expect(createSeededIds(7, clock).next()).toMatch(/^[0-9a-f-]{36}$/);
});

it('makes the same identifiers from the same seed and moments, and others from others', () => {
  const made = (seed: number) => {
    const clock = createManualClock(start);
    const ids = createSeededIds(seed, clock);
    return Array.from({ length: 20 }, () => {
      clock.advance({ ms: 7 });
      return ids.next();
    });
  };
  expect(made(7)).toEqual(made(7));
  expect(made(7)).not.toEqual(made(8));
  expect(new Set(made(7)).size).toBe(20);
  expect(made(7)).toEqual(made(7).toSorted());
  expect(made(7)[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('draws numbers that are spread out, within their bounds, and the same for the same seed', () => {
  const random = createSeededRandom(2026);
  const drawn = Array.from({ length: 6000 }, () => random.below(6));
  const counts = Array.from({ length: 6 }, (_, face) => drawn.filter((one) => one === face).length);
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  const again = createSeededRandom(2026);
  expect(Array.from({ length: 6000 }, () => again.below(6))).toEqual(drawn);
  const next = createSeededRandom(1).next();
  expect(next >= 0 && next < 1).toBe(true);
});
