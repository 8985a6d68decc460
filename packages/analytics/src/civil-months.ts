import { addCalendarDays, type CivilDate, epochDayOf, parseCivilDate } from '@jiceng/kernel/plain';
import { analyticsError } from './errors.ts';

/** A month of the calendar on the wall, `2026-03`. */
export type CivilMonth = `${number}-${number}`;

const form = /^\d{4}-(?:0[1-9]|1[0-2])$/;

function isCivilMonth(text: string): text is CivilMonth {
  return form.test(text);
}

/** @throws JicengError `ANALYTICS_MONTH_INVALID` when the text has another form or names a month that does not exist. */
export function parseCivilMonth(text: string): CivilMonth {
  if (!isCivilMonth(text)) throw analyticsError('ANALYTICS_MONTH_INVALID', { text });
  return text;
}

/** Months since January of the year 0, so that months can be counted as whole numbers. */
export function monthNumberOf(month: CivilMonth): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

/** @throws JicengError `ANALYTICS_MONTH_INVALID` when the month lies outside the years 0000 to 9999. */
export function monthOfNumber(monthNumber: number): CivilMonth {
  const [year, month] = [Math.floor(monthNumber / 12), (((monthNumber % 12) + 12) % 12) + 1];
  return parseCivilMonth(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`);
}

export function monthOfDate(date: CivilDate): CivilMonth {
  return parseCivilMonth(date.slice(0, 7));
}

export function lastDayOf(month: CivilMonth): CivilDate {
  if (month === '9999-12') return '9999-12-31';
  return addCalendarDays(firstDayOf(monthOfNumber(monthNumberOf(month) + 1)), -1);
}

export function lengthDaysOf(month: CivilMonth): number {
  return epochDayOf(lastDayOf(month)) - epochDayOf(firstDayOf(month)) + 1;
}

function firstDayOf(month: CivilMonth): CivilDate {
  return parseCivilDate(`${month}-01`);
}
