import { beforeAll, describe, expect, it } from 'vitest';
import { quarterFigures, type QuarterFigures } from './figures.ts';
import { verdictOf } from './figures/verdicts.ts';
import { committedQuarter, quarterOf, type QuarterForTests, rowForTests } from './quarter.fixture.ts';

const hours = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 3_600_000);

/** The reference answers have four decimals, rounded half to even. */
function differs(found: number | undefined, expected: number | undefined): string {
  if (found === undefined || expected === undefined) return found === expected ? 'no' : `${found} is not ${expected}`;
  return Math.abs(found - expected) < 0.000051 ? 'no' : `${found} is not ${expected}`;
}

describe('the figures of the committed quarter, as known at its end', () => {
  let quarter: QuarterForTests;
  let figures: QuarterFigures;
  beforeAll(async () => {
    quarter = await committedQuarter();
    ({ figures } = quarter);
  });

  it('are made of 31,828 rows, 6,752 of them still open', () => {
    expect(figures.census).toMatchObject({ read: 31_828, used: 31_828, skipped: [], openedLater: 0 });
    expect(figures.census.open).toMatchObject({ hits: 6752, n: 31_828 });
    expect(figures.months).toEqual(['2011-07', '2011-08', '2011-09']);
  });

  it('show the storm of 28 August', () => {
    const { days, storm, busiest } = figures.intake;
    expect(days).toHaveLength(92);
    expect(days.find(({ day }) => day === '2011-08-28')).toEqual({ day: '2011-08-28', all: 913, trees: 777 });
    expect(busiest.map(({ key, count }) => [key, count])).toEqual([
      ['2011-08-28', 913],
      ['2011-07-06', 834],
      ['2011-08-29', 788],
      ['2011-09-26', 596],
      ['2011-07-12', 583],
    ]);
    expect(storm).toMatchObject({ on: '2011-08-28', onDay: 777, weekTo: '2011-09-03' });
    const trees = days.toSorted((a, b) => b.trees - a.trees).slice(0, 5);
    expect(trees.map(({ day, trees: count }) => [day, count])).toEqual([
      ['2011-08-28', 777],
      ['2011-08-29', 314],
      ['2011-08-30', 122],
      ['2011-07-05', 83],
      ['2011-08-31', 78],
    ]);
    expect(days.reduce((sum, { all }) => sum + all, 0)).toBe(31_828);
  });

  it('share out all requests: the percentages add up to 100.0', () => {
    const { shares, others } = figures.groups;
    expect(shares.slice(0, 4).map(({ key, count }) => [key, count])).toEqual([
      ['Sanitation', 8086],
      ['Highway Maintenance', 6336],
      ['Trees', 3031],
      ['Street Lights', 2654],
    ]);
    expect(shares.reduce((sum, { text }) => sum + Math.round(Number(text) * 10), 0)).toBe(1000);
    expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(31_828);
    expect(others).toHaveLength(18);
  });

  it('count open cases: Kaplan–Meier medians in hours, beside those of closed cases only', () => {
    // n, closed by the end of the quarter, median with open cases, median of closed ones (hours): computed with statsmodels and pandas.
    const expected = {
      '*': [31_828, 25_076, 21.0631, 5.2796],
      Sanitation: [8086, 8037, 0.0953, 0.0919],
      'Highway Maintenance': [6336, 5569, 0.0028, 0.0011],
      Trees: [3031, 2013, 64.9875, 24.8931],
      'Street Lights': [2654, 2072, 74.2244, 29.2031],
      Housing: [2160, 623, undefined, 236.3717],
      Recycling: [1707, 1507, 150.8233, 127.7314],
      'Signs & Signals': [1288, 1081, 70.3822, 45.2472],
      Building: [1207, 339, undefined, 214.8331],
      'Street Cleaning': [906, 902, 1.6228, 1.6067],
      Graffiti: [901, 680, 287.2197, 187.6922],
      'Employee & General Comments': [867, 300, undefined, 5.2154],
      'Environmental Services': [757, 424, 525.3292, 258.6337],
      'Enforcement & Abandoned Vehicles': [702, undefined, 176.0008, 165.7625],
      'Administrative & General Requests': [240, undefined, 53.3997, 24.904],
      'Park Maintenance & Safety': [212, undefined, undefined, 65.1992],
      Operations: [112, undefined, 545.1836, 142.6139],
    } as const;
    const all = [figures.durations.all, ...figures.durations.groups];
    expect(figures.durations.groups).toHaveLength(18);
    for (const [group, [n, closed, median, naive]] of Object.entries(expected)) {
      const durations = all.find((one) => one.group === group)?.durations;
      expect(durations?.n).toBe(n);
      expect(durations?.closed).toBe(closed ?? durations?.closed);
      expect(`${group}: ${differs(hours(durations?.medianMs), median)}`).toBe(`${group}: no`);
      expect(`${group}: ${differs(hours(durations?.closedOnly.medianMs), naive)}`).toBe(`${group}: no`);
    }
  });

  it('draw curves that only fall, from all to what is still open', () => {
    for (const { curve } of [figures.durations.all, ...figures.durations.groups]) {
      const open = curve.flatMap((point) => (point.open === undefined ? [] : [point.open]));
      expect(open).toEqual(open.toSorted((a, b) => b - a));
      expect(open.every((part) => part >= 0 && part <= 1)).toBe(true);
    }
  });

  it('take the city’s flag by department, with Wilson intervals, with and without cases that had no promise', () => {
    const flagged = {
      PWDx: [18_130, 19_770, 0.91312, 0.92081, 13_796, 15_436],
      ISD: [1699, 4383, 0.373315, 0.40215, 1699, 4383],
      PARK: [2252, 3157, 0.69731, 0.728843, 2176, 3081],
      BTDT: [1939, 2301, 0.82723, 0.856982, 1822, 2184],
      INFO: [785, 1554, 0.480308, 0.529963, 308, 1077],
      PROP: [553, 562, 0.969848, 0.991552, 553, 562],
      BWSC: [6, 11, 0.280092, 0.787287, 2, 7],
    } as const;
    for (const [department, [hits, n, low, high, hitsWith, nWith]] of Object.entries(flagged)) {
      const found = figures.onTime.departments.find((one) => one.department === department);
      expect(found?.flagged).toMatchObject({ hits, n });
      expect(found?.flagged.low).toBeCloseTo(low, 6);
      expect(found?.flagged.high).toBeCloseTo(high, 6);
      expect(found?.flaggedWithPromise).toMatchObject({ hits: hitsWith, n: nWith });
    }
    expect(figures.onTime.all.flagged.rate).toBeCloseTo(0.799149, 6);
    expect(figures.onTime.all.flaggedWithPromise.rate).toBeCloseTo(0.761484, 6);
    expect(figures.onTime.departments).toHaveLength(11);
  });

  it('take our own deadline with a denominator in which every case is accounted for', () => {
    for (const { cases, ours } of [figures.onTime.all, ...figures.onTime.departments]) {
      const { noDeadline, notYetDue, openedLater } = ours.excluded;
      expect(ours.n + noDeadline + notYetDue + openedLater).toBe(cases);
      expect(ours.onTime + ours.closedLate + ours.openOverdue).toBe(ours.n);
    }
  });

  it('put three verdicts side by side: every case stands in one cell, and the flag never contradicts its own promise', () => {
    const { cells, n, same, contradicting, flaggedWithoutPromise } = figures.verdicts;
    const sum = (flag: string) => cells.reduce((total, cell) => total + (cell.flag === flag ? cell.count : 0), 0);
    expect(cells).toHaveLength(48);
    expect(n).toBe(31_828);
    expect([sum('ONTIME'), sum('OVERDUE'), sum('')]).toEqual([25_369, 6376, 83]);
    expect(contradicting).toBe(0);
    expect(flaggedWithoutPromise).toBe(5013);
    expect(same.n).toBe(
      31_828 -
        cells.reduce((total, cell) => total + (cell.ours === 'none' || cell.promised === 'none' ? cell.count : 0), 0),
    );
  });

  it('judge the duty table of July on August and September', () => {
    const { months, judged, byDefault } = figures.dispatch;
    expect(months.map(({ month, isLearnt, right }) => [month, isLearnt, right.n])).toEqual([
      ['2011-07', true, 9854],
      ['2011-08', false, 11_547],
      ['2011-09', false, 10_427],
    ]);
    expect(judged.n).toBe(11_547 + 10_427);
    expect(judged.hits).toBe((months[1]?.right.hits ?? 0) + (months[2]?.right.hits ?? 0));
    expect(judged.rate).toBeGreaterThan(0.95);
    expect(byDefault.n).toBe(78);
  });

  it('count a ladder of which no rung is reached more often than the one before', () => {
    const { rungs, raised, withDeadlineByMonth } = figures.supervision;
    expect(rungs.map(({ rung }) => rung)).toEqual(['remind', 'supervise', 'listed', 'escalate']);
    const reached = rungs.map((rung) => rung.reached);
    expect(reached).toEqual(reached.toSorted((a, b) => b - a));
    expect(raised.hits).toBe(reached[0]);
    for (const rung of rungs) expect(rung.byMonth.reduce((sum, count) => sum + count, 0)).toBe(rung.reached);
    expect(withDeadlineByMonth.reduce((sum, count) => sum + count, 0)).toBe(raised.n);
  });

  it('put every request into a grid', () => {
    const { grids, cells, outside, pile } = figures.places;
    expect(grids.reduce((sum, { all }) => sum + all, 0)).toBe(31_828);
    expect(grids.reduce((sum, { trees }) => sum + trees, 0)).toBe(3031);
    expect(grids.reduce((sum, { storm }) => sum + storm, 0)).toBe(figures.intake.storm?.inWeek);
    expect(grids.find(({ code }) => code === 'R28C24')?.trees).toBe(51);
    expect(outside).toBe(0);
    expect(cells).toBeGreaterThan(grids.length);
    expect(pile).toEqual({ gridCode: 'R31C28', count: 2462 });
  });

  it('are JSON, and do not depend on the order in which outcomes come', () => {
    expect(JSON.parse(JSON.stringify(figures))).toEqual(JSON.parse(JSON.stringify(figures)));
    const again = quarterFigures(quarter.rows, quarter.outcomes.toReversed(), quarter.settings);
    expect(JSON.stringify(again)).toBe(JSON.stringify(figures));
  });
});

