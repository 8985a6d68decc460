import type { Hours, Week, Weekday } from './definition.ts';
import { choose } from '../timetable/border.ts';
import { slaError } from '../errors.ts';

/** Hours as minutes after local midnight, `[from, to, from, to, …]`; a shift over midnight ends above 1440. */
export type Minutes = readonly number[];

export const noMinutes: Minutes = [];
export const minutesPerDay = 1440;

const clockForm = /^([01]\d|2[0-4]):([0-5]\d)$/;

function minuteOf(text: string): number {
  const [, hour, minute] = clockForm.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= minutesPerDay ? minutes : NaN;
}

/**
 * Reads the hours of one day.
 *
 * @throws JicengError `SLA_HOURS_INVALID` when a time is not of the form 09:00, or starts at 24:00.
 * @throws JicengError `SLA_HOURS_OVERLAP` when segments overlap or are not in order.
 */
export function minutesOf(hours: Hours, where: string): Minutes {
  const minutes: number[] = [];
  for (const [fromText, toText] of hours) {
    const from = minuteOf(fromText);
    const to = minuteOf(toText);
    if (Number.isNaN(from + to) || from === minutesPerDay) {
      throw slaError('SLA_HOURS_INVALID', { where, text: `${fromText}–${toText}` });
    }
    if (from < (minutes.at(-1) ?? 0)) throw slaError('SLA_HOURS_OVERLAP', { where });
    minutes.push(from, to > from ? to : to + minutesPerDay);
  }
  return minutes;
}

const clockText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Minutes as hours on the wall. A shift over midnight ends at the time of the next morning. */
export function hoursOf(minutes: Minutes): Hours {
  return Array.from({ length: minutes.length / 2 }, (_, index) => {
    const [from = 0, to = 0] = minutes.slice(index * 2);
    return [clockText(from), clockText(to > minutesPerDay ? to - minutesPerDay : to)];
  });
}

const weekdayNames: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdayIndexes: Readonly<Record<string, number>> = Object.fromEntries(
  weekdayNames.map((name, index) => [name, index]),
);

/**
 * Which weekdays (0 = Monday) a list names.
 *
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a name is no weekday.
 */
export function weekdaysOf(names: readonly string[]): ReadonlySet<number> {
  return new Set(names.map((name) => choose('weekday', weekdayIndexes, name)));
}

/**
 * Reads the hours of a week, Monday first.
 *
 * @throws JicengError `SLA_OPTION_UNKNOWN` when a key is no weekday.
 * @throws JicengError `SLA_HOURS_INVALID` when a time is not of the form 09:00.
 * @throws JicengError `SLA_HOURS_OVERLAP` when a shift over midnight runs into the next weekday's hours.
 */
export function weekOf(week: Week, where: string): readonly Minutes[] {
  weekdaysOf(Object.keys(week));
  const days = weekdayNames.map((name) => minutesOf(week[name] ?? [], `${where} ${name}`));
  for (const [index, name] of weekdayNames.entries()) {
    const spill = (days[index]?.at(-1) ?? 0) - minutesPerDay;
    const nextOpening = days[(index + 1) % 7]?.[0] ?? Infinity;
    if (spill > nextOpening) throw slaError('SLA_HOURS_OVERLAP', { where: `${where} ${name}` });
  }
  return days;
}

/** What is left of some hours when breaks are cut out. A break after midnight also means the night of a shift that began today. */
export function cutBreaks(hours: Minutes, breaks: Minutes): Minutes {
  let left = hours; // of most days nothing is cut: the list itself goes on
  for (let b = 0; b < breaks.length; b += 2) {
    for (const shift of [0, minutesPerDay]) {
      const [breakFrom, breakTo] = [(breaks[b] ?? 0) + shift, (breaks[b + 1] ?? 0) + shift];
      const cut: number[] = [];
      for (let h = 0; h < left.length; h += 2) {
        const [from, to] = [left[h] ?? 0, left[h + 1] ?? 0];
        if (from < Math.min(to, breakFrom)) cut.push(from, Math.min(to, breakFrom));
        if (Math.max(from, breakTo) < to) cut.push(Math.max(from, breakTo), to);
      }
      left = cut;
    }
  }
  return left;
}
