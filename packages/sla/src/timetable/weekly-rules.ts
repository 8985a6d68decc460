import { weekdayIndex } from './day-number.ts';
import type { OpenDay } from './timetable.ts';

/** The days of an office in numbers: a week, and what is declared of single days. */
export interface WeeklyRules {
  /** The hours of the seven weekdays, Monday first: minutes after midnight, `[from, to, …]`. */
  readonly week: readonly OpenDay['minutes'][];
  /** The hours of a make-up working day; those of its weekday when absent. */
  readonly makeup?: OpenDay['minutes'];
  /** Days since 1970-01-01 that are declared off. */
  readonly off: ReadonlySet<number>;
  /** Days that are declared working. */
  readonly work: ReadonlySet<number>;
}

/** The rule of every day: Monday to Friday are working days when they have hours, declared days are what they are declared to be. */
export function weeklyRules({ week, makeup, off, work }: WeeklyRules): (day: number) => OpenDay {
  return (day) => {
    const weekday = weekdayIndex(day);
    const usual = week[weekday] ?? [];
    if (off.has(day)) return { workingDay: false, minutes: [] };
    if (work.has(day)) return { workingDay: true, minutes: makeup ?? usual };
    return { workingDay: weekday < 5 && usual.length > 0, minutes: usual };
  };
}
