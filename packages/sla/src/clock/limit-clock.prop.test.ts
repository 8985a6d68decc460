import { fc, it } from '@fast-check/vitest';
import type { CivilDate } from '@jiceng/kernel/plain';
import { describe, expect } from 'vitest';
import {
  addWorkingDays,
  compileCalendar,
  deadlineAsOf,
  deadlineBefore,
  deadlineOf,
  evaluateClock,
  isWorkingDay,
  limitsOf,
  readClock,
  refuseClockFact,
  type CalendarDefinition,
  type ClockFact,
  type ClockTerms,
  type Hours,
  type Limit,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';
import { statutoryPresets } from '../presets.ts';

// The oracle: a walk from date to date.

const open: Hours = [['09:00', '17:00']];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: open, tue: open, wed: open, thu: open, fri: open },
  makeup: open,
  holidays: { notices: chinaNotices },
  range: { from: '2022-06-01', to: '2032-12-31' },
};
const hall = compileCalendar(definition);
const dayMs = 86_400_000;
const next = (date: string, days = 1): CivilDate =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10) as CivilDate;
const at = (date: string, minute: number) =>
  new Date(Date.parse(date) + minute * 60_000 - 8 * 3_600_000).toISOString() as `${string}Z`;

const aDate = fc.integer({ min: 0, max: 700 }).map((days) => next('2024-01-01', days));
const aMinute = fc.integer({ min: 0, max: 1439 });
const aLimit = fc.record({
  unit: fc.constantFrom('workingDay', 'calendarDay'),
  value: fc.integer({ min: 1, max: 60 }),
});

interface Told {
  readonly from: number;
  readonly days: number;
}
const somePauses = fc.array(
  fc.record({ from: fc.integer({ min: 0, max: 50 }), days: fc.integer({ min: 0, max: 20 }) }),
  { maxLength: 4 },
);

const kinds = ['hearing', 'testing', 'appraisal', 'expertReview'] as const;
const termsOf = (limit: Limit, notice: 'written' | 'none' = 'written'): ClockTerms => ({
  limit,
  excluded: { kinds, notice },
});

/** Each pause is of a kind of its own, so that they may overlap. */
function pauseFacts(start: CivilDate, minute: number, pauses: readonly Told[]): readonly ClockFact[] {
  return pauses.flatMap(({ from, days }, index): readonly ClockFact[] => {
    const kind = kinds[index] ?? 'hearing';
    return [
      { type: 'paused', at: at(next(start, from), minute), kind, noticeId: `${index}`, plannedDays: 5 },
      { type: 'resumed', at: at(next(start, from + days), minute), kind },
    ];
  });
}

/** The last day, and how many days are over before a date, walked. */
function walk(limit: { unit: string; value: number }, start: CivilDate, pauses: readonly Told[], today: CivilDate) {
  const isCounted = (date: CivilDate): boolean =>
    (limit.unit === 'calendarDay' || isWorkingDay(hall, date)) &&
    !pauses.some(({ from, days }) => next(start, from) < date && date <= next(start, from + days));
  let counted = 0;
  let nominal = start;
  while (counted < limit.value) {
    nominal = next(nominal);
    if (isCounted(nominal)) counted += 1;
  }
  let last = nominal;
  while (!isWorkingDay(hall, last)) last = next(last);
  let over = 0;
  for (let date = next(start); date < today; date = next(date)) if (isCounted(date)) over += 1;
  return { nominal, last, over };
}

