import { addCalendarDays, civilDateAt, isoWeekday, type CivilDate, type Instant } from '@jiceng/kernel';
import type { LimitClockExplanation } from '@jiceng/sla';
import { decision, firstFact, type Account } from './account.ts';

/** Something that the picture marks on a day; the stronger one is shown when two fall together, and the list begins with it. */
export const marks = [
  'decided',
  'dueExtended',
  'dueByLaw',
  'duePromised',
  'extended',
  'start',
  'untold',
  'asked',
  'received',
] as const;
export type Mark = (typeof marks)[number];

/**
 * What a day is to the case. `waiting`: received, but not complete. `unused`: it would have been counted, had the case not been
 * decided before.
 */
export type DayKind = 'outside' | 'waiting' | 'start' | 'counted' | 'unused' | 'rest' | 'holiday' | 'paused';

/** A day of the picture. */
export interface TimelineDay {
  readonly date: CivilDate;
  readonly kind: DayKind;
  /** Which of the counted days it is. */
  readonly ordinal?: number;
  /** One of the days that the extension added. */
  readonly extended: boolean;
  readonly makeup: boolean;
  /** The holiday, or the kind of time that does not count. */
  readonly about?: { readonly holiday: string } | { readonly pauseKind: string };
  readonly mark?: Mark;
}

type PeriodDay = Extract<LimitClockExplanation, { readonly countedIn: 'days' }>['days'][number];

function marksOf({ facts, calendar: { zone }, explanation, limits, lastDayBeforeExtension }: Account) {
  const on = (at: Instant | undefined): CivilDate | undefined => (at === undefined ? undefined : civilDateAt(at, zone));
  const { startedAt, lastDay, pauses } = explanation.reading;
  const untold = pauses.filter(({ countsBecause }) => countsBecause !== undefined);
  const dates: Readonly<Record<Mark, readonly (CivilDate | undefined)[]>> = {
    decided: [on(firstFact(facts, 'stopped')?.at)],
    dueExtended: lastDayBeforeExtension === undefined ? [] : [lastDay],
    dueByLaw: [lastDayBeforeExtension ?? lastDay],
    duePromised: [limits.promised.lastDay],
    extended: [on(firstFact(facts, 'extended')?.at)],
    start: [on(startedAt)],
    untold: untold.flatMap(({ from, to }) => [on(to ?? from)]),
    asked: [on(firstFact(facts, 'supplementAsked')?.at)],
    received: [on(firstFact(facts, 'received')?.at)],
  };
  return (date: CivilDate): Mark | undefined => marks.find((mark) => dates[mark].includes(date));
}

/** The kind of time that was left out on a day. */
function pauseKindOn({ explanation, calendar: { zone } }: Account, date: CivilDate): string | undefined {
  return explanation.reading.pauses.find(
    ({ from, to, countsBecause }) =>
      countsBecause === undefined &&
      civilDateAt(from, zone) < date &&
      (to === undefined || date <= civilDateAt(to, zone)),
  )?.kind;
}

function kindOf({ role, type }: PeriodDay, isOver: boolean): DayKind {
  if (role === 'start') return 'start';
  if (role === 'paused') return 'paused';
  if (role === 'counted') return isOver ? 'unused' : 'counted';
  return type === 'holiday' ? 'holiday' : 'rest';
}

/** The days of a case, in whole weeks from Monday to Sunday: from the receipt to whatever comes last. */
export function timelineDays(account: Account): readonly TimelineDay[] {
  const { explanation, facts, now, calendar } = account;
  const period = explanation.countedIn === 'days' ? explanation.days : [];
  const byDate = new Map(period.map((day) => [day.date, day]));
  const receivedOn = civilDateAt(firstFact(facts, 'received')?.at ?? now, calendar.zone);
  const nowOn = civilDateAt(now, calendar.zone);
  const startOn = period[0]?.date ?? nowOn;
  const decidedOn = firstFact(facts, 'stopped') === undefined ? undefined : nowOn;
  const endOn = [period.at(-1)?.date ?? nowOn, nowOn].toSorted().at(-1) ?? nowOn;
  const markOn = marksOf(account);

  const days: TimelineDay[] = [];
  const monday = addCalendarDays(receivedOn, 1 - isoWeekday(receivedOn));
  for (let date = monday; date <= endOn || isoWeekday(date) !== 1; date = addCalendarDays(date, 1)) {
    const day = byDate.get(date);
    const mark = markOn(date);
    const isOver = decidedOn !== undefined && date > decidedOn;
    const kind =
      day === undefined ? (receivedOn <= date && date < startOn ? 'waiting' : 'outside') : kindOf(day, isOver);
    const holiday = kind === 'holiday' ? day?.holiday : undefined;
    const pauseKind = kind === 'paused' ? pauseKindOn(account, date) : undefined;
    const about = holiday === undefined ? (pauseKind === undefined ? undefined : { pauseKind }) : { holiday };
    days.push({
      date,
      kind,
      extended: (day?.ordinal ?? 0) > decision.limit.value,
      makeup: day?.type === 'makeup',
      ...(day?.ordinal === undefined ? {} : { ordinal: day.ordinal }),
      ...(about && { about }),
      ...(mark && { mark }),
    });
  }
  return days;
}
