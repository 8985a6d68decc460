import { addCalendarDays, type CivilDate, type Instant } from '@jiceng/kernel';
import { deadlineOf, type Calendar, type DeadlineRow } from '@jiceng/sla';
import { statutoryPreset } from '@jiceng/sla/presets';

/** The limits that the cases run by, with the day the last of each came in and how many days lie between two. */
const kinds = [
  { preset: statutoryPreset('permit.decide'), lastStart: '2026-12-14', every: 2 },
  { preset: statutoryPreset('penalty.decide'), lastStart: '2026-11-30', every: 4 },
  { preset: statutoryPreset('permit.decideJoint'), lastStart: '2026-12-11', every: 4 },
  { preset: statutoryPreset('recon.decide'), lastStart: '2026-12-14', every: 4 },
  { preset: statutoryPreset('foi.answer'), lastStart: '2026-12-13', every: 2 },
  { preset: statutoryPreset('petition.handle'), lastStart: '2026-12-10', every: 5 },
] as const;

export type CaseKind = (typeof kinds)[number]['preset'];

/** A case as a host keeps it, with what `affectedDeadlines` asks for. */
export interface CountyCase extends DeadlineRow {
  readonly id: string;
  readonly kind: CaseKind;
  readonly startedOn: CivilDate;
}

const rounds = 8;

/**
 * Forty-eight cases, made by a fixed rule: the six kinds take turns, each time some days earlier, all received at nine in the
 * morning in Shanghai; every fifth is finished. They are due by the calendar at hand.
 */
export function countyCases(calendar: Calendar): readonly CountyCase[] {
  return Array.from({ length: rounds * kinds.length }, (_, at) => at).flatMap((at): readonly CountyCase[] => {
    const kind = kinds[at % kinds.length];
    if (kind === undefined) return [];
    const { preset, lastStart, every } = kind;
    const startedOn = addCalendarDays(lastStart, -every * Math.floor(at / kinds.length));
    const start: Instant = `${startedOn}T01:00:00.000Z`;
    const { limit } = preset;
    const { dueAt } = deadlineOf(calendar, { start, limit });
    const id = `A-${String(at + 1).padStart(2, '0')}`;
    return [{ id, kind: preset, startedOn, start, limit, dueAt, finished: at % 5 === 4 }];
  });
}
