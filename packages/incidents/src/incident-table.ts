import {
  bigintOf,
  textOf,
  type Instant,
  type Operation,
  type Row,
  type Store,
  type StreamChange,
  type TableSpec,
  type UnitRef,
} from '@jiceng/kernel';
import type { HandlingTime } from './handling-time.ts';
import type { IncidentStatus } from './lifecycle.ts';
import { gridOf, type IncidentState } from './state.ts';

/** One row an incident, kept in the batch of its facts: what lists, maps and indicators read. */
export const incidentTable: TableSpec = {
  name: 'jiceng_incident',
  rank: 1,
  columns: {
    tenant: 'text',
    incident: 'text',
    status: 'text',
    open_status: 'text',
    open_unit: 'text',
    kind: 'text',
    channel: 'text',
    grid: 'text',
    lead_unit: 'text',
    round: 'bigint',
    raised: 'text',
    reported_at: 'text',
    dispatched_at: 'text',
    signed_at: 'text',
    fed_back_at: 'text',
    due_at: 'text',
    closed_at: 'text',
    version: 'bigint',
  },
  key: ['tenant', 'incident'],
  // Worklists hold what is open, and stay short: a row that has ended has no value there and leaves these indexes.
  indexes: { open_status: ['tenant', 'open_status'], open_unit: ['tenant', 'open_unit'], grid: ['tenant', 'grid'] },
};

/** An incident as an indicator sees it. */
export interface IncidentRow {
  readonly incidentId: string;
  readonly status: IncidentStatus;
  readonly kind: string;
  readonly channel: string;
  readonly gridCode?: string;
  readonly leadUnit?: string;
  readonly round: number;
  /** Rungs of supervision raised, in all rounds, in order. */
  readonly raised: readonly string[];
  readonly reportedAt: Instant;
  readonly dispatchedAt?: Instant;
  readonly signedAt?: Instant;
  readonly fedBackAt?: Instant;
  /** Deadline of the last round as it stood at the last fact; absent without a limit and while suspended. */
  readonly dueAt?: Instant;
  readonly closedAt?: Instant;
}

/** Stream of an incident. */
export function incidentStream(incidentId: string): string {
  return `incident/${incidentId}`;
}

/** Nobody works on it: closed, refused, or terminated. */
function hasEnded({ status }: IncidentState): boolean {
  return status === 'closed' || status === 'refused' || status === 'terminated';
}

function columnsOf(time: HandlingTime, state: IncidentState): Row {
  const open = !hasEnded(state);
  return {
    status: state.status,
    open_status: open ? state.status : undefined,
    // Returned or come up again, it waits for a dispatch and is nobody's.
    open_unit: open && state.status !== 'verified' ? state.leadUnit : undefined,
    kind: state.kind,
    channel: state.channel,
    grid: gridOf(state),
    lead_unit: state.leadUnit,
    round: BigInt(state.round),
    raised: JSON.stringify(state.raisedEver),
    reported_at: state.reportedAt,
    dispatched_at: state.dispatchedAt,
    signed_at: state.signedAt,
    fed_back_at: state.fedBackAt,
    due_at: time.dueAt(state),
    closed_at: state.closedAt,
  };
}

/** The row of the read model, written with the facts it follows from. */
export function incidentDocuments(time: HandlingTime): (change: StreamChange<IncidentState>) => readonly Operation[] {
  return ({ tenant, stream, before, beforeVersion, after, version }) => {
    const incident = stream.slice(incidentStream('').length);
    const columns = columnsOf(time, after);
    if (beforeVersion === 0n) {
      return [{ op: 'insert', table: incidentTable.name, row: { tenant, incident, version, ...columns } }];
    }
    // Only what changed: a column that is not named costs its index nothing.
    const old = columnsOf(time, before);
    const set = Object.fromEntries(Object.entries(columns).filter(([column, value]) => value !== old[column]));
    const key = [tenant, incident];
    return [{ op: 'update', table: incidentTable.name, key, ifVersion: beforeVersion, toVersion: version, set }];
  };
}

function instantOf(row: Row, column: string): Instant | undefined {
  // Written as an instant by `columnsOf`.
  return row[column] === undefined ? undefined : (textOf(row, column) as Instant);
}

function rowOf(row: Row): IncidentRow {
  const optional = {
    gridCode: row['grid'] === undefined ? undefined : textOf(row, 'grid'),
    leadUnit: row['lead_unit'] === undefined ? undefined : textOf(row, 'lead_unit'),
    dispatchedAt: instantOf(row, 'dispatched_at'),
    signedAt: instantOf(row, 'signed_at'),
    fedBackAt: instantOf(row, 'fed_back_at'),
    dueAt: instantOf(row, 'due_at'),
    closedAt: instantOf(row, 'closed_at'),
  };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return {
    incidentId: textOf(row, 'incident'),
    status: textOf(row, 'status') as IncidentStatus,
    kind: textOf(row, 'kind'),
    channel: textOf(row, 'channel'),
    round: Number(bigintOf(row, 'round')),
    raised: JSON.parse(textOf(row, 'raised')) as readonly string[],
    reportedAt: textOf(row, 'reported_at') as Instant,
    ...present,
  };
}

/** What is open: of one status, or at one lead unit. */
export type OpenIncidents = { readonly status: IncidentStatus } | { readonly leadUnit: UnitRef };

/** One page of a worklist, in the order of ids; `after` is the last id seen. What has ended is on none. */
export async function listOpenIncidents(
  store: Store,
  tenant: string,
  which: OpenIncidents,
  after?: string,
  limit = 500,
): Promise<readonly IncidentRow[]> {
  const [index, value] = 'status' in which ? ['open_status', which.status] : ['open_unit', which.leadUnit];
  const page = { get: 'rows' as const, table: incidentTable.name, index, prefix: [tenant, value], limit };
  const [rows = []] = await store.read([after === undefined ? page : { ...page, after: [after] }]);
  return rows.map(rowOf);
}

/** One page of a tenant's incidents in the order of their ids; `after` is the last id seen. */
export async function listIncidents(
  store: Store,
  tenant: string,
  after?: string,
  limit = 500,
): Promise<readonly IncidentRow[]> {
  const page = { get: 'rows' as const, table: incidentTable.name, index: 'key', prefix: [tenant], limit };
  const [rows = []] = await store.read([after === undefined ? page : { ...page, after: [after] }]);
  return rows.map(rowOf);
}
