import * as z from 'zod';
import { caseId, notUnderstood, type ReferenceCase, type Verdict } from './suite.ts';

/** Fields of a case file that speak to people: they hold no case, whatever their form. */
const prose = new Set(['about', 'licence', 'note', 'notes', 'schema', 'source', 'title', 'why']);

/** How the entries of one list are read and run: the list's name is the kind of its cases. */
export type ListReader = (entry: unknown) => ReferenceCase['run'];

/** A reader for entries of one form; another form fails as a case that is not understood. */
export function entriesOf<Entry>(
  schema: z.ZodType<Entry>,
  run: (entry: Entry) => Promise<Verdict> | Verdict,
): ListReader {
  return (entry) => {
    const read = schema.safeParse(entry);
    if (read.success) return () => run(read.data);
    return () => ({ ok: false, expected: 'an entry of the known form', actual: z.prettifyError(read.error) });
  };
}

/** The cases of a file that is an object of lists. A lone object counts as a list of one, named by its field alone. */
export function casesByList(text: string, readers: Readonly<Record<string, ListReader>>): readonly ReferenceCase[] {
  return casesOfLists(z.record(z.string(), z.unknown()).parse(JSON.parse(text)), readers);
}

/** The same for lists that were read already, when a file holds more than its cases. */
export function casesOfLists(
  lists: Readonly<Record<string, unknown>>,
  readers: Readonly<Record<string, ListReader>>,
): readonly ReferenceCase[] {
  return Object.entries(lists).flatMap(([list, value]): readonly ReferenceCase[] => {
    if (prose.has(list) || typeof value !== 'object' || value === null) return [];
    const reader = readers[list];
    const toCase = (entry: unknown, id: string): ReferenceCase =>
      reader === undefined
        ? notUnderstood(id, list, `no rule for the list "${list}"`)
        : { id, kind: list, run: reader(entry) };
    if (!Array.isArray(value)) return [toCase(value, caseId(value, list, 0).replace(`${list}[0]`, list))];
    return value.map((entry: unknown, index) => toCase(entry, caseId(entry, list, index)));
  });
}

/** The verdict of comparing two texts. */
export function sameText(expected: string, actual: string): Verdict {
  return expected === actual ? { ok: true } : { ok: false, expected, actual };
}
