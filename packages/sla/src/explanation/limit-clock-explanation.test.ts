import { instantToMs } from '@jiceng/kernel/plain';
import { fc, it as always } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  compileCalendar,
  describeExplanation,
  explainLimitClock,
  explanationTable,
  ladderOf,
  readClock,
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
const china = compileCalendar({
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2025-01-01', to: '2027-12-31' },
});
const at = (date: string, hour: string) => new Date(`${date}T${hour}:00+08:00`).toISOString() as `${string}Z`;

const permit = statutoryPreset('permit.decide');
const accepted: ClockFact = { type: 'started', at: at('2026-02-09', '10:00') };
const hearing: ClockFact = {
  type: 'paused',
  at: at('2026-02-26', '09:00'),
  kind: 'hearing',
  noticeId: 'h-1',
  plannedDays: 10,
};
const resumed: ClockFact = { type: 'resumed', at: at('2026-03-04', '09:00'), kind: 'hearing' };
const extended: ClockFact = {
  type: 'extended',
  at: at('2026-03-06', '09:00'),
  value: 10,
  approver: 'agencyHead',
  reason: '需要实地核查',
  toldAt: at('2026-03-06', '15:00'),
};
const inWords = (terms: ClockTerms, facts: readonly ClockFact[], now: `${string}Z`) =>
  describeExplanation(explainLimitClock(china, { terms, facts, now }), 'zh-CN');
const inEnglish = (terms: ClockTerms, facts: readonly ClockFact[], now: `${string}Z`) =>
  describeExplanation(explainLimitClock(china, { terms, facts, now }), 'en');

describe('the clock of a limit', () => {
  it('is explained by its facts, the count of its days, and where it stands', () => {
    const question = { terms: permit, facts: [accepted, hearing, resumed, extended], now: at('2026-03-09', '09:00') };
    const explained = explainLimitClock(china, question);
    expect(explained.reading).toEqual(readClock(china, question));
    expect(explained).toMatchObject({
      countedIn: 'days',
      asked: 30,
      counted: 30,
      deadline: { dueAt: explained.reading.dueAt },
    });
    const lines = describeExplanation(explained, 'zh-CN');
    expect(lines.slice(0, 7)).toEqual([
      '2026-03-06 09:00 经本机关负责人批准延长 10 个工作日，加在原期限之后。',
      '起算时刻：2026-02-09 10:00。',
      '起算日不计入，自 2026-02-10 起计。',
      '中止：2026-02-26 09:00 至 2026-03-04 09:00，其间 6 天不计入。',
      '计入 30 个工作日，至 2026-04-03；其间 17 天不计入（休息日 8 天、放假 9 天）。',
      '届满：2026-04-03 24:00。',
      '截至 2026-03-09 09:00：30 个工作日中已过 10 个工作日。',
    ]);
    expect(describeExplanation(explained, 'en')[0]).toBe(
      'Extended by 10 working days on 2026-03-06 09:00 by the head of the agency: added to the original limit.',
    );
  });

  it('says why a pause counts that nobody was told of in writing', () => {
    const untold: ClockFact = { type: 'paused', at: at('2026-02-26', '09:00'), kind: 'hearing' };
    const lines = inWords(permit, [accepted, untold, resumed], at('2026-03-09', '09:00'));
    const { pauses } = readClock(china, {
      terms: permit,
      facts: [accepted, untold, resumed],
      now: at('2026-03-09', '09:00'),
    });
    expect(lines[0]).toBe(pauses[0]?.countsBecause?.words['zh-CN']);
    expect(lines).toContain('届满：2026-03-13 24:00。');
  });

  it('says that nothing has started it', () => {
    const explained = explainLimitClock(china, { terms: permit, facts: [], now: at('2026-03-09', '09:00') });
    expect(explained).toMatchObject({ countedIn: 'nothing', days: [] });
    expect(describeExplanation(explained, 'en')).toEqual(['It has not started.']);
    expect(explanationTable(explained, 'zh-CN').split('\n')).toHaveLength(3);
  });

  it('says from when an application counts as accepted that nobody answered', () => {
    const received: ClockFact = { type: 'received', at: at('2026-03-02', '10:00') };
    const lines = inWords(permit, [received], at('2026-03-16', '09:00'));
    expect(lines).toContain('2026-03-09 24:00 期满未作为：自收到之日起视为受理，自 2026-03-02 10:00 起。');
    expect(inEnglish(permit, [received], at('2026-03-16', '09:00'))).toContain(
      'Nothing was done by 2026-03-09 24:00: accepted from receipt, with effect from 2026-03-02 10:00.',
    );
  });

  it('waits for a supplement, and is abandoned when none comes', () => {
    const foi = statutoryPreset('foi.answer');
    const asked: ClockFact = {
      type: 'supplementAsked',
      at: at('2026-03-04', '09:00'),
      noticeId: 'n-1',
      items: ['身份证明'],
      replyBy: '2026-03-20',
    };
    const facts: readonly ClockFact[] = [{ type: 'received', at: at('2026-03-02', '10:00') }, asked];
    expect(inWords(foi, facts, at('2026-03-10', '09:00'))).toContain(
      '自 2026-03-04 09:00 起等待申请人补正，期间不计入。',
    );
    expect(inEnglish(foi, facts, at('2026-03-10', '09:00'))).toContain(
      "Since 2026-03-04 09:00 the applicant's supplement is awaited, and nothing counts.",
    );
    const lapsed = inWords(foi, facts, at('2026-04-10', '09:00'));
    expect(lapsed).toContain('2026-03-20 24:00 期满未作为：视为放弃，自 2026-03-21 00:00 起。');
    expect(
      ladderOf(china, {
        terms: foi,
        facts,
        now: at('2026-03-10', '09:00'),
        ladder: [{ atFraction: 0.05 }, { atFraction: 1 }],
      }).map((rung) => rung.at),
    ).toEqual([at('2026-03-04', '00:00'), undefined]);
  });

  it('stands still once it is stopped', () => {
    const stopped: ClockFact = { type: 'stopped', at: at('2026-02-12', '15:00'), outcome: '准予许可' };
    const facts = [accepted, stopped];
    expect(inWords(permit, facts, at('2026-05-06', '09:00'))).toEqual(
      expect.arrayContaining([
        '截至 2026-02-12 15:00：20 个工作日中已过 2 个工作日。',
        '2026-02-12 15:00 终结：准予许可。',
      ]),
    );
    expect(inEnglish(permit, facts, at('2026-05-06', '09:00'))).toEqual(
      expect.arrayContaining([
        'At 2026-02-12 15:00: 2 of 20 working days are over.',
        'It stopped at 2026-02-12 15:00: 准予许可.',
      ]),
    );
  });

  it('runs in hours, and backwards from an event', () => {
    const hours: ClockTerms = { limit: { unit: 'workingHour', value: 4 } };
    expect(inEnglish(hours, [accepted], at('2026-02-10', '09:30'))).toContain(
      'At 2026-02-10 09:30: 6 h 30 min of 4 h used, 2 h 30 min over; overdue.',
    );
    const renew: ClockTerms = { limit: { before: 'at-least', unit: 'calendarDay', value: 30 } };
    const event: ClockFact = { ...accepted, eventOn: '2026-06-30' };
    expect(inWords(renew, [event], at('2026-02-10', '09:30'))).toContain('自 2026-06-30 向前倒计，当日不计入。');
  });
});

