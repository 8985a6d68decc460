import { isJicengError } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { createWallClock } from './wall-clock.ts';

const boston = createWallClock('America/New_York');

describe('the wall clock of a zone', () => {
  it('reads summer time and winter time', () => {
    expect(boston.instantOf('2011-07-01 01:32:33')).toBe('2011-07-01T05:32:33.000Z');
    expect(boston.instantOf('2011-12-01 01:32:33')).toBe('2011-12-01T06:32:33.000Z');
    expect(boston.instantOf('2011-07-01T01:32:33')).toBe('2011-07-01T05:32:33.000Z');
  });

  it('reads a time that the clocks skipped as the later one', () => {
    expect(boston.instantOf('2011-03-13 01:59:59')).toBe('2011-03-13T06:59:59.000Z');
    expect(boston.instantOf('2011-03-13 02:30:00')).toBe('2011-03-13T07:30:00.000Z');
    expect(boston.instantOf('2011-03-13 03:00:00')).toBe('2011-03-13T07:00:00.000Z');
  });

  it('reads a time that the clocks showed twice as the earlier one', () => {
    expect(boston.instantOf('2011-11-06 00:59:59')).toBe('2011-11-06T04:59:59.000Z');
    expect(boston.instantOf('2011-11-06 01:30:00')).toBe('2011-11-06T05:30:00.000Z');
    expect(boston.instantOf('2011-11-06 02:00:00')).toBe('2011-11-06T07:00:00.000Z');
  });

  it('knows zones with offsets of minutes, of the other sign, and without any', () => {
    expect(createWallClock('Asia/Kathmandu').instantOf('2011-07-01 00:00:00')).toBe('2011-06-30T18:15:00.000Z');
    expect(createWallClock('Asia/Shanghai').instantOf('2011-07-01 00:00:00')).toBe('2011-06-30T16:00:00.000Z');
    expect(createWallClock('UTC').instantOf('2011-07-01 00:00:00')).toBe('2011-07-01T00:00:00.000Z');
  });

  it('agrees with the platform on every half hour of two years of changing clocks', () => {
    const show = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let ms = Date.UTC(2011, 0, 1); ms < Date.UTC(2013, 0, 1); ms += 1_800_000) {
      const wall = show.format(ms);
      const read = Date.parse(boston.instantOf(wall) ?? '');
      // In autumn one hour is shown twice: the earlier reading shows the same.
      expect(show.format(read)).toBe(wall);
      expect(ms - read === 0 || ms - read === 3_600_000).toBe(true);
    }
  });

  it('measures time as its hands moved, over a change of the clocks too', () => {
    const hours = (from: `${string}Z`, to: `${string}Z`) => boston.wallMsBetween(from, to) / 3_600_000;
    expect(hours('2011-07-01T04:00:00.000Z', '2011-07-04T04:00:00.000Z')).toBe(72);
    expect(hours('2011-11-04T04:00:00.000Z', '2011-11-07T05:00:00.000Z')).toBe(72);
    expect(hours('2011-11-06T05:30:00.000Z', '2011-11-06T06:30:00.000Z')).toBe(0);
  });

  it.each([
    ['30 February', '2011-02-30 10:00:00'],
    ['month 13', '2011-13-01 10:00:00'],
    ['day 0', '2011-01-00 10:00:00'],
    ['hour 24', '2011-01-01 24:00:00'],
    ['minute 60', '2011-01-01 10:60:00'],
    ['a date alone', '2011-01-01'],
    ['an offset', '2011-01-01 10:00:00Z'],
    ['words', 'yesterday'],
    ['nothing', ''],
  ])('does not read %s', (_what, text) => {
    expect(boston.instantOf(text)).toBeUndefined();
  });

  it('refuses a zone that nobody knows', () => {
    const refusal = (): unknown => {
      try {
        return createWallClock('America/Bosten');
      } catch (error) {
        return error;
      }
    };
    expect(isJicengError(refusal(), 'QUARTER_ZONE_UNKNOWN')).toBe(true);
  });

  it('reads ninety thousand times in well under a second', () => {
    const texts = Array.from({ length: 90_000 }, (_, at) => {
      const day = new Date(Date.UTC(2011, 6, 1) + (at % 120) * 86_400_000).toISOString().slice(0, 10);
      return `${day} ${String(at % 24).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:00`;
    });
    const before = process.cpuUsage();
    for (const text of texts) boston.instantOf(text);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
  });
});
