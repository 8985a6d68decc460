import { instantFromMs, type Instant } from '@jiceng/kernel/plain';
import { dayOf, msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { RunStart } from './clock-run.ts';
import type { ClockState } from './clock-state.ts';
import type { ClockTerms, Silence } from './clock-terms.ts';
import { deadlineOfMs } from '../limits/deadline-ms.ts';
import { coveredDay } from '../timetable/horizon.ts';
import { dayEndMs } from '../limits/office-day.ts';

/** Something that the law lets happen because nobody did anything. */
export interface DeemedEffect {
  readonly effect: Silence;
  /** When it came about: the end of the time in which something should have been done. */
  readonly at: Instant;
  /** From when it holds: acceptance from receipt reaches back, the others do not. */
  readonly effectiveAt: Instant;
}

/** When the applicant's time to supplement has run out, in epoch milliseconds; `undefined` while no notice waits or no time is set. */
export function lapseMsOf(calendar: Calendar, { supplement }: ClockTerms, { asked }: ClockState): number | undefined {
  if (asked === undefined || supplement?.lapse === undefined) return undefined;
  if (asked.replyBy !== undefined) return dayEndMs(calendar, coveredDay(calendar, dayOf(asked.replyBy)));
  return supplement.replyWithin && deadlineOfMs(calendar, msOf(asked.at), supplement.replyWithin).dueMs;
}

/** What has come about by silence, in the order it did. */
export function deemedEffectsOf(
  { supplement, silence }: ClockTerms,
  { receivedAt, startedAt }: ClockState,
  {
    start,
    lapsedMs,
    dueMs,
    readMs,
  }: {
    readonly start: RunStart;
    readonly lapsedMs: number | undefined;
    readonly dueMs: number | undefined;
    readonly readMs: number;
  },
): readonly DeemedEffect[] {
  const effects: DeemedEffect[] = [];
  if (start.deemedMs !== undefined && receivedAt !== undefined) {
    effects.push({ effect: 'acceptedFromReceipt', at: instantFromMs(start.deemedMs), effectiveAt: receivedAt });
  }
  if (lapsedMs !== undefined && supplement?.lapse !== undefined) {
    const at = instantFromMs(lapsedMs);
    effects.push({ effect: supplement.lapse, at, effectiveAt: at });
  }
  if (silence !== undefined && dueMs !== undefined && readMs > dueMs) {
    const at = instantFromMs(dueMs);
    const effectiveAt = silence === 'acceptedFromReceipt' ? (receivedAt ?? startedAt ?? at) : at;
    effects.push({ effect: silence, at, effectiveAt });
  }
  return effects;
}
