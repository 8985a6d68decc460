import { parseInstant, type Instant } from '@jiceng/kernel/plain';
import {
  addWorkingDays,
  addWorkingTime,
  countWorkingDays,
  dayTypeOf,
  deadlineOf,
  evaluateClock,
  explainWorkingDays,
  isOpen,
  isWorkingDay,
  ladderOf,
  nextOpen,
  previousOpen,
  workingMsBetween,
  type Calendar,
  type LadderStep,
  type Limit,
  type Pause,
  type WorkingTime,
} from '@jiceng/sla';
import * as z from 'zod';
import { asGiven } from './sla-calendars.ts';

export type Input = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, unknown>>;

const unwritable: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };

/** A number; the three that JSON has not are written as texts, and anything else is none. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? (unwritable[value] ?? NaN) : NaN;
}

const instantOf = (value: unknown): Instant => parseInstant(String(value));

const openUnits: Readonly<Record<string, string>> = {
  hour: 'workingHour',
  workhour: 'workingHour',
  minute: 'workingMinute',
  workminute: 'workingMinute',
  second: 'workingSecond',
};

const Amount = z.object({ value: z.unknown(), unit: z.string() });

/** An amount of open time, whatever its unit is called in the file. */
function openAmount(input: unknown): WorkingTime {
  const { value, unit } = Amount.parse(input);
  if (unit === 'ms') return { value: numberOf(value) / 1000, unit: 'workingSecond' };
  return asGiven({ value: numberOf(value), unit: openUnits[unit] ?? unit });
}

const Pauses = z.array(z.object({ from: z.string(), to: z.string().nullish() })).nullish();

function pausesOf(input: unknown): readonly Pause[] {
  return (Pauses.parse(input) ?? []).map(({ from, to }) => ({
    from: instantOf(from),
    ...(to === undefined || to === null ? {} : { to: instantOf(to) }),
  }));
}

const words: Readonly<Record<string, string>> = {
  workday: 'workingDay',
  day: 'calendarDay',
  workhour: 'workingHour',
  workminute: 'workingMinute',
  'next-workday': 'next-working-day',
};

/** A limit in the calculator's own words. Words it does not know go on unchanged, to be refused. */
function limitOf({ value, ...rules }: Input): Limit {
  const named = Object.entries(rules).map(([name, rule]) => [
    name,
    typeof rule === 'string' ? (words[rule] ?? rule) : rule,
  ]);
  return asGiven({ ...Object.fromEntries(named), ...(value === undefined ? {} : { value: numberOf(value) }) });
}

/** A fixed period needs no other start than its own. */
function limitStart(start: unknown, { unit, from }: Input): Instant {
  return start === undefined && unit === 'fixed' ? instantOf(`${String(from)}T12:00:00Z`) : instantOf(start);
}

const list = (input: unknown): readonly unknown[] => z.array(z.unknown()).nullish().parse(input) ?? [];
const record = (input: unknown): Input => z.record(z.string(), z.unknown()).parse(input);

function clockFacts(input: Input) {
  return {
    start: instantOf(input['start']),
    budget: openAmount(input['budget']),
    pauses: pausesOf(input['pauses']),
    extensions: list(input['extensions']).map(openAmount),
    resets: list(input['resets']).map(instantOf),
  };
}

/** Without a `now` every fact has happened. */
function nowOf(input: Input): Instant {
  if (input['now'] !== undefined && input['now'] !== null) return instantOf(input['now']);
  return [input['start'], ...list(input['resets'])].map(instantOf).toSorted().at(-1) ?? instantOf(input['start']);
}

function stepOf(input: unknown): LadderStep {
  const { atFraction, overdueBy } = record(input);
  return overdueBy === undefined ? { atFraction: numberOf(atFraction) } : { overdueBy: openAmount(overdueBy) };
}

const different = <Value>(value: Value, usual: Value): Value | undefined => (value === usual ? undefined : value);

/** What the calculator answers to each kind of case, in the fields of the case files. */
export const answers: Readonly<Record<string, (calendar: Calendar, input: Input) => Answer>> = {
  'workday.is': (calendar, { date }) => ({
    workday: isWorkingDay(calendar, asGiven(date)),
    type: dayTypeOf(calendar, asGiven(date)),
  }),
  'workday.add': (calendar, { date, n, roll }) => ({
    ...addWorkingDays(calendar, asGiven(date), numberOf(n), roll === undefined ? {} : { roll: asGiven(roll) }),
  }),
  'workday.count': (calendar, { from, to, bounds }) => ({
    count: countWorkingDays(calendar, asGiven(from), asGiven(to), asGiven(bounds)),
  }),
  'worktime.add': (calendar, { start, amount }) => {
    const { at, latestAt, ...certain } = addWorkingTime(calendar, instantOf(start), openAmount(amount));
    return { at, atLatest: different(latestAt, at), ...certain };
  },
  'worktime.between': (calendar, { from, to }) => ({
    ms: workingMsBetween(calendar, instantOf(from), instantOf(to)),
  }),
  'worktime.next': (calendar, { at }) => ({ at: nextOpen(calendar, instantOf(at)) }),
  'worktime.prev': (calendar, { at }) => ({ at: previousOpen(calendar, instantOf(at)) }),
  'worktime.isOpen': (calendar, { at }) => ({ open: isOpen(calendar, instantOf(at)) }),
  'limit.due': (calendar, { start, limit }) => {
    const { pauses, ...rules } = record(limit);
    const deadline = deadlineOf(calendar, {
      start: limitStart(start, rules),
      limit: limitOf(rules),
      pauses: pausesOf(pauses),
    });
    const { dueAt: due, lastDay, nominalLastDay, certainty, uncertainYears } = deadline;
    const byTheClock = rules['unit'] === 'hour' || rules['unit'] === 'minute';
    return {
      due,
      lastDay,
      nominalLastDay: different(nominalLastDay, lastDay),
      ...(byTheClock ? {} : { certainty, uncertainYears }),
    };
  },
  'clock.eval': (calendar, input) => {
    const thresholds = list(input['thresholds']).map(numberOf);
    const { dueAt: due, ...reading } = evaluateClock(calendar, {
      ...clockFacts(input),
      now: nowOf(input),
      thresholds,
    });
    return { due, ...reading };
  },
  'escalation.eval': (calendar, input) => {
    const now = nowOf(input);
    const rungs = ladderOf(calendar, { ...clockFacts(input), now, ladder: list(input['ladder']).map(stepOf) });
    return {
      rungs: rungs.map(({ at }) => at),
      fired: rungs.filter(({ at }) => at !== undefined && at <= now).length,
    };
  },
  'explain.workdays': (calendar, { start, value }) => {
    const { counted, ...explained } = explainWorkingDays(calendar, instantOf(start), numberOf(value));
    return { ...explained, counted: counted.map(({ date }) => date) };
  },
};
