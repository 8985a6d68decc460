import { isJicengError, locales, parseCivilDate, parseInstant } from '@jiceng/kernel/plain';
import * as z from 'zod';

/**
 * Text that one of our own readers understands; what it complains of is said in both languages. The kernel has the same for its
 * commands, in an entry that brings the whole kernel; this package takes `kernel/plain` alone, which knows nothing of zod.
 */
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

/** A moment: RFC 3339 with any offset; comes out in UTC. */
export const InstantText = textReadBy(parseInstant);

/** A civil date that exists: `2026-03-02`. */
export const CivilDateText = textReadBy(parseCivilDate);

/** A text in both languages. */
export const Words = z.record(z.enum(locales), z.string().min(1)).readonly();

/** Something is written. */
export const text = z.string().min(1);
/** A count of days, or of times. */
export const count = z.int().min(0);
/** An amount, fractions included. */
export const amount = z.number().min(0);
