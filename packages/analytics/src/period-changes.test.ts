import { describe, expect, it } from 'vitest';
import { type CivilMonth, type Count, monthOnMonth, type PeriodChange, yearOnYear } from './index.ts';

const monthly: readonly Count<CivilMonth>[] = [
  { key: '2025-06', count: 100 },
  { key: '2025-12', count: 90 },
  { key: '2026-01', count: 155 },
  { key: '2026-02', count: 84 },
  { key: '2026-03', count: 180 },
  { key: '2026-04', count: 0 },
  { key: '2026-05', count: 120 },
  { key: '2026-06', count: 130 },
];
const completeUntil = '2026-06-30';
const codesOf = ({ caveats }: PeriodChange) => caveats.map(({ code }) => code);

describe('monthOnMonth', () => {
  it('names its baseline, and gives the figures with what chance leaves open', () => {
    expect(monthOnMonth(monthly, '2026-06', { completeUntil })).toEqual({
      kind: 'monthOnMonth',
      baseline: { 'zh-CN': '环比', en: 'month on month' },
      month: '2026-06',
      baseMonth: '2026-05',
      value: 130,
      base: 120,
      absolute: 10,
      relative: 10 / 120,
      low: expect.closeTo(-0.1542, 4) as number,
      high: expect.closeTo(0.3875, 4) as number,
      level: 0.95,
      relativePerDay: expect.closeTo(130 / 30 / (120 / 31) - 1, 12) as number,
      relativePerWorkingDay: undefined,
      caveats: [expect.objectContaining({ code: 'MONTHS_DIFFER_IN_LENGTH' }) as unknown],
    });
  });

  it('takes its interval from the binomial of the two counts', () => {
    // Wilson for 1 of 2: 0.5 ∓ 1.96 / (2 √(2 + 1.96²)) = 0.0945 and 0.9055, as odds 0.1044 and 9.58.
    const counts = [
      { key: '2026-09', count: 1 },
      { key: '2026-10', count: 1 },
    ] as const;
    const { low, high } = monthOnMonth(counts, '2026-10', { completeUntil: '2026-10-31' });
    expect(low).toBeCloseTo(0.1044 - 1, 4);
    expect(high).toBeCloseTo(9.58 - 1, 2);
  });

  it('looks back over New Year', () => {
    expect(monthOnMonth(monthly, '2026-01', { completeUntil })).toMatchObject({ baseMonth: '2025-12', base: 90 });
  });

  it('compares days with days: February is shorter', () => {
    const change = monthOnMonth(monthly, '2026-02', { completeUntil });
    expect(change.relative).toBeCloseTo(84 / 155 - 1, 12);
    expect(change.relativePerDay).toBeCloseTo(3 / 5 - 1, 12);
  });

  it('compares working days when it is told them', () => {
    const workingDaysOf = (month: CivilMonth) => (month === '2026-02' ? 16 : 20);
    const change = monthOnMonth(monthly, '2026-02', { completeUntil, workingDaysOf });
    expect(change.relativePerWorkingDay).toBeCloseTo(84 / 16 / (155 / 20) - 1, 12);
    const none = monthOnMonth(monthly, '2026-02', { completeUntil, workingDaysOf: () => 0 });
    expect(none.relativePerWorkingDay).toBeUndefined();
  });

  it('has no percentage from a base of 0, and no figures at all without a base', () => {
    expect(monthOnMonth(monthly, '2026-05', { completeUntil })).toMatchObject({ base: 0, absolute: 120 });
    expect(monthOnMonth(monthly, '2026-05', { completeUntil }).relative).toBeUndefined();
    expect(monthOnMonth(monthly, '2026-05', { completeUntil }).low).toBeUndefined();
    const first = monthOnMonth(monthly, '2025-06', { completeUntil });
    expect(codesOf(first)).toEqual(['BASE_MISSING']);
    expect(Object.keys(JSON.parse(JSON.stringify(first)) as object)).toEqual([
      'kind',
      'baseline',
      'month',
      'baseMonth',
      'value',
      'level',
      'caveats',
    ]);
  });

  it('falls to −100 % when nothing is left', () => {
    expect(monthOnMonth(monthly, '2026-04', { completeUntil })).toMatchObject({ relative: -1, low: -1 });
  });
});

