/** What a simulation does to its hosts, beside letting them work. */
export const faultKinds = [
  /** A call is answered before one that was made earlier. */
  'overtaking',
  /** A client asks for the same thing again: on another host, while the first is at it, or long after the answer. */
  'repeat',
  /** A call fails before anything is done. */
  'unavailable',
  /** A batch is written, and its answer is lost. */
  'lostAnswer',
  /** A host stops in the middle of everything; later it starts again, knowing only what is stored. */
  'crash',
  /** What a host sent before it stopped arrives after it has stopped, perhaps after its next start. */
  'lateWrite',
  /** Time passes, from a millisecond to hours. */
  'clockForward',
  /** The clock of one host goes back. */
  'clockBack',
  /** The other side, which timers and policies call, does not answer for a while. */
  'outage',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** How often each kind happened. */
export type FaultCounts = Readonly<Record<FaultKind, number>>;

export function noFaults(): Record<FaultKind, number> {
  return {
    overtaking: 0,
    repeat: 0,
    unavailable: 0,
    lostAnswer: 0,
    crash: 0,
    lateWrite: 0,
    clockForward: 0,
    clockBack: 0,
    outage: 0,
  };
}
