// One question to every entry. What it answers must be the same on every platform; it imports what a host imports, and nothing else.
import { addWorkingMs, compileTimetable, dueMs, weeklyRules } from './core.ts';
import { readICalendar, writeICalendar } from './icalendar.ts';
import { addWorkingTime, compileCalendar, deadlineOf, evaluateMany, type CalendarDefinition } from './index.ts';
import { chinaNoticeDays } from './notices/days.ts';
import { chinaNotices } from './notices.ts';
import { statutoryPresets } from './presets.ts';
import { CalendarDefinition as CalendarSchema } from './schemas.ts';
import { slaWords } from './words.ts';

const hours = [
  ['09:00', '12:00'],
  ['14:00', '18:00'],
] as const;
const definition: CalendarDefinition = {
  zone: 'Asia/Shanghai',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  makeup: hours,
  holidays: { notices: chinaNotices },
  range: { from: '2025-01-01', to: '2027-12-31' },
};
const hourMs = 3_600_000;

function wordsOfRefusal(zone: string): string {
  try {
    compileCalendar({ ...definition, zone });
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'nothing was refused';
}

/** Plain data, a line for each entry or part. */
export function portableAnswers(): Readonly<Record<string, unknown>> {
  const calendar = compileCalendar(definition);
  const startMs = Date.parse('2026-02-13T08:00:00.000Z');
  const day = Math.floor(startMs / (24 * hourMs));
  const office = [540, 720, 840, 1080];
  const newYork = compileTimetable({
    zone: 'America/New_York',
    firstDay: day - 60,
    lastDay: day + 365,
    ruleOf: weeklyRules({
      week: [office, office, office, office, office, [], []],
      off: new Set([day + 3]),
      work: new Set(),
    }),
  });
  const out = { dueMs: new Float64Array(2), remaining: new Float64Array(2), level: new Uint8Array(2) };
  const columns = {
    startMs: Float64Array.of(startMs, startMs + hourMs),
    amount: Float64Array.of(20, 30),
    unit: Uint8Array.of(1, 2),
    shares: [0.5, 1],
  };
  evaluateMany(calendar, columns, startMs + 400 * hourMs, out);
  const file = writeICalendar(chinaNotices);
  return {
    index: deadlineOf(calendar, { start: '2026-02-13T08:00:00.000Z', limit: { unit: 'workingDay', value: 20 } }),
    time: addWorkingTime(calendar, '2026-02-13T08:00:00.000Z', { value: 30, unit: 'workingHour' }),
    many: [[...out.dueMs], [...out.remaining], [...out.level]],
    // Over the night in which the clocks of New York go forward.
    core: [addWorkingMs(newYork, startMs, 200 * hourMs), dueMs(newYork, startMs, 'month', 1)],
    words: [wordsOfRefusal('Asia/Peking'), slaWords.reason('SLA_HOURS_OVERLAP', { where: 'mon' }).words],
    notices: chinaNotices.length,
    days: chinaNoticeDays.map(({ id, days }) => `${id} ${days.length}`),
    icalendar: [file.length, readICalendar(file).length],
    presets: statutoryPresets.map(({ id }) => id),
    schemas: CalendarSchema.safeParse({ ...definition, wek: {} }).success,
  };
}
