import { defineErrors, isJicengError, type Decider, type Instant, type Timer } from '@jiceng/kernel';
import { expect, it } from 'vitest';
import { specify } from './index.ts';

const leaveError = defineErrors({
  LEAVE_TOO_LONG: { 'zh-CN': '最多 {limitDays} 天。', en: 'At most {limitDays} days.' },
  LEAVE_NOT_NOW: { 'zh-CN': '当前不能办理。', en: 'Not possible now.' },
});

type Command = { readonly type: 'ask'; readonly days: number } | { readonly type: 'grant' };
type Event =
  | { readonly type: 'LeaveAsked'; readonly days: number; readonly note?: string | undefined }
  | { readonly type: 'LeaveGranted' };
interface State {
  readonly days: number;
  readonly waiting: readonly Timer[];
}

const leaveDecider: Decider<State, Command, Event> = {
  initialState: { days: 0, waiting: [] },
  commands: ['ask', 'grant'],
  refuse: (type, { days }) => (type === 'grant' && days === 0 ? [leaveError.reason('LEAVE_NOT_NOW')] : []),
  decide: (command, _state, { actor }) => {
    if (command.type === 'grant') return [{ type: 'LeaveGranted' }];
    const limitDays = actor.roles.includes('head') ? 30 : 15;
    if (command.days > limitDays) throw leaveError('LEAVE_TOO_LONG', { limitDays });
    return [{ type: 'LeaveAsked', days: command.days, note: undefined }];
  },
  evolve: (state, event, occurredAt) => {
    switch (event.type) {
      case 'LeaveAsked':
        return { days: event.days, waiting: [{ name: 'answer', dueAt: occurredAt }] };
      case 'LeaveGranted':
        return { ...state, waiting: [] };
    }
  },
  timers: ({ waiting }) => waiting,
};

const now = '2026-03-02T01:30:00.000Z';
const earlier = '2026-03-01T01:30:00.000Z';
const leave = specify(leaveDecider, { now });
const asked: Event = { type: 'LeaveAsked', days: 3 };

function codeOf(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return isJicengError(error) ? error.code : String(error);
  }
}

it('passes when the facts, the state and the timers are as said', () => {
  const consequence = leave.given([]).when({ type: 'ask', days: 3 });
  expect(codeOf(() => consequence.thenRecorded(asked))).toBeUndefined();
  const waiting = [{ name: 'answer', dueAt: now } as const];
  expect(codeOf(() => consequence.thenState({ days: 3, waiting }))).toBeUndefined();
  expect(codeOf(() => consequence.thenTimers(...waiting))).toBeUndefined();
  expect(codeOf(() => leave.given([asked]).when({ type: 'grant' }).thenTimers())).toBeUndefined();
});

it('fails readably when they are not', () => {
  const consequence = leave.given([]).when({ type: 'ask', days: 3 });
  expect(codeOf(() => consequence.thenRecorded())).toBe('TESTKIT_OTHER_FACTS');
  expect(codeOf(() => consequence.thenRecorded({ ...asked, days: 4 }))).toBe('TESTKIT_OTHER_FACTS');
  expect(codeOf(() => consequence.thenState({ days: 4, waiting: [] }))).toBe('TESTKIT_OTHER_STATE');
  expect(codeOf(() => consequence.thenTimers())).toBe('TESTKIT_OTHER_TIMERS');
  expect(() => consequence.thenRecorded({ ...asked, days: 4 })).toThrow(/"days":4.*"days":3/);
});

it('knows refusals of the kind of act and of its content, with their details', () => {
  leave.given([]).when({ type: 'grant' }).thenRefused('LEAVE_NOT_NOW');
  const tooLong = leave.given([]).when({ type: 'ask', days: 16 });
  tooLong.thenRefused('LEAVE_TOO_LONG');
  tooLong.thenRefused('LEAVE_TOO_LONG', { limitDays: 15 });
  expect(codeOf(() => tooLong.thenRefused('LEAVE_TOO_LONG', { limitDays: 30 }))).toBe('TESTKIT_OTHER_REFUSAL');
  expect(codeOf(() => tooLong.thenRefused('LEAVE_NOT_NOW'))).toBe('TESTKIT_OTHER_REFUSAL');
  expect(codeOf(() => tooLong.thenRecorded())).toBe('TESTKIT_REFUSED');
  expect(codeOf(() => leave.given([]).when({ type: 'ask', days: 1 }).thenRefused('LEAVE_TOO_LONG'))).toBe(
    'TESTKIT_NOT_REFUSED',
  );
});

