// What compiling costs, how fast impossible calendars are refused, and what a command of a process package pays per call.
import { isJicengError } from '@jiceng/kernel/plain';
import {
  addWorkingDays,
  alwaysOpen,
  compileCalendar,
  deadlineOf,
  elapsedMsAt,
  evaluateClock,
  rungMs,
  shareUsedAtMs,
  type CalendarDefinition,
  type Hours,
} from '../src/index.ts';
import { chinaNotices } from '../src/notices.ts';
import { compare, printMachine } from '../../checks/bench/rounds.ts';

const hours: Hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
];
const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };
const china: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week,
  makeup: hours,
  holidays: { notices: chinaNotices },
  range: { from: '2018-01-01', to: '2027-12-31' },
};

const once = (name: string, definition: () => { readonly zone: string }) => ({
  name,
  answers: 1,
  run: () => definition().zone.length,
});

printMachine();
compare('Compile', [
  once('ten years, Asia/Shanghai', () => compileCalendar(china)),
  once('ten years, America/New_York', () => compileCalendar({ ...china, zone: 'America/New_York' })),
  once('a hundred years around the clock', () => alwaysOpen('America/New_York')),
]);

// The promise: no impossible calendar or question takes longer than 100 ms to be refused.
const calendar = compileCalendar(china);
const longest = { from: '1900-01-01', to: '2099-12-31' } as const;
const torn: Hours = [
  ['09:00', '12:00'],
  ['11:00', '13:00'],
];
const refusals: Readonly<Record<string, () => unknown>> = {
  'never open, 200 years': () => compileCalendar({ ...china, week: {}, makeup: [], range: longest }),
  'open on no date of the range': () =>
    compileCalendar({ ...china, week: { sat: hours }, range: { from: '2026-03-02', to: '2026-03-06' } }),
  'unknown zone': () => compileCalendar({ ...china, zone: 'Mars/Base', range: longest }),
  'overlapping hours': () => compileCalendar({ ...china, week: { ...week, sun: torn }, range: longest }),
  'a range of 1,000 years': () => compileCalendar({ ...china, range: { from: '1026-01-01', to: '2026-01-01' } }),
  'NaN working days': () => addWorkingDays(calendar, '2026-03-02', NaN),
  'a thousand million working days': () => addWorkingDays(calendar, '2026-03-02', 1e9),
  'infinite months': () =>
    deadlineOf(calendar, { start: '2026-03-02T01:00:00.000Z', limit: { unit: 'month', value: Infinity } }),
  'a budget of 10^12 hours': () =>
    evaluateClock(calendar, {
      start: '2026-03-02T01:00:00.000Z',
      now: '2026-03-02T01:00:00.000Z',
      budget: { value: 1e12, unit: 'workingHour' },
    }),
};
console.log('\nRefused within (the promise is 100 ms)');
for (const [name, ask] of Object.entries(refusals)) {
  const start = performance.now();
  let refused = false;
  try {
    ask();
  } catch (error) {
    refused = isJicengError(error);
  }
  const ms = performance.now() - start;
  console.log(`  ${name.padEnd(36)}${ms.toFixed(2).padStart(8)} ms`);
  if (!refused || ms > 100) {
    console.log('  ^ NOT KEPT');
    process.exitCode = 1;
  }
}

const always = alwaysOpen('America/New_York');
const startMs = Date.parse('2026-03-02T14:00:00.000Z');
const thousand = (name: string, answer: (index: number) => number) => ({
  name,
  answers: 1000,
  run: () => {
    let sum = 0;
    for (let index = 0; index < 1000; index += 1) sum += answer(index);
    return sum;
  },
});
const overdueBy = { value: 24, unit: 'workingHour' } as const;
compare('A command of a case: due, three rungs, elapsed', [
  thousand('on epoch milliseconds', (index) => {
    const clock = { startMs: startMs + index * 60_000, budgetMs: 72 * 3_600_000, pausesMs: [] };
    const rungs = [{ atFraction: 0.7 }, { atFraction: 0.9 }, { overdueBy }] as const;
    const due = shareUsedAtMs(always, clock, 1) ?? 0;
    const elapsed = elapsedMsAt(always, clock.startMs, clock.startMs + 86_400_000, clock.pausesMs);
    return rungs.reduce((sum, step) => sum + (rungMs(always, clock, step) ?? 0), due + elapsed);
  }),
  thousand('evaluateClock, instants as text', () => {
    const { elapsedMs, level } = evaluateClock(always, {
      start: '2026-03-02T14:00:00.000Z',
      now: '2026-03-03T14:00:00.000Z',
      budget: { value: 72, unit: 'workingHour' },
      thresholds: [0.7, 0.9, 1],
    });
    return elapsedMs + level;
  }),
]);
