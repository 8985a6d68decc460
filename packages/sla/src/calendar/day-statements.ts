import type { CivilDate } from '@jiceng/kernel/plain';
import { choose, dayOf } from '../timetable/border.ts';
import { minutesOf, type Minutes } from './day-hours.ts';
import type { LayerName, StackedLayer } from './layer-stack.ts';
import { foldNotices } from '../notices/notice.ts';

/** What a layer says of one date: its hours, or that it is off or worked; and what the rule of the day says of its origin. */
export type DayStatement =
  | { readonly hours: Minutes; readonly by: { readonly layer: 'override'; readonly setBy?: LayerName } }
  | {
      readonly hours?: undefined;
      readonly off: boolean;
      readonly by: {
        readonly layer: 'notice' | 'dates';
        readonly notice?: string;
        readonly holiday?: string;
        readonly setBy?: LayerName;
      };
    };

/** Everything that layers say of single dates. Days are counted from 1970-01-01. */
export interface DayStatements {
  readonly statements: ReadonlyMap<number, DayStatement>;
  /** Intervals to be cut out of a day's hours. */
  readonly breaks: ReadonlyMap<number, readonly Minutes[]>;
  /** The years that notices settle; `undefined` when none are followed. */
  readonly settledYears: ReadonlySet<number> | undefined;
}

const declared = { off: true, work: false };

/**
 * Compiles what the layers say of single dates: the last layer that names a date decides; within a layer overrides win over
 * declared dates, and these over notices. Breaks cut the hours of their own layer and of those before it: hours that a later one
 * sets for the date stand as it says.
 */
export function compileStatements(stack: readonly StackedLayer[], asOf: CivilDate | undefined): DayStatements {
  const statements = new Map<number, DayStatement>();
  const breaks = new Map<number, readonly Minutes[]>();
  const settledYears = new Set<number>();
  for (const { by, notices = [], dates = {}, overrides = {}, breaks: cuts = {} } of stack) {
    const folded = foldNotices(notices, asOf);
    for (const year of folded.settledYears) settledYears.add(year);
    for (const [day, { off, ...decided }] of folded.decisions) {
      statements.set(day, { off, by: { layer: 'notice', ...decided, ...by } });
    }
    for (const [date, what] of Object.entries(dates)) {
      statements.set(dayOf(date), { off: choose(date, declared, what), by: { layer: 'dates', ...by } });
    }
    for (const [date, hours] of Object.entries(overrides)) {
      const day = dayOf(date);
      statements.set(day, { hours: minutesOf(hours, date), by: { layer: 'override', ...by } });
      breaks.delete(day);
    }
    for (const [date, hours] of Object.entries(cuts)) {
      const day = dayOf(date);
      breaks.set(day, [...(breaks.get(day) ?? []), minutesOf(hours, date)]);
    }
  }
  const followed = stack.some(({ notices }) => notices !== undefined);
  return { statements, breaks, settledYears: followed ? settledYears : undefined };
}
