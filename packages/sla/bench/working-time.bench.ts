// Open time added and measured: the compiled calendar beside a hand-written day walk and dayjs-business-time, on one calendar
// (09:00–12:00 and 14:00–18:00 on China's working days), the same questions, in turn within each round.
import { instantFromMs } from '@jiceng/kernel/plain';
import dayjs, { type Dayjs, type PluginFunc } from 'dayjs';
import businessTimeModule from 'dayjs-business-time';
import {
  addWorkingMs,
  addWorkingTime,
  compileCalendar,
  isWorkingDay,
  workingMsBetweenMs,
  type CalendarDefinition,
  type Hours,
} from '../src/index.ts';
import { chinaNotices } from '../src/notices.ts';
import { compare, createRandom, printMachine } from '../../checks/bench/rounds.ts';

process.env['TZ'] = 'Asia/Shanghai'; // dayjs reads the zone of the process

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hours: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  makeup: hours,
  holidays: { notices: chinaNotices },
  range: { from: '2023-01-01', to: '2027-12-31' },
};
const calendar = compileCalendar(definition);

const dateAt = (ms: number) => new Date(ms + 8 * hourMs).toISOString().slice(0, 10) as `${number}-${number}-${number}`;
const firstMs = Date.parse('2024-01-01T00:00:00+08:00');
const restDays: string[] = [];
for (let ms = firstMs - 300 * dayMs; ms < firstMs + 1400 * dayMs; ms += dayMs) {
  if (!isWorkingDay(calendar, dateAt(ms))) restDays.push(dateAt(ms));
}

// A day walk as one writes it in an afternoon: a set of rest days, four numbers, epoch milliseconds at a fixed offset.
const rest = new Set(restDays);
const segmentsMs = [
  [9 * hourMs, 12 * hourMs],
  [14 * hourMs, 18 * hourMs],
] as const;
const midnightOf = (ms: number): number => Math.floor((ms + 8 * hourMs) / dayMs) * dayMs - 8 * hourMs;

function walkAdd(startMs: number, amountMs: number): number {
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

function walkBetween(fromMs: number, toMs: number): number {
  let sum = 0;
  for (let midnight = midnightOf(fromMs); midnight < toMs; midnight += dayMs) {
    if (rest.has(dateAt(midnight))) continue;
    for (const [from, to] of segmentsMs) {
      sum += Math.max(0, Math.min(toMs, midnight + to) - Math.max(fromMs, midnight + from));
    }
  }
  return sum;
}

// dayjs-business-time knows no make-up days: every weekday is given hours, and every rest day is listed.
// Its types say `export =`, its code says `exports.default`.
const isPlugin = (value: unknown): value is PluginFunc => typeof value === 'function';
const namespace: unknown = businessTimeModule;
const inside: unknown =
  typeof namespace === 'object' && namespace !== null ? Reflect.get(namespace, 'default') : namespace;
const plugin = isPlugin(inside) ? inside : undefined;
if (plugin === undefined) throw new Error('dayjs-business-time exports no plugin');
dayjs.extend(plugin);
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
const questions = Array.from({ length: 1000 }, () => {
  const startMs = firstMs + Math.floor(random() * 730 * 1440) * 60_000;
  const minutes = 120 + Math.floor(random() * 2281);
  return { startMs, minutes, start: instantFromMs(startMs), dayjsStart: dayjs(startMs) };
});
type Question = (typeof questions)[number];

function share(name: string, asked: readonly Question[], wrong: (question: Question) => boolean): void {
  const count = asked.filter(wrong).length;
  console.log(`  ${name}: ${count} of ${asked.length} answers differ from ours`);
}

/** Enough questions that a round takes long enough to be timed, few enough that it ends. */
const sum = (asked: readonly Question[], answer: (question: Question) => number, times = 1) => ({
  answers: asked.length * times,
  run: () => {
    let total = 0;
    for (let time = 0; time < times; time += 1) for (const question of asked) total += answer(question);
    return total;
  },
});

printMachine();
const few = questions.slice(0, 60);
const added = ({ startMs, minutes }: Question) => addWorkingMs(calendar, startMs, minutes * 60_000);
const addedByWalk = ({ startMs, minutes }: Question) => walkAdd(startMs, minutes * 60_000);
const addedByDayjs = ({ dayjsStart, minutes }: Question) => dayjsStart.addBusinessMinutes(minutes).valueOf();

compare(
  'Add 2 to 40 working hours',
  [
    { name: 'compiled, epoch milliseconds', ...sum(questions, added, 50) },
    {
      name: 'compiled, instants as text',
      ...sum(
        questions,
        ({ start, minutes }) => addWorkingTime(calendar, start, { value: minutes, unit: 'workingMinute' }).at.length,
      ),
    },
    { name: 'day walk by hand', ...sum(questions, addedByWalk) },
    { name: 'dayjs-business-time', ...sum(few, addedByDayjs) },
  ],
  7,
);
share('day walk by hand', questions, (question) => addedByWalk(question) !== added(question));
share('dayjs-business-time', few, (question) => addedByDayjs(question) !== added(question));

for (const days of [1, 30, 365]) {
  const between = ({ startMs }: Question) => workingMsBetweenMs(calendar, startMs, startMs + days * dayMs);
  const byWalk = ({ startMs }: Question) => walkBetween(startMs, startMs + days * dayMs);
  const later = (start: Dayjs): Dayjs => start.add(days, 'day');
  const byDayjs = ({ dayjsStart }: Question) => dayjsStart.businessMinutesDiff(later(dayjsStart)) * 60_000;
  const asked = questions.slice(0, days === 365 ? 8 : 60);
  compare(
    `Working time within ${days} days`,
    [
      { name: 'compiled, epoch milliseconds', ...sum(questions, between, 50) },
      { name: 'day walk by hand', ...sum(questions.slice(0, 200), byWalk) },
      { name: 'dayjs-business-time', ...sum(asked, byDayjs) },
    ],
    7,
  );
  share('day walk by hand', questions.slice(0, 200), (question) => byWalk(question) !== between(question));
  share('dayjs-business-time', asked, (question) => byDayjs(question) !== between(question));
}
