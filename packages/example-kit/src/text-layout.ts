/** Chinese, Japanese and Korean letters and full-width signs take two columns of a terminal. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += wide.test(letter) ? 2 : 1;
  return columns;
}

/** The text with blanks behind it, or before it, up to a width; a longer text stays as it is. */
export function pad(text: string, columns: number, side: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return side === 'left' ? text + blanks : blanks + text;
}

/** Rows as columns that stand under each other; `sides` says on which side each column's text stands. */
export function layTable(
  rows: readonly (readonly string[])[],
  sides: readonly ('left' | 'right')[],
  gap = 2,
): readonly string[] {
  const widths = sides.map((_, at) => Math.max(0, ...rows.map((row) => columnsOf(row[at] ?? ''))));
  return rows.map((row) =>
    sides
      .map((side, at) => pad(row[at] ?? '', widths[at] ?? 0, side))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** These do not begin a line. */
const clinging = /^[，。；：、！？）》”’,.;:!?)\]]/;

function isTiedTo(before: string, letter: string): boolean {
  if (letter === ' ' || clinging.test(letter) || /[（《“]$/.test(before)) return true;
  if (wide.test(letter)) return /\d $/.test(before); // `28 日`
  return !before.endsWith(' ') && !/\p{Script=Han}$/u.test(before) && !wide.test(before.slice(-1));
}

/** What must not be torn apart: a run of Latin letters, a number with its unit, a wide letter with the signs that cling to it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const letter of text) {
    const last = pieces.at(-1);
    if (last !== undefined && isTiedTo(last, letter)) pieces[pieces.length - 1] = last + letter;
    else pieces.push(letter);
  }
  return pieces;
}

/** The text in lines of at most so many columns. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && columnsOf(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

/** How wide a page on a terminal may be. */
export const pageColumns = 88;

/** A heading underlined as far as it reaches, and what stands under it. */
export function block(heading: string, lines: readonly string[]): readonly string[] {
  const headings = wrap(heading, pageColumns);
  const reach = Math.max(...headings.map(columnsOf));
  return ['', ...headings, '─'.repeat(reach), ...lines];
}

/** A term of a certain width, and a text that is wrapped beside it. */
export function entry(term: string, text: string, termColumns: number): readonly string[] {
  const lines = wrap(text, pageColumns - termColumns);
  return lines.map((line, at) => pad(at === 0 ? term : '', termColumns, 'left') + line);
}

/** Terms under each other, each with its text beside it. */
export function entries(pairs: readonly (readonly [term: string, text: string])[]): readonly string[] {
  const reach = Math.max(...pairs.map(([term]) => columnsOf(term))) + 2;
  return pairs.flatMap(([term, text]) => entry(term, text, reach));
}
