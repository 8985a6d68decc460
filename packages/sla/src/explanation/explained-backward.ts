import { civilDateOfEpochDay, type CivilDate } from '@jiceng/kernel/plain';
import type { BackwardDeadline } from '../limits/backward-deadline.ts';
import { dayOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { explainedDay, type PeriodDay } from './explained-day.ts';
import { skippedByType, type ExplainedPeriod } from './explained-period.ts';
import type { ExplanationStep } from './explanation-step.ts';
import type { BackwardLimit } from '../limits/limit.ts';
import { wallFromMs } from '../timetable/wall-instant.ts';
import { midnightMs } from '../timetable/zone-offsets.ts';

/** A limit that is counted back from an event. */
export interface BackwardQuestion {
  readonly event: CivilDate;
  readonly limit: BackwardLimit;
}

/** A limit counted back from an event, as `deadlineBefore` answers it, with every date up to the event. */
export function explainBackward(
  calendar: Calendar,
  deadline: BackwardDeadline,
  { event, limit }: BackwardQuestion,
): ExplainedPeriod {
  const { offsets, ruleOf } = calendar.compiled;
  const { firstDay, lastDay, nominalLastDay } = deadline;
  const eventDay = dayOf(event);
  const farDay = dayOf(firstDay ?? nominalLastDay);
  const inWorkingDays = limit.unit === 'workingDay';

  const days: PeriodDay[] = [{ ...explainedDay(calendar, eventDay), role: 'event' }];
  let counted = 0;
  for (let day = eventDay - 1; day >= Math.min(farDay, dayOf(lastDay)); day -= 1) {
    const role = day < farDay ? 'rolled' : ruleOf(day).workingDay || !inWorkingDays ? 'counted' : 'skipped';
    if (role === 'counted') counted += 1;
    days.unshift({ ...explainedDay(calendar, day), role, ...(role === 'counted' ? { ordinal: counted } : {}) });
  }
  const asked = inWorkingDays ? limit.value : eventDay - farDay;
  const steps: ExplanationStep[] = [
    { step: 'event', date: event, before: limit.before },
    {
      step: 'days',
      unit: inWorkingDays ? 'workingDay' : 'calendarDay',
      counted,
      asked,
      last: counted === 0 ? undefined : civilDateOfEpochDay(farDay),
      skipped: skippedByType(days),
    },
  ];
  if (firstDay !== undefined) steps.push({ step: 'window', from: wallFromMs(calendar, midnightMs(offsets, farDay)) });
  if (nominalLastDay !== lastDay) {
    steps.push({ step: 'last-day', from: nominalLastDay, to: lastDay, rule: limit.lastDay ?? 'roll-backward' });
  }
  return { steps, days, asked, counted };
}