describe('a verdict', () => {
  const [before, due, after] = [
    '2011-07-01T00:00:00.000Z',
    '2011-07-02T00:00:00.000Z',
    '2011-07-03T00:00:00.000Z',
  ] as const;

  it.each([
    ['closed before the deadline', due, before, after, 'onTime'],
    ['closed at the very deadline', due, due, after, 'onTime'],
    ['closed after the deadline', before, due, after, 'late'],
    ['open after the deadline', before, undefined, due, 'late'],
    ['open at the very deadline', due, undefined, due, 'pending'],
    ['open before the deadline', after, undefined, due, 'pending'],
    ['closed after the stop, before the deadline', after, after, due, 'pending'],
    ['closed, without a deadline', undefined, due, after, 'none'],
    ['open, without a deadline', undefined, undefined, after, 'none'],
  ] as const)('%s', (_what, dueAt, closedAt, asOf, verdict) => {
    expect(verdictOf(dueAt, closedAt, asOf)).toBe(verdict);
  });
});

describe('a stop', () => {
  it('leaves out what was opened later, and keeps open what was closed later', () => {
    const later = {
      ...rowForTests,
      id: '2',
      openedAt: '2011-07-05T14:00:00.000Z',
      closedAt: '2011-07-05T15:00:00.000Z',
    } as const;
    const { figures } = quarterOf({ rows: [rowForTests, later], skipped: [] }, '2011-07-05T00:00:00.000Z');
    expect(figures.census).toMatchObject({ read: 2, used: 1, openedLater: 1 });
    expect(figures.census.open).toMatchObject({ hits: 1, n: 1 });
    expect(figures.intake).not.toHaveProperty('storm');
  });

  it('may come before everything', () => {
    const { figures } = quarterOf({ rows: [rowForTests], skipped: [] }, '2011-07-01T00:00:00.000Z');
    expect(figures.census).toMatchObject({ read: 1, used: 0, openedLater: 1 });
    expect(figures.onTime.all.ours.rate).toBeUndefined();
  });
});
