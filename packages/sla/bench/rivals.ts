// One calendar, 09:00–12:00 and 14:00–18:00 on China's working days, in the hands of each rival, and the questions that all are asked.
import { civilDateOfEpochDay, epochDayOf, instantFromMs } from '@jiceng/kernel/plain';
import { compileCalendar, isWorkingDay, type CalendarDefinition, type Hours } from '../src/index.ts';
import { chinaNotices } from '../src/notices.ts';
import { dayjs } from './rival-libraries.ts';
import { createRandom } from '../../checks/bench/rounds.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const hours: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
export const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  makeup: hours,
  holidays: { notices: chinaNotices },
  range: { from: '2018-01-01', to: '2027-12-31' },
};
export const calendar = compileCalendar(definition);

export const firstMs = Date.parse('2024-01-01T00:00:00+08:00');
const firstDay = epochDayOf('2024-01-01');
const dateAt = (ms: number) => civilDateOfEpochDay(Math.floor((ms + 8 * hourMs) / dayMs));
export const restDays = Array.from({ length: 1700 }, (_none, index) =>
  civilDateOfEpochDay(firstDay - 300 + index),
).filter((date) => !isWorkingDay(calendar, date));

// A day walk as one writes it in an afternoon: a set of rest days, four numbers, epoch milliseconds at a fixed offset.
const rest: ReadonlySet<string> = new Set(restDays);
const segmentsMs = [
  [9 * hourMs, 12 * hourMs],
  [14 * hourMs, 18 * hourMs],
] as const;
const midnightOf = (ms: number): number => Math.floor((ms + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs;

export function walkAdd(startMs: number, amountMs: number): number {
  let left = amountMs;
  for (let midnight = midnightOf(startMs); ; midnight += dayMs) {
    if (rest.has(dateAt(midnight))) continue;
    for (const [from, to] of segmentsMs) {
      const opens = Math.max(startMs, midnight + from);
      const length = midnight + to - opens;
      if (length <= 0) continue;
      if (left <= length) return opens + left;
      left -= length;
    }
  }
}

export function walkBetween(fromMs: number, toMs: number): number {
  let sum = 0;
  for (let midnight = midnightOf(fromMs); midnight < toMs; midnight += dayMs) {
    if (rest.has(dateAt(midnight))) continue;
    for (const [from, to] of segmentsMs) {
      sum += Math.max(0, Math.min(toMs, midnight + to) - Math.max(fromMs, midnight + from));
    }
  }
  return sum;
}

export function walkDays(day: number, n: number): number {
  let reached = day;
  for (let left = n; left > 0;) {
    reached += 1;
    if (!rest.has(civilDateOfEpochDay(reached))) left -= 1;
  }
  return reached;
}

// dayjs-business-time knows no make-up days: every weekday is given hours, and every rest day is listed.
const daily = [
  { start: '09:00:00', end: '12:00:00' },
  { start: '14:00:00', end: '18:00:00' },
];
dayjs.setBusinessTime({
  monday: daily,
  tuesday: daily,
  wednesday: daily,
  thursday: daily,
  friday: daily,
  saturday: daily,
  sunday: daily,
});
dayjs.setHolidays(restDays);

// The questions, on whole minutes: finer than that dayjs-business-time does not count.
const random = createRandom(20261121);
export const questions = Array.from({ length: 1000 }, () => {
  const startMs = firstMs + Math.floor(random() * 730 * 1440) * 60_000;
  const minutes = 120 + Math.floor(random() * 2281);
  const date = dateAt(startMs);
  const start = instantFromMs(startMs);
  return {
    startMs,
    minutes,
    start,
    date,
    day: epochDayOf(date),
    jsDate: new Date(startMs),
    dayjsStart: dayjs(startMs),
  };
});
export type Question = (typeof questions)[number];

/** How many answers of a rival are not ours. */
export function share(name: string, asked: readonly Question[], wrong: (question: Question) => boolean): void {
  const count = asked.filter(wrong).length;
  console.log(`  ${name}: ${count} of ${asked.length} answers differ from ours`);
}

/** Enough questions that a round takes long enough to be timed, few enough that it ends. */
export const sum = (asked: readonly Question[], answer: (question: Question) => number, times = 1) => ({
  answers: asked.length * times,
  run: () => {
    let total = 0;
    for (let time = 0; time < times; time += 1) for (const question of asked) total += answer(question);
    return total;
  },
});
