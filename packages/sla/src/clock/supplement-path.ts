import { choose } from '../timetable/border.ts';
import type { ReceivedFact, SupplementAskedFact, SupplementReceivedFact } from './clock-fact.ts';
import type { ClockState } from './clock-state.ts';
import type { ClockTerms, SupplementEffect } from './clock-terms.ts';

/** What the three steps of a supplement do to a clock under one law. */
export interface SupplementPath {
  readonly received: (state: ClockState, fact: ReceivedFact) => ClockState;
  readonly asked: (state: ClockState, fact: SupplementAskedFact) => ClockState;
  readonly supplied: (state: ClockState, fact: SupplementReceivedFact) => ClockState;
  /** Is there nothing to count while the applicant is awaited? */
  readonly standsStill: boolean;
}

const startAtReceipt: SupplementPath['received'] = (state, { at }) => ({ ...state, receivedAt: at, startedAt: at });

/** A reminder of the same notice gives the applicant no more time. */
const awaitReply: SupplementPath['asked'] = (state, fact) => ({
  ...state,
  asked: state.asked === undefined || fact.newFact === true ? fact : state.asked,
  awaitedFrom: state.asked === undefined ? fact.at : state.awaitedFrom,
  firstAsked: state.firstAsked ?? fact,
});

/** Five laws, five ways. */
const supplementPaths: Readonly<Record<SupplementEffect, SupplementPath>> = {
  // Receipt starts no clock. It starts with the whole supplement; when nobody asked in time, a calendar must tell.
  startsWhenComplete: {
    received: (state, { at }) => ({ ...state, receivedAt: at }),
    asked: awaitReply,
    supplied: (state, { at }) => ({ ...state, asked: undefined, completeAt: state.completeAt ?? at }),
    standsStill: true,
  },
  // The answer has its whole time again, and so has its extension.
  restarts: {
    received: startAtReceipt,
    asked: awaitReply,
    supplied: (state, { at }) => ({ ...state, asked: undefined, completeAt: at, runsAnewFrom: at, extensions: [] }),
    standsStill: true,
  },
  // The review is done again on other material: what lapsed before it does not lapse now.
  reviewsAfresh: {
    received: startAtReceipt,
    asked: awaitReply,
    supplied: (state, { at }) => ({ ...state, asked: undefined, completeAt: at, runsAnewFrom: at }),
    standsStill: true,
  },
  // What was not refused on the spot is accepted: a later notice changes nothing.
  refusedOnSpot: {
    received: startAtReceipt,
    asked: (state) => state,
    supplied: (state) => state,
    standsStill: false,
  },
  // The material is awaited, the clock is not.
  runsOn: {
    received: startAtReceipt,
    asked: awaitReply,
    supplied: (state, { at }) => ({ ...state, asked: undefined, completeAt: at }),
    standsStill: false,
  },
};

/** A law that knows no supplement: the clock begins with what it is counted from, and with nothing else. */
const noSupplement: SupplementPath = {
  received: (state, { at }) => ({ ...state, receivedAt: at }),
  asked: (state) => state,
  supplied: (state) => state,
  standsStill: false,
};

/** The way of the terms at hand. */
export function supplementPathOf({ supplement }: ClockTerms): SupplementPath {
  return supplement === undefined ? noSupplement : choose('effect', supplementPaths, supplement.effect);
}
