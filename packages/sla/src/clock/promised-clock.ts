import type { Calendar } from '../calendar/calendar.ts';
import { readClock, type LimitClockQuestion, type LimitReading } from './clock-reading.ts';
import type { ClockTerms } from './clock-terms.ts';
import type { Limit } from '../limits/limit.ts';
import { limitsOf } from '../limits/promised-limit.ts';

/** One clock by law and by promise. */
export interface BothLimits {
  readonly statutory: LimitReading;
  /** The same pauses; but an extension lengthens the limit of the law alone, and only its silence means something. */
  readonly promised: LimitReading;
  /** The one that ends first: what a warning counts towards. The statutory one when both end together, or neither is known. */
  readonly binding: 'statutory' | 'promised';
}

/**
 * How a clock stands by law and by the shorter limit that the body promised in public.
 *
 * @throws JicengError `SLA_PROMISE_LONGER` when the promise gives more than the law.
 * @throws JicengError as `readClock` does.
 * @see 《优化营商环境条例》第三十六条，承诺办结时限
 */
export function readBothLimits(
  calendar: Calendar,
  {
    promised: limit,
    ...question
  }: LimitClockQuestion & { readonly terms: ClockTerms & { readonly limit: Limit }; readonly promised: Limit },
): BothLimits {
  const { terms, facts, ownRules } = question;
  const statutory = readClock(calendar, question);
  if (statutory.startedAt !== undefined) {
    const sideBySide = { start: statutory.startedAt, statutory: terms.limit, promised: limit };
    limitsOf(calendar, ownRules === undefined ? sideBySide : { ...sideBySide, ownRules });
  }
  const { excluded, supplement } = terms;
  const promise: ClockTerms = { limit, ...(excluded && { excluded }), ...(supplement && { supplement }) };
  const promised = readClock(calendar, {
    ...question,
    terms: promise,
    facts: facts.filter(({ type }) => type !== 'extended'),
  });
  const isEarlier = promised.dueAt !== undefined && (statutory.dueAt === undefined || promised.dueAt < statutory.dueAt);
  return { statutory, promised, binding: isEarlier ? 'promised' : 'statutory' };
}
