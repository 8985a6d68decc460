import type { Locale } from '@jiceng/kernel/plain';
import type { ClockExplanation, WorkingTimeExplanation } from './clock-explanation.ts';
import type { ExplainedDay, PeriodDay } from './explained-day.ts';
import type { TimedDay } from './explained-time.ts';
import type { DeadlineExplanation } from './explanation.ts';
import { sentenceOf } from './explanation-sentences.ts';
import type { ExplanationStep } from './explanation-step.ts';
import type { LimitClockExplanation } from './limit-clock-explanation.ts';
import { basisOf, durationOf, listOf, dayRoleWords, spanOf, dayTypeWords, weekdayOf } from './explanation-terms.ts';

/** Whatever this package explains. */
export type Explanation = DeadlineExplanation | LimitClockExplanation | WorkingTimeExplanation | ClockExplanation;

/** What a reader of the table sees a day do. */
function partOf(day: PeriodDay | TimedDay, locale: Locale): string {
  if ('role' in day) return dayRoleWords[day.role][locale];
  if (day.countedMs > 0) return dayRoleWords.counted[locale];
  return dayRoleWords[day.pausedMs > 0 ? 'paused' : 'skipped'][locale];
}

/** Does it matter what kind of day it is? Not where every day counts, or every hour of the clock. */
const countsByKind = (steps: readonly ExplanationStep[]): boolean =>
  !steps.some(
    (step) => (step.step === 'days' && step.unit === 'calendarDay') || (step.step === 'time' && step.on === 'clock'),
  );

/** Is it worth a line of its own? Ordinary working days are counted in silence, and the start has its sentence. */
function isNotable(day: PeriodDay | TimedDay, byKind: boolean): boolean {
  const counted = 'role' in day ? day.role === 'counted' : day.countedMs > 0;
  if (counted) return byKind && (day.type === 'makeup' || day.type === 'override-open');
  return !('role' in day) || (day.role !== 'start' && day.role !== 'event');
}

interface Run {
  readonly first: ExplainedDay;
  readonly last: ExplainedDay;
  readonly days: number;
  readonly says: string;
}

const dayAfter = (a: string, b: string): boolean => Date.parse(b) - Date.parse(a) === 86_400_000;

/** Days of which the same is to be said, one after another. */
function runsOf({ steps, days }: Explanation, locale: Locale): readonly Run[] {
  const byKind = countsByKind(steps);
  const runs: Run[] = [];
  for (const day of days) {
    if (!isNotable(day, byKind)) continue;
    const [type, basis, part] = [dayTypeWords[day.type][locale], basisOf(day, locale), partOf(day, locale)];
    const says = locale === 'en' ? `${type} (${basis}), ${part}` : `${type}（${basis}），${part}`;
    const run = runs.at(-1);
    if (run !== undefined && run.says === says && dayAfter(run.last.date, day.date)) {
      runs[runs.length - 1] = { ...run, last: day, days: run.days + 1 };
    } else runs.push({ first: day, last: day, days: 1, says });
  }
  return runs;
}

/**
 * An explanation in sentences: the steps from the question to the answer, then the dates that were not counted, and those that were
 * against the pattern of the week, with what decided them. Dates and times are those on the wall of the calendar's zone.
 */
export function describeExplanation(explanation: Explanation, locale: Locale): readonly string[] {
  const runs = runsOf(explanation, locale).map(({ first, last, days: count, says }) => {
    const span = spanOf(first.date, last.date, locale);
    return locale === 'en'
      ? `${span} (${count === 1 ? '1 day' : `${count} days`}): ${says}.`
      : `${span}（${count} 天）：${says}。`;
  });
  return [...explanation.steps.map((step) => sentenceOf(step)[locale]), ...runs];
}

const heads = {
  days: {
    'zh-CN': ['序', '日期', '星期', '性质', '计入', '依据'],
    en: ['#', 'date', 'day', 'kind', 'counted', 'decided by'],
  },
  time: {
    'zh-CN': ['日期', '星期', '性质', '时段', '计入', '中止', '依据'],
    en: ['date', 'day', 'kind', 'segments', 'counted', 'paused', 'decided by'],
  },
} as const;

const sums: Readonly<Record<Locale, string>> = { 'zh-CN': '合计', en: 'total' };

/** The cells of a line. */
type Row = readonly string[];

function dayRows(days: readonly PeriodDay[], counted: number, locale: Locale): readonly Row[] {
  return [
    ...days.map((day) => [
      day.ordinal === undefined ? '' : String(day.ordinal),
      day.date,
      weekdayOf(day.date, locale),
      dayTypeWords[day.type][locale],
      partOf(day, locale),
      basisOf(day, locale),
    ]),
    [String(counted), sums[locale], '', '', '', ''],
  ];
}

const timeOf = (wall: string): string => wall.slice(wall.indexOf(' ') + 1);

function timeRows(
  days: readonly TimedDay[],
  { countedMs, pausedMs }: { readonly countedMs: number; readonly pausedMs: number },
  locale: Locale,
): readonly Row[] {
  return [
    ...days.map((day) => [
      day.date,
      weekdayOf(day.date, locale),
      dayTypeWords[day.type][locale],
      listOf(
        day.segments.filter(({ counted }) => counted).map(({ from, to }) => `${timeOf(from.wall)}–${timeOf(to.wall)}`),
        locale,
      ),
      day.countedMs === 0 ? '' : durationOf(day.countedMs, locale),
      day.pausedMs === 0 ? '' : durationOf(day.pausedMs, locale),
      basisOf(day, locale),
    ]),
    [sums[locale], '', '', '', durationOf(countedMs, locale), durationOf(pausedMs, locale), ''],
  ];
}

/** The dates of an explanation as rows of cells, for tables of any make: the heads first, the total last. */
export function explanationRows(explanation: Explanation, locale: Locale): readonly Row[] {
  return explanation.countedIn === 'time'
    ? [heads.time[locale], ...timeRows(explanation.days, explanation, locale)]
    : [heads.days[locale], ...dayRows(explanation.days, 'counted' in explanation ? explanation.counted : 0, locale)];
}

/** A cell of a Markdown table: names come from hosts, and may hold what would break it. */
const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** The same as a table in Markdown. */
export function explanationTable(explanation: Explanation, locale: Locale): string {
  const [head = [], ...rows] = explanationRows(explanation, locale);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}
