import { UsageError } from '@jiceng/example-kit';
import { civilDateAt, type CivilDate, type Instant, type Reason } from '@jiceng/kernel';
import {
  compileCalendar,
  deadlineAsOf,
  deadlineBefore,
  deadlineOf,
  explainLimitClock,
  readBothLimits,
  readClock,
  refuseClockFact,
  type BothLimits,
  type Calendar,
  type ClockFact,
  type LimitClockExplanation,
  type LimitReading,
} from '@jiceng/sla';
import { statutoryPreset } from '@jiceng/sla/presets';
import type { LicenceCase } from './case-file.ts';
import { officeHours } from './office.ts';

/** The statute that the clock of this example runs by. */
export const decision = statutoryPreset('permit.decide');

/** What was to be written down, and why it was not, where it was not. */
export interface OfferedFact {
  readonly fact: ClockFact;
  readonly refusedFor: readonly Reason[];
}

/** Another limit on the way. */
export interface LimitBeside {
  readonly of: 'supplementNotice' | 'hearingNotice' | 'deliver';
  readonly lastDay: CivilDate | undefined;
  /** When it was done; `undefined` when the file does not say. */
  readonly doneAt: Instant | undefined;
}

/** Everything that is told of a case, in words and in the picture. */
export interface Account {
  readonly licence: LicenceCase;
  readonly calendar: Calendar;
  readonly offered: readonly OfferedFact[];
  readonly facts: readonly ClockFact[];
  /** The moment of the last fact: the case is told up to it. */
  readonly now: Instant;
  readonly knownOn: readonly { readonly day: CivilDate; readonly reading: LimitReading }[];
  readonly explanation: LimitClockExplanation;
  readonly limits: BothLimits;
  /** Until when by law before anybody extended it; `undefined` when nobody did. */
  readonly lastDayBeforeExtension: CivilDate | undefined;
  /** Until when it would be, had every pause been told in writing; `undefined` when every one was. */
  readonly lastDayHadAllBeenTold: CivilDate | undefined;
  readonly beside: readonly LimitBeside[];
}

type FactOf<Type extends ClockFact['type']> = Extract<ClockFact, { readonly type: Type }>;

/** The first fact of a kind. */
export function firstFact<Type extends ClockFact['type']>(
  facts: readonly ClockFact[],
  type: Type,
): FactOf<Type> | undefined {
  return facts.find((fact): fact is FactOf<Type> => fact.type === type);
}

/** Writes down what may be, one after another; what may not be leaves no trace in the clock. */
function writeDown(calendar: Calendar, wanted: readonly ClockFact[]): readonly OfferedFact[] {
  const facts: ClockFact[] = [];
  return wanted.map((fact) => {
    const refusedFor = refuseClockFact(calendar, { terms: decision, facts }, fact);
    if (refusedFor.length === 0) facts.push(fact);
    return { fact, refusedFor };
  });
}

const told = (fact: ClockFact): ClockFact =>
  fact.type === 'paused' ? { noticeId: '—', plannedDays: 1, ...fact } : fact;

function limitsBeside(calendar: Calendar, facts: readonly ClockFact[]): readonly LimitBeside[] {
  const [received, asked, stopped] = [
    firstFact(facts, 'received'),
    firstFact(facts, 'supplementAsked'),
    firstFact(facts, 'stopped'),
  ];
  const announced = facts.find((fact) => fact.type === 'paused' && fact.kind === 'hearing');
  const held = facts.find((fact) => fact.type === 'resumed' && fact.kind === 'hearing');
  const beside: LimitBeside[] = [];
  if (received !== undefined) {
    const { limit } = statutoryPreset('permit.supplementNotice');
    const { lastDay } = deadlineOf(calendar, { start: received.at, limit });
    beside.push({ of: 'supplementNotice', lastDay, doneAt: asked?.at });
  }
  if (held !== undefined) {
    const { limit } = statutoryPreset('permit.hearingNotice');
    const { lastDay } = deadlineBefore(calendar, { event: civilDateAt(held.at, calendar.zone), limit });
    beside.push({ of: 'hearingNotice', lastDay, doneAt: announced?.at });
  }
  if (stopped !== undefined) {
    const { limit } = statutoryPreset('permit.deliver');
    const { lastDay } = deadlineOf(calendar, { start: stopped.at, limit });
    beside.push({ of: 'deliver', lastDay, doneAt: undefined });
  }
  return beside;
}

/**
 * Goes through a case once; whatever is printed or drawn comes from here.
 *
 * @throws UsageError when nothing in it could be written down.
 * @throws JicengError `SLA_PROMISE_LONGER` when the promise gives more than the law.
 */
export function accountOf(licence: LicenceCase): Account {
  const calendar = compileCalendar(officeHours);
  const offered = writeDown(calendar, licence.offered);
  const facts = offered.filter(({ refusedFor }) => refusedFor.length === 0).map(({ fact }) => fact);
  const last = facts.at(-1);
  if (last === undefined) throw new UsageError('案件里没有任何事实。 Nothing has happened in this case.');
  const now = last.at;
  const terms = decision;
  const readAt = (at: Instant, known: readonly ClockFact[]) => readClock(calendar, { terms, facts: known, now: at });

  const extended = firstFact(facts, 'extended');
  const before = facts.filter((fact) => extended !== undefined && fact.at < extended.at);
  const reading = readAt(now, facts);
  const untold = reading.pauses.some(({ countsBecause }) => countsBecause !== undefined);
  return {
    licence,
    calendar,
    offered,
    facts,
    now,
    knownOn: licence.askedOn.map((day) => ({ day, reading: deadlineAsOf(officeHours, { terms, facts }, day) })),
    explanation: explainLimitClock(calendar, { terms, facts, now }),
    limits: readBothLimits(calendar, { terms, facts, now, promised: licence.promised }),
    lastDayBeforeExtension: extended === undefined ? undefined : readAt(extended.at, before).lastDay,
    lastDayHadAllBeenTold: untold ? readAt(now, facts.map(told)).lastDay : undefined,
    beside: limitsBeside(calendar, facts),
  };
}
