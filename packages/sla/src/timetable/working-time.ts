import { instantFromMs, type Instant } from '@jiceng/kernel/plain';
import { choose, msOf, requireNumber } from './border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { certaintyOf, type Certain } from '../calendar/certainty.ts';
import { coveredMs } from './horizon.ts';
import type { Timetable } from './timetable.ts';
import { localDayAt } from './zone-offsets.ts';

const unitMs = { workingHour: 3_600_000, workingMinute: 60_000, workingSecond: 1000 };

/** An amount of open time. It may be a fraction, down to a millisecond; days are never turned into hours. */
export interface WorkingTime {
  readonly value: number;
  readonly unit: keyof typeof unitMs;
}

/**
 * An amount of open time in milliseconds, rounded to the nearest.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the value is NaN or infinite.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit.
 */
export function workingMsOf({ value, unit }: WorkingTime): number {
  return Math.round(requireNumber('finite', 'value', value) * choose('unit', unitMs, unit));
}

/** Where an amount of open time leads: the instant nearest to the start, and the one farthest from it with the same open time between. */
export interface OpenInstantsMs {
  readonly atMs: number;
  readonly latestMs: number;
}

/**
 * Adds open milliseconds to an instant of epoch milliseconds; see `addWorkingTime`.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function addWorkingMs(calendar: Timetable, startMs: number, amountMs: number): number {
  const { open } = calendar.compiled;
  coveredMs(calendar, startMs);
  if (amountMs === 0) return startMs;
  const totalMs = open.before(startMs) + amountMs;
  return coveredMs(calendar, amountMs > 0 ? open.earliest(totalMs) : open.latest(totalMs));
}

/** The instant farthest from the start at which still no more than the amount has passed: the next opening, or the last close. */
function farthestMs(calendar: Timetable, startMs: number, amountMs: number): number {
  const { open } = calendar.compiled;
  if (amountMs === 0) return startMs;
  const totalMs = open.before(startMs) + amountMs;
  return coveredMs(calendar, amountMs > 0 ? open.latest(totalMs) : open.earliest(totalMs));
}

/** Where an amount of open time leads. */
export interface WorkingTimeAnswer extends Certain {
  /** The first instant at which exactly the amount has passed: 18:00, when it runs out with the day. */
  readonly at: Instant;
  /** The last such instant: then the next opening. For an amount below zero the earliest, the close before. */
  readonly latestAt: Instant;
}

/**
 * Adds open time to an instant (takes it away when negative); nothing added leaves the instant as it is.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the amount is NaN or infinite.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 */
export function addWorkingTime(calendar: Calendar, start: Instant, amount: WorkingTime): WorkingTimeAnswer {
  const [startMs, amountMs] = [msOf(start), workingMsOf(amount)];
  const atMs = addWorkingMs(calendar, startMs, amountMs);
  const { offsets } = calendar.compiled;
  return {
    at: instantFromMs(atMs),
    latestAt: instantFromMs(farthestMs(calendar, startMs, amountMs)),
    ...certaintyOf(calendar, localDayAt(offsets, startMs), localDayAt(offsets, atMs)),
  };
}

/**
 * Open milliseconds from one instant to another, both epoch milliseconds; below zero when reversed.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover both instants.
 */
export function workingMsBetweenMs(calendar: Timetable, fromMs: number, toMs: number): number {
  const { open } = calendar.compiled;
  return open.before(coveredMs(calendar, toMs)) - open.before(coveredMs(calendar, fromMs));
}

/**
 * Open milliseconds from one instant to another; below zero when reversed.
 *
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover both instants.
 */
export function workingMsBetween(calendar: Calendar, from: Instant, to: Instant): number {
  return workingMsBetweenMs(calendar, msOf(from), msOf(to));
}

/** Is the door open at an instant of epoch milliseconds?
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the instant. */
export function isOpenMs(calendar: Timetable, atMs: number): boolean {
  const { open } = calendar.compiled;
  return open.before(coveredMs(calendar, atMs)) < open.before(atMs + 1);
}

/** The instant itself when the door is open, else the next opening, in epoch milliseconds.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before it opens again. */
export function nextOpenMs(calendar: Timetable, atMs: number): number {
  const { open } = calendar.compiled;
  return coveredMs(calendar, open.latest(open.before(coveredMs(calendar, atMs))));
}

/** The instant itself when the door is open or just closing, else the close before, in epoch milliseconds.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar starts after that close. */
export function previousOpenMs(calendar: Timetable, atMs: number): number {
  const { open } = calendar.compiled;
  return isOpenMs(calendar, atMs) ? atMs : coveredMs(calendar, open.earliest(open.before(atMs)));
}

/** Is the door open at the instant? Segments are half-open: at 18:00 it is closed.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar does not cover the instant. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  return isOpenMs(calendar, msOf(at));
}

/** The instant itself when the door is open, else the next opening.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before it opens again. */
export function nextOpen(calendar: Calendar, at: Instant): Instant {
  return instantFromMs(nextOpenMs(calendar, msOf(at)));
}

/** The instant itself when the door is open or just closing, else the close before.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar starts after that close. */
export function previousOpen(calendar: Calendar, at: Instant): Instant {
  return instantFromMs(previousOpenMs(calendar, msOf(at)));
}
