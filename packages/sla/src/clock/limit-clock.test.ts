import { describe, expect, it } from 'vitest';
import {
  compileCalendar,
  deadlineAsOf,
  explainLimitClock,
  knownOn,
  ladderOf,
  readBothLimits,
  readClock,
  refuseClockFact,
  type CalendarDefinition,
  type ClockFact,
  type ClockTerms,
  type Hours,
  type Limit,
  type LimitClockQuestion,
} from '../index.ts';
import { chinaNotices } from '../notices.ts';
import { statutoryPreset } from '../presets.ts';

const office: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  makeup: office,
  holidays: { notices: chinaNotices },
  range: { from: '2025-01-01', to: '2028-12-31' },
};
const hall = compileCalendar(definition);

/** A local time of 2026 in Shanghai. */
const at = (monthDay: string, time = '10:00') =>
  new Date(`2026-${monthDay}T${time}:00+08:00`).toISOString() as `${string}Z`;
const read = (terms: ClockTerms, facts: readonly ClockFact[], now: string, more: Partial<LimitClockQuestion> = {}) =>
  readClock(hall, { terms, facts, now: at(now), ...more });
const refused = (terms: ClockTerms, facts: readonly ClockFact[], fact: ClockFact) =>
  refuseClockFact(hall, { terms, facts }, fact).map(({ code }) => code);

const permit = statutoryPreset('permit.decide');
const twenty: Limit = { unit: 'workingDay', value: 20 };
const started = (monthDay: string): ClockFact => ({ type: 'started', at: at(monthDay) });
const received = (monthDay: string): ClockFact => ({ type: 'received', at: at(monthDay) });
const stopped = (monthDay: string): ClockFact => ({ type: 'stopped', at: at(monthDay), outcome: 'granted' });
const review = (from: string, to?: string): readonly ClockFact[] => [
  { type: 'paused', at: at(from), kind: 'expertReview', noticeId: '告知〔2026〕8号', plannedDays: 10 },
  ...(to === undefined ? [] : [{ type: 'resumed', at: at(to), kind: 'expertReview' } as const]),
];
const extended = (monthDay: string, change: object = {}): ClockFact => ({
  type: 'extended',
  at: at(monthDay),
  value: 10,
  approver: 'agencyHead',
  reason: '需要现场核查',
  toldAt: at(monthDay, '11:00'),
  ...change,
});
const asked = (monthDay: string, change: object = {}): ClockFact => ({
  type: 'supplementAsked',
  at: at(monthDay),
  noticeId: '补正〔2026〕3号',
  items: ['场地证明'],
  ...change,
});
const supplied = (monthDay: string): ClockFact => ({ type: 'supplementReceived', at: at(monthDay) });

