import type { CivilDate, Locale, Words as WordsInBoth } from '@jiceng/kernel';
import type { ClockFact as Fact, DayLimit as Limit } from '@jiceng/sla';
import { CivilDateText, ClockFact, DayLimit, Words } from '@jiceng/sla/schemas';
import * as z from 'zod';

const CaseFile = z.strictObject({
  title: Words,
  place: Words,
  promised: DayLimit,
  facts: z.array(ClockFact),
  askedOn: z.array(CivilDateText),
  english: z.record(z.string(), z.string()),
});

/** One application, as its file tells it in one language. */
export interface LicenceCase {
  readonly title: WordsInBoth;
  readonly place: WordsInBoth;
  /** What the township promises in public. */
  readonly promised: Limit;
  /** What somebody wanted to write down, oldest first; not all of it may be. */
  readonly offered: readonly Fact[];
  /** Days on which the applicant asked. */
  readonly askedOn: readonly CivilDate[];
}

/** The facts with every text that has an English one in its place. */
function inEnglish(value: unknown, english: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return english[value] ?? value;
  if (Array.isArray(value)) return value.map((one: unknown) => inEnglish(one, english));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inEnglish(one, english)]));
}

/**
 * Reads the file of a case strictly: a field that is misspelled, a day that does not exist, or a fact of no known kind is refused.
 *
 * @throws ZodError when something in it is not as it must be.
 */
export function readCase(text: string, lang: Locale): LicenceCase {
  const { facts, english, ...rest } = CaseFile.parse(JSON.parse(text));
  const offered = lang === 'en' ? z.array(ClockFact).parse(inEnglish(facts, english)) : facts;
  return { ...rest, offered };
}
