import { describe, expect, it } from 'vitest';
import { type CaseTimes, durationCurve, durations, survivalAt } from './index.ts';

const hourMs = 3_600_000;
const openedAt = '2026-03-02T00:00:00.000Z';
const closedAfter = (hours: number): CaseTimes => ({
  openedAt,
  closedAt: `2026-03-02T${String(hours).padStart(2, '0')}:00:00.000Z`,
});
const open: CaseTimes = { openedAt };
const asOf = '2026-03-03T00:00:00.000Z';

describe('durations', () => {
  it('count open cases with the time they have waited', () => {
    const cases = [closedAfter(1), closedAfter(2), closedAfter(4), open, open, open, open];
    expect(durations(cases, { asOf, quantiles: [0.25, 0.5] })).toEqual({
      method: 'kaplanMeier',
      asOf,
      n: 7,
      closed: 3,
      stillOpen: 4,
      excluded: { openedLater: 0 },
      medianMs: undefined,
      quantiles: [
        { p: 0.25, ms: 2 * hourMs, lowMs: hourMs, highMs: undefined },
        { p: 0.5, ms: undefined, lowMs: hourMs, highMs: undefined },
      ],
      level: 0.95,
      interval: 'logLog',
      closedOnly: { n: 3, medianMs: 2 * hourMs },
    });
  });

  it('do not improve when the hard cases are left lying', () => {
    const closed = [closedAfter(1), closedAfter(2), closedAfter(3)];
    const slow = [closedAfter(20), closedAfter(22)];
    const lying = [open, open];
    expect(durations([...closed, ...slow], { asOf }).medianMs).toBe(3 * hourMs);
    expect(durations([...closed, ...lying], { asOf }).medianMs).toBe(3 * hourMs);
    expect(durations([...closed, ...lying], { asOf }).closedOnly.medianMs).toBe(2 * hourMs);
  });

  it('know only what was known as of that moment', () => {
    const cases = [closedAfter(1), closedAfter(6), closedAfter(12), { openedAt: '2026-03-02T08:00:00.000Z' } as const];
    expect(durations(cases, { asOf: '2026-03-02T06:00:00.000Z' })).toMatchObject({
      n: 3,
      closed: 2,
      stillOpen: 1,
      excluded: { openedLater: 1 },
      medianMs: 6 * hourMs,
    });
  });

  it('ask for the median, the third quartile and the ninth decile unless told otherwise', () => {
    const { quantiles } = durations([closedAfter(5)], { asOf });
    expect(quantiles.map(({ p, ms }) => [p, ms])).toEqual([
      [0.5, 5 * hourMs],
      [0.75, 5 * hourMs],
      [0.9, 5 * hourMs],
    ]);
  });

  it('of no cases are absent, not 0', () => {
    const figure = durations([], { asOf });
    expect(figure.medianMs).toBeUndefined();
    expect(JSON.parse(JSON.stringify(figure))).toEqual({
      method: 'kaplanMeier',
      asOf,
      n: 0,
      closed: 0,
      stillOpen: 0,
      excluded: { openedLater: 0 },
      quantiles: [{ p: 0.5 }, { p: 0.75 }, { p: 0.9 }],
      level: 0.95,
      interval: 'logLog',
      closedOnly: { n: 0 },
    });
  });

  it('measure elapsed time, also over the hour that summer time skips', () => {
    // New York, 2026-03-08: the clocks go from 2 to 3; these two moments are 2 hours apart and show 1:00 and 4:00.
    const night: CaseTimes = { openedAt: '2026-03-08T06:00:00.000Z', closedAt: '2026-03-08T08:00:00.000Z' };
    expect(durations([night], { asOf: '2026-03-09T00:00:00.000Z' }).medianMs).toBe(2 * hourMs);
  });

  it('refuse a case closed before it was opened, and quantiles that are none', () => {
    const reversed: CaseTimes = { openedAt, closedAt: '2026-03-01T00:00:00.000Z' };
    const refused: unknown = expect.objectContaining({ code: 'ANALYTICS_CLOSED_BEFORE_OPENED' });
    expect(() => durations([reversed], { asOf })).toThrow(refused);
    expect(() => durationCurve([reversed], { asOf })).toThrow(refused);
    expect(() => durations([], { asOf, quantiles: [90] })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_PROBABILITY_INVALID', details: { p: '90' } }),
    );
  });
});

describe('durationCurve', () => {
  it('is the curve behind them, in milliseconds', () => {
    const curve = durationCurve([closedAfter(1), closedAfter(2), open], { asOf, interval: 'log' });
    expect(curve).toMatchObject({ n: 3, ended: 2, censored: 1, longest: 24 * hourMs, interval: 'log' });
    expect(curve.steps.map(({ time }) => time)).toEqual([hourMs, 2 * hourMs]);
    expect(survivalAt(curve, 2 * hourMs)).toBeCloseTo(1 / 3, 12);
  });
});
