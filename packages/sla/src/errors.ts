import type { ErrorArguments, Reason } from '@jiceng/kernel/plain';
import type { slaWords } from './error-words.ts';
import { reasonOf, Refusal } from './refusal.ts';

type Entries = typeof slaWords.catalog;
type SlaCode = keyof Entries;

/**
 * A refusal of this package: a code of its catalog, with the details that its words name. The catalog itself is not loaded here;
 * the main entry and `@jiceng/sla/words` do.
 */
export function slaError<Code extends SlaCode>(
  code: Code,
  ...[details = {}, behind]: ErrorArguments<Entries[Code]>
): Refusal<Code> {
  return new Refusal(reasonOf(code, details), behind);
}

/** The same as a reason that is returned, not thrown. */
export function slaReason<Code extends SlaCode>(
  code: Code,
  ...[details = {}]: ErrorArguments<Entries[Code]>
): Reason<Code> {
  return reasonOf(code, details);
}
