import { epochDayOf, instantToMs, parseCivilDate, parseInstant, type Instant } from '@jiceng/kernel/plain';
import { slaError } from '../errors.ts';

/**
 * Epoch milliseconds of an instant as a caller wrote it.
 *
 * @throws JicengError `INSTANT_INVALID` when the text has no offset or names no moment.
 */
export function msOf(instant: Instant): number {
  const ms = instantToMs(instant);
  // Canonical text comes back unchanged; anything else takes the strict reader, which normalises or refuses it.
  if (!Number.isNaN(ms) && new Date(ms).toISOString() === instant) return ms;
  return instantToMs(parseInstant(instant));
}

/**
 * Days since 1970-01-01 of a date as a caller wrote it.
 *
 * @throws JicengError `CIVIL_DATE_INVALID` when there is no such day.
 */
export function dayOf(date: string): number {
  return epochDayOf(parseCivilDate(date));
}

/** How many there are of something: whole, 0 or more. */
export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

const numberKinds = {
  whole: (value: number) => Number.isSafeInteger(value),
  count: isCount,
  positive: (value: number) => isCount(value) && value > 0,
  finite: (value: number) => Number.isFinite(value),
  amount: (value: number) => Number.isFinite(value) && value >= 0,
  share: (value: number) => value >= 0 && value <= 1,
};

/** The refusal of a number that is not of the kind expected. */
export function numberRefused(expected: keyof typeof numberKinds, name: string, value: number): Error {
  return slaError('SLA_NUMBER_INVALID', { name, value: String(value), expected });
}

/**
 * The number, when it is of the kind that a question can be asked with: a count of days is whole, nothing is NaN.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when it is of another kind.
 */
export function requireNumber(expected: keyof typeof numberKinds, name: string, value: number): number {
  if (!numberKinds[expected](value)) throw numberRefused(expected, name, value);
  return value;
}

/**
 * What an option stands for. Types end where JSON begins, and a misspelled option must not count as the default.
 *
 * @throws JicengError `SLA_OPTION_UNKNOWN` when the table does not know the value.
 */
export function choose<Choice>(option: string, table: Readonly<Record<string, Choice>>, value: string): Choice {
  const choice = Object.hasOwn(table, value) ? table[value] : undefined;
  if (choice === undefined) throw slaError('SLA_OPTION_UNKNOWN', { option, value });
  return choice;
}