describe('a ladder on the clock of a limit', () => {
  const ladder = [
    { atFraction: 0.5 },
    { beforeDue: { value: 3, unit: 'workingDay' } },
    { overdueBy: { value: 1, unit: 'workingDay' } },
  ] as const;
  const stands = (facts: readonly ClockFact[], now: `${string}Z`) =>
    ladderOf(china, { terms: permit, facts, now, ladder }).map((rung) => rung.at);

  it('moves with the facts of the clock', () => {
    const now = at('2026-03-09', '09:00');
    expect(stands([accepted], now)).toEqual([
      at('2026-03-01', '00:00'),
      at('2026-03-11', '00:00'),
      at('2026-03-17', '00:00'),
    ]);
    expect(stands([accepted, hearing, resumed, extended], now)).toEqual([
      at('2026-03-14', '00:00'),
      at('2026-04-01', '00:00'),
      at('2026-04-08', '00:00'),
    ]);
    // before the extension was granted nobody knew of it
    expect(stands([accepted, hearing, resumed, extended], at('2026-03-05', '09:00'))[0]).toBe(
      at('2026-03-07', '00:00'),
    );
  });

  it('has no rung before the clock starts, nor after it has ended', () => {
    expect(stands([], at('2026-03-09', '09:00'))).toEqual([undefined, undefined, undefined]);
    const stopped: ClockFact = { type: 'stopped', at: at('2026-03-05', '15:00'), outcome: '准予许可' };
    expect(stands([accepted, stopped], at('2026-03-09', '09:00'))).toEqual([
      at('2026-03-01', '00:00'),
      undefined,
      undefined,
    ]);
  });

  always.prop([fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 100 })])(
    'stands where the thresholds of its reading do',
    (dayOf, percent) => {
      const now = new Date(instantToMs(accepted.at) + dayOf * 86_400_000).toISOString() as `${string}Z`;
      const question = { terms: permit, facts: [accepted, hearing, resumed, extended], now };
      const share = percent / 100;
      const { thresholds, dueAt } = readClock(china, { ...question, thresholds: [share, 1] });
      expect(
        ladderOf(china, { ...question, ladder: [{ atFraction: share }, { atFraction: 1 }] }).map((rung) => rung.at),
      ).toEqual(thresholds);
      expect(thresholds[1]).toBe(dueAt);
    },
  );
});
