import { civilDateOfEpochDay, instantFromMs, type Instant } from '@jiceng/kernel/plain';
import type { Calendar } from '../calendar/calendar.ts';
import { msOf } from './border.ts';
import { dayMs } from './day-number.ts';
import { localDayAt, offsetAtMs } from './zone-offsets.ts';

/** An instant, and what the wall of the calendar's zone showed: `2026-03-13 18:00`. */
export interface WallInstant {
  readonly at: Instant;
  readonly wall: string;
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** `18:00`; seconds and milliseconds stand only where there are any. */
function clockText(msOfDay: number): string {
  const minute = Math.floor(msOfDay / 60_000);
  const [seconds, ms] = [Math.floor(msOfDay / 1000) % 60, msOfDay % 1000];
  const rest = ms > 0 ? `:${pad(seconds)}.${pad(ms, 3)}` : seconds > 0 ? `:${pad(seconds)}` : '';
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}${rest}`;
}

/** The wall at an instant of epoch milliseconds at which something starts: midnight is 00:00 of the day that begins. */
export function wallFromMs({ compiled: { offsets } }: Calendar, atMs: number): WallInstant {
  const day = localDayAt(offsets, atMs);
  const wall = clockText(atMs + offsetAtMs(offsets, atMs) - day * dayMs);
  return { at: instantFromMs(atMs), wall: `${civilDateOfEpochDay(day)} ${wall}` };
}

/** The wall at an instant of epoch milliseconds at which something ends: midnight is 24:00 of the day that ends. */
export function wallUntilMs(calendar: Calendar, atMs: number): WallInstant {
  const begins = wallFromMs(calendar, atMs);
  if (!begins.wall.endsWith(' 00:00')) return begins;
  const day = localDayAt(calendar.compiled.offsets, atMs - 1);
  return { at: begins.at, wall: `${civilDateOfEpochDay(day)} 24:00` };
}

/**
 * What the wall of the calendar's zone shows when something starts or happens: midnight is 00:00 of the day that begins.
 *
 * @throws JicengError `INSTANT_INVALID` when the text has no offset or names no moment.
 */
export const wallFrom = (calendar: Calendar, at: Instant): WallInstant => wallFromMs(calendar, msOf(at));

/**
 * What the wall of the calendar's zone shows when something ends, a limit for instance: midnight is 24:00 of the day that ends.
 *
 * @throws JicengError `INSTANT_INVALID` when the text has no offset or names no moment.
 */
export const wallUntil = (calendar: Calendar, at: Instant): WallInstant => wallUntilMs(calendar, msOf(at));
