import { readFileSync } from 'node:fs';
import { columnsOf, pageColumns } from '@jiceng/example-kit';
import { describe, expect, it } from 'vitest';
import { arrivalOf, countyName } from './arrival.ts';
import type { CountyCase } from './cases.ts';
import { noticeFromFile } from './notice-file.ts';
import { lastDayOf, runsOf, summaryText } from './summary.ts';

const textOf = (name: string) => readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8');
const file = (name: string) => noticeFromFile(textOf(name));
const files = {
  notice: file('notice-2027.txt'),
  update: file('notice-2027-cut.txt'),
  regional: file('county-2027.txt'),
};
const arrival = arrivalOf(files);
const { before, national, county } = arrival;

// An independent reckoning: the days as they were typed off the notices, and a walk from day to day.

const dayMs = 86_400_000;
const between = (from: string, to: string): readonly string[] =>
  Array.from({ length: (Date.parse(to) - Date.parse(from)) / dayMs + 1 }, (_, at) =>
    new Date(Date.parse(from) + at * dayMs).toISOString().slice(0, 10),
  );
const plain = { off: [...between('2026-10-01', '2026-10-07')], worked: ['2026-10-10'] };
const withNotice = {
  off: [...plain.off, ...between('2026-12-31', '2027-01-03'), ...between('2027-02-05', '2027-02-12')],
  worked: [...plain.worked, '2026-12-27', '2027-01-30', '2027-02-20'],
};
const withCounty = {
  off: [...withNotice.off, '2027-01-19', '2027-01-20'],
  worked: [...withNotice.worked, '2027-01-24'],
};
type Known = typeof plain;

function walk({ startedOn, kind: { limit } }: CountyCase, { off, worked }: Known): string {
  const isWorked = (date: string): boolean => {
    const weekday = new Date(date).getUTCDay();
    return worked.includes(date) || (!off.includes(date) && weekday !== 0 && weekday !== 6);
  };
  let date: string = startedOn;
  const next = () => {
    date = new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10);
  };
  for (let left = limit.value; left > 0;) {
    next();
    if (limit.unit === 'calendarDay' || isWorked(date)) left -= 1;
  }
  while (!isWorked(date)) next();
  return date;
}

const duesOf = (cases: readonly CountyCase[]) => cases.map(({ id, dueAt }) => [id, lastDayOf(dueAt)]);

describe('the cases', () => {
  it('are due around New Year and Spring Festival, and none of it is final', () => {
    expect(before).toHaveLength(48);
    expect(duesOf(before)).toEqual(before.map((row) => [row.id, walk(row, plain)]));
    for (const row of before) {
      expect(walk(row, plain) >= '2026-12-25' && walk(row, plain) <= '2027-03-01').toBe(true);
    }
    expect(arrival.certaintyBefore).toEqual({ final: 0, provisional: before.filter((row) => !row.finished).length });
  });

  it('are open and finished in every kind', () => {
    for (const kind of new Set(before.map((row) => row.kind))) {
      const ofKind = before.filter((row) => row.kind === kind);
      expect(ofKind).toHaveLength(8);
      expect(new Set(ofKind.map((row) => row.finished)).size).toBe(2);
    }
  });
});

