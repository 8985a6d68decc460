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
export function wallFrom({ compiled: { offsets } }: Calendar, atMs: number): WallInstant {
  const day = localDayAt(offsets, atMs);
  const wall = clockText(atMs + offsetAtMs(offsets, atMs) - day * dayMs);
  return { at: instantFromMs(atMs), wall: `${civilDateOfEpochDay(day)} ${wall}` };
}

/** The wall at an instant of epoch milliseconds at which something ends: midnight is 24:00 of the day that ends. */
export function wallUntil(calendar: Calendar, atMs: number): WallInstant {
  const begins = wallFrom(calendar, atMs);
  if (!begins.wall.endsWith(' 00:00')) return begins;
  const day = localDayAt(calendar.compiled.offsets, atMs - 1);
  return { at: begins.at, wall: `${civilDateOfEpochDay(day)} 24:00` };
}

/** What the wall showed when something happened, for the words of a refusal. */
export const shownAt = (calendar: Calendar, at: Instant): string => wallFrom(calendar, msOf(at)).wall;

/** What the wall shows when a limit ends, for the words of a refusal. */
export const shownUntil = (calendar: Calendar, at: Instant): string => wallUntil(calendar, msOf(at)).wall;
