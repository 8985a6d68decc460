import type { CivilDate } from '../plain/civil-date.ts';
import type { Instant } from '../plain/instant.ts';
import type { Clock } from '../host/clock.ts';
import type { Store } from '../store/store.ts';
import type { HealthFinding, Threshold } from './health-finding.ts';

/** How much is looked at, and what is still fine. */
export interface HealthLimits {
  /** Difference between the store's clock and the host's, in milliseconds. */
  readonly skewMs: Threshold;
  /** How long the oldest timer that is due has waited, in seconds. */
  readonly timerLagSeconds: Threshold;
  /** How many commits a reader of the feed is behind. */
  readonly readerBehind: Threshold;
  /** How long the oldest commit has waited for its position, in seconds. */
  readonly intakeAgeSeconds: Threshold;
  /** No question reads more rows than this; counts beyond it say "at least". */
  readonly rowsMost: number;
  /** Of so many streams the last facts are checked, and so many facts of each. */
  readonly chainStreams: number;
  readonly chainFacts: number;
}

export const usualHealthLimits: HealthLimits = {
  skewMs: { warning: 2_000, severe: 60_000 },
  timerLagSeconds: { warning: 300, severe: 86_400 },
  readerBehind: { warning: 1_000, severe: 100_000 },
  intakeAgeSeconds: { warning: 60, severe: 3_600 },
  rowsMost: 1_000,
  chainStreams: 5,
  chainFacts: 50,
};

/** What a check is given. */
export interface HealthQuestion {
  readonly store: Store;
  readonly feed: string;
  readonly hostClock: Clock;
  /** The store's clock. */
  readonly now: Instant;
  /** The day in the zone of the deployment. */
  readonly today: CivilDate;
  readonly limits: HealthLimits;
}

/** One question about a deployment's health. It reads and writes nothing; what it throws becomes a finding. */
export type HealthCheck = (question: HealthQuestion) => readonly HealthFinding[] | Promise<readonly HealthFinding[]>;
