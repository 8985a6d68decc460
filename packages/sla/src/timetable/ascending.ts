/** The last index from `low` to `high` whose number is at most the value; `low` itself, when none of the later ones is. */
export function lastAtMost(numbers: Float64Array, value: number, low: number, high: number): number {
  let first = low;
  let last = high;
  while (first < last) {
    const middle = (first + last + 1) >> 1;
    if ((numbers[middle] ?? Infinity) <= value) first = middle;
    else last = middle - 1;
  }
  return first;
}

/**
 * Looks up the last of some ascending numbers that is at most a value (-1 when none is). It goes by a table of contents with a line
 * for every step from a start up to an end, so that between them a look-up costs the same however many numbers there are. Start and
 * step are whole, lest a quotient is rounded up to the next line.
 */
export function createLookup(
  numbers: Float64Array,
  start: number,
  end: number,
  step: number,
): (value: number) => number {
  const lines = new Int32Array(Math.floor((end - start) / step) + 2);
  let last = -1;
  for (let line = 0; line < lines.length; line += 1) {
    while ((numbers[last + 1] ?? Infinity) <= start + line * step) last += 1;
    lines[line] = last;
  }
  return (value) => {
    const line = Math.floor((value - start) / step);
    return lastAtMost(numbers, value, lines[line] ?? -1, lines[line + 1] ?? last);
  };
}