describe('the clock of a licence', () => {
  it('counts the days that are over, and says what comes next', () => {
    // 2026-03-02 is a Monday; twenty working days later is Monday 03-30.
    expect(read(permit, [started('03-02')], '03-17', { thresholds: [0.5, 0.8, 1] })).toEqual({
      status: 'running',
      startedAt: at('03-02'),
      dueAt: at('03-31', '00:00'),
      lastDay: '2026-03-30',
      nominalLastDay: '2026-03-30',
      scale: 'workingDay',
      budget: 20,
      elapsed: 10,
      remaining: 10,
      share: 0.5,
      overdue: false,
      thresholds: [at('03-17', '00:00'), at('03-25', '00:00'), at('03-31', '00:00')],
      level: 1,
      nextThresholdAt: at('03-25', '00:00'),
      deemed: [],
      pauses: [],
      certainty: 'final',
      uncertainYears: [],
    });
  });

  it('waits until something starts it, and facts that are still to come do not act', () => {
    const waiting = { status: 'waiting', dueAt: undefined, budget: undefined, level: 0, thresholds: [undefined] };
    expect(read(permit, [], '03-02', { thresholds: [1] })).toMatchObject(waiting);
    expect(read(permit, [started('03-05')], '03-02', { thresholds: [1] })).toMatchObject(waiting);
  });

  it('is overdue once the last day is over, and then owes days', () => {
    expect(read(permit, [started('03-02')], '03-30').overdue).toBe(false);
    expect(read(permit, [started('03-02')], '04-02')).toMatchObject({ overdue: true, elapsed: 22, remaining: -2 });
  });

  it('leaves out a review that was told in writing', () => {
    const facts = [started('03-02'), ...review('03-04', '03-11')];
    expect(read(permit, facts, '03-12')).toMatchObject({
      status: 'running',
      lastDay: '2026-04-07', // five working days, and Qingming
      elapsed: 2,
      pauses: [{ kind: 'expertReview', plannedUntil: '2026-03-14', overrun: false, countsBecause: undefined }],
    });
  });

  it('does not know its due time while that lasts, and says when it takes longer than told', () => {
    const facts = [started('03-02'), ...review('03-04')];
    expect(read(permit, facts, '03-13')).toMatchObject({
      status: 'paused',
      dueAt: undefined,
      elapsed: 2,
      remaining: 18,
      overdue: false,
      pauses: [{ overrun: false }],
    });
    expect(read(permit, facts, '03-14').pauses).toMatchObject([{ overrun: false }]);
    expect(read(permit, facts, '03-15').pauses).toMatchObject([{ overrun: true }]);
  });

  it.each([[{ noticeId: '告知〔2026〕8号' }], [{ plannedDays: 10 }], [{}]])(
    'counts the time of a review when it was not told how long it takes: %o',
    (told) => {
      const paused: ClockFact = { type: 'paused', at: at('03-04'), kind: 'expertReview', ...told };
      expect(refused(permit, [started('03-02')], paused)).toEqual([]);
      expect(read(permit, [started('03-02'), paused], '03-13')).toMatchObject({
        status: 'running',
        lastDay: '2026-03-30',
        pauses: [{ countsBecause: { code: 'SLA_PAUSE_UNTOLD' } }],
      });
    },
  );

  it('counts the time of whatever the law does not name', () => {
    const facts: readonly ClockFact[] = [
      started('03-02'),
      { type: 'paused', at: at('03-04'), kind: 'own:stocktaking', noticeId: '盘点〔2026〕1号', plannedDays: 3 },
    ];
    expect(read(permit, facts, '03-13')).toMatchObject({
      status: 'running',
      lastDay: '2026-03-30',
      pauses: [{ countsBecause: { code: 'SLA_PAUSE_UNLISTED' } }],
    });
    const own: ClockTerms = { ...permit, excluded: { kinds: ['own:stocktaking'], notice: 'none' } };
    expect(read(own, facts, '03-13').status).toBe('paused');
  });

  it('leaves out the days of a pause that its limit names', () => {
    const facts = [started('03-02'), ...review('03-04', '03-11')];
    const bothEnds: ClockTerms = { ...permit, limit: { unit: 'workingDay', value: 20, pauseDays: '[]' } };
    expect(read(bothEnds, facts, '03-12')).toMatchObject({ elapsed: 1, lastDay: '2026-04-08' });
  });

  it('takes overlapping reviews out once', () => {
    const hearing = (from: string, to: string): readonly ClockFact[] => [
      { type: 'paused', at: at(from), kind: 'hearing', noticeId: '听证〔2026〕1号', plannedDays: 7 },
      { type: 'resumed', at: at(to), kind: 'hearing' },
    ];
    const facts = [started('03-02'), ...review('03-04', '03-11'), ...hearing('03-06', '03-13')];
    expect(read(permit, facts, '03-20').lastDay).toBe('2026-04-09');
  });

  it('is longer by what was granted, from its own last day', () => {
    const facts = [started('03-02'), extended('03-27')];
    expect(read(permit, facts, '03-27')).toMatchObject({ lastDay: '2026-04-14', budget: 30 });
  });

  it('stands still once it is stopped', () => {
    const facts = [started('03-02'), stopped('03-17')];
    expect(read(permit, facts, '05-20', { thresholds: [0.5, 1] })).toMatchObject({
      status: 'stopped',
      elapsed: 10,
      overdue: false,
      level: 1,
      nextThresholdAt: undefined,
    });
    expect(read(permit, [started('03-02'), stopped('04-01')], '05-20').overdue).toBe(true);
  });

  it('counts anew from a restart, with its extensions behind it', () => {
    const facts: readonly ClockFact[] = [
      started('03-02'),
      extended('03-12'),
      { type: 'restarted', at: at('03-16'), basis: '某条例第九条' },
    ];
    expect(read(permit, facts, '03-16')).toMatchObject({ startedAt: at('03-16'), budget: 20, lastDay: '2026-04-14' });
  });

  it('counts anew under the licensing law too, once it was accepted', () => {
    const facts: readonly ClockFact[] = [
      received('03-02'),
      started('03-03'),
      { type: 'restarted', at: at('03-16'), basis: '某条例第九条' },
    ];
    expect(read(permit, facts, '03-16')).toMatchObject({ startedAt: at('03-16'), deemed: [] });
  });

  it('is not started by a receipt where its law counts from something else', () => {
    const decision = statutoryPreset('recon.decide');
    expect(read(decision, [received('03-02')], '03-09').status).toBe('waiting');
    expect(refused(decision, [received('03-02')], started('03-09'))).toEqual([]);
    expect(read(decision, [received('03-02'), started('03-09')], '03-10').startedAt).toBe(at('03-09'));
  });

  it('is provisional when it reaches into a year without a notice', () => {
    expect(read(permit, [started('12-21')], '12-22')).toMatchObject({
      certainty: 'provisional',
      uncertainYears: [2027],
    });
  });

  it('runs by hours, late receipts and full hours as its limit says', () => {
    const hours = (limit: ClockTerms['limit'], now: string, time: string) =>
      readClock(hall, { terms: { limit }, facts: [started('03-02')], now: at(now, time), thresholds: [0.5] });
    expect(hours({ unit: 'hour', value: 24 }, '03-02', '22:00')).toMatchObject({
      scale: 'clock',
      share: 0.5,
      level: 1,
      dueAt: at('03-03'),
    });
    expect(hours({ unit: 'hour', value: 24, hourStart: 'next-hour' }, '03-02', '11:00')).toMatchObject({
      elapsed: 0,
      dueAt: at('03-03', '11:00'),
    });
    expect(hours({ unit: 'workingHour', value: 12 }, '03-02', '18:00')).toMatchObject({ scale: 'open', share: 0.5 });
    expect(hours({ unit: 'month', value: 1 }, '03-12', '10:00')).toMatchObject({
      scale: 'calendarDay',
      budget: 31,
      elapsed: 9,
      lastDay: '2026-04-02',
    });
  });
});

