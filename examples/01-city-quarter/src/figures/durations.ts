import { durationCurve, durations, groupBy, survivalAt, type CaseTimes, type Durations } from '@jiceng/analytics';
import type { Instant } from '@jiceng/kernel';
import type { QuarterCase } from '../outcomes.ts';

/** What part of the cases is still open after so long; absent where nothing is known any more. */
export interface CurvePoint {
  readonly ms: number;
  readonly open?: number;
}

/** How long the requests of one group take. */
export interface GroupDurations {
  /** `*` stands for all groups together. */
  readonly group: string;
  readonly durations: Durations;
  readonly curve: readonly CurvePoint[];
}

export interface DurationFigures {
  readonly all: GroupDurations;
  /** Groups of at least `casesMin` requests, the largest first. */
  readonly groups: readonly GroupDurations[];
  readonly casesMin: number;
  readonly smallGroups: number;
}

export const allGroups = '*';
const casesMin = 100;
const [minuteMs, dayMs] = [60_000, 86_400_000];

/** Moments at equal distances on a scale of tenfold steps, from a minute to `longestMs`. */
function momentsUpTo(longestMs: number): readonly number[] {
  const perDecade = 24;
  const steps = Math.max(0, Math.floor(Math.log10(longestMs / minuteMs) * perDecade));
  return [...Array.from({ length: steps + 1 }, (_, at) => Math.round(minuteMs * 10 ** (at / perDecade))), longestMs];
}

const timesOf = ({ outcome }: QuarterCase): CaseTimes => ({ openedAt: outcome.reportedAt, closedAt: outcome.closedAt });

function durationsOf(group: string, cases: readonly QuarterCase[], asOf: Instant): GroupDurations {
  const times = cases.map(timesOf);
  const curve = durationCurve(times, { asOf });
  const moments = momentsUpTo(Math.max(dayMs, curve.longest ?? 0));
  return {
    group,
    durations: durations(times, { asOf }),
    curve: moments.map((ms) => {
      const open = survivalAt(curve, ms);
      return open === undefined ? { ms } : { ms, open };
    }),
  };
}

/** How long requests take until they are closed, open ones included, by group. */
export function durationFigures(cases: readonly QuarterCase[], asOf: Instant): DurationFigures {
  const { groups } = groupBy(cases, ({ row }) => row.reason);
  const large = groups.filter(({ rows }) => rows.length >= casesMin);
  return {
    all: durationsOf(allGroups, cases, asOf),
    groups: large
      .toSorted((a, b) => b.rows.length - a.rows.length)
      .map(({ key, rows }) => durationsOf(key, rows, asOf)),
    casesMin,
    smallGroups: groups.length - large.length,
  };
}
