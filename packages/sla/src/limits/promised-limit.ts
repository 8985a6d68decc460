import { instantToMs, type Instant } from '@jiceng/kernel/plain';
import { msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { deadlineOf, type Deadline, type DeadlineQuestion } from './deadline.ts';
import { slaError } from '../errors.ts';
import type { Limit } from './limit.ts';
import type { Pause } from '../timetable/pause.ts';
import { wallUntil } from '../timetable/wall-instant.ts';

/** The limit that law sets, and the shorter one that a body promises in public. */
export interface LimitsQuestion {
  readonly start: Instant;
  readonly statutory: Limit;
  readonly promised: Limit;
  readonly pauses?: readonly Pause[];
  readonly ownRules?: NonNullable<DeadlineQuestion['ownRules']>;
}

/** Until when by law, and until when by promise. */
export interface Limits {
  readonly statutory: Deadline;
  readonly promised: Deadline;
  /** The one that ends first: what a warning counts towards. The statutory one when both end together. */
  readonly binding: 'statutory' | 'promised';
  /**
   * How much of the statutory limit the promise takes away: 0.75 for 5 days of 20. Counted in values when the units are the same,
   * else in the time from the start to each end; `undefined` when the statutory limit is empty.
   */
  readonly compressionRate: number | undefined;
}

const isCounted = (limit: Limit): limit is Exclude<Limit, { readonly unit: 'fixed' }> => limit.unit !== 'fixed';

/** How much shorter one amount is than another. */
function compression(promised: number, statutory: number): number | undefined {
  return statutory === 0 ? undefined : 1 - promised / statutory;
}

const timeMs = (start: Instant, { dueAt }: Deadline): number =>
  dueAt === undefined ? Infinity : instantToMs(dueAt) - msOf(start);

/**
 * A statutory and a promised limit side by side. They are compared by what they give from this start, since 28 calendar days may
 * be more or less than 20 working days; pauses do not make a promise longer.
 *
 * @throws JicengError `SLA_PROMISE_LONGER` when the promise gives more than the law.
 * @throws JicengError as `deadlineOf` does.
 * @see 《优化营商环境条例》第三十六条，承诺办结时限
 */
export function limitsOf(
  calendar: Calendar,
  { start, statutory, promised, pauses = [], ...rules }: LimitsQuestion,
): Limits {
  const byLaw = deadlineOf(calendar, { start, limit: statutory, ...rules });
  const byPromise = deadlineOf(calendar, { start, limit: promised, ...rules });
  const inOneUnit = isCounted(statutory) && isCounted(promised) && statutory.unit === promised.unit;
  const [lawMs, promiseMs] = [timeMs(start, byLaw), timeMs(start, byPromise)];
  if (promiseMs > lawMs || (inOneUnit && promised.value > statutory.value)) {
    const shown = ({ dueAt }: Deadline): string => (dueAt === undefined ? '' : wallUntil(calendar, dueAt).wall);
    const details = { statutory: byLaw.dueAt ?? null, promised: byPromise.dueAt ?? null };
    throw slaError('SLA_PROMISE_LONGER', {
      ...details,
      statutoryOn: shown(byLaw),
      promisedOn: shown(byPromise),
    });
  }
  const deadlines = {
    statutory: deadlineOf(calendar, { start, limit: statutory, pauses, ...rules }),
    promised: deadlineOf(calendar, { start, limit: promised, pauses, ...rules }),
  };
  return {
    ...deadlines,
    binding: timeMs(start, deadlines.promised) < timeMs(start, deadlines.statutory) ? 'promised' : 'statutory',
    compressionRate: inOneUnit ? compression(promised.value, statutory.value) : compression(promiseMs, lawMs),
  };
}