describe('five supplements', () => {
  it('under the licensing law start the clock when the material is complete', () => {
    const facts = [received('03-02'), asked('03-04'), supplied('03-20')];
    expect(read(permit, facts, '03-10')).toMatchObject({ status: 'awaitingSupplement', dueAt: undefined, deemed: [] });
    expect(read(permit, facts, '03-23')).toMatchObject({
      status: 'running',
      startedAt: at('03-20'),
      lastDay: '2026-04-20',
    });
  });

  it('under the licensing law let silence accept, back to the day of receipt', () => {
    const late = [received('03-02'), asked('03-10')];
    for (const facts of [[received('03-02')], late, [...late, supplied('03-20')], [...late, started('03-24')]]) {
      expect(read(permit, facts, '03-09')).toMatchObject({ status: 'waiting', deemed: [] });
      expect(read(permit, facts, '03-25')).toMatchObject({
        status: 'running',
        startedAt: at('03-02'),
        lastDay: '2026-03-30',
        deemed: [{ effect: 'acceptedFromReceipt', at: at('03-10', '00:00'), effectiveAt: at('03-02') }],
      });
    }
  });

  it('under the licensing law let silence accept once the last day is over, not as it ends', () => {
    const standing = (now: `${string}Z`) => readClock(hall, { terms: permit, facts: [received('03-02')], now });
    expect(standing(at('03-10', '00:00'))).toMatchObject({ status: 'waiting', deemed: [] });
    expect(standing(at('03-10', '00:01'))).toMatchObject({ status: 'running', elapsed: 5 });
  });

  it('under the licensing law still leave room for a restart after that', () => {
    const facts: readonly ClockFact[] = [
      received('03-02'),
      { type: 'restarted', at: at('03-16'), basis: '某条例第九条' },
    ];
    expect(read(permit, facts, '03-16')).toMatchObject({
      startedAt: at('03-16'),
      deemed: [{ effect: 'acceptedFromReceipt', effectiveAt: at('03-02') }],
    });
  });

  it('under the licensing law start it once: what is asked for later moves nothing', () => {
    const facts = [received('03-02'), asked('03-04'), supplied('03-20')];
    const again = [asked('03-23', { items: ['身份证明'], newFact: true }), supplied('03-25')];
    for (const now of ['03-24', '03-26']) {
      expect(read(permit, [...facts, ...again], now)).toMatchObject({ status: 'running', startedAt: at('03-20') });
    }
  });

  it('under the licensing law leave an acceptance in time where it was', () => {
    expect(read(permit, [received('03-02'), started('03-04')], '03-25')).toMatchObject({
      startedAt: at('03-04'),
      deemed: [],
    });
    const refusal = [received('03-02'), stopped('03-03')];
    expect(read(permit, refusal, '03-25')).toMatchObject({ status: 'stopped', startedAt: undefined, deemed: [] });
  });

  it('for information count the answer anew when they arrive', () => {
    const answer = statutoryPreset('foi.answer');
    const facts = [received('03-02'), asked('03-06', { replyBy: '2026-03-20' }), supplied('03-12')];
    expect(read(answer, facts, '03-04').lastDay).toBe('2026-03-30');
    expect(read(answer, facts, '03-10')).toMatchObject({ status: 'awaitingSupplement', dueAt: undefined, elapsed: 3 });
    expect(read(answer, facts, '03-13')).toMatchObject({ status: 'running', elapsed: 0, lastDay: '2026-04-10' });
  });

  it('for information leave an extension of the first run behind, and keep the thresholds reached before', () => {
    const answer = statutoryPreset('foi.answer');
    const more = extended('03-04', { value: 20, approver: 'disclosureOfficeHead' });
    expect(refused(answer, [received('03-02')], more)).toEqual([]);
    expect(read(answer, [received('03-02'), more], '03-05').budget).toBe(40);
    const facts = [received('03-02'), more, asked('03-06', { replyBy: '2026-03-20' }), supplied('03-12')];
    expect(read(answer, facts, '03-13').budget).toBe(20);
    const atMidnight: ClockFact = {
      type: 'supplementAsked',
      at: at('03-07', '00:00'),
      noticeId: '补正〔2026〕4号',
      items: ['场地证明'],
      replyBy: '2026-03-20',
    };
    expect(read(answer, [received('03-02'), atMidnight], '03-10', { thresholds: [0.2, 0.25] })).toMatchObject({
      level: 1,
      thresholds: [at('03-07', '00:00'), undefined],
      nextThresholdAt: undefined,
    });
  });

  it('for information that nobody hands in abandon the request', () => {
    const answer = statutoryPreset('foi.answer');
    const facts = [received('03-02'), asked('03-06', { replyBy: '2026-03-20' })];
    expect(read(answer, facts, '03-20')).toMatchObject({ status: 'awaitingSupplement' });
    expect(read(answer, facts, '03-21')).toMatchObject({
      status: 'lapsed',
      deemed: [{ effect: 'abandoned', at: at('03-21', '00:00'), effectiveAt: at('03-21', '00:00') }],
    });
  });

  it('for a reconsideration do the review again, and silence then accepts from its end', () => {
    const step = statutoryPreset('recon.review');
    const facts = [received('03-02'), asked('03-05'), supplied('03-12')];
    expect(read(step, facts, '03-10')).toMatchObject({ status: 'awaitingSupplement', overdue: false, deemed: [] });
    expect(read(step, facts, '03-13').lastDay).toBe('2026-03-19');
    expect(read(step, facts, '03-20')).toMatchObject({
      overdue: true,
      deemed: [{ effect: 'acceptedFromReviewEnd', at: at('03-20', '00:00'), effectiveAt: at('03-20', '00:00') }],
    });
    expect(read(step, [received('03-02'), asked('03-05')], '03-20')).toMatchObject({
      status: 'lapsed',
      deemed: [{ effect: 'abandoned', at: at('03-20', '00:00') }],
    });
  });

  it('lapse, and silence accepts, once the last day is over and not as it ends', () => {
    const step = statutoryPreset('recon.review');
    const standing = (facts: readonly ClockFact[], now: `${string}Z`) =>
      readClock(hall, { terms: step, facts: [received('03-02'), ...facts], now });
    expect(standing([], at('03-10', '00:00'))).toMatchObject({ overdue: false, deemed: [] });
    expect(standing([], at('03-10', '00:01'))).toMatchObject({ overdue: true, deemed: [{}] });
    expect(standing([asked('03-05')], at('03-20', '00:00'))).toMatchObject({
      status: 'awaitingSupplement',
      deemed: [],
    });
    expect(standing([asked('03-05')], at('03-20', '00:01'))).toMatchObject({ status: 'lapsed', deemed: [{}] });
  });

  it('for a reconsideration come too late once silence has accepted', () => {
    const step = statutoryPreset('recon.review');
    const facts = [received('03-02'), asked('03-10')];
    expect(refused(step, [received('03-02')], asked('03-10'))).toEqual(['SLA_SUPPLEMENT_NOTICE_LATE']);
    expect(read(step, facts, '03-11').deemed).toMatchObject([{ effect: 'acceptedFromReviewEnd' }]);
  });

  it('do not exist for real estate: the clock runs from receipt', () => {
    const estate = statutoryPreset('estate.register');
    expect(refused(estate, [received('03-02')], asked('03-03'))).toEqual(['SLA_SUPPLEMENT_NONE']);
    expect(read(estate, [received('03-02'), asked('03-03'), supplied('03-20')], '03-23')).toMatchObject({
      status: 'running',
      startedAt: at('03-02'),
      elapsed: 14,
    });
  });

  it('for a gap let the clock run on', () => {
    const gap: ClockTerms = { ...permit, supplement: { effect: 'runsOn' } };
    const facts = [started('03-02'), asked('03-02'), supplied('03-12')];
    expect(read(gap, facts, '03-20')).toEqual(read(gap, [started('03-02')], '03-20'));
  });

  it('for legal aid that nobody hands in withdraw the application', () => {
    const aid = statutoryPreset('legalaid.review');
    const facts = [received('03-02'), asked('03-03', { replyBy: '2026-03-05' })];
    expect(read(aid, facts, '03-04')).toMatchObject({ status: 'running', lastDay: '2026-03-09' });
    expect(read(aid, facts, '03-20')).toMatchObject({
      status: 'lapsed',
      overdue: false,
      deemed: [{ effect: 'withdrawn', at: at('03-06', '00:00') }],
    });
  });

  it('give no more time for a reminder, and more for a new fact', () => {
    const step = statutoryPreset('recon.review');
    const facts = [received('03-02'), asked('03-03')];
    expect(read(step, [...facts, asked('03-10')], '03-18').status).toBe('lapsed');
    expect(read(step, [...facts, asked('03-10', { newFact: true })], '03-18').status).toBe('awaitingSupplement');
  });
});

