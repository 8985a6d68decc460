/** The last index from `low` to `high` whose number is at most the value; `low` itself, when none of the later ones is. */
export function lastAtMost(numbers: Float64Array, value: number, low: number, high: number): number {
  let [first, last] = [low, high];
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if ((numbers[middle] ?? Infinity) <= value) first = middle;
    else last = middle - 1;
  }
  return first;
}

/** Ascending numbers with a table of contents, so that a look-up costs the same however many there are. */
export interface Contents {
  readonly numbers: Float64Array;
  /** Where the table starts, and how far one of its lines reaches: whole numbers, lest a quotient is rounded up to the next line. */
  readonly start: number;
  readonly step: number;
  /** `lines[i]`: the last index whose number is at most `start + i * step`; -1 when none is. */
  readonly lines: Int32Array;
}

/** Lists the contents of ascending numbers from a start up to an end. */
export function contentsOf(numbers: Float64Array, start: number, end: number, step: number): Contents {
  const lines = new Int32Array(Math.floor((end - start) / step) + 2);
  let last = -1;
  for (let line = 0; line < lines.length; line += 1) {
    while ((numbers[last + 1] ?? Infinity) <= start + line * step) last += 1;
    lines[line] = last;
  }
  return { numbers, start, step, lines };
}

/** The last index whose number is at most a value from the start up to the end; -1 when there is none. */
export function lastIndexAt({ numbers, start, step, lines }: Contents, value: number): number {
  const line = Math.floor((value - start) / step);
  return lastAtMost(numbers, value, lines[line] ?? -1, lines[line + 1] ?? -1);
}