describe('a clock under the terms of a law', () => {
  it.prop([aLimit, aDate, aMinute, somePauses, fc.integer({ min: 0, max: 150 })])(
    'agrees with a walk from day to day',
    (limit, start, minute, pauses, later) => {
      const facts: readonly ClockFact[] = [
        { type: 'started', at: at(start, minute) },
        ...pauseFacts(start, minute, pauses),
      ];
      const today = next(start, Math.max(later, ...pauses.map(({ from, days }) => from + days)));
      const reading = readClock(hall, { terms: termsOf(limit), facts, now: at(today, 1439) });
      const { nominal, last, over } = walk(limit, start, pauses, today);
      expect(reading).toMatchObject({
        nominalLastDay: nominal,
        lastDay: last,
        elapsed: over,
        remaining: limit.value - over,
        overdue: last < today,
      });
    },
  );

  it.prop([aLimit, aDate, aMinute, somePauses, fc.array(fc.nat(99), { minLength: 8, maxLength: 8 })])(
    'reads the same in whatever order pauses of different kinds were written down',
    (limit, start, minute, pauses, orders) => {
      const facts = pauseFacts(start, minute, pauses);
      // Any order that leaves each end behind its own beginning.
      const weights = facts.map((_fact, index) => ({ index, weight: orders[index] ?? 0 }));
      const shuffled = weights
        .map(({ index, weight }) => {
          const pair = weights[index % 2 === 1 ? index - 1 : index + 1]?.weight ?? 0;
          return { index, weight: index % 2 === 1 ? Math.max(weight, pair) + 0.5 : Math.min(weight, pair) };
        })
        .toSorted((a, b) => a.weight - b.weight)
        .flatMap(({ index }) => facts[index] ?? []);
      const begun: ClockFact = { type: 'started', at: at(start, minute) };
      const question = { terms: termsOf(limit), now: at(next(start, 120), 600), thresholds: [0.5, 0.8, 1] };
      const { pauses: read, ...reading } = readClock(hall, { ...question, facts: [begun, ...shuffled] });
      const { pauses: asWritten, ...expected } = readClock(hall, { ...question, facts: [begun, ...facts] });
      expect(reading).toEqual(expected);
      expect(read.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual(
        asWritten.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
      );
    },
  );

  it.prop([aLimit, aDate, aMinute, somePauses, fc.integer({ min: 0, max: 150 })])(
    'counts pauses that nobody was told of as if there were none',
    (limit, start, minute, pauses, later) => {
      const begun: ClockFact = { type: 'started', at: at(start, minute) };
      const untold = pauseFacts(start, minute, pauses).map((fact): ClockFact => {
        if (fact.type !== 'paused') return fact;
        const { noticeId: _noticeId, ...rest } = fact;
        return rest;
      });
      const question = { terms: termsOf(limit), now: at(next(start, later), 600) };
      const { pauses: _said, ...reading } = readClock(hall, { ...question, facts: [begun, ...untold] });
      const { pauses: _none, ...expected } = readClock(hall, { ...question, facts: [begun] });
      expect(reading).toEqual(expected);
    },
  );

  it.prop([aLimit, aDate, aMinute, somePauses])(
    'reaches each threshold at the instant it said, and no earlier',
    (limit, start, minute, pauses) => {
      const facts: readonly ClockFact[] = [
        { type: 'started', at: at(start, minute) },
        ...pauseFacts(start, minute, pauses),
      ];
      const thresholds = [0.25, 0.5, 0.8, 1];
      const levelAt = (now: `${string}Z`) => readClock(hall, { terms: termsOf(limit), facts, now, thresholds });
      let reading = levelAt(at(next(start, 80), 0));
      for (let crossings = 0; reading.nextThresholdAt !== undefined && crossings < 9; crossings += 1) {
        const nextMs = Date.parse(reading.nextThresholdAt);
        const justBefore = levelAt(new Date(nextMs - 1).toISOString() as `${string}Z`);
        const reached = levelAt(reading.nextThresholdAt);
        expect(justBefore.level).toBe(reading.level);
        expect(reached.level).toBeGreaterThan(reading.level);
        reading = reached;
      }
      expect(reading.level).toBe(thresholds.length);
    },
  );

  it.prop([fc.integer({ min: 1, max: 200 }), aDate, aMinute, somePauses, fc.integer({ min: 0, max: 90 })])(
    'on working hours reads as a clock on open time does',
    (value, start, minute, pauses, later) => {
      const facts: readonly ClockFact[] = [
        { type: 'started', at: at(start, minute) },
        ...pauseFacts(start, minute, pauses),
      ];
      const now = at(next(start, Math.max(later, 71)), 700);
      const reading = readClock(hall, {
        terms: termsOf({ unit: 'workingHour', value }),
        facts,
        now,
        thresholds: [0.3, 1],
      });
      const clock = evaluateClock(hall, {
        start: at(start, minute),
        budget: { value, unit: 'workingHour' },
        pauses: pauses.map(({ from, days }) => ({
          from: at(next(start, from), minute),
          to: at(next(start, from + days), minute),
        })),
        thresholds: [0.3, 1],
        now,
      });
      expect(reading).toMatchObject({
        dueAt: clock.dueAt,
        budget: clock.budgetMs,
        elapsed: clock.elapsedMs,
        remaining: clock.remainingMs,
        level: clock.level,
        overdue: clock.overdue,
        thresholds: clock.thresholds,
      });
    },
  );

  it.prop([aLimit, aDate, aMinute, fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 90 })])(
    'that restarts with its supplement reads as one that started then',
    (limit, start, minute, waited, later) => {
      const terms: ClockTerms = { limit, supplement: { effect: 'restarts' } };
      const [askedAt, suppliedAt] = [at(next(start, 1), 0), at(next(start, waited + 1), minute)];
      const restarted = readClock(hall, {
        terms,
        facts: [
          { type: 'started', at: at(start, minute) },
          { type: 'supplementAsked', at: askedAt, noticeId: '1', items: ['证明'] },
          { type: 'supplementReceived', at: suppliedAt },
        ],
        now: at(next(start, waited + 1 + later), 1439),
      });
      const fresh = readClock(hall, {
        terms,
        facts: [{ type: 'started', at: suppliedAt }],
        now: at(next(start, waited + 1 + later), 1439),
      });
      expect(restarted).toEqual(fresh);
    },
  );

  it.prop([aDate, fc.integer({ min: 1, max: 1439 }), fc.nat(12), fc.integer({ min: 1, max: 20 }), fc.nat(40)])(
    'of a licence starts at receipt exactly when nobody asked within five working days',
    (receivedOn, minute, askedAfter, suppliedAfter, later) => {
      const [askedOn, suppliedOn] = [next(receivedOn, askedAfter), next(receivedOn, askedAfter + suppliedAfter)];
      const today = next(suppliedOn, later);
      const { startedAt, deemed } = readClock(hall, {
        terms: {
          limit: { unit: 'workingDay', value: 20 },
          supplement: { effect: 'startsWhenComplete', noticeWithin: { unit: 'workingDay', value: 5 } },
        },
        facts: [
          { type: 'received', at: at(receivedOn, minute - 1) },
          { type: 'supplementAsked', at: at(askedOn, minute), noticeId: '1', items: ['证明'] },
          { type: 'supplementReceived', at: at(suppliedOn, minute) },
        ],
        now: at(today, minute),
      });
      const lastDay = addWorkingDays(hall, receivedOn, 5).date;
      const isDeemed = askedOn > lastDay && today > lastDay;
      expect(startedAt).toBe(isDeemed ? at(receivedOn, minute - 1) : at(suppliedOn, minute));
      expect(deemed.map(({ effect }) => effect)).toEqual(isDeemed ? ['acceptedFromReceipt'] : []);
    },
  );

  it.prop([fc.constantFrom(...statutoryPresets), aDate, aMinute, fc.integer({ min: 0, max: 200 })])(
    'of any statutory limit that is stopped in time is never overdue, and nothing is deemed',
    (preset, start, minute, later) => {
      const facts: readonly ClockFact[] = [
        { type: 'started', at: at(start, minute), eventOn: next(start, 60) },
        { type: 'stopped', at: at(start, minute), outcome: 'done' },
      ];
      const reading = readClock(hall, { terms: preset, facts, now: at(next(start, later + 1), minute) });
      // A licence whose window lies sixty days before the event is due before it starts.
      const startsTooLate = reading.dueAt !== undefined && reading.dueAt < at(start, minute);
      expect(reading).toMatchObject({ status: 'stopped', overdue: startsTooLate });
      expect(reading.deemed.length > 0 && !startsTooLate).toBe(false);
    },
  );

  it.prop([aLimit, aDate, aMinute, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 120 })])(
    'takes an extension only while it runs, and then lasts as long as one limit of both',
    (limit, start, minute, value, later) => {
      const terms: ClockTerms = { limit, extension: { valueMax: 30, timesMax: 1 } };
      const begun: ClockFact = { type: 'started', at: at(start, minute) };
      const approvedAt = at(next(start, later), minute === 0 ? 1 : minute);
      const fact: ClockFact = { type: 'extended', at: approvedAt, value, approver: 'agencyHead', reason: '' };
      const { dueAt } = deadlineOf(hall, { start: at(start, minute), limit });
      const codes = refuseClockFact(hall, { terms, facts: [begun] }, fact).map(({ code }) => code);
      const isEarly = later === 0 && minute === 0;
      expect(codes.includes('SLA_EXTENSION_LATE')).toBe(dueAt !== undefined && approvedAt > dueAt);
      expect(codes.includes('SLA_EXTENSION_TOO_LONG')).toBe(value > 30);
      expect(isEarly && codes.includes('SLA_FACT_BEFORE_START')).toBe(false);
      const longer = deadlineOf(hall, { start: at(start, minute), limit: { ...limit, value: limit.value + value } });
      const reading = readClock(hall, { terms, facts: [begun, fact], now: approvedAt });
      expect(reading).toMatchObject({ dueAt: longer.dueAt, lastDay: longer.lastDay });
    },
  );

  it.prop([aLimit, aDate, aMinute])(
    'as of a day is the clock by the notices of that day',
    (limit, start, minute) => {
      const facts: readonly ClockFact[] = [{ type: 'started', at: at(start, minute) }];
      const known = compileCalendar({ ...definition, holidays: { notices: chinaNotices, asOf: start } });
      const { lastDay, certainty, uncertainYears } = deadlineOf(known, { start: at(start, minute), limit });
      expect(deadlineAsOf(definition, { terms: { limit }, facts }, start)).toMatchObject({
        lastDay,
        certainty,
        uncertainYears,
        elapsed: 0,
      });
    },
    30_000,
  );
});

