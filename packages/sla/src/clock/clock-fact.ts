import type { CivilDate, Instant } from '@jiceng/kernel/plain';
import type { Approver, PauseKind } from './clock-terms.ts';

interface Recorded {
  /** When it happened. */
  readonly at: Instant;
  /** When it was written down, if later: an officer could not know it before. */
  readonly recordedAt?: Instant;
}

/**
 * The material came in. It starts a clock only where the law speaks of supplements and counts from receipt; under the licensing law
 * it opens the time to check the material. Any other clock is started by `started`.
 */
export interface ReceivedFact extends Recorded {
  readonly type: 'received';
}

/** What the law counts from has happened: acceptance, the filing of a case, a decision. */
export interface StartedFact extends Recorded {
  readonly type: 'started';
  /** The day of the event, for a limit that is counted back from one. */
  readonly eventOn?: CivilDate;
}

/** Time begins that is not to be counted. */
export interface PausedFact extends Recorded {
  readonly type: 'paused';
  readonly kind: PauseKind;
  /** The written notice, and how many days it says the matter will take. Where the law asks for both, time counts without them. */
  readonly noticeId?: string;
  readonly plannedDays?: number;
}

/** That time has ended. */
export interface ResumedFact extends Recorded {
  readonly type: 'resumed';
  readonly kind: PauseKind;
}

/** An extension was granted; `at` is the moment of approval. */
export interface ExtendedFact extends Recorded {
  readonly type: 'extended';
  /** In the unit of the limit, on top of it. */
  readonly value: number;
  readonly approver: Approver;
  readonly reason: string;
  /** When it was told to whom the law says. */
  readonly toldAt?: Instant;
}

/** The whole limit counts anew, by a rule other than that for supplements. */
export interface RestartedFact extends Recorded {
  readonly type: 'restarted';
  /** The article that says so. */
  readonly basis: string;
}

/** The applicant was told what is missing. */
export interface SupplementAskedFact extends Recorded {
  readonly type: 'supplementAsked';
  readonly noticeId: string;
  /** All that is missing: there is one notice. */
  readonly items: readonly string[];
  /** The last day to answer that the notice sets, where the law leaves it to the notice. */
  readonly replyBy?: CivilDate;
  /** A need that arose from something new, so that the first notice could not name it. */
  readonly newFact?: true;
}

/** The whole supplement came in; a part of it is no supplement. */
export interface SupplementReceivedFact extends Recorded {
  readonly type: 'supplementReceived';
  /** Why it came late, where the law forgives that for a good cause. */
  readonly goodCause?: string;
}

/** What the clock ran for is done, or has ended otherwise. */
export interface StoppedFact extends Recorded {
  readonly type: 'stopped';
  /** How it ended, in the host's own words. */
  readonly outcome: string;
}

/** Something that happened to a clock. */
export type ClockFact =
  | ReceivedFact
  | StartedFact
  | PausedFact
  | ResumedFact
  | ExtendedFact
  | RestartedFact
  | SupplementAskedFact
  | SupplementReceivedFact
  | StoppedFact;
