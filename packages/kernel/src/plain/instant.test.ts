import { describe, expect, it } from 'vitest';
import { instantFromMs, instantToMs, isJicengError, parseInstant } from '../plain.ts';

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (isJicengError(error, 'INSTANT_INVALID')) return error.details['text'];
    throw error;
  }
  return 'nothing was refused';
}

describe('parseInstant', () => {
  it.each([
    ['2026-03-02T01:30:00.000Z', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T09:30:00+08:00', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T09:30+08:00', '2026-03-02T01:30:00.000Z'],
    ['2026-03-01T20:00:00-05:30', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T07:15:00+05:45', '2026-03-02T01:30:00.000Z'],
    ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z'],
    ['2026-03-02T01:30:00-00:00', '2026-03-02T01:30:00.000Z'],
  ])('normalises the offset of %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    ['2026-03-02T01:30:00.5Z', '500'],
    ['2026-03-02T01:30:00,25Z', '250'],
    ['2026-03-02T01:30:00.007Z', '007'],
    ['2026-03-02T01:30:00.999999999Z', '999'],
  ])('keeps the milliseconds of %s and cuts the rest off', (text, milliseconds) => {
    expect(parseInstant(text)).toBe(`2026-03-02T01:30:00.${milliseconds}Z`);
  });

  it('knows leap days', () => {
    expect(parseInstant('2024-02-29T12:00:00Z')).toBe('2024-02-29T12:00:00.000Z');
    expect(parseInstant('2000-02-29T12:00:00Z')).toBe('2000-02-29T12:00:00.000Z');
    expect(parseInstant('2024-03-01T00:00:00+08:00')).toBe('2024-02-29T16:00:00.000Z');
  });

  it.each([
    ['a day that does not exist', '2026-02-30T00:00:00Z'],
    ['a leap day of a common year', '2026-02-29T00:00:00Z'],
    ['a leap day of a century', '1900-02-29T00:00:00Z'],
    ['the 31st of a short month', '2026-04-31T00:00:00Z'],
    ['day zero', '2026-03-00T00:00:00Z'],
    ['month zero', '2026-00-02T00:00:00Z'],
    ['month thirteen', '2026-13-02T00:00:00Z'],
    ['hour 24', '2026-03-02T24:00:00Z'],
    ['minute 60', '2026-03-02T01:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['an offset of 24 hours', '2026-03-02T01:30:00+24:00'],
    ['an offset of 60 minutes', '2026-03-02T01:30:00+08:60'],
    ['no offset', '2026-03-02T01:30:00'],
    ['an offset without a colon', '2026-03-02T01:30:00+0800'],
    ['a date alone', '2026-03-02'],
    ['a blank between date and time', '2026-03-02 01:30:00Z'],
    ['small letters', '2026-03-02t01:30:00z'],
    ['a fraction without digits', '2026-03-02T01:30:00.Z'],
    ['ten digits of a second', '2026-03-02T01:30:00.0123456789Z'],
    ['a fraction of a minute', '2026-03-02T01:30.5Z'],
    ['one digit for a month', '2026-3-02T01:30:00Z'],
    ['a year of five digits', '12026-03-02T01:30:00Z'],
    ['a signed year', '+002026-03-02T01:30:00Z'],
    ['white space around', ' 2026-03-02T01:30:00Z'],
    ['a second line', '2026-03-02T01:30:00Z\n2026-03-02T01:30:00Z'],
    ['digits of another script', '２０２６-03-02T01:30:00Z'],
    ['nothing', ''],
  ])('refuses %s and shows it', (_what, text) => {
    expect(refusal(() => parseInstant(text))).toBe(text);
  });

  it('holds the years 0000 to 9999 and not a millisecond more', () => {
    expect(parseInstant('0000-01-01T00:00:00.000Z')).toBe('0000-01-01T00:00:00.000Z');
    expect(parseInstant('0050-07-01T08:00:00+08:00')).toBe('0050-07-01T00:00:00.000Z');
    expect(parseInstant('9999-12-31T23:59:59.999Z')).toBe('9999-12-31T23:59:59.999Z');
    for (const text of ['0000-01-01T00:00:00+00:01', '9999-12-31T23:59:59-08:00']) {
      expect(refusal(() => parseInstant(text))).toBe(text);
    }
  });
});

describe('instantFromMs', () => {
  it('writes milliseconds since 1970 and reads them back', () => {
    expect(instantFromMs(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(instantFromMs(-1)).toBe('1969-12-31T23:59:59.999Z');
    expect(instantToMs('2026-03-02T01:30:00.000Z')).toBe(1_772_415_000_000);
  });

  it.each([Number.NaN, Infinity, -Infinity, -62_167_219_200_001, 253_402_300_800_000])('refuses %s', (ms) => {
    expect(refusal(() => instantFromMs(ms))).toBe(String(ms));
  });
});
