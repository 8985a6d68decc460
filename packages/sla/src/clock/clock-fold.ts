import type { Instant } from '@jiceng/kernel/plain';
import type { ClockFact, PausedFact } from './clock-fact.ts';
import { untouchedClock, type ClockPause, type ClockState } from './clock-state.ts';
import type { ClockTerms, PauseKind } from './clock-terms.ts';
import { supplementPathOf } from './supplement-path.ts';

function paused({ pauses }: ClockState, { at, kind, noticeId, plannedDays }: PausedFact): readonly ClockPause[] {
  return [...pauses, { kind, from: at, to: undefined, noticeId, plannedDays }];
}

function resumed({ pauses }: ClockState, kind: PauseKind, to: Instant): readonly ClockPause[] {
  return pauses.map((pause) => (pause.kind === kind && pause.to === undefined ? { ...pause, to } : pause));
}

/** What a fact makes of a clock. It trusts the fact: whether it may happen, `refuseClockFact` says before. */
export function evolveClock(terms: ClockTerms, state: ClockState, fact: ClockFact): ClockState {
  const supplement = supplementPathOf(terms);
  switch (fact.type) {
    case 'received':
      return supplement.received(state, fact);
    case 'started':
      return { ...state, startedAt: fact.at, eventOn: fact.eventOn };
    case 'paused':
      return { ...state, pauses: paused(state, fact) };
    case 'resumed':
      return { ...state, pauses: resumed(state, fact.kind, fact.at) };
    case 'extended':
      return { ...state, extensions: [...state.extensions, fact] };
    case 'restarted':
      return { ...state, runsAnewFrom: fact.at, extensions: [] };
    case 'supplementAsked':
      return supplement.asked(state, fact);
    case 'supplementReceived':
      return supplement.supplied(state, fact);
    case 'stopped':
      return { ...state, stoppedAt: fact.at, outcome: fact.outcome };
  }
}

/** Folds the facts of a clock, oldest first. */
export function clockStateOf(terms: ClockTerms, facts: readonly ClockFact[]): ClockState {
  return facts.reduce((state, fact) => evolveClock(terms, state, fact), untouchedClock);
}
