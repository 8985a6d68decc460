import type { Reason } from '@jiceng/kernel';

/** Where a reader is held up, and why. */
export interface RelayFault {
  readonly tenant: string;
  readonly stream: string;
  readonly version: bigint;
  readonly reason: Reason;
  /** The other side asked to be left alone for so long, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** What came of one pass. */
export interface RelayRun {
  /** Events acknowledged, repeats included. */
  readonly sent: number;
  /** Streams that stopped in this pass (`stoppedStreams` shows them). */
  readonly stopped: number;
  /** Streams that stood still and have caught up. */
  readonly resumed: number;
  /** Another process was faster: what was sent here was, or will be, sent there as well. */
  readonly overtaken: boolean;
  /** Is there more to do at once? */
  readonly more: boolean;
  /** What keeps the cursor from going on: wait, and call again. */
  readonly fault: RelayFault | undefined;
}
