import { isJicengError } from '@jiceng/kernel';
import { describe, expect, it } from 'vitest';
import { accountOf } from './account.ts';
import { readCase } from './case-file.ts';
import { retold, theCase } from './licence.fixture.ts';

// An independent reckoning: the days of 2026 as the notice of 4 November 2025 names them, and a walk from day to day.

const dayMs = 86_400_000;
const dateAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const isIn = (date: string, from: string, to: string): boolean => from <= date && date <= to;

function isWorked(date: string): boolean {
  if (date === '2026-02-14' || date === '2026-02-28') return true;
  if (isIn(date, '2026-02-15', '2026-02-23') || isIn(date, '2026-04-04', '2026-04-06')) return false;
  const weekday = new Date(date).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The hearing was announced on 2 March and held on the 12th: the days after the one, up to and with the other, do not count. */
const atHearing = (date: string): boolean => isIn(date, '2026-03-03', '2026-03-12');

function walk(from: string, workingDays: number, leftOut: (date: string) => boolean = () => false): string {
  let [ms, left] = [Date.parse(from), workingDays];
  while (left > 0) {
    ms += dayMs;
    if (isWorked(dateAt(ms)) && !leftOut(dateAt(ms))) left -= 1;
  }
  return dateAt(ms);
}

const account = theCase();
const reading = (day: string) => account.knownOn.find((known) => known.day === day)?.reading;

describe('the licence', () => {
  it('is due when a walk from day to day ends', () => {
    expect(account.limits.statutory.lastDay).toBe(walk('2026-02-11', 30, atHearing));
    expect(account.limits.promised.lastDay).toBe(walk('2026-02-11', 15, atHearing));
    expect(account.lastDayBeforeExtension).toBe(walk('2026-02-11', 20, atHearing));
    const testing = (date: string): boolean => atHearing(date) || date === '2026-03-18';
    expect(account.lastDayHadAllBeenTold).toBe(walk('2026-02-11', 30, testing));
    expect(account.lastDayHadAllBeenTold).not.toBe(account.limits.statutory.lastDay);
  });

  it('is decided within the law, and later than promised', () => {
    expect(account.limits.statutory).toMatchObject({ status: 'stopped', overdue: false });
    expect(account.limits.promised.overdue).toBe(true);
    expect(account.limits.binding).toBe('promised');
  });

  it('is explained by days that add up', () => {
    const { explanation } = account;
    expect(explanation).toMatchObject({ countedIn: 'days', asked: 30, counted: 30 });
    const role = (name: string) =>
      explanation.days.flatMap((day) => ('role' in day && day.role === name ? [day.date] : []));
    const all = explanation.days.map(({ date }) => date);
    expect(role('counted')).toEqual(all.filter((date) => date > '2026-02-11' && isWorked(date) && !atHearing(date)));
    expect(role('paused')).toEqual(all.filter(atHearing));
    expect(role('skipped')).toEqual(all.filter((date) => date > '2026-02-11' && !isWorked(date) && !atHearing(date)));
    expect(role('start')).toEqual(['2026-02-11']);
    const reached = (Date.parse('2026-04-13') - Date.parse('2026-02-11')) / dayMs + 1;
    expect(all).toHaveLength(reached);
  });
});

describe('what an officer could know', () => {
  it('waits for the material, and does not start before it is complete', () => {
    expect(reading('2026-02-05')).toMatchObject({ status: 'waiting', lastDay: undefined });
    expect(reading('2026-02-09')).toMatchObject({ status: 'awaitingSupplement', lastDay: undefined });
    expect(reading('2026-02-11')).toMatchObject({ status: 'running', lastDay: walk('2026-02-11', 20), elapsed: 0 });
  });

  it('has no due day while the hearing lasts', () => {
    expect(reading('2026-03-02')).toMatchObject({ status: 'paused', lastDay: undefined, elapsed: 9 });
  });

  it('does not tell of a testing before it is written down', () => {
    expect(reading('2026-03-19')?.pauses.map(({ kind }) => kind)).toEqual(['hearing']);
    expect(reading('2026-03-20')?.pauses).toMatchObject([
      { kind: 'hearing', countsBecause: undefined },
      { kind: 'testing', countsBecause: { code: 'SLA_PAUSE_UNTOLD' } },
    ]);
  });
});

describe('what is refused', () => {
  const refusals = account.offered.flatMap(({ fact, refusedFor }) =>
    refusedFor.map(({ code }) => [fact.at.slice(0, 10), fact.type, code]),
  );

  it('is the second notice, a pause that no law names, and the second extension', () => {
    expect(refusals).toEqual([
      ['2026-02-09', 'supplementAsked', 'SLA_SUPPLEMENT_TWICE'],
      ['2026-02-26', 'paused', 'SLA_PAUSE_UNLISTED'],
      ['2026-04-08', 'extended', 'SLA_EXTENSION_USED_UP'],
    ]);
  });

  it('leaves no trace in the clock', () => {
    const dates = refusals.map(([date]) => date);
    const without = retold((fact) => (dates.includes(String(fact['at']).slice(0, 10)) ? undefined : fact));
    const { limits, explanation } = accountOf(readCase(without, 'zh-CN'));
    expect(limits).toEqual(account.limits);
    expect(explanation).toEqual(account.explanation);
  });
});

describe('the limits beside it', () => {
  it('are counted from the receipt, back from the hearing, and from the decision', () => {
    const back = (from: string, workingDays: number): string => {
      let [ms, left] = [Date.parse(from), workingDays];
      for (; left > 0; left -= 1) {
        do ms -= dayMs;
        while (!isWorked(dateAt(ms)));
      }
      return dateAt(ms);
    };
    expect(account.beside.map(({ of, lastDay }) => [of, lastDay])).toEqual([
      ['supplementNotice', walk('2026-02-05', 5)],
      ['hearingNotice', back('2026-03-12', 7)],
      ['deliver', walk('2026-04-09', 10)],
    ]);
  });
});

describe('the exercises', () => {
  it('one: a testing that was told in writing is left out', () => {
    const text = retold((fact) =>
      fact.type === 'paused' && fact.kind === 'testing' ? { ...fact, noticeId: 'T', plannedDays: 1 } : fact,
    );
    const { limits, lastDayHadAllBeenTold } = accountOf(readCase(text, 'zh-CN'));
    expect(limits.statutory.lastDay).toBe('2026-04-14');
    expect(lastDayHadAllBeenTold).toBeUndefined();
  });

  it('two: who is told nothing in time is accepted from receipt', () => {
    const text = retold((fact) => {
      if (fact.type === 'supplementAsked') return fact['at'] === '2026-02-06T16:00:00+08:00' ? undefined : fact;
      return fact.type === 'supplementReceived' || fact.type === 'started' || fact.type === 'extended'
        ? undefined
        : fact;
    });
    const late = text.replace('2026-02-09T10:00:00+08:00', '2026-02-13T10:00:00+08:00');
    const { limits, offered } = accountOf(readCase(late, 'zh-CN'));
    expect(offered.flatMap(({ refusedFor }) => refusedFor.map(({ code }) => code))).toContain(
      'SLA_SUPPLEMENT_NOTICE_LATE',
    );
    expect(limits.statutory.lastDay).toBe(walk('2026-02-05', 20, atHearing));
    expect(limits.statutory.deemed).toMatchObject([{ effect: 'acceptedFromReceipt' }]);
  });

  it('three: a promise that is longer than the law is refused', () => {
    const text = retold((fact) => fact, { promised: { unit: 'workingDay', value: 25 } });
    expect(() => accountOf(readCase(text, 'zh-CN'))).toThrow(
      expect.toSatisfy((error: unknown) => isJicengError(error, 'SLA_PROMISE_LONGER')),
    );
  });
});
