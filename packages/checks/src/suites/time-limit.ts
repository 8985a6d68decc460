/** How long something may take, and the clock that tells. */
export interface TimeLimit {
  readonly limitMs: number;
  readonly nowMs: () => number;
}

/** Does it return, or throw, within the limit? What never ends is ended by the command that runs the cases. */
export function settlesInTime(act: () => unknown, { limitMs, nowMs }: TimeLimit): boolean {
  const startMs = nowMs();
  try {
    act();
  } catch {
    // A refusal is as good as an answer here: only the time counts.
  }
  return nowMs() - startMs <= limitMs;
}
