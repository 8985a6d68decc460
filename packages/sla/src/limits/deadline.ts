import { civilDateOfEpochDay, instantFromMs, type CivilDate, type Instant } from '@jiceng/kernel/plain';
import { dayOf, msOf } from '../timetable/border.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Certain } from '../calendar/certainty.ts';
import { type OwnRulesOnDays } from './day-period.ts';
import { deadlineOfMs } from './deadline-ms.ts';
import type { Limit, OwnRuleName } from './limit.ts';
import { pausesMsOf, type Pause } from '../timetable/pause.ts';

/** Until when a limit lasts. */
export interface Deadline extends Certain {
  /** The moment the limit has run out; `undefined` while a pause without end stands before it. */
  readonly dueAt: Instant | undefined;
  /** The last day, for limits counted in dates. */
  readonly lastDay: CivilDate | undefined;
  /** The last day as it was counted, before it was rolled off a rest day. */
  readonly nominalLastDay: CivilDate | undefined;
}

/**
 * A rule of the host's own for the last day of a period: it answers the date on which the period ends. It is given what was
 * counted, and asks the calendar whatever it needs.
 */
export type OwnRule = (
  calendar: Calendar,
  period: { readonly firstDay: CivilDate; readonly nominalLastDay: CivilDate },
) => CivilDate;

/** A limit that has started, and the times that do not count. */
export interface DeadlineQuestion {
  readonly start: Instant;
  readonly limit: Limit;
  readonly pauses?: readonly Pause[];
  /** The host's own rules for the last day, by the names that limits use. */
  readonly ownRules?: Readonly<Record<OwnRuleName, OwnRule>>;
}

/** The host's rules on day numbers; what one answers must be a date. */
export function ownRulesOnDays(rules: Readonly<Record<OwnRuleName, OwnRule>> = {}): OwnRulesOnDays {
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [
      name,
      (calendar: Calendar, firstDay: number, nominalDay: number) =>
        dayOf(
          rule(calendar, {
            firstDay: civilDateOfEpochDay(firstDay),
            nominalLastDay: civilDateOfEpochDay(nominalDay),
          }),
        ),
    ]),
  );
}

const dateOf = (day: number | undefined): CivilDate | undefined =>
  day === undefined ? undefined : civilDateOfEpochDay(day);

/**
 * Until when a limit lasts. In limits counted in dates a pause takes out the days after the one it starts on, up to and with the
 * one it ends on; in limits of hours it takes out its exact time.
 *
 * @throws JicengError `SLA_NUMBER_INVALID` when the value is NaN, infinite or below zero, or a count of days is not whole.
 * @throws JicengError `SLA_OPTION_UNKNOWN` when there is no such unit or rule.
 * @throws JicengError `CIVIL_DATE_INVALID` when a rule of the host answers no date.
 * @throws JicengError `SLA_PERIOD_REVERSED` when a fixed period ends before it starts.
 * @throws JicengError `SLA_PAUSE_REVERSED` when a pause ends before it starts.
 * @throws JicengError `SLA_BEYOND_RANGE` when the calendar ends before the answer.
 * @see 《中华人民共和国民法典》第二百条至第二百零四条，期间计算
 */
export function deadlineOf(calendar: Calendar, { start, limit, pauses = [], ownRules }: DeadlineQuestion): Deadline {
  const deadline = deadlineOfMs(calendar, msOf(start), limit, pausesMsOf(pauses), ownRulesOnDays(ownRules));
  const { dueMs, certainty, uncertainYears } = deadline;
  return {
    dueAt: dueMs === undefined ? undefined : instantFromMs(dueMs),
    lastDay: dateOf(deadline.lastDay),
    nominalLastDay: dateOf(deadline.nominalLastDay),
    certainty,
    uncertainYears,
  };
}