describe('silence', () => {
  it('renews a licence that nobody decided on before it expired', () => {
    const renewal = statutoryPreset('permit.renewDecide');
    const facts: readonly ClockFact[] = [{ type: 'started', at: at('03-02'), eventOn: '2026-04-04' }];
    expect(read(renewal, facts, '04-04', { thresholds: [0.5] })).toMatchObject({
      lastDay: '2026-04-04',
      overdue: false,
      scale: 'calendarDay',
      budget: 33,
      level: 1,
      deemed: [],
    });
    expect(read(renewal, facts, '04-05').deemed).toEqual([
      { effect: 'renewed', at: at('04-05', '00:00'), effectiveAt: at('04-05', '00:00') },
    ]);
    expect(read(renewal, [...facts, stopped('04-01')], '04-05').deemed).toEqual([]);
  });

  it('means nothing where the law gives it no meaning', () => {
    expect(read(permit, [started('03-02')], '05-20').deemed).toEqual([]);
  });

  it.each([
    ['foi.coProducer', 'consent'],
    ['recon.supplement', 'abandoned'],
    ['samr.mediate', 'mediationEnded'],
  ] as const)('is what %s says: %s', (id, effect) => {
    expect(read(statutoryPreset(id), [started('03-02')], '06-20').deemed).toMatchObject([{ effect }]);
  });

  it('accepts from receipt where the notice of missing material is the limit itself', () => {
    expect(read(statutoryPreset('permit.supplementNotice'), [started('03-02')], '03-10').deemed).toEqual([
      { effect: 'acceptedFromReceipt', at: at('03-10', '00:00'), effectiveAt: at('03-02') },
    ]);
  });
});

