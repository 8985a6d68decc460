import { addCalendarDays, civilDateAt, instantFromMs, instantToMs } from '@jiceng/kernel/plain';
import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  compileCalendar,
  describeExplanation,
  explainLimitClock,
  explanationTable,
  ladderOf,
  readClock,
  refuseClockFact,
  type ClockFact,
  type ClockTerms,
  type Hours,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';
import { statutoryPreset } from '../presets.ts';

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const calendar = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2023-01-01', to: '2029-12-31' },
});

const terms = fc.constantFrom<ClockTerms>(
  statutoryPreset('permit.decide'),
  statutoryPreset('foi.answer'),
  statutoryPreset('recon.review'),
  statutoryPreset('police.case'),
  statutoryPreset('estate.register'),
  statutoryPreset('permit.renewApply'),
  { limit: { unit: 'workingHour', value: 40 }, excluded: { kinds: ['hearing'], notice: 'none' } },
);
const minuteMs = 60_000;
const step = fc.integer({ min: 1, max: 20_000 }).map((minutes) => minutes * minuteMs);

/** A fact of any type, so long after the one before it. */
const happening = fc.tuple(
  step,
  fc.constantFrom<(at: ClockFact['at']) => ClockFact>(
    (at) => ({ type: 'received', at }),
    (at) => ({ type: 'started', at, eventOn: '2026-09-30' }),
    (at) => ({ type: 'paused', at, kind: 'hearing', noticeId: 'h-1', plannedDays: 5 }),
    (at) => ({ type: 'paused', at, kind: 'appraisal' }),
    (at) => ({ type: 'resumed', at, kind: 'hearing' }),
    (at) => ({ type: 'resumed', at, kind: 'appraisal' }),
    (at) => ({ type: 'extended', at, value: 5, approver: 'agencyHead', reason: '需要核查', toldAt: at }),
    (at) => ({ type: 'restarted', at, basis: '第三十条' }),
    (at) => ({
      type: 'supplementAsked',
      at,
      noticeId: 's-1',
      items: ['身份证明'],
      replyBy: addCalendarDays(civilDateAt(at, 'UTC'), 15),
    }),
    (at) => ({ type: 'supplementReceived', at }),
    (at) => ({ type: 'stopped', at, outcome: '办结' }),
  ),
);

/** A clock to which only what may happen has happened; nine in ten have started. */
const clock = fc
  .record({
    law: terms,
    first: fc.integer({ min: 0, max: 600_000 }),
    begins: fc.integer({ min: 0, max: 9 }),
    happenings: fc.array(happening, { maxLength: 20 }),
    last: step,
  })
  .map(({ law, first, begins, happenings, last }) => {
    let atMs = Date.UTC(2024, 0) + first * minuteMs;
    const at = instantFromMs(atMs);
    const start: ClockFact = begins < 6 ? { type: 'started', at, eventOn: '2026-09-30' } : { type: 'received', at };
    const facts: ClockFact[] = [];
    const add = (fact: ClockFact): void => {
      if (refuseClockFact(calendar, { terms: law, facts }, fact).length === 0) facts.push(fact);
    };
    if (begins < 9) add(start);
    for (const [after, make] of happenings) {
      atMs += after;
      add(make(instantFromMs(atMs)));
    }
    return { terms: law, facts, now: instantFromMs(atMs + last) };
  });

describe('whatever happens to the clock of a limit', () => {
  it.prop([clock])('its explanation adds up to what it reads', (question) => {
    const explained = explainLimitClock(calendar, question);
    const reading = readClock(calendar, question);
    expect(explained.reading).toEqual(reading);
    if (explained.countedIn === 'nothing') {
      expect([reading.startedAt === undefined || reading.scale === undefined, reading.dueAt]).toEqual([
        true,
        undefined,
      ]);
      return;
    }
    if (reading.dueAt !== undefined) expect(explained.deadline.dueAt).toBe(reading.dueAt);
    const [asked, counted] =
      explained.countedIn === 'time' ? [explained.askedMs, explained.countedMs] : [explained.asked, explained.counted];
    if (explained.deadline.dueAt === undefined) expect(counted).toBeLessThanOrEqual(asked);
    else expect(counted).toBe(asked);
    if (explained.countedIn !== 'days-back') expect(asked).toBe(reading.budget);
  });

  it.prop([clock])('it can be told in both languages', (question) => {
    const explained = explainLimitClock(calendar, question);
    for (const locale of ['zh-CN', 'en'] as const) {
      const text = [...describeExplanation(explained, locale), explanationTable(explained, locale)].join('\n');
      expect(text).not.toMatch(/undefined|NaN|\[object|Infinity/);
    }
  });

  it.prop([clock, fc.integer({ min: 0, max: 100 })])(
    'no rung fires before its start or after its end',
    (question, percent) => {
      const ladder = [
        { atFraction: percent / 100 },
        { atFraction: 1 },
        { overdueBy: { value: 1, unit: 'calendarDay' } },
      ] as const;
      const { startedAt, status } = readClock(calendar, question);
      const stopped = question.facts.find(({ type }) => type === 'stopped');
      for (const { at } of ladderOf(calendar, { ...question, ladder })) {
        if (at === undefined) continue;
        expect(startedAt !== undefined && instantToMs(at) >= instantToMs(startedAt)).toBe(true);
        if (status === 'stopped' && stopped !== undefined)
          expect(instantToMs(at)).toBeLessThanOrEqual(instantToMs(stopped.at));
      }
    },
  );
});
