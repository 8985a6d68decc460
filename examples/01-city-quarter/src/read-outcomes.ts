import { listIncidents } from '@jiceng/incidents';
import type { Store } from '@jiceng/kernel';
import type { IncidentOutcome } from './outcomes.ts';

/** What became of every incident of a tenant, read page by page from the table that lists are made of. */
export async function readOutcomes(store: Store, tenant: string): Promise<readonly IncidentOutcome[]> {
  const outcomes: IncidentOutcome[] = [];
  for (let after: string | undefined; ; after = outcomes.at(-1)?.id) {
    const page = await listIncidents(store, tenant, after, 1000);
    if (page.length === 0) return outcomes;
    outcomes.push(...page.map(({ incidentId, ...row }) => ({ ...row, id: incidentId })));
  }
}