describe('a fact', () => {
  const running = [started('03-02')];

  it('may happen when nothing speaks against it', () => {
    expect(refused(permit, [], started('03-02'))).toEqual([]);
    expect(refused(permit, [], received('03-02'))).toEqual([]);
    expect(refused(permit, [received('03-02')], started('03-03'))).toEqual([]);
    expect(refused(permit, [received('03-02')], asked('03-09'))).toEqual([]);
    expect(refused(permit, [received('03-02')], asked('03-10', { at: at('03-10', '00:00') }))).toEqual([]);
    expect(refused(permit, [received('03-02'), asked('03-03')], supplied('03-09'))).toEqual([]);
    expect(refused(permit, running, extended('03-30'))).toEqual([]);
    expect(refused(permit, running, stopped('03-30'))).toEqual([]);
    expect(refused(permit, running, { type: 'restarted', at: at('03-03'), basis: '某条例第九条' })).toEqual([]);
    for (const fact of review('03-04')) expect(refused(permit, running, fact)).toEqual([]);
  });

  it.each([
    ['a start after a start', 'SLA_CLOCK_STARTED', running, started('03-03')],
    ['a receipt after a start', 'SLA_CLOCK_STARTED', running, received('03-03')],
    ['a fact before the start', 'SLA_FACT_BEFORE_START', running, stopped('02-28')],
    ['a stop without a start', 'SLA_CLOCK_NOT_STARTED', [], stopped('03-03')],
    ['a pause before acceptance', 'SLA_CLOCK_NOT_STARTED', [received('03-02')], review('03-03')[0]],
    ['anything after the stop', 'SLA_CLOCK_STOPPED', [...running, stopped('03-03')], extended('03-04')],
    ['a supplement that nobody asked for', 'SLA_SUPPLEMENT_UNASKED', running, supplied('03-03')],
    ['a restart without a basis', 'SLA_RESTART_UNFOUNDED', running, { type: 'restarted', at: at('03-03'), basis: ' ' }],
    ['an end without a pause', 'SLA_PAUSE_MISSING', running, review('03-03', '03-04')[1]],
    ['the same pause twice', 'SLA_PAUSE_TWICE', [...running, ...review('03-03')], review('03-04')[0]],
    ['a pause ending early', 'SLA_PAUSE_REVERSED', [...running, ...review('03-04')], review('03-03', '03-03')[1]],
    [
      'a pause that is to last NaN days',
      'SLA_NUMBER_INVALID',
      running,
      { type: 'paused', at: at('03-03'), kind: 'hearing', plannedDays: Number.NaN },
    ],
    [
      'a pause of no listed kind',
      'SLA_PAUSE_UNLISTED',
      running,
      { type: 'paused', at: at('03-03'), kind: 'moreProof' },
    ],
    ['a notice after its time', 'SLA_SUPPLEMENT_NOTICE_LATE', [received('03-02')], asked('03-10')],
    [
      'a second notice with something more',
      'SLA_SUPPLEMENT_TWICE',
      [received('03-02'), asked('03-03')],
      asked('03-04', { items: ['场地证明', '身份证明'] }),
    ],
  ] as const)('is refused: %s', (_what, code, facts, fact) => {
    expect(fact === undefined ? [] : refused(permit, facts, fact)).toEqual([code]);
  });

  it('is refused in the hours that the wall showed, with the instants as data', () => {
    const tooLate = extended('03-31', { at: at('03-31', '08:30') });
    const [late] = refuseClockFact(hall, { terms: permit, facts: running }, tooLate);
    expect(late).toMatchObject({
      code: 'SLA_EXTENSION_LATE',
      details: { at: '2026-03-31T00:30:00.000Z', dueAt: '2026-03-30T16:00:00.000Z' },
      words: {
        'zh-CN': '延长于 2026-03-31 08:30 批准，已过期限 2026-03-30 24:00。',
        en: 'The extension was approved at 2026-03-31 08:30, after the limit had run out at 2026-03-30 24:00.',
      },
    });
    const [over] = refuseClockFact(hall, { terms: permit, facts: [...running, stopped('03-03')] }, extended('03-04'));
    expect(over?.words['zh-CN']).toMatch(/^计时已于 2026-03-03 \d\d:\d\d 结束。$/);
    const [early] = refuseClockFact(hall, { terms: permit, facts: running }, stopped('02-28'));
    expect(early?.words.en).toMatch(
      /^2026-02-28 \d\d:\d\d is earlier than the start of the clock, 2026-03-02 \d\d:\d\d\.$/,
    );
  });

  it('that asks for a supplement must name it, and set a day where the law leaves that to the notice', () => {
    expect(refused(permit, [received('03-02')], asked('03-03', { items: [] }))).toEqual(['SLA_SUPPLEMENT_EMPTY']);
    const answer = statutoryPreset('foi.answer');
    expect(refused(answer, [received('03-02')], asked('03-03'))).toEqual(['SLA_SUPPLEMENT_TERM_MISSING']);
    expect(refused(answer, [received('03-02')], asked('03-03', { replyBy: '2026-03-20' }))).toEqual([]);
    expect(refused(statutoryPreset('recon.review'), [received('03-02')], asked('03-03'))).toEqual([]);
  });

  it('comes too late once nobody has answered, but for a supplement with a good cause', () => {
    const step = statutoryPreset('recon.review');
    const facts = [received('03-02'), asked('03-05')];
    expect(refused(step, facts, supplied('03-19'))).toEqual([]);
    expect(refused(step, facts, supplied('03-20'))).toEqual(['SLA_CLOCK_LAPSED']);
    expect(refused(step, facts, { type: 'supplementReceived', at: at('03-20'), goodCause: ' ' })).toEqual([
      'SLA_CLOCK_LAPSED',
    ]);
    const forgiven: ClockFact = { type: 'supplementReceived', at: at('03-20'), goodCause: '洪水阻断交通' };
    expect(refused(step, facts, forgiven)).toEqual([]);
    expect(read(step, [...facts, forgiven], '03-23')).toMatchObject({ status: 'running', deemed: [] });
    expect(refused(step, facts, stopped('03-20'))).toEqual([]);
  });

  it('that repeats the notice, or names what is new, is no second notice', () => {
    const facts = [received('03-02'), asked('03-03')];
    expect(refused(permit, facts, asked('03-04'))).toEqual([]);
    expect(refused(permit, facts, asked('03-20', { items: ['身份证明'], newFact: true }))).toEqual([]);
  });

  it.each([
    ['SLA_EXTENSION_TOO_LONG', { value: 11 }],
    ['SLA_EXTENSION_TOO_LONG', { value: 0 }],
    ['SLA_EXTENSION_TOO_LONG', { value: 2.5 }],
    ['SLA_EXTENSION_TOO_LONG', { value: Number.NaN }],
    ['SLA_EXTENSION_NOT_APPROVED', { approver: 'governmentHead' }],
    ['SLA_EXTENSION_LATE', { at: at('03-31') }],
    ['SLA_EXTENSION_UNREASONED', { reason: ' ' }],
    ['SLA_EXTENSION_UNTOLD', { toldAt: undefined }],
  ])('that extends is refused with %s: %o', (code, change) => {
    expect(refused(permit, running, extended('03-12', change))).toEqual([code]);
  });

  it('that extends may be approved up to the moment the limit runs out', () => {
    const approved = (time: string): ClockFact => extended('03-31', { at: at('03-31', time) });
    expect(refused(permit, running, approved('00:00'))).toEqual([]);
    expect(refused(permit, running, approved('00:01'))).toEqual(['SLA_EXTENSION_LATE']);
  });

  it('that extends is refused a second time, and a third where the law allows two', () => {
    expect(refused(permit, [...running, extended('03-12')], extended('03-13'))).toEqual(['SLA_EXTENSION_USED_UP']);
    const police = statutoryPreset('police.case');
    const more = (day: string) =>
      extended(day, { value: 30, approver: 'superiorAgency', toldAt: undefined, reason: '' });
    expect(refused(police, [...running, more('03-20')], more('04-20'))).toEqual([]);
    expect(refused(police, [...running, more('03-20'), more('04-20')], more('05-20'))).toEqual([
      'SLA_EXTENSION_USED_UP',
    ]);
  });

  it('that extends is refused where there is nothing to extend', () => {
    expect(refused(statutoryPreset('social.pension'), running, extended('03-12'))).toEqual(['SLA_EXTENSION_NONE']);
    const renewal = statutoryPreset('permit.renewDecide');
    const facts: readonly ClockFact[] = [{ type: 'started', at: at('03-02'), eventOn: '2026-04-04' }];
    expect(refused(renewal, facts, extended('03-12'))).toEqual(['SLA_EXTENSION_NONE']);
    expect(refused(renewal, [], started('03-02'))).toEqual(['SLA_EVENT_MISSING']);
  });

  it('is refused with all reasons at once, in words', () => {
    const reasons = refuseClockFact(
      hall,
      { terms: permit, facts: running },
      extended('04-12', { value: 40, reason: '' }),
    );
    expect(reasons.map(({ code }) => code)).toEqual([
      'SLA_EXTENSION_TOO_LONG',
      'SLA_EXTENSION_LATE',
      'SLA_EXTENSION_UNREASONED',
    ]);
    expect(reasons[0]?.words['zh-CN']).toBe('延长 40 不可行：须大于 0，最多 10。');
    const [unlisted] = refuseClockFact(
      hall,
      { terms: permit, facts: running },
      { type: 'paused', at: at('03-03'), kind: 'own:lunch' },
    );
    expect(unlisted?.words.en).toBe('The law does not take the time of "own:lunch" out of the count.');
  });
});

