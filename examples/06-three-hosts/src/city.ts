import { createIncidents, incidentTable, type Incidents } from '@jiceng/incidents';
import { kernelTables, parseInstant, type Instant, type TableSpec } from '@jiceng/kernel';
import { alwaysOpen } from '@jiceng/sla';

// What all three processes know: one district, its incidents, and what is to be done with them. All of it is made up by a fixed rule.

export const tenant = '430102';
export const tables: readonly TableSpec[] = [...kernelTables, incidentTable];

/** The day of the work, and the evening three days later on which everything unanswered is overdue. */
export const workAt: Instant = parseInstant('2026-03-02T09:00:00+08:00');
export const sweepAt: Instant = parseInstant('2026-03-05T18:00:00+08:00');

const rungs = ['half', 'overdue'] as const;
export const rungsPerIncident = rungs.length;

export const incidents: Incidents = createIncidents({
  calendar: alwaysOpen('Asia/Shanghai'),
  ladder: [
    { rung: rungs[0], act: 'remind', to: 'leadUnit', atFraction: 0.5 },
    { rung: rungs[1], act: 'supervise', to: 'escalateTo', atFraction: 1 },
  ],
});

const incidentCount = 120;
export const incidentIds: readonly string[] = Array.from(
  { length: incidentCount },
  (_, at) => `i-${String(at + 1).padStart(3, '0')}`,
);

/** One command, and the key that it is asked with however often. */
export interface Task {
  readonly incidentId: string;
  readonly key: string;
  readonly command: Readonly<Record<string, unknown>>;
}

const kinds = ['占用消防通道', '路灯不亮', '井盖破损', '噪声扰民'];

/** The commands of one incident, in their order. */
export function tasksOf(incidentId: string): readonly Task[] {
  const at = incidentIds.indexOf(incidentId);
  const steps: readonly Task['command'][] = [
    {
      type: 'reportIncident',
      kind: kinds[at % kinds.length],
      channel: 'hotline',
      place: { gridCode: `43010200300${at % 9}` },
    },
    { type: 'verifyIncident' },
    {
      type: 'dispatchIncident',
      dutyCode: `D-${at % kinds.length}`,
      leadUnit: `unit-${at % 7}`,
      assistUnits: [],
      escalateTo: 'street-office',
      limit: { value: 24, unit: 'hour' },
      designated: false,
    },
  ];
  return steps.map((command, step) => ({ incidentId, key: `${incidentId}/${step}`, command }));
}
