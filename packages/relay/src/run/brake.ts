import type { SendFault } from './fault.ts';

/** What the streams of one pass tell each other, so that an outage is not taken for the fault of every stream in turn. */
export interface Brake {
  /** Events acknowledged in this pass. */
  readonly sent: () => number;
  /** Is the other side itself down, or has it asked for a rest? Then nothing more is begun. */
  readonly isOn: () => boolean;
  readonly acknowledged: () => void;
  readonly failed: (fault: SendFault) => void;
  /** Did others get through after this one was first tried? Then the fault is its own. */
  readonly isAlone: (fault: SendFault) => boolean;
}

/** So many streams in a row that failed while nobody got through: that is no coincidence. */
const outageAt = 3;

export function createBrake(): Brake {
  let [sent, inARow, on] = [0, 0, false];
  const isAlone = ({ sentBefore }: SendFault) => sent > sentBefore;
  return {
    sent: () => sent,
    isOn: () => on,
    isAlone,
    acknowledged: () => {
      sent += 1;
      inARow = 0;
    },
    failed: (fault) => {
      if (!isAlone(fault)) inARow += 1;
      if (fault.kind === 'endpoint' || fault.retryAfterMs !== undefined || inARow >= outageAt) on = true;
    },
  };
}