describe('the promise beside the law', () => {
  const facts = [started('03-02'), ...review('03-04', '03-06')];
  const both = (more: readonly ClockFact[], promised: Limit, now: string) =>
    readBothLimits(hall, { terms: { ...permit, limit: twenty }, promised, facts: [...facts, ...more], now: at(now) });

  it('runs with the same pauses, and warns first', () => {
    expect(both([], { unit: 'workingDay', value: 5 }, '03-12')).toMatchObject({
      statutory: { lastDay: '2026-04-01', overdue: false },
      promised: { lastDay: '2026-03-11', overdue: true },
      binding: 'promised',
    });
  });

  it('is not lengthened by an extension of the law', () => {
    expect(both([extended('03-10')], { unit: 'workingDay', value: 20 }, '03-12')).toMatchObject({
      statutory: { lastDay: '2026-04-16' },
      promised: { lastDay: '2026-04-01' },
      binding: 'promised',
    });
  });

  it('is refused when it gives more, and binds nobody before the start', () => {
    expect(() => both([], { unit: 'workingDay', value: 21 }, '03-12')).toThrow('承诺时限');
    const waiting = readBothLimits(hall, {
      terms: { ...permit, limit: twenty },
      promised: twenty,
      facts: [],
      now: at('03-12'),
    });
    expect(waiting).toMatchObject({ promised: { status: 'waiting' }, binding: 'statutory' });
  });
});