describe.each([
  ['the notice of the nation', national, before, plain, withNotice],
  ['the notice of the county', county, national.cases, withNotice, withCounty],
] as const)('%s', (_name, change, rows, was, is) => {
  it('moves exactly the open cases whose date a walk from day to day changes', () => {
    const expected = rows
      .filter((row) => !row.finished && walk(row, was) !== walk(row, is))
      .map((row) => [row.id, walk(row, was), walk(row, is)]);
    expect(expected.length).toBeGreaterThan(0);
    expect(
      change.affected.moved.map(({ row, dueBefore, after: { dueAt } }) => [
        row.id,
        lastDayOf(dueBefore),
        lastDayOf(dueAt),
      ]),
    ).toEqual(expected);
  });

  it('leaves finished cases as they were', () => {
    const finished = (cases: readonly CountyCase[]) => duesOf(cases.filter((row) => row.finished));
    expect(finished(change.cases)).toEqual(finished(before));
    expect(finished(change.cases)).toHaveLength(9);
  });

  it('leaves nothing provisional: what did not move is told as settled, once', () => {
    expect(change.certainty).toEqual({ final: 39, provisional: 0 });
    const stayed = rows.filter((row) => !row.finished && walk(row, was) === walk(row, is));
    expect(change.affected.settled).toEqual(rows === before ? stayed : []);
  });

  it('changes the days that were typed off, and no others', () => {
    const changed = change.diff.days
      .filter(({ date }) => date <= '2027-03-01')
      .map(({ date, after }) => [date, after.workingDay] as const);
    const expected = [
      ...is.off.filter((date) => !was.off.includes(date)).map((date) => [date, false] as const),
      ...is.worked.filter((date) => !was.worked.includes(date)).map((date) => [date, true] as const),
    ];
    expect(changed).toEqual(expected.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
});

it('refuses the update that lost a holiday, and nothing when it lost none', () => {
  expect(arrival.refusedUpdate?.en).toContain('only 25 days where 35 were known');
  expect(arrivalOf({ ...files, update: files.notice }).refusedUpdate).toBeUndefined();
});

it('explains a case by the layer of the county', () => {
  const { row, explanation } = arrival.example ?? {};
  expect(explanation?.deadline.lastDay).toBe(row && walk(row, withCounty));
  const own = explanation?.days.filter((day) => day.setBy?.name === countyName).map(({ date }) => date);
  expect(own).toEqual(['2027-01-19', '2027-01-20', '2027-01-24']);
});

it('puts days together that follow one another and are the same now', () => {
  const runs = runsOf(national.diff.days).slice(0, 3);
  expect(runs.map(({ from, to, was, is }) => [from, to, was.length, is])).toEqual([
    ['2026-12-27', '2026-12-27', 1, 'makeup'],
    ['2026-12-31', '2027-01-03', 4, 'holiday'],
    ['2027-01-30', '2027-01-30', 1, 'makeup'],
  ]);
});

describe('the summary', () => {
  it.each(['zh-CN', 'en'] as const)('lists every case that moved, once for each notice (%s)', (lang) => {
    const text = summaryText(arrival, lang);
    const listed = text.split('\n').filter((line) => /^A-\d\d /.test(line) && /20\d\d-\d\d-\d\d.*20\d\d/.test(line));
    expect(listed).toHaveLength(national.affected.moved.length + county.affected.moved.length);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    for (const line of text.split('\n')) {
      expect(columnsOf(line)).toBeLessThanOrEqual(pageColumns);
      expect(line).toBe(line.trimEnd());
    }
  });

  it('speaks English without a Chinese letter', () => {
    expect(summaryText(arrival, 'en')).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('the exercises', () => {
  it('one: with one make-up day less some working days end later, and no case is due earlier', () => {
    const notice = noticeFromFile(textOf('notice-2027.txt').replace(' +01-30', ''));
    const told = arrivalOf({ ...files, notice }).national.cases;
    const known = { ...withNotice, worked: withNotice.worked.filter((date) => date !== '2027-01-30') };
    expect(duesOf(told.filter((row) => !row.finished))).toEqual(
      before.filter((row) => !row.finished).map((row) => [row.id, walk(row, known)]),
    );
    const later = told.filter(({ id, dueAt }) => dueAt !== national.cases.find((row) => row.id === id)?.dueAt);
    expect(later.length).toBeGreaterThan(0);
    for (const row of later) expect(walk(row, known) > walk(row, withNotice)).toBe(true);
  });

  it('two: an update that has more days is taken', () => {
    const lines = textOf('notice-2027.txt').split('\n');
    const newYear = lines.slice(0, lines.findIndex((line) => line.startsWith('元旦')) + 1).join('\n');
    const { refusedUpdate } = arrivalOf({ ...files, notice: noticeFromFile(newYear), update: files.notice });
    expect(refusedUpdate).toBeUndefined();
  });

  it('three: with the county off on 15 and 16 February A-03 is due on the 23rd', () => {
    const regional = noticeFromFile(textOf('county-2027.txt').replace(/^民族节日.*/m, '民族节日 02-15..02-16'));
    const row = arrivalOf({ ...files, regional }).county.cases.find(({ id }) => id === 'A-03');
    const known = { ...withNotice, off: [...withNotice.off, '2027-02-15', '2027-02-16'] };
    expect(row && lastDayOf(row.dueAt)).toBe(row && walk(row, known));
    expect(row && lastDayOf(row.dueAt)).toBe('2027-02-23');
  });
});
