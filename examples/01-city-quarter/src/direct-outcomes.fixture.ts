import type { SupervisionRung } from '@jiceng/incidents';
import { instantFromMs, instantToMs, type Instant } from '@jiceng/kernel';
import { cellOf } from './grid.ts';
import { handlingLimits, type Learnt } from './learning.ts';
import type { IncidentOutcome } from './outcomes.ts';
import type { RequestRow } from './requests.ts';

const hourMs = 3_600_000;

/** A ladder for tests, of the kind a deployment would set. */
export const ladderForTests: readonly SupervisionRung[] = [
  { rung: 'remind', act: 'remind', to: 'leadUnit', atFraction: 0.8 },
  { rung: 'supervise', act: 'supervise', to: 'leadUnit', overdueBy: { value: 1, unit: 'hour' } },
  { rung: 'listed', act: 'listedSupervision', to: 'leadUnit', overdueBy: { value: 72, unit: 'hour' } },
  { rung: 'escalate', act: 'escalate', to: 'escalateTo', overdueBy: { value: 168, unit: 'hour' } },
];

/**
 * What a replay must come to, by arithmetic on the rows alone: no store, no clock, no package of ours decides anything here. On
 * a calendar that is always open an hour is an hour.
 */
export function directOutcomes(
  rows: readonly RequestRow[],
  learnt: Learnt,
  ladder: readonly SupervisionRung[],
  until: Instant,
): readonly IncidentOutcome[] {
  const leads = new Map(learnt.types.map(({ type, department }) => [type, department]));
  const limits = handlingLimits(learnt);
  const untilMs = instantToMs(until);
  const overdueMs = (rung: SupervisionRung): number => ('overdueBy' in rung ? rung.overdueBy.value * hourMs : 0);
  return rows
    .filter(({ openedAt }) => openedAt < until)
    .map(({ id, type, openedAt, closedAt, point }) => {
      const closed = closedAt !== undefined && closedAt < until ? closedAt : undefined;
      const limit = limits.get(type);
      const openedMs = instantToMs(openedAt);
      const limitMs = (limit?.value ?? 0) * 60_000;
      const endMs = closed === undefined ? untilMs : instantToMs(closed);
      const rungMs = (rung: SupervisionRung): number =>
        'atFraction' in rung ? openedMs + limitMs * rung.atFraction : openedMs + limitMs + overdueMs(rung);
      const raised = limit === undefined ? [] : ladder.filter((rung) => rungMs(rung) < endMs).map(({ rung }) => rung);
      return {
        id,
        kind: type,
        leadUnit: leads.get(type) ?? learnt.fallback.department,
        reportedAt: openedAt,
        raised,
        ...(point === undefined ? {} : { gridCode: cellOf(point).code }),
        ...(limit === undefined ? {} : { dueAt: instantFromMs(openedMs + limitMs) }),
        ...(closed === undefined ? {} : { closedAt: closed }),
      };
    });
}
