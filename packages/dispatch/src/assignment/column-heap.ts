/**
 * Columns by distance, nearest first; contested ones come behind all others, whatever their distance. Each column is in it
 * once, so that it never outgrows their number.
 */
export interface ColumnHeap {
  /** The nearest column, or -1 when there is none. */
  readonly nearest: () => number;
  /** Takes the nearest column out. */
  readonly drop: () => void;
  /** Puts a column in, or moves it forward after its distance has become smaller. */
  readonly raise: (column: number) => void;
  readonly clear: () => void;
}

/** An empty heap over distances that the caller keeps; while a column is in the heap its distance may only shrink. */
export function createColumnHeap(distance: Float64Array, contested: Uint8Array): ColumnHeap {
  const heap = new Int32Array(distance.length);
  const placeOf = new Int32Array(distance.length).fill(-1);
  let size = 0;

  const isBefore = (a: number, b: number): boolean => {
    const [rankA, rankB] = [contested[a] ?? 0, contested[b] ?? 0];
    if (rankA !== rankB) return rankA < rankB;
    return (distance[a] ?? 0) < (distance[b] ?? 0);
  };
  const put = (column: number, place: number): void => {
    heap[place] = column;
    placeOf[column] = place;
  };

  return {
    nearest: () => (size === 0 ? -1 : (heap[0] ?? -1)),
    drop: () => {
      placeOf[heap[0] ?? 0] = -1;
      size -= 1;
      if (size === 0) return;
      const moved = heap[size] ?? 0;
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= size) break;
        if (child + 1 < size && isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
        const below = heap[child] ?? 0;
        if (!isBefore(below, moved)) break;
        put(below, place);
        place = child;
      }
      put(moved, place);
    },
    raise: (column) => {
      let place = placeOf[column] ?? -1;
      if (place < 0) {
        place = size;
        size += 1;
      }
      while (place > 0) {
        const parent = (place - 1) >> 1;
        const above = heap[parent] ?? 0;
        if (!isBefore(column, above)) break;
        put(above, place);
        place = parent;
      }
      put(column, place);
    },
    clear: () => {
      for (let place = 0; place < size; place += 1) placeOf[heap[place] ?? 0] = -1;
      size = 0;
    },
  };
}