describe('a limit before an event', () => {
  it.prop([aDate, fc.integer({ min: 0, max: 60 })])(
    'in working days is the working day so many before it',
    (event, value) => {
      const limit = { before: 'at-least', unit: 'workingDay', value } as const;
      const { lastDay, nominalLastDay } = deadlineBefore(hall, { event, limit });
      expect(nominalLastDay).toBe(addWorkingDays(hall, event, -value).date);
      expect(value === 0 || lastDay === nominalLastDay).toBe(true);
    },
  );

  it.prop([aDate, fc.integer({ min: 0, max: 60 })])(
    'in calendar days leaves at least as many of them, and never rolls forward',
    (event, value) => {
      const limit = { before: 'at-least', unit: 'calendarDay', value } as const;
      const { lastDay, nominalLastDay } = deadlineBefore(hall, { event, limit });
      expect(nominalLastDay).toBe(next(event, -value));
      let walked = nominalLastDay;
      while (!isWorkingDay(hall, walked)) walked = next(walked, -1);
      expect(lastDay).toBe(walked);
    },
  );

  it.prop([aDate, fc.constantFrom('calendarDay', 'week', 'month', 'workingDay'), fc.integer({ min: 1, max: 12 })])(
    'that is a window opens before it ends, and ends before the event',
    (event, unit, value) => {
      const window = deadlineBefore(hall, { event, limit: { before: 'within', unit, value } });
      expect(window.firstDay).toBeDefined();
      expect((window.firstDay ?? event) <= window.lastDay).toBe(true);
      expect(window.lastDay < event).toBe(true);
    },
  );
});

