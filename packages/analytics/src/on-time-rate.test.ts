import { describe, expect, it } from 'vitest';
import { type CaseTimes, onTimeRate } from './index.ts';

const openedAt = '2026-03-02T01:00:00.000Z';
const dueAt = '2026-03-09T16:00:00.000Z';
const asOf = '2026-03-20T00:00:00.000Z';

describe('onTimeRate', () => {
  const cases: readonly CaseTimes[] = [
    { openedAt, dueAt, closedAt: '2026-03-05T02:00:00.000Z' },
    { openedAt, dueAt, closedAt: '2026-03-06T02:00:00.000Z' },
    { openedAt, dueAt, closedAt: '2026-03-12T02:00:00.000Z' },
    { openedAt, dueAt },
    { openedAt, dueAt: '2026-03-31T16:00:00.000Z' },
    { openedAt, dueAt: '2026-03-31T16:00:00.000Z', closedAt: '2026-03-03T00:00:00.000Z' },
    { openedAt, closedAt: '2026-03-03T00:00:00.000Z' },
    { openedAt: '2026-03-25T00:00:00.000Z', dueAt: '2026-03-26T00:00:00.000Z', closedAt: '2026-03-25T01:00:00.000Z' },
  ];

  it('is taken of the cases whose deadline has passed, and says what it leaves out', () => {
    expect(onTimeRate(cases, { asOf })).toEqual({
      hits: 2,
      n: 4,
      rate: 0.5,
      low: expect.closeTo(0.15, 2) as number,
      high: expect.closeTo(0.85, 2) as number,
      level: 0.95,
      method: 'wilson',
      asOf,
      denominator: 'due',
      onTime: 2,
      closedLate: 1,
      openOverdue: 1,
      excluded: { noDeadline: 1, notYetDue: 2, openedLater: 1 },
    });
  });

  it('may be taken of the cases that are decided, which counts those closed early', () => {
    expect(onTimeRate(cases, { asOf, denominator: 'decided' })).toMatchObject({
      hits: 3,
      n: 5,
      denominator: 'decided',
      excluded: { noDeadline: 1, notYetDue: 1, openedLater: 1 },
    });
  });

  it('never counts a case without a deadline as on time', () => {
    const figure = onTimeRate([{ openedAt, closedAt: openedAt }, { openedAt }], { asOf });
    expect(figure.rate).toBeUndefined();
    expect(figure).toMatchObject({ hits: 0, n: 0, excluded: { noDeadline: 2, notYetDue: 0, openedLater: 0 } });
    expect(JSON.parse(JSON.stringify(figure))).not.toHaveProperty('rate');
  });

  it('counts the very moment of the deadline as on time, and one millisecond later as late', () => {
    const atDeadline = { openedAt, dueAt, closedAt: dueAt } as const;
    const justLate = { openedAt, dueAt, closedAt: '2026-03-09T16:00:00.001Z' } as const;
    expect(onTimeRate([atDeadline, justLate], { asOf })).toMatchObject({ onTime: 1, closedLate: 1 });
  });

  it('does not call an open case overdue at the moment of its deadline, and does so afterwards', () => {
    expect(onTimeRate([{ openedAt, dueAt }], { asOf: dueAt })).toMatchObject({ n: 0, excluded: { notYetDue: 1 } });
    expect(onTimeRate([{ openedAt, dueAt }], { asOf: '2026-03-09T16:00:00.001Z' })).toMatchObject({ openOverdue: 1 });
  });

  it('does not know on an earlier day what was closed later', () => {
    const closedLate: CaseTimes = { openedAt, dueAt, closedAt: '2026-03-12T02:00:00.000Z' };
    expect(onTimeRate([closedLate], { asOf: '2026-03-10T00:00:00.000Z' })).toMatchObject({
      openOverdue: 1,
      closedLate: 0,
    });
    expect(onTimeRate([closedLate], { asOf: '2026-03-12T02:00:00.000Z' })).toMatchObject({
      openOverdue: 0,
      closedLate: 1,
    });
  });

  it('takes a case whose deadline lay before its opening as late', () => {
    const bornLate: CaseTimes = { openedAt, dueAt: '2026-03-01T00:00:00.000Z', closedAt: openedAt };
    expect(onTimeRate([bornLate], { asOf })).toMatchObject({ n: 1, closedLate: 1 });
  });

  it('refuses a case closed before it was opened, and says which', () => {
    const closedAt = '2026-03-01T00:00:00.000Z';
    expect(() => onTimeRate([...cases, { openedAt, closedAt }], { asOf })).toThrow(
      expect.objectContaining({
        code: 'ANALYTICS_CLOSED_BEFORE_OPENED',
        details: { index: cases.length, openedAt, closedAt },
      }),
    );
  });

  it.each([
    ['openedAt', { openedAt: 'yesterdayZ' }],
    ['dueAt', { openedAt, dueAt: 'yesterdayZ' }],
    ['closedAt', { openedAt, closedAt: 'yesterdayZ' }],
  ] as const)('refuses an %s that is no instant', (field, times) => {
    expect(() => onTimeRate([times], { asOf })).toThrow(
      expect.objectContaining({
        code: 'ANALYTICS_INSTANT_INVALID',
        details: { index: 0, field, text: 'yesterdayZ' },
      }),
    );
  });

  it('refuses an asOf that is no instant', () => {
    expect(() => onTimeRate([], { asOf: 'todayZ' })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_INSTANT_INVALID' }),
    );
  });
});
