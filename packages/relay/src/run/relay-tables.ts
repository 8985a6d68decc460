import type { TableSpec } from '@jiceng/kernel';

/** Streams that stand still for a reader: the first fact that did not get through, why, and how often it was tried. */
export const relayStopTable: TableSpec = {
  name: 'jiceng_relay_stop',
  rank: 1,
  columns: {
    reader: 'text',
    tenant: 'text',
    stream: 'text',
    from_version: 'bigint',
    parked: 'bigint',
    try_at: 'text',
    attempts: 'bigint',
    skipped: 'bigint',
    code: 'text',
    details: 'text',
    stopped_at: 'text',
    version: 'bigint',
  },
  key: ['reader', 'tenant', 'stream'],
  indexes: { due: ['reader', 'parked', 'try_at'] },
};

/** Facts that somebody decided not to send to a reader, who it was, and why: for ever. */
export const relayOmissionTable: TableSpec = {
  name: 'jiceng_relay_omission',
  rank: 2,
  columns: {
    reader: 'text',
    tenant: 'text',
    stream: 'text',
    fact_version: 'bigint',
    code: 'text',
    decided_by: 'text',
    reason: 'text',
    decided_at: 'text',
  },
  key: ['reader', 'tenant', 'stream', 'fact_version'],
};

/** The tables of this package: hand them to `store.migrate` together with the kernel's. */
export const relayTables: readonly TableSpec[] = [relayStopTable, relayOmissionTable];