describe('limits side by side', () => {
  it.prop([aLimit, aLimit, aDate, aMinute])(
    'are refused exactly when the promise gives more, else the earlier one binds',
    (statutory, promised, start, minute) => {
      const question = { start: at(start, minute), statutory, promised };
      const [law, promise] = [statutory, promised].map(
        (limit) => deadlineOf(hall, { start: question.start, limit }).dueAt ?? '',
      );
      const longerByNumber = statutory.unit === promised.unit && promised.value > statutory.value;
      if ((promise ?? '') > (law ?? '') || longerByNumber) {
        expect(() => limitsOf(hall, question)).toThrow('承诺时限');
        return;
      }
      const limits = limitsOf(hall, question);
      expect(limits.binding).toBe((promise ?? '') < (law ?? '') ? 'promised' : 'statutory');
      expect(limits.compressionRate).toBeGreaterThanOrEqual(0);
    },
  );

  it.prop([aLimit, aDate, aMinute])(
    'with a rule of the host that rolls forward end as the built-in rule does',
    (limit, start, minute) => {
      const question = { start: at(start, minute) };
      const own = deadlineOf(hall, {
        ...question,
        limit: { ...limit, lastDay: 'own:next' },
        ownRules: {
          'own:next': (calendar, { nominalLastDay }) =>
            isWorkingDay(calendar, nominalLastDay) ? nominalLastDay : addWorkingDays(calendar, nominalLastDay, 1).date,
        },
      });
      expect(own).toEqual(deadlineOf(hall, { ...question, limit }));
    },
  );
});
