import { slaError } from '../errors.ts';

/** Rows by the instant of their next threshold, so that a tick touches only those that cross one. */
export interface ThresholdQueue {
  /** When the next row crosses, in epoch milliseconds; Infinity when none waits. */
  readonly nextMs: () => number;
  /** How many rows wait. */
  readonly size: () => number;
  /**
   * Puts a row in, moves it, or takes it out: with Infinity, or with NaN, while no instant is known.
   *
   * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such row.
   */
  readonly set: (row: number, nextMs: number) => void;
  /**
   * Crosses every threshold that lies at or before an instant, in the order of time (of rows, where two fall on one instant), each
   * once, however long the host was away. `after` answers when the same row crosses its next one, which is later; Infinity when it
   * has no more. Answers how many were crossed.
   *
   * @throws JicengError `SLA_THRESHOLD_NOT_LATER` when the next one is not later: the queue would never end.
   */
  readonly cross: (nowMs: number, after: (row: number, atMs: number) => number) => number;
}

/**
 * A queue of rows 0, 1, 2 … with the instants of their next thresholds in epoch milliseconds; a row with Infinity or NaN does not
 * wait. It is a binary heap of row numbers: a step costs the logarithm of the rows that wait, and no object is made.
 */
export function createThresholdQueue(nextMs: Float64Array): ThresholdQueue {
  const keys = Float64Array.from(nextMs, (at) => (Number.isNaN(at) ? Infinity : at));
  const heap = new Int32Array(keys.length);
  const slots = new Int32Array(keys.length).fill(-1);
  let size = 0;

  const keyOf = (row: number): number => keys[row] ?? Infinity;
  const rowIn = (slot: number): number => heap[slot] ?? 0;
  const precedes = (a: number, b: number): boolean => keyOf(a) < keyOf(b) || (keyOf(a) === keyOf(b) && a < b);
  const put = (row: number, slot: number): void => {
    heap[slot] = row;
    slots[row] = slot;
  };

  /** Puts a row where it belongs, from a free slot towards the root. */
  const rise = (row: number, from: number): number => {
    let slot = from;
    for (let parent = (slot - 1) >> 1; slot > 0 && precedes(row, rowIn(parent)); parent = (slot - 1) >> 1) {
      put(rowIn(parent), slot);
      slot = parent;
    }
    put(row, slot);
    return slot;
  };

  /** Puts a row where it belongs, from a free slot away from the root. */
  const sink = (row: number, from: number): void => {
    let slot = from;
    for (let child = 2 * slot + 1; child < size; child = 2 * slot + 1) {
      if (child + 1 < size && precedes(rowIn(child + 1), rowIn(child))) child += 1;
      if (!precedes(rowIn(child), row)) break;
      put(rowIn(child), slot);
      slot = child;
    }
    put(row, slot);
  };

  const settle = (row: number, from: number): void => sink(row, rise(row, from));

  const set = (row: number, at: number): void => {
    if (!(row in keys)) throw slaError('SLA_OPTION_UNKNOWN', { option: 'row', value: String(row) });
    keys[row] = Number.isNaN(at) ? Infinity : at;
    const slot = slots[row] ?? -1;
    if (keyOf(row) < Infinity) {
      if (slot < 0) size += 1;
      settle(row, slot < 0 ? size - 1 : slot);
    } else if (slot >= 0) {
      slots[row] = -1;
      size -= 1;
      if (slot < size) settle(rowIn(size), slot);
    }
  };

  for (const [row, at] of keys.entries()) {
    if (at === Infinity) continue;
    put(row, size);
    size += 1;
  }
  // From the last parent up to the root every part becomes a heap, in time that grows with the rows alone.
  for (let slot = (size >> 1) - 1; slot >= 0; slot -= 1) sink(rowIn(slot), slot);

  const next = (): number => (size > 0 ? keyOf(rowIn(0)) : Infinity);
  return {
    nextMs: next,
    size: () => size,
    set,
    cross: (nowMs, after) => {
      let crossed = 0;
      for (let atMs = next(); atMs <= nowMs; atMs = next()) {
        const row = rowIn(0);
        const following = after(row, atMs);
        if (following <= atMs) {
          throw slaError('SLA_THRESHOLD_NOT_LATER', { row, at: String(atMs), next: String(following) });
        }
        set(row, following);
        crossed += 1;
      }
      return crossed;
    },
  };
}