it('lets a step say who asks and when', () => {
  const head = { actor: { id: 'head', roles: ['head'] } };
  const long = leave.given([]).when({ type: 'ask', days: 16 }, head);
  expect(codeOf(() => long.thenRecorded({ type: 'LeaveAsked', days: 16 }))).toBeUndefined();
  const early = leave.given([]).when({ type: 'ask', days: 1 }, { now: earlier });
  expect(codeOf(() => early.thenTimers({ name: 'answer', dueAt: earlier }))).toBeUndefined();
});

it('gives facts the moment at which they happened', () => {
  const waiting: Decider<State, Command, Event> = { ...leaveDecider, decide: () => [] };
  const { given } = specify(waiting, { now });
  const last = (twice: ReturnType<typeof given>) => twice.when({ type: 'ask', days: 1 });
  const due = (dueAt: Instant) => ({ name: 'answer', dueAt });
  expect(codeOf(() => last(given([asked], earlier)).thenTimers(due(earlier)))).toBeUndefined();
  expect(codeOf(() => last(given([asked], earlier).and([asked])).thenTimers(due(now)))).toBeUndefined();
  expect(codeOf(() => last(given([asked]).and([asked], earlier)).thenTimers(due(earlier)))).toBeUndefined();
});

it('catches a decider that writes into what it was given', () => {
  const careless: Decider<State, Command, Event> = {
    ...leaveDecider,
    evolve: (state, event) => Object.assign(state, event.type === 'LeaveAsked' ? { days: event.days } : {}),
  };
  expect(codeOf(() => specify(careless, { now }).given([asked]))).toMatch(/TypeError/);
});

it('lets an error that is no refusal through', () => {
  const broken: Decider<State, Command, Event> = {
    ...leaveDecider,
    decide: () => {
      throw new RangeError('a bug');
    },
  };
  expect(codeOf(() => specify(broken, { now }).given([]).when({ type: 'ask', days: 1 }))).toBe('RangeError: a bug');
});

it('catches it also where the state was frozen on its surface only', () => {
  interface Inner {
    readonly counts: { sum: number };
  }
  const shallow: Decider<Inner, Command, Event> = {
    initialState: Object.freeze({ counts: { sum: 0 } }),
    commands: ['ask', 'grant'],
    refuse: () => [],
    decide: () => [{ type: 'LeaveGranted' }],
    evolve: (state) => {
      state.counts.sum += 1;
      return state;
    },
  };
  expect(codeOf(() => specify(shallow, { now }).given([]).when({ type: 'grant' }))).toMatch(/TypeError/);
});

it('takes no error of `evolve` for a refusal: it never refuses', () => {
  const refusing: Decider<State, Command, Event> = {
    ...leaveDecider,
    evolve: () => {
      throw leaveError('LEAVE_NOT_NOW');
    },
  };
  expect(codeOf(() => specify(refusing, { now }).given([]).when({ type: 'ask', days: 1 }))).toBe('LEAVE_NOT_NOW');
});

it('refuses facts that no record could hold, whatever is asked of them', () => {
  const beyond: Decider<State, Command, Event> = {
    ...leaveDecider,
    decide: () => [{ type: 'LeaveAsked', days: 2 ** 60 }],
  };
  const act = () => specify(beyond, { now }).given([]).when({ type: 'ask', days: 1 });
  expect(codeOf(act)).toBe('JSON_NOT_CANONICAL');
});

it('tells timers apart by their names, whatever stands in them', () => {
  const { given } = specify({ ...leaveDecider, timers: () => [{ name: `a,${now} b`, dueAt: now }] }, { now });
  const waiting = given([]).when({ type: 'ask', days: 1 });
  const two = [
    { name: 'a', dueAt: now },
    { name: 'b', dueAt: now },
  ] as const;
  expect(codeOf(() => waiting.thenTimers(...two))).toBe('TESTKIT_OTHER_TIMERS');
  expect(codeOf(() => waiting.thenTimers({ name: `a,${now} b`, dueAt: now }))).toBeUndefined();
});

it('says of an empty expectation that it is empty', () => {
  const consequence = leave.given([]).when({ type: 'ask', days: 3 });
  expect(() => consequence.thenTimers()).toThrow(`应等待 []，实际等待 ["${now} answer"]。`);
});
