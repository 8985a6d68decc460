import {
  createIncidents,
  incidentTable,
  listIncidents,
  statusNames,
  type IncidentCommand,
  type IncidentRow,
} from '@jiceng/incidents';
import {
  createIds,
  createPorts,
  createRolePolicy,
  kernelTables,
  openFeed,
  readFeed,
  type Actor,
  type Ids,
  type Store,
  type Words,
} from '@jiceng/kernel';
import { alwaysOpen } from '@jiceng/sla';

const tenant = '430102';
const collector: Actor = { id: 'collector-1', roles: ['collector'] };
/** Far more than one person writes down before the next upload. */
const commitsMax = 10_000;

/** A collector verifies what it has seen itself; everything else waits for the office. */
const access = createRolePolicy({
  grants: ['reportIncident', 'verifyIncident'].map((action) => ({ role: 'collector', action, purpose: 'service' })),
});

/** An incident in the collector's list, with what can be done with it here. */
export interface DeskRow extends IncidentRow {
  readonly statusWords: Words;
  readonly canVerify: boolean;
}

/** What a grid worker does on a device of their own, with or without a network. */
export interface IncidentDesk {
  readonly newId: () => string;
  readonly report: (id: string, kind: string, gridCode: string) => Promise<void>;
  readonly verify: (id: string) => Promise<void>;
  readonly rows: () => Promise<readonly DeskRow[]>;
  /** How many commits the feed holds: what will be handed to the office, in this order. */
  readonly waiting: () => Promise<number>;
}

// #region desk
/** The closed loop of incidents on any store: the same commands, checks and feed as on a server. */
export async function openDesk(store: Store, ids: Ids = createIds()): Promise<IncidentDesk> {
  await store.migrate([...kernelTables, incidentTable]);
  await openFeed(store, 'main');
  const ports = createPorts({ store, access });
  const incidents = createIncidents({ calendar: alwaysOpen('Asia/Shanghai'), ladder: [] });
  const asked = { tenant, actor: collector, purpose: 'service' };
  const handle = async (id: string, command: IncidentCommand): Promise<void> => {
    // Pressed twice, or again after a lost answer: the key is the same, and it happens once.
    await incidents.handle(ports, id, { ...asked, key: `${id}/${command.type}`, command });
  };
  return {
    newId: () => ids.next(),
    report: (id, kind, gridCode) =>
      handle(id, { type: 'reportIncident', kind, channel: 'patrol', place: { gridCode } }),
    verify: (id) => handle(id, { type: 'verifyIncident' }),
    rows: async () => {
      const rows = await listIncidents(store, tenant);
      return Promise.all(
        rows.map(async (row) => {
          const { actions } = await incidents.actions(ports, row.incidentId, asked);
          const canVerify = actions.some(({ type, allowed }) => type === 'verifyIncident' && allowed);
          return { ...row, statusWords: statusNames[row.status], canVerify };
        }),
      );
    },
    waiting: async () => (await readFeed(store, 'main', 0n, commitsMax)).length,
  };
}
// #endregion desk