describe('yearOnYear', () => {
  it('compares with the same month of the year before', () => {
    const change = yearOnYear(monthly, '2026-06', { completeUntil, level: 0.9 });
    expect(change).toMatchObject({
      kind: 'yearOnYear',
      baseline: { 'zh-CN': '同比', en: 'year on year' },
      baseMonth: '2025-06',
      base: 100,
      absolute: 30,
      level: 0.9,
    });
    expect(change.relative).toBeCloseTo(0.3, 12);
    expect(codesOf(change)).toEqual([]);
  });
});

describe('the caveats', () => {
  it('say when the month is not over', () => {
    expect(codesOf(yearOnYear(monthly, '2026-06', { completeUntil: '2026-06-29' }))).toEqual(['PERIOD_INCOMPLETE']);
    expect(codesOf(yearOnYear(monthly, '2026-06', { completeUntil: '2026-06-30' }))).toEqual([]);
  });

  it('warn of the Spring Festival in every comparison with January or February', () => {
    const counts = [...monthly, { key: '2025-01', count: 70 } as const, { key: '2025-03', count: 90 } as const];
    const warned = (change: PeriodChange) => codesOf(change).includes('SPRING_FESTIVAL_MOVES');
    expect(warned(yearOnYear(counts, '2026-01', { completeUntil }))).toBe(true);
    expect(warned(monthOnMonth(counts, '2026-02', { completeUntil }))).toBe(true);
    expect(warned(monthOnMonth(counts, '2026-03', { completeUntil }))).toBe(true);
    expect(warned(yearOnYear(counts, '2026-03', { completeUntil }))).toBe(false);
    expect(warned(monthOnMonth(counts, '2026-05', { completeUntil }))).toBe(false);
  });

  it('speak both languages', () => {
    const [caveat] = yearOnYear(monthly, '2026-06', { completeUntil: '2026-06-01' }).caveats;
    expect(caveat?.words['zh-CN']).toContain('不完整');
    expect(caveat?.words.en).toContain('not complete');
  });
});

describe('both refuse', () => {
  it.each([monthOnMonth, yearOnYear])('%o what would be compared with nothing, or wrongly', (compare) => {
    const refused = (counts: readonly Count<CivilMonth>[], month: CivilMonth) => () =>
      compare(counts, month, { completeUntil });
    expect(refused(monthly, '2026-07')).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_MONTH_MISSING', details: { month: '2026-07' } }),
    );
    expect(refused(monthly, '2026-13')).toThrow(expect.objectContaining({ code: 'ANALYTICS_MONTH_INVALID' }));
    expect(refused([{ key: '0000-01', count: 1 }], '0000-01')).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_MONTH_INVALID' }),
    );
    expect(refused([...monthly, { key: '2026-06', count: 1 }], '2026-06')).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_KEY_REPEATED' }),
    );
    expect(refused([{ key: '2026-06', count: -1 }], '2026-06')).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_COUNT_INVALID', details: { key: '2026-06', count: '-1' } }),
    );
    expect(() => compare(monthly, '2026-06', { completeUntil: '2026-06-31' })).toThrow(
      expect.objectContaining({ code: 'CIVIL_DATE_INVALID' }),
    );
    expect(() => compare(monthly, '2026-06', { completeUntil, level: 95 })).toThrow(
      expect.objectContaining({ code: 'ANALYTICS_LEVEL_INVALID' }),
    );
  });

  it.each([
    [Number.NaN, 'ANALYTICS_NUMBER_INVALID'],
    [-1, 'ANALYTICS_NUMBER_NEGATIVE'],
  ])('%d working days', (days, code) => {
    expect(() => monthOnMonth(monthly, '2026-06', { completeUntil, workingDaysOf: () => days })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
