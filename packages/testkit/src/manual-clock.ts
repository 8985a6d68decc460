import { instantFromMs, instantToMs, type Clock, type Instant } from '@jiceng/kernel';

/** So much time; the parts are added up. */
export interface TimeSpan {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly ms?: number;
}

/** A clock that moves only when it is told to, also backwards. */
export interface ManualClock extends Clock {
  /** The same moment for stores that want it in milliseconds since 1970: `createMemoryStore(clock.nowMs)`. */
  readonly nowMs: () => number;
  /**
   * Moves by a span (a day is 24 hours, parts of a millisecond are cut off) and answers the moment it then shows.
   *
   * @throws JicengError `INSTANT_INVALID` when that is no moment; the clock stays where it was.
   */
  readonly advance: (span: TimeSpan) => Instant;
  readonly set: (to: Instant) => void;
}

function msOf({ days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 }: TimeSpan): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

/** A clock for tests, examples and replays, which starts at a moment and stands still. */
export function createManualClock(start: Instant): ManualClock {
  let current = instantToMs(start);
  return {
    now: async () => instantFromMs(current),
    nowMs: () => current,
    advance: (span) => {
      const moved = instantFromMs(current + msOf(span));
      current = instantToMs(moved);
      return moved;
    },
    set: (to) => {
      current = instantToMs(to);
    },
  };
}