describe('what an officer could know on a day', () => {
  it('leans on the notices published by then', () => {
    const facts: readonly ClockFact[] = [{ type: 'started', at: '2025-10-20T02:00:00.000Z' }];
    const terms: ClockTerms = { limit: { unit: 'workingDay', value: 60 } };
    const before = deadlineAsOf(definition, { terms, facts }, '2025-11-03');
    const after = deadlineAsOf(definition, { terms, facts }, '2025-11-04');
    expect(before).toMatchObject({ certainty: 'provisional', uncertainYears: [2026], lastDay: '2026-01-12' });
    expect(after).toMatchObject({ certainty: 'final', lastDay: '2026-01-13' });
    const fixed = { ...definition, holidays: { notices: chinaNotices, asOf: '2025-11-03' } } as const;
    expect(deadlineAsOf(fixed, { terms, facts }, '2026-11-04').lastDay).toBe('2026-01-12');
  });

  it('can be asked of whatever reads a clock: by law and by promise, why, and the ladder', () => {
    const facts: readonly ClockFact[] = [
      started('03-02'),
      ...review('03-04').map((fact) => ({ ...fact, recordedAt: at('03-09') })),
    ];
    const { calendar, ...known } = knownOn(definition, facts, '2026-03-06');
    expect(known).toEqual({ facts: [started('03-02')], now: '2026-03-06T16:00:00.000Z' });
    const both = readBothLimits(calendar, { terms: permit, promised: { unit: 'workingDay', value: 10 }, ...known });
    expect(both).toMatchObject({ statutory: { lastDay: '2026-03-30' }, promised: { lastDay: '2026-03-16' } });
    expect(explainLimitClock(calendar, { terms: permit, ...known }).reading).toEqual(both.statutory);
    const [half] = ladderOf(calendar, { terms: permit, ...known, ladder: [{ atFraction: 0.5 }] });
    expect(half?.at).toBe('2026-03-16T16:00:00.000Z');
    const early = knownOn(definition, facts, '2025-10-01').calendar;
    expect(readClock(early, { terms: permit, ...known }).certainty).toBe('provisional');
  });

  it('leans on the facts written down by then', () => {
    const facts: readonly ClockFact[] = [
      started('03-02'),
      ...review('03-04').map((fact) => ({ ...fact, recordedAt: at('03-09') })),
    ];
    expect(deadlineAsOf(definition, { terms: permit, facts }, '2026-03-06')).toMatchObject({
      status: 'running',
      lastDay: '2026-03-30',
    });
    const atMidnight = facts.map((fact) => ({ ...fact, recordedAt: at('03-10', '00:00') }));
    expect(deadlineAsOf(definition, { terms: permit, facts: atMidnight }, '2026-03-09').status).toBe('waiting');
    expect(deadlineAsOf(definition, { terms: permit, facts }, '2026-03-09')).toMatchObject({
      status: 'paused',
      lastDay: undefined,
    });
  });
});
