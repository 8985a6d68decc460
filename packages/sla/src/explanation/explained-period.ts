import { civilDateOfEpochDay } from '@jiceng/kernel/plain';
import { dayOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { correspondingDay } from '../timetable/day-number.ts';
import {
  countingOf,
  dayPeriodOf,
  pausedDays,
  type Counting,
  type DayPeriod,
  type OwnRulesOnDays,
} from '../limits/day-period.ts';
import { dayTypes } from '../calendar/day-rules.ts';
import { explainedDay, type DayRole, type PeriodDay } from './explained-day.ts';
import { explainedPauses } from './explained-pauses.ts';
import type { DateRun, DaysOfType, ExplanationStep } from './explanation-step.ts';
import type { DayLimit, FixedLimit } from '../limits/limit.ts';
import type { Stretch } from '../timetable/pause.ts';
import { localDayAt } from '../timetable/zone-offsets.ts';

/** A period counted in days, date by date. */
export interface ExplainedPeriod {
  readonly steps: readonly ExplanationStep[];
  /** Every date from the start to the last day; up to the eve of a pause that still lasts. */
  readonly days: readonly PeriodDay[];
  /** How many days the limit asks for, and how many of `days` are counted: the same, unless a pause still lasts. */
  readonly asked: number;
  readonly counted: number;
}

const isIn = (stretches: readonly Stretch[], day: number): boolean =>
  stretches.some(({ from, to }) => from <= day && day < to);

/** Which runs of three or more declared rest days a period has, as far as they lie in it. */
function restRunsIn({ compiled: { ruleOf } }: Calendar, firstDay: number, lastDay: number): readonly DateRun[] {
  const runs: DateRun[] = [];
  let length = 0;
  for (let day = firstDay; day <= lastDay + 1; day += 1) {
    if (day <= lastDay && ruleOf(day).type === 'holiday') length += 1;
    else {
      const [from, to] = [civilDateOfEpochDay(day - length), civilDateOfEpochDay(day - 1)];
      if (length >= 3) runs.push({ from, to, days: length });
      length = 0;
    }
  }
  return runs;
}

/** How many days of a list were skipped, by their type. */
export function skippedByType(days: readonly PeriodDay[]): readonly DaysOfType[] {
  const skipped = days.filter(({ role }) => role === 'skipped');
  return dayTypes
    .map((type) => ({ type, days: skipped.filter((day) => day.type === type).length }))
    .filter((one) => one.days > 0);
}

/** Where a listing of days ends: the last day, or the eve of a pause that still lasts. */
function listedTo(period: DayPeriod | undefined, paused: readonly Stretch[], firstDay: number): number {
  if (period !== undefined) return Math.max(period.lastDay, period.nominalDay);
  return (paused.at(-1)?.from ?? firstDay) - 1;
}

/** What decides which role a day plays. */
interface Marks {
  readonly counting: Counting;
  readonly period: DayPeriod | undefined;
  readonly paused: readonly Stretch[];
  /** The last day that art. 109 adds; the nominal last day when it adds none. */
  readonly addedTo: number;
}

function roleOf(day: number, workingDay: boolean, { counting, period, paused, addedTo }: Marks): DayRole {
  if (period !== undefined && day > period.nominalDay) return day <= addedTo ? 'added' : 'rolled';
  if (day < counting.firstDay) return 'start';
  if (isIn(paused, day)) return 'paused';
  return workingDay || !counting.inWorkingDays ? 'counted' : 'skipped';
}

/** What is said of how the days were chosen, before they are counted. */
function choosingSteps(limit: DayLimit | FixedLimit, startDay: number, firstDay: number): readonly ExplanationStep[] {
  if (limit.unit === 'fixed') return [{ step: 'fixed-period', from: limit.from, base: limit.base }];
  const { startDay: rule = 'excluded' } = limit;
  const first: ExplanationStep = { step: 'first-day', date: civilDateOfEpochDay(firstDay), startDay: rule };
  if (limit.unit !== 'month' && limit.unit !== 'year') return [first];
  const { day, exists } = correspondingDay(startDay, limit.value * (limit.unit === 'year' ? 12 : 1));
  return [first, { step: 'corresponding-day', date: civilDateOfEpochDay(day), exists }];
}

/** What is said of how the last day was moved, and up to which day art. 109 added to the period. */
function movingSteps(
  calendar: Calendar,
  rule: string,
  { firstDay, nominalDay, lastDay }: DayPeriod,
): { readonly steps: readonly ExplanationStep[]; readonly addedTo: number } {
  const runs = rule === 'tax-109' ? restRunsIn(calendar, firstDay, nominalDay) : [];
  const addedTo = nominalDay + runs.reduce((sum, { days }) => sum + days, 0);
  const from = civilDateOfEpochDay(addedTo);
  const steps: ExplanationStep[] = [];
  if (runs.length > 0) steps.push({ step: 'rest-runs', runs, last: from });
  if (addedTo !== lastDay) steps.push({ step: 'last-day', from, to: civilDateOfEpochDay(lastDay), rule });
  return { steps, addedTo };
}

/** The pauses that take days out of a period. */
function pausesWithin(
  { compiled: { offsets } }: Calendar,
  pausesMs: readonly Stretch[],
  days: readonly PeriodDay[],
): readonly Stretch[] {
  const paused = days.filter(({ role }) => role === 'paused').map(({ date }) => dayOf(date));
  return pausesMs.filter(({ from, to }) => {
    const [first, last] = [localDayAt(offsets, from), to === Infinity ? Infinity : localDayAt(offsets, to)];
    return paused.some((day) => first <= day && day <= last);
  });
}

/** A period in days that starts on a local day, as `dayPeriodOf` answers it, with every date on the way. */
export function explainPeriod(
  calendar: Calendar,
  limit: DayLimit | FixedLimit,
  startDay: number,
  { pausesMs, ownRules }: { readonly pausesMs: readonly Stretch[]; readonly ownRules: OwnRulesOnDays },
): ExplainedPeriod {
  const { offsets, ruleOf } = calendar.compiled;
  const counting = countingOf(limit, startDay);
  const { firstDay, amount, inWorkingDays } = counting;
  const period = dayPeriodOf(calendar, limit, startDay, pausesMs, ownRules);
  const paused = pausedDays(offsets, pausesMs, limit.pauseDays);
  const moving = period && movingSteps(calendar, limit.lastDay ?? 'roll-forward', period);
  const marks = { counting, period, paused, addedTo: moving?.addedTo ?? Infinity };

  const days: PeriodDay[] = [];
  let counted = 0;
  const from = limit.unit === 'fixed' ? firstDay : Math.min(startDay, firstDay);
  for (let day = from; day <= listedTo(period, paused, firstDay); day += 1) {
    const role = roleOf(day, ruleOf(day).workingDay, marks);
    if (role === 'counted') counted += 1;
    days.push({ ...explainedDay(calendar, day), role, ...(role === 'counted' ? { ordinal: counted } : {}) });
  }
  const pauses = explainedPauses(calendar, pausesWithin(calendar, pausesMs, days));
  const taken = { days: days.filter(({ role }) => role === 'paused').length };
  const steps: readonly ExplanationStep[] = [
    ...choosingSteps(limit, startDay, firstDay),
    ...(taken.days > 0 ? [{ step: 'pauses', pauses, taken } as const] : []),
    {
      step: 'days',
      unit: inWorkingDays ? 'workingDay' : 'calendarDay',
      counted,
      asked: amount,
      last: days.findLast(({ role }) => role === 'counted')?.date,
      skipped: skippedByType(days),
    },
    ...(moving?.steps ?? []),
  ];
  return { steps, days, asked: amount, counted };
}
