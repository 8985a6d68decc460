import { headingsOf, linesOf, type Page } from '../repository/page.ts';

/** A table of a page: the cells of each row, as they are written. The head is the first row. */
export type Table = readonly (readonly string[])[];

const cellsOf = (line: string): readonly string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** The first table under a heading, without the line that divides its head; empty when there is none. */
export function tableUnder(page: Page, heading: string): Table {
  const headings = headingsOf(page);
  const at = headings.findIndex(({ text }) => text === heading);
  const from = headings[at]?.number;
  if (from === undefined) return [];
  const to = headings[at + 1]?.number ?? Number.POSITIVE_INFINITY;
  const lines = linesOf(page).filter(({ number, fenced }) => number > from && number < to && !fenced);
  const first = lines.findIndex(({ text }) => text.startsWith('|'));
  if (first < 0) return [];
  const rows = lines.slice(first).map(({ text }) => text);
  const after = rows.findIndex((text) => !text.startsWith('|'));
  return rows
    .slice(0, after < 0 ? rows.length : after)
    .filter((text) => !/^\|[\s:|-]+$/.test(text))
    .map(cellsOf);
}

/** Where the first link of a cell leads. */
export function linkIn(cell: string | undefined): string | undefined {
  return /\]\(([^)\s]+)\)/.exec(cell ?? '')?.[1];
}
