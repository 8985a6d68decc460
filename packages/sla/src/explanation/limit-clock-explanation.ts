import { instantFromMs } from '@jiceng/kernel/plain';
import { msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { readClock, type LimitClockQuestion, type LimitReading } from '../clock/clock-reading.ts';
import { clockStandingAt, type ClockStanding } from '../clock/clock-standing.ts';
import { explainDeadline, type DeadlineExplanation } from './explanation.ts';
import type { ExplanationStep } from './explanation-step.ts';
import type { ClockRun } from '../clock/clock-run.ts';
import { wallFromMs, wallUntilMs } from '../timetable/wall-instant.ts';

/** Nothing has been counted: the clock has not started. */
export interface UnstartedExplanation {
  readonly countedIn: 'nothing';
  readonly days: readonly [];
  readonly steps: readonly ExplanationStep[];
}

/** Why the clock of a limit stands as it does: its reading, and how its deadline came about. */
export type LimitClockExplanation = (DeadlineExplanation | UnstartedExplanation) & { readonly reading: LimitReading };

function explainRun(
  calendar: Calendar,
  { terms, ownRules }: LimitClockQuestion,
  run: ClockRun,
  { eventOn }: ClockStanding['state'],
): DeadlineExplanation {
  if ('before' in terms.limit && eventOn !== undefined) {
    return explainDeadline(calendar, { event: eventOn, limit: terms.limit });
  }
  const pauses = run.pausesMs.map(({ from, to }) => ({
    from: instantFromMs(from),
    ...(to === Infinity ? {} : { to: instantFromMs(to) }),
  }));
  const question = { start: instantFromMs(run.startMs), limit: run.limit, pauses };
  return explainDeadline(calendar, ownRules === undefined ? question : { ...question, ownRules });
}

/** A limit whose last day is set cannot be extended. */
function extensionSteps(
  calendar: Calendar,
  { unit }: LimitClockQuestion['terms']['limit'],
  { extensions }: ClockStanding['state'],
): readonly ExplanationStep[] {
  if (unit === 'fixed') return [];
  return extensions.map(({ value, at, approver }) => {
    const on = wallFromMs(calendar, msOf(at));
    return { step: 'extension', value, unit, on, approver };
  });
}

/** What facts have done to the limit before it was counted. */
function factSteps(
  calendar: Calendar,
  { limit }: LimitClockQuestion['terms'],
  { state }: ClockStanding,
  reading: LimitReading,
): readonly ExplanationStep[] {
  return [
    ...reading.pauses.flatMap(({ countsBecause }): readonly ExplanationStep[] =>
      countsBecause === undefined ? [] : [{ step: 'counts-after-all', because: countsBecause.words }],
    ),
    ...extensionSteps(calendar, limit, state),
  ];
}

/** What became of the clock. */
function outcomeSteps(
  calendar: Calendar,
  { state, awaitedMs, lapsedMs }: ClockStanding,
  { now }: LimitClockQuestion,
  { scale, budget, elapsed, overdue, deemed }: LimitReading,
): readonly ExplanationStep[] {
  const { stoppedAt, outcome = '' } = state;
  const readAt = wallFromMs(calendar, lapsedMs ?? msOf(stoppedAt ?? now));
  const steps: ExplanationStep[] = deemed.map(({ effect, at, effectiveAt }) => ({
    step: 'deemed',
    effect,
    at: wallUntilMs(calendar, msOf(at)),
    from: wallFromMs(calendar, msOf(effectiveAt)),
  }));
  if (awaitedMs !== undefined) steps.push({ step: 'awaiting', since: wallFromMs(calendar, awaitedMs) });
  if (scale !== undefined && budget !== undefined && elapsed !== undefined) {
    steps.push({ step: 'standing', now: readAt, scale, budget, elapsed, overdue });
  }
  if (stoppedAt !== undefined && lapsedMs === undefined) steps.push({ step: 'stopped', at: readAt, outcome });
  return steps;
}

/**
 * Why the clock of a limit stands as it does: what its facts did to it, how its deadline is counted, and what has come about by
 * silence. While the applicant is awaited the deadline is the one there would be without that.
 *
 * @throws JicengError the errors of `readClock`.
 */
export function explainLimitClock(calendar: Calendar, question: LimitClockQuestion): LimitClockExplanation {
  const reading = readClock(calendar, question);
  const standing = clockStandingAt(calendar, question, msOf(question.now));
  const { run, state } = standing;
  const [before, after] = [
    factSteps(calendar, question.terms, standing, reading),
    outcomeSteps(calendar, standing, question, reading),
  ];
  if (run === undefined) {
    return { countedIn: 'nothing', days: [], steps: [{ step: 'not-started' }, ...before, ...after], reading };
  }
  const explained = explainRun(calendar, question, run, state);
  return { ...explained, steps: [...before, ...explained.steps, ...after], reading };
}
