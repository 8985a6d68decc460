import type { Instant, Reason } from '@jiceng/kernel/plain';
import { isCount, msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type {
  ClockFact,
  ExtendedFact,
  PausedFact,
  RestartedFact,
  ResumedFact,
  StartedFact,
  SupplementAskedFact,
} from './clock-fact.ts';
import { clockStateOf } from './clock-fold.ts';
import { readClock, type LimitClockQuestion, type LimitReading } from './clock-reading.ts';
import type { ClockState } from './clock-state.ts';
import { deadlineOf } from '../limits/deadline.ts';
import { approverWords, pauseKindName } from './clock-words.ts';
import { slaReason } from '../errors.ts';
import { isTimeLimit } from '../limits/limit.ts';
import { wallFrom, wallUntil } from '../timetable/wall-instant.ts';

type Terms = LimitClockQuestion['terms'];

/** Reasons, and what they hold on to: the clock just before the fact. */
interface Before {
  readonly terms: Terms;
  readonly state: ClockState;
  readonly reading: LimitReading;
}

const when = (refused: boolean, reason: () => Reason): readonly Reason[] => (refused ? [reason()] : []);
const isBlank = (text: string): boolean => text.trim() === '';

function refuseStart({ terms, state }: Before, { eventOn }: StartedFact): readonly Reason[] {
  return [
    ...when(state.startedAt !== undefined, () => slaReason('SLA_CLOCK_STARTED')),
    ...when('before' in terms.limit && eventOn === undefined, () => slaReason('SLA_EVENT_MISSING')),
  ];
}

function refusePause({ terms: { excluded }, state }: Before, { kind, plannedDays }: PausedFact): readonly Reason[] {
  const kinds = excluded?.kinds ?? [];
  const isOpen = state.pauses.some((pause) => pause.kind === kind && pause.to === undefined);
  return [
    ...when(!kinds.includes(kind), () => slaReason('SLA_PAUSE_UNLISTED', { kind, name: pauseKindName(kind) })),
    ...when(isOpen, () => slaReason('SLA_PAUSE_TWICE', { kind, name: pauseKindName(kind) })),
    ...when(plannedDays !== undefined && !isCount(plannedDays), () =>
      slaReason('SLA_NUMBER_INVALID', { name: 'plannedDays', value: String(plannedDays), expected: 'count' }),
    ),
  ];
}

function refuseResume({ state }: Before, { kind, at }: ResumedFact): readonly Reason[] {
  const open = state.pauses.find((pause) => pause.kind === kind && pause.to === undefined);
  if (open === undefined) return [slaReason('SLA_PAUSE_MISSING', { kind, name: pauseKindName(kind) })];
  return when(msOf(at) < msOf(open.from), () => slaReason('SLA_PAUSE_REVERSED', { from: open.from, to: at }));
}

/** When something came, and the end of the limit that it came after: as data, and as the wall of the calendar shows them. */
const lateness = (calendar: Calendar, at: Instant, dueAt: Instant) => ({
  at,
  dueAt,
  on: wallFrom(calendar, at).wall,
  dueOn: wallUntil(calendar, dueAt).wall,
});

function refuseExtension(calendar: Calendar, { terms, state, reading }: Before, fact: ExtendedFact): readonly Reason[] {
  const { limit, extension: rule } = terms;
  if (rule === undefined || limit.unit === 'fixed' || 'before' in limit) return [slaReason('SLA_EXTENSION_NONE')];
  const { value, approver, reason, toldAt, at } = fact;
  const { valueMax, timesMax, approver: needed, told, withReason } = rule;
  const isAmount = isTimeLimit(limit) ? Number.isFinite(value) : isCount(value);
  const { dueAt } = reading;
  return [
    ...when(state.extensions.length >= timesMax, () => slaReason('SLA_EXTENSION_USED_UP', { timesMax })),
    ...when(!isAmount || value <= 0 || value > valueMax, () =>
      slaReason('SLA_EXTENSION_TOO_LONG', { value: String(value), valueMax }),
    ),
    ...(needed === undefined || approver === needed
      ? []
      : [slaReason('SLA_EXTENSION_NOT_APPROVED', { approver, needed, name: approverWords[needed] })]),
    ...(dueAt === undefined || msOf(at) <= msOf(dueAt)
      ? []
      : [slaReason('SLA_EXTENSION_LATE', lateness(calendar, at, dueAt))]),
    ...when(withReason === true && isBlank(reason), () => slaReason('SLA_EXTENSION_UNREASONED')),
    ...when(told !== undefined && toldAt === undefined, () => slaReason('SLA_EXTENSION_UNTOLD')),
  ];
}

const refuseRestart = (_before: Before, { basis }: RestartedFact): readonly Reason[] =>
  when(isBlank(basis), () => slaReason('SLA_RESTART_UNFOUNDED'));

/** There is one notice. What it did not name may only be asked for when something new has made it needed. */
function refuseAsking(calendar: Calendar, { terms, state }: Before, fact: SupplementAskedFact): readonly Reason[] {
  const { supplement } = terms;
  if (supplement === undefined || supplement.effect === 'refusedOnSpot') return [slaReason('SLA_SUPPLEMENT_NONE')];
  const { noticeWithin, replyWithin, lapse } = supplement;
  const flaws = [
    ...when(fact.items.length === 0, () => slaReason('SLA_SUPPLEMENT_EMPTY')),
    ...when(lapse !== undefined && replyWithin === undefined && fact.replyBy === undefined, () =>
      slaReason('SLA_SUPPLEMENT_TERM_MISSING'),
    ),
  ];
  const receivedAt = state.receivedAt ?? state.startedAt;
  const { firstAsked } = state;
  if (firstAsked !== undefined) {
    const unnamed = fact.items.filter((item) => !firstAsked.items.includes(item));
    const isSecond = fact.newFact !== true && unnamed.length > 0;
    return [...flaws, ...when(isSecond, () => slaReason('SLA_SUPPLEMENT_TWICE', { items: unnamed }))];
  }
  const dueAt =
    noticeWithin === undefined || receivedAt === undefined
      ? undefined
      : deadlineOf(calendar, { start: receivedAt, limit: noticeWithin }).dueAt;
  if (dueAt === undefined || msOf(fact.at) <= msOf(dueAt)) return flaws;
  return [...flaws, slaReason('SLA_SUPPLEMENT_NOTICE_LATE', lateness(calendar, fact.at, dueAt))];
}

const refuseSupplement = ({ state: { asked } }: Before): readonly Reason[] =>
  when(asked === undefined, () => slaReason('SLA_SUPPLEMENT_UNASKED'));

/** Once the law has ended the matter, it can only be closed, or go on with a supplement that was late for a good cause. */
const isPastLapse = ({ status }: LimitReading, fact: ClockFact): boolean =>
  status === 'lapsed' &&
  fact.type !== 'stopped' &&
  (fact.type !== 'supplementReceived' || fact.goodCause === undefined || isBlank(fact.goodCause));

/** Which facts need a clock that runs, or one that somebody is at work on. */
const needsStart: Readonly<Record<ClockFact['type'], 'nothing' | 'receipt' | 'start'>> = {
  received: 'nothing',
  started: 'nothing',
  paused: 'start',
  resumed: 'start',
  extended: 'start',
  restarted: 'start',
  supplementAsked: 'receipt',
  supplementReceived: 'receipt',
  stopped: 'receipt',
};

function refuseByType(calendar: Calendar, before: Before, fact: ClockFact): readonly Reason[] {
  switch (fact.type) {
    case 'received':
      return when((before.state.receivedAt ?? before.state.startedAt) !== undefined, () =>
        slaReason('SLA_CLOCK_STARTED'),
      );
    case 'started':
      return refuseStart(before, fact);
    case 'paused':
      return refusePause(before, fact);
    case 'resumed':
      return refuseResume(before, fact);
    case 'extended':
      return refuseExtension(calendar, before, fact);
    case 'restarted':
      return refuseRestart(before, fact);
    case 'supplementAsked':
      return refuseAsking(calendar, before, fact);
    case 'supplementReceived':
      return refuseSupplement(before);
    case 'stopped':
      return [];
  }
}

/**
 * Why a fact may not happen to a clock; nothing when it may. The facts are those known to have happened by then, in order of `at`: one
 * that was written down late stands where it happened. A pause that nobody was told of in writing may: its time counts, and the
 * reading says so.
 *
 * @throws JicengError as `readClock` does.
 * @see 《中华人民共和国行政许可法》（2019 年修正）第三十二条第四项（一次告知）、第四十二条（延长）、第四十五条（不计入）
 */
export function refuseClockFact(
  calendar: Calendar,
  { terms, facts, ownRules }: Pick<LimitClockQuestion, 'terms' | 'facts' | 'ownRules'>,
  fact: ClockFact,
): readonly Reason[] {
  const state = clockStateOf(terms, facts);
  const begunAt = state.receivedAt ?? state.startedAt;
  const { stoppedAt } = state;
  if (stoppedAt !== undefined) {
    return [slaReason('SLA_CLOCK_STOPPED', { stoppedAt, stoppedOn: wallFrom(calendar, stoppedAt).wall })];
  }
  if (begunAt !== undefined && msOf(fact.at) < msOf(begunAt)) {
    const shown = { on: wallFrom(calendar, fact.at).wall, startedOn: wallFrom(calendar, begunAt).wall };
    return [slaReason('SLA_FACT_BEFORE_START', { at: fact.at, startedAt: begunAt, ...shown })];
  }
  const reading = readClock(calendar, { terms, facts, now: fact.at, ...(ownRules && { ownRules }) });
  if (isPastLapse(reading, fact)) return [slaReason('SLA_CLOCK_LAPSED')];
  const needs = needsStart[fact.type];
  if ((needs === 'start' && reading.startedAt === undefined) || (needs !== 'nothing' && begunAt === undefined)) {
    return [slaReason('SLA_CLOCK_NOT_STARTED')];
  }
  return refuseByType(calendar, { terms, state, reading }, fact);
}
