import { describe, expect, it } from 'vitest';
import { countByDay, countByMonth } from './index.ts';

describe('countByDay', () => {
  it('counts on the wall calendar of Shanghai unless told otherwise, and fills days without any', () => {
    const instants = ['2026-03-01T15:59:59.999Z', '2026-03-01T16:00:00.000Z', '2026-03-04T02:00:00.000Z'] as const;
    expect(countByDay(instants)).toEqual({
      zone: 'Asia/Shanghai',
      from: '2026-03-01',
      to: '2026-03-04',
      n: 3,
      outside: 0,
      counts: [
        { key: '2026-03-01', count: 1 },
        { key: '2026-03-02', count: 1 },
        { key: '2026-03-03', count: 0 },
        { key: '2026-03-04', count: 1 },
      ],
    });
  });

  it('keeps to a named range and counts what lies outside', () => {
    const instants = ['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '2026-03-09T00:00:00.000Z'] as const;
    expect(countByDay(instants, { zone: 'UTC', from: '2026-03-02', to: '2026-03-03' })).toEqual({
      zone: 'UTC',
      from: '2026-03-02',
      to: '2026-03-03',
      n: 1,
      outside: 2,
      counts: [
        { key: '2026-03-02', count: 1 },
        { key: '2026-03-03', count: 0 },
      ],
    });
  });

  it('takes one end from the range and the other from the data', () => {
    const instants = ['2026-03-02T00:00:00.000Z', '2026-03-04T00:00:00.000Z'] as const;
    expect(countByDay(instants, { zone: 'UTC', from: '2026-03-03' }).counts.map(({ key }) => key)).toEqual([
      '2026-03-03',
      '2026-03-04',
    ]);
    expect(countByDay(instants, { zone: 'UTC', to: '2026-03-02' })).toMatchObject({
      from: '2026-03-02',
      n: 1,
      outside: 1,
    });
    expect(countByDay(instants, { zone: 'UTC', from: '2026-04-01' })).toMatchObject({ n: 0, outside: 2, counts: [] });
  });

  it('of nothing is empty, or a range of zeros', () => {
    expect(countByDay([])).toMatchObject({ n: 0, outside: 0, counts: [] });
    expect(countByDay([]).from).toBeUndefined();
    expect(countByDay([], { from: '2026-02-28', to: '2026-03-01' }).counts).toEqual([
      { key: '2026-02-28', count: 0 },
      { key: '2026-03-01', count: 0 },
    ]);
  });

  it('gives each hour to its day when the clocks are changed', () => {
    // New York: 2026-03-08 has 23 hours, 2026-11-01 has 25.
    const hourly = (from: string, hours: number) =>
      Array.from({ length: hours }, (_, at) => {
        const instant = new Date(Date.parse(from) + at * 3_600_000).toISOString();
        return `${instant.slice(0, -1)}Z` as const;
      });
    const zone = 'America/New_York';
    expect(countByDay(hourly('2026-03-07T05:00:00Z', 71), { zone }).counts.map(({ count }) => count)).toEqual([
      24, 23, 24,
    ]);
    expect(countByDay(hourly('2026-10-31T04:00:00Z', 73), { zone }).counts.map(({ count }) => count)).toEqual([
      24, 25, 24,
    ]);
  });

  it('reads the minute of St John’s 2006 that went back over midnight', () => {
    // The clocks there were turned back one minute after midnight: 00:01 on the 29th became 23:01 on the 28th.
    const instants = ['2006-10-29T02:29:30.000Z', '2006-10-29T02:30:30.000Z', '2006-10-29T02:31:30.000Z'] as const;
    expect(countByDay(instants, { zone: 'America/St_Johns' }).counts).toEqual([
      { key: '2006-10-28', count: 2 },
      { key: '2006-10-29', count: 1 },
    ]);
  });

  it('shows the date that Samoa skipped with 0', () => {
    const instants = ['2011-12-30T09:59:59.999Z', '2011-12-30T10:00:00.000Z'] as const;
    expect(countByDay(instants, { zone: 'Pacific/Apia' }).counts).toEqual([
      { key: '2011-12-29', count: 1 },
      { key: '2011-12-30', count: 0 },
      { key: '2011-12-31', count: 1 },
    ]);
  });

  it('refuses a zone that is none, also when there is nothing to count', () => {
    expect(() => countByDay([], { zone: 'Asia/Peking' })).toThrow(expect.objectContaining({ code: 'ZONE_UNKNOWN' }));
  });

  it('refuses text that is no instant, and says where', () => {
    expect(() => countByDay(['2026-03-02T00:00:00.000Z', 'nowZ'])).toThrow(
      expect.objectContaining({
        code: 'ANALYTICS_INSTANT_INVALID',
        details: { index: 1, field: 'instant', text: 'nowZ' },
      }),
    );
  });

  it('refuses ranges that are reversed, that do not exist, or that a stray date made endless', () => {
    expect(() => countByDay([], { from: '2026-03-02', to: '2026-03-01' })).toThrow(
      expect.objectContaining({
        code: 'ANALYTICS_RANGE_REVERSED',
        details: { from: '2026-03-02', to: '2026-03-01' },
      }),
    );
    expect(() => countByDay([], { from: '2026-02-30' })).toThrow(
      expect.objectContaining({ code: 'CIVIL_DATE_INVALID' }),
    );
    const stray = ['0001-01-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'] as const;
    expect(() => countByDay(stray, { zone: 'UTC' })).toThrow(
      expect.objectContaining({
        code: 'ANALYTICS_RANGE_TOO_LONG',
        details: { from: '0001-01-01', to: '2026-03-02', limitDays: 73_050 },
      }),
    );
    expect(countByDay(stray, { zone: 'UTC', from: '2026-03-01', to: '2026-03-02' })).toMatchObject({
      n: 1,
      outside: 1,
    });
    expect(countByDay([], { from: '1826-03-15', to: '2026-03-14' }).counts).toHaveLength(73_049);
  });
});

describe('countByMonth', () => {
  const instants = ['2025-11-30T16:00:00.000Z', '2026-01-31T15:59:59.999Z', '2026-01-31T16:00:00.000Z'] as const;

  it('counts months of the wall calendar and fills those without any, over New Year', () => {
    expect(countByMonth(instants)).toEqual({
      zone: 'Asia/Shanghai',
      from: '2025-12',
      to: '2026-02',
      n: 3,
      outside: 0,
      counts: [
        { key: '2025-12', count: 1 },
        { key: '2026-01', count: 1 },
        { key: '2026-02', count: 1 },
      ],
    });
  });

  it('keeps to a named range', () => {
    expect(countByMonth(instants, { zone: 'UTC', from: '2025-10', to: '2025-12' })).toMatchObject({
      n: 1,
      outside: 2,
      counts: [
        { key: '2025-10', count: 0 },
        { key: '2025-11', count: 1 },
        { key: '2025-12', count: 0 },
      ],
    });
  });

  it.each(['2026-13', '2026-00', '2026-1', '26-01'] as const)('refuses the month %s', (from) => {
    expect(() => countByMonth([], { from })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_MONTH_INVALID', details: { text: from } }),
    );
  });

  it('refuses ranges that are reversed or endless', () => {
    expect(() => countByMonth([], { from: '2026-03', to: '2026-02' })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_RANGE_REVERSED' }),
    );
    expect(() => countByMonth([], { from: '1826-03', to: '2026-03' })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_RANGE_TOO_LONG' }),
    );
  });
});
