import {
  allowAll,
  createPorts,
  instantFromMs,
  kernelTables,
  openFeed,
  type Ask,
  type Instant,
  type Outcome,
  type Ports,
  type Store,
} from '@jiceng/kernel';
import { createIncidents, incidentTable, type IncidentCommand } from '@jiceng/incidents';
import { alwaysOpen } from '@jiceng/sla';

export const tenant = '330106';
export const tables = [...kernelTables, incidentTable];

export const incidents = createIncidents({
  calendar: alwaysOpen('Asia/Shanghai'),
  ladder: [{ rung: 'warn', act: 'remind', to: 'leadUnit', atFraction: 0.75 }],
});

/** What the front of the house has sent, as its own journal keeps it: enough to send it again, word for word. */
export interface SentRequest {
  readonly incidentId: string;
  readonly key: string;
  readonly command: IncidentCommand;
  readonly occurredAt: Instant;
}

const kinds = ['占用消防通道', '路灯不亮', '树木倒伏', '井盖缺失'] as const;
const clerks = 4;
const incidentsPerClerk = 3;

/** What is done with each incident. */
function commandsFor(nth: number): readonly IncidentCommand[] {
  const kind = kinds[nth % kinds.length] ?? kinds[0];
  return [
    { type: 'reportIncident', kind, channel: 'hotline', place: { gridCode: `G-${1 + (nth % 5)}` } },
    { type: 'verifyIncident' },
    {
      type: 'dispatchIncident',
      dutyCode: 'D-07',
      leadUnit: 'street',
      assistUnits: [],
      limit: { value: 4, unit: 'hour' },
      designated: false,
    },
  ];
}

/** The morning's work of each clerk: incidents one after the other, each from its report to its dispatch. */
export function morning(startMs: number): readonly (readonly SentRequest[])[] {
  return Array.from({ length: clerks }, (_, clerk) =>
    Array.from({ length: incidentsPerClerk }, (_each, at) => {
      const nth = clerk * incidentsPerClerk + at;
      const incidentId = `A-${String(nth + 1).padStart(2, '0')}`;
      return commandsFor(nth).map((command, step): SentRequest => ({
        incidentId,
        key: `${incidentId}/${command.type}`,
        command,
        occurredAt: instantFromMs(startMs + (at * 3 + step) * 600_000 + clerk * 60_000),
      }));
    }).flat(),
  );
}

export async function openDesk(store: Store): Promise<Ports> {
  await store.migrate(tables);
  const ports = createPorts({ store, access: allowAll });
  await openFeed(store, ports.feed);
  return ports;
}

/** Sends a request. The same one sent again gives the first outcome. */
export function send(ports: Ports, { incidentId, key, command, occurredAt }: SentRequest): Promise<Outcome> {
  const actor = { id: 'person:clerk', roles: ['clerk'] };
  const ask: Ask = { tenant, key, command, actor, purpose: 'service', occurredAt };
  return incidents.handle(ports, incidentId, ask);
}
