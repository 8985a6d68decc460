import type { TableSpec } from '../store/store.ts';

/** Who asked for what, once: the key of a request and what came of it. */
export const requestTable: TableSpec = {
  name: 'jiceng_request',
  rank: 0,
  columns: {
    tenant: 'text',
    scope: 'text',
    request: 'text',
    digest_name: 'text',
    digest: 'text',
    recorded: 'text',
    recorded_at: 'text',
  },
  key: ['tenant', 'scope', 'request'],
};

/** The head of each stream: version, tick, last digest, and the folded state, which is only a cache. */
export const streamTable: TableSpec = {
  name: 'jiceng_stream',
  rank: 1,
  columns: {
    tenant: 'text',
    stream: 'text',
    version: 'bigint',
    tick: 'bigint',
    digest: 'text',
    jurisdiction: 'text',
    fold: 'text',
    state: 'text',
  },
  key: ['tenant', 'stream'],
  indexes: { jurisdiction: ['tenant', 'jurisdiction'] },
};

/** What somebody waits for. A changed due time is another row. */
export const timerTable: TableSpec = {
  name: 'jiceng_timer',
  rank: 1,
  columns: {
    tenant: 'text',
    stream: 'text',
    name: 'text',
    due_at: 'text',
    try_at: 'text',
    attempts: 'bigint',
    parked: 'bigint',
    problem: 'text',
    version: 'bigint',
  },
  key: ['tenant', 'stream', 'due_at', 'name'],
  indexes: { due: ['parked', 'try_at', 'due_at'] },
};

/** What happened, for ever: each row carries the digest of its own text and of its predecessor. */
export const factTable: TableSpec = {
  name: 'jiceng_fact',
  rank: 2,
  columns: {
    tenant: 'text',
    stream: 'text',
    version: 'bigint',
    type: 'text',
    schema: 'bigint',
    body: 'text',
    actor: 'text',
    purpose: 'text',
    occurred_at: 'text',
    recorded_at: 'text',
    tick: 'bigint',
    digest_name: 'text',
    digest: 'text',
    previous: 'text',
  },
  key: ['tenant', 'stream', 'version'],
};

/** The head of each feed: its last position. Its name sorts before the entries', which copy the position. */
export const feedTable: TableSpec = {
  name: 'jiceng_feed',
  rank: 3,
  columns: { feed: 'text', position: 'bigint', version: 'bigint' },
  key: ['feed'],
};

/** One commit at one position: which facts of which streams. */
export const feedEntryTable: TableSpec = {
  name: 'jiceng_feed_entry',
  rank: 3,
  columns: { feed: 'text', position: 'bigint', refs: 'text' },
  key: ['feed', 'position'],
};

/** Commits without a position yet, where many write at once; `promote` numbers them. */
export const feedIntakeTable: TableSpec = {
  name: 'jiceng_feed_intake',
  rank: 3,
  columns: { feed: 'text', tick: 'bigint', tenant: 'text', scope: 'text', request: 'text', refs: 'text' },
  key: ['feed', 'tick', 'tenant', 'scope', 'request'],
};

/** How far each reader of a feed has come. */
export const cursorTable: TableSpec = {
  name: 'jiceng_cursor',
  rank: 1,
  columns: { reader: 'text', position: 'bigint', version: 'bigint' },
  key: ['reader'],
};

/** Streams a policy stopped at, with the first fact it has not dealt with. */
export const parkedTable: TableSpec = {
  name: 'jiceng_parked',
  rank: 1,
  columns: {
    policy: 'text',
    tenant: 'text',
    stream: 'text',
    from_version: 'bigint',
    attempts: 'bigint',
    skipped: 'bigint',
    problem: 'text',
    version: 'bigint',
  },
  key: ['policy', 'tenant', 'stream'],
};

/** What came of a policy's commands: carried out, or refused and why. */
export const policyOutcomeTable: TableSpec = {
  name: 'jiceng_policy_outcome',
  rank: 2,
  columns: { request: 'text', policy: 'text', outcome: 'text', code: 'text', details: 'text', recorded_at: 'text' },
  key: ['request'],
  indexes: { policy: ['policy'] },
};

/** Values about persons, apart from the record, so that they can be masked, kept for a time, and erased. */
export const personalTable: TableSpec = {
  name: 'jiceng_personal',
  rank: 1,
  columns: {
    tenant: 'text',
    ref: 'text',
    kind: 'text',
    value: 'text',
    salt: 'text',
    commitment: 'text',
    purpose: 'text',
    keep_until: 'text',
    version: 'bigint',
  },
  key: ['tenant', 'ref'],
  indexes: { keep_until: ['tenant', 'keep_until'] },
};

/** All tables of the kernel: hand them to `store.migrate` together with those of the packages in use. */
export const kernelTables: readonly TableSpec[] = [
  requestTable,
  streamTable,
  timerTable,
  factTable,
  feedTable,
  feedEntryTable,
  feedIntakeTable,
  cursorTable,
  parkedTable,
  policyOutcomeTable,
  personalTable,
];
