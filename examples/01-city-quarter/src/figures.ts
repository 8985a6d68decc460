import { countBy, rate, type Count, type CivilMonth, type Rate } from '@jiceng/analytics';
import type { SupervisionRung } from '@jiceng/incidents';
import type { Instant, Words } from '@jiceng/kernel';
import { type DispatchFigures, dispatchFigures } from './figures/dispatching.ts';
import { type DurationFigures, durationFigures } from './figures/durations.ts';
import { type GroupFigures, groupFigures } from './figures/groups.ts';
import { type IntakeFigures, intakeFigures } from './figures/intake.ts';
import { type LadderFigures, ladderFigures } from './figures/ladder.ts';
import { type DepartmentOnTime, type OnTimeFigures, onTimeFigures } from './figures/on-time.ts';
import { type PlaceFigures, placeFigures } from './figures/places.ts';
import { type VerdictFigures, verdictFigures } from './figures/verdicts.ts';
import type { GridCell } from './grid.ts';
import type { Learnt } from './learning.ts';
import { monthsOf } from './months.ts';
import { type IncidentOutcome, pairOutcomes } from './outcomes.ts';
import type { RequestRow, SkippedRow } from './requests.ts';

/** What the replay was run with: everything that the figures depend on and the report states. */
export interface QuarterSettings {
  /** Name of the file, for people. */
  readonly input: string;
  readonly zone: string;
  /** The moment whose knowledge the figures show. */
  readonly until: Instant;
  readonly skipped: readonly SkippedRow[];
  readonly learnt: Learnt;
  readonly cells: readonly GridCell[];
  readonly ladder: readonly SupervisionRung[];
  /** The rule by which the steps between opening and closing are placed, in words. */
  readonly placement: Words;
}

/** What of the file was used. */
export interface Census {
  readonly read: number;
  readonly used: number;
  readonly skipped: readonly SkippedRow[];
  readonly skippedByReason: readonly Count[];
  /** Opened at or after the moment the replay stopped. */
  readonly openedLater: number;
  /** Still open when the replay stopped, of all used. */
  readonly open: Rate;
}

/** One quarter in figures: plain JSON, the same for the same input. */
export interface QuarterFigures {
  readonly input: string;
  readonly zone: string;
  readonly until: Instant;
  readonly months: readonly CivilMonth[];
  readonly census: Census;
  readonly intake: IntakeFigures;
  readonly groups: GroupFigures;
  readonly durations: DurationFigures;
  readonly onTime: { readonly all: OnTimeFigures; readonly departments: readonly DepartmentOnTime[] };
  readonly supervision: LadderFigures;
  readonly places: PlaceFigures;
  readonly verdicts: VerdictFigures;
  readonly dispatch: DispatchFigures;
  readonly learnt: Learnt;
  readonly ladder: readonly SupervisionRung[];
  readonly placement: Words;
}

/** The figures of a replay, as known at `settings.until`: what was closed later counts as open. */
export function quarterFigures(
  rows: readonly RequestRow[],
  outcomes: readonly IncidentOutcome[],
  settings: QuarterSettings,
): QuarterFigures {
  const { zone, until, skipped, learnt, cells, ladder, placement, input } = settings;
  const { cases, openedLater } = pairOutcomes(rows, outcomes);
  const months = monthsOf(
    cases.map(({ outcome }) => outcome.reportedAt),
    zone,
  );
  const closed = cases.filter(({ outcome }) => outcome.closedAt !== undefined && outcome.closedAt <= until).length;
  const intake = intakeFigures(cases, zone);
  return {
    input,
    zone,
    until,
    months: months.map(({ month }) => month),
    census: {
      read: rows.length + skipped.length,
      used: cases.length,
      skipped,
      skippedByReason: countBy(skipped, ({ reason }) => reason.code).counts,
      openedLater,
      open: rate(cases.length - closed, cases.length),
    },
    intake,
    groups: groupFigures(cases),
    durations: durationFigures(cases, until),
    onTime: onTimeFigures(cases, until),
    supervision: ladderFigures(cases, ladder, months),
    places: placeFigures(cases, cells, intake.storm),
    verdicts: verdictFigures(cases, until),
    dispatch: dispatchFigures(cases, learnt, months),
    learnt,
    ladder,
    placement,
  };
}
