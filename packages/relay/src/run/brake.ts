import type { RecordedFact } from '@jiceng/kernel';
import type { SendFault } from './fault.ts';

/** What the streams of one pass tell each other, so that an outage is not taken for the fault of every stream in turn. */
export interface Brake {
  /** Events acknowledged in this pass. */
  readonly sent: () => number;
  /** The fact that was acknowledged last. */
  readonly latest: () => RecordedFact | undefined;
  /** Does the other side seem to be down, or has it asked for a rest? Then nothing more is begun. */
  readonly isOn: () => boolean;
  /** Has it asked for a rest, or been retired? */
  readonly isFinal: () => boolean;
  /** Did something get through that was begun after the last failure? */
  readonly isClear: () => boolean;
  /** Streams that failed so far: to be noted when something is begun, and told when it is acknowledged. */
  readonly failures: () => number;
  readonly acknowledged: (fact: RecordedFact, failuresBefore: number) => void;
  readonly failed: (fault: SendFault) => void;
}

/** So many streams that failed in a row, and not one event acknowledged between them. */
const outageAt = 3;

export function createBrake(): Brake {
  let [sent, failures, inARow, final] = [0, 0, 0, false];
  let latest: RecordedFact | undefined;
  return {
    sent: () => sent,
    latest: () => latest,
    isOn: () => final || inARow >= outageAt,
    isFinal: () => final,
    isClear: () => inARow === 0,
    failures: () => failures,
    acknowledged: (fact, failuresBefore) => {
      sent += 1;
      latest = fact;
      // What was on its way when the other side went down may still be answered: that says nothing about now.
      if (failuresBefore === failures) inARow = 0;
    },
    failed: ({ kind, retryAfterMs }) => {
      failures += 1;
      inARow += 1;
      if (kind === 'endpoint' || retryAfterMs !== undefined) final = true;
    },
  };
}
