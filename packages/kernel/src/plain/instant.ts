import { plainError } from './plain-errors.ts';

/** A moment as UTC text with milliseconds: `2026-03-02T01:30:00.000Z`. Sorts as text in time order. */
export type Instant = `${string}Z`;

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

function isInstantMs(ms: number): boolean {
  return ms >= -62_167_219_200_000 && ms <= 253_402_300_799_999;
}

/** The instant of so many milliseconds since 1970-01-01T00:00Z (years 0000 to 9999).
 * @throws JicengError `INSTANT_INVALID` when the number is no such moment. */
export function instantFromMs(ms: number): Instant {
  if (!isInstantMs(ms)) throw plainError('INSTANT_INVALID', { text: String(ms) });
  return new Date(ms).toISOString() as Instant;
}

/** Milliseconds since 1970-01-01T00:00Z of an instant already parsed. */
export function instantToMs(instant: Instant): number {
  return Date.parse(instant);
}

/**
 * Reads an RFC 3339 moment; any offset is accepted and normalised to UTC, digits beyond milliseconds are cut off.
 *
 * @throws JicengError `INSTANT_INVALID` when the text has no offset, is another form, or names a day or time that does not exist.
 */
export function parseInstant(text: string): Instant {
  const parts = form.exec(text);
  const zone = parts?.[8];
  if (parts === null || zone === undefined) throw plainError('INSTANT_INVALID', { text });
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const milli = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const local = new Date(0);
  local.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day ?? 0);
  local.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0, milli);
  const exists =
    local.getUTCMonth() === (month ?? 0) - 1 &&
    local.getUTCDate() === day &&
    local.getUTCHours() === hour &&
    local.getUTCMinutes() === minute &&
    local.getUTCSeconds() === second;
  if (!exists) throw plainError('INSTANT_INVALID', { text });
  if (zone === 'Z') return instantFromMs(local.getTime());
  const [offsetHours, offsetMinutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
  if (offsetHours > 23 || offsetMinutes > 59) throw plainError('INSTANT_INVALID', { text });
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000;
  const ms = local.getTime() + (zone.startsWith('-') ? offsetMs : -offsetMs);
  // The error shows what the caller wrote, not the number that the offset carried out of the calendar.
  if (!isInstantMs(ms)) throw plainError('INSTANT_INVALID', { text });
  return instantFromMs(ms);
}
