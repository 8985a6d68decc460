import { countByDay, largest, quantile, type Count } from '@jiceng/analytics';
import { addCalendarDays, type CivilDate, type Instant } from '@jiceng/kernel';
import type { QuarterCase } from '../outcomes.ts';
import { createWallClock } from '../wall-clock.ts';

/** What was reported on one day of the city's calendar. */
export interface IntakeDay {
  readonly day: CivilDate;
  readonly all: number;
  readonly trees: number;
}

/** What a storm left behind: requests of one group in the week from its day on. */
export interface Storm {
  readonly on: CivilDate;
  /** Last day of the week counted. */
  readonly weekTo: CivilDate;
  readonly from: Instant;
  readonly to: Instant;
  readonly onDay: number;
  readonly inWeek: number;
}

export interface IntakeFigures {
  readonly days: readonly IntakeDay[];
  readonly busiest: readonly Count[];
  readonly medianAll: number;
  readonly medianTrees: number;
  /** Absent when the file does not hold its day. */
  readonly storm?: Storm;
}

/** The group of requests that a storm shows in. */
export const stormReason = 'Trees';

/**
 * Tropical storm Irene reached Boston on this day.
 *
 * @see National Hurricane Center, Tropical Cyclone Report AL092011: Hurricane Irene, 21-28 August 2011
 */
const stormDay = '2011-08-28';
const weekDays = 7;

function stormOf(days: readonly IntakeDay[], zone: string): Storm | undefined {
  const at = days.findIndex(({ day }) => day === stormDay);
  const clock = createWallClock(zone);
  const from = clock.instantOf(`${stormDay} 00:00:00`);
  const to = clock.instantOf(`${addCalendarDays(stormDay, weekDays)} 00:00:00`);
  if (at < 0 || from === undefined || to === undefined) return undefined;
  const week = days.slice(at, at + weekDays).map(({ trees }) => trees);
  return {
    on: stormDay,
    weekTo: addCalendarDays(stormDay, weekDays - 1),
    from,
    to,
    onDay: week[0] ?? 0,
    inWeek: week.reduce((sum, trees) => sum + trees, 0),
  };
}

/** How many requests were reported on each day, and how many of them about trees. */
export function intakeFigures(cases: readonly QuarterCase[], zone: string): IntakeFigures {
  const reportedAt = ({ outcome }: QuarterCase): Instant => outcome.reportedAt;
  const all = countByDay(cases.map(reportedAt), { zone });
  const ofTrees = cases.filter(({ row }) => row.reason === stormReason);
  const range = all.from === undefined || all.to === undefined ? {} : { from: all.from, to: all.to };
  const trees = countByDay(ofTrees.map(reportedAt), { zone, ...range });
  const days = all.counts.map(({ key, count }, at) => ({ day: key, all: count, trees: trees.counts[at]?.count ?? 0 }));
  const storm = stormOf(days, zone);
  return {
    days,
    busiest: largest(all.counts, 5),
    medianAll:
      quantile(
        days.map((day) => day.all),
        0.5,
      ) ?? 0,
    medianTrees:
      quantile(
        days.map((day) => day.trees),
        0.5,
      ) ?? 0,
    ...(storm === undefined ? {} : { storm }),
  };
}
