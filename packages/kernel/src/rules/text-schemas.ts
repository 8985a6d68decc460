import * as z from 'zod';
import { parseCivilDate } from '../plain/civil-date.ts';
import { parseInstant } from '../plain/instant.ts';
import { isJicengError } from '../plain/jiceng-error.ts';

/** Text that one of our own readers understands; what it complains of is said in both languages. */
function textReadBy<Parsed extends string>(read: (text: string) => Parsed) {
  return z.string().transform((text, context): Parsed => {
    try {
      return read(text);
    } catch (error) {
      if (!isJicengError(error)) throw error;
      context.addIssue({ code: 'custom', message: error.words.en, params: { words: error.words } });
      return z.NEVER;
    }
  });
}

/** A moment in data from outside: RFC 3339 with any offset; comes out in UTC. */
export const InstantText = textReadBy(parseInstant);

/** A civil date in data from outside: `2026-03-02`, a day that exists. */
export const CivilDateText = textReadBy(parseCivilDate);
