/** A line of a comparison: `-` was expected, `+` came out, a blank stands in both. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

const kept = (lines: readonly string[]): readonly DiffLine[] => lines.map((text) => ({ sign: ' ', text }));

/** The shortest way from one list of lines to the other: what both begin and end with needs no table. */
function compare(expected: readonly string[], actual: readonly string[]): readonly DiffLine[] {
  const shorter = Math.min(expected.length, actual.length);
  let [head, tail] = [0, 0];
  while (head < shorter && expected[head] === actual[head]) head++;
  while (tail < shorter - head && expected.at(-1 - tail) === actual.at(-1 - tail)) tail++;
  const middle = (lines: readonly string[]): readonly string[] => lines.slice(head, lines.length - tail);
  return [
    ...kept(expected.slice(0, head)),
    ...compareByTable(middle(expected), middle(actual)),
    ...kept(expected.slice(expected.length - tail)),
  ];
}

function compareByTable(expected: readonly string[], actual: readonly string[]): readonly DiffLine[] {
  // common[i][j]: how many lines the rest of both, from i and from j, have in common.
  const common = Array.from({ length: expected.length + 1 }, () => new Uint32Array(actual.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = expected.length - 1; i >= 0; i--) {
    const row = common[i] ?? new Uint32Array(0);
    for (let j = actual.length - 1; j >= 0; j--) {
      row[j] = expected[i] === actual[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < expected.length || j < actual.length) {
    if (i < expected.length && j < actual.length && expected[i] === actual[j]) {
      lines.push({ sign: ' ', text: expected[i++] ?? '' });
      j++;
    } else if (i < expected.length && at(i + 1, j) >= at(i, j + 1)) {
      lines.push({ sign: '-', text: expected[i++] ?? '' });
    } else {
      lines.push({ sign: '+', text: actual[j++] ?? '' });
    }
  }
  return lines;
}

/** The differences of two texts line by line, with three lines around each; empty when they are equal. */
export function lineDiff(expected: string, actual: string, around = 3): readonly string[] {
  if (expected === actual) return [];
  const lines = compare(expected.split('\n'), actual.split('\n'));
  const near = (index: number): boolean =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ sign }) => sign !== ' ');
  return lines.flatMap(({ sign, text }, index) => {
    if (near(index)) return [`${sign} ${text}`];
    return index > 0 && near(index - 1) ? ['  …'] : [];
  });
}
