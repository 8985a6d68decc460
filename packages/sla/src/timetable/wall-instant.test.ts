import { isJicengError } from '@jiceng/kernel/plain';
import { describe, expect, it } from 'vitest';
import { alwaysOpen, wallFrom, wallUntil } from '../index.ts';

const shanghai = alwaysOpen('Asia/Shanghai');
const newYork = alwaysOpen('America/New_York');

describe('the wall of a calendar', () => {
  it('shows an instant, seconds and milliseconds where there are any', () => {
    expect(wallFrom(shanghai, '2026-03-13T10:00:00.000Z')).toEqual({
      at: '2026-03-13T10:00:00.000Z',
      wall: '2026-03-13 18:00',
    });
    expect(wallFrom(shanghai, '2026-03-13T10:00:05.000Z').wall).toBe('2026-03-13 18:00:05');
    expect(wallFrom(shanghai, '2026-03-13T10:00:00.050Z').wall).toBe('2026-03-13 18:00:00.050');
  });

  it('shows midnight as the beginning of a day, and as the end of one', () => {
    expect(wallFrom(shanghai, '2026-03-13T16:00:00.000Z').wall).toBe('2026-03-14 00:00');
    expect(wallUntil(shanghai, '2026-03-13T16:00:00.000Z').wall).toBe('2026-03-13 24:00');
    expect(wallUntil(shanghai, '2026-03-13T16:01:00.000Z').wall).toBe('2026-03-14 00:01');
  });

  it('follows the clocks of the zone', () => {
    expect(wallFrom(newYork, '2026-03-08T06:59:00.000Z').wall).toBe('2026-03-08 01:59');
    expect(wallFrom(newYork, '2026-03-08T07:00:00.000Z').wall).toBe('2026-03-08 03:00');
  });

  it('brings an instant with any offset to UTC, and refuses one without', () => {
    expect(wallFrom(shanghai, '2026-03-13T18:00:00+08:00' as `${string}Z`).at).toBe('2026-03-13T10:00:00.000Z');
    expect(() => wallFrom(shanghai, '2026-03-13T18:00:00' as `${string}Z`)).toThrow(
      expect.toSatisfy((error: unknown) => isJicengError(error, 'INSTANT_INVALID')),
    );
  });
});
