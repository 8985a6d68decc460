import { runDecider, type CommitResult, type Operation, type RowRef, type Store } from '@jiceng/kernel';
import { amountOf, answering, changing, committingOnly, isOf, rowAt, type OperationOf } from '../mutants/mutant.ts';
import { storeMutants } from '../mutants/store-mutants.ts';
import { feedPage, soundCode, type HostCode } from './host-code.ts';
import type { PlantedFault } from './planted-fault.ts';
import type { ClientRequest } from './requests.ts';
import type { Session } from './scheduler.ts';
import { simulatedProcess } from './simulated-case.ts';
import { accountTable, rateTable, transferTable } from './simulated-ledger.ts';

type Batch = readonly Operation[];

/** A fault in how an adapter carries out a batch; each of its own calls waits for its turn like any other. */
function inCommits(name: string, commit: (store: Store, batch: Batch) => Promise<CommitResult>): PlantedFault {
  return { name, adapt: (store) => ({ ...store, commit: (batch) => commit(store, batch) }) };
}

/** A fault in single operations. */
function inOperations(name: string, change: (operation: Operation) => Operation): PlantedFault {
  return { name, adapt: (store) => changing(store, change) };
}

const inHost = (name: string, code: Partial<HostCode>): PlantedFault => ({ name, code });

const isAccountAdd = (operation: Operation): operation is OperationOf<'add'> =>
  operation.op === 'add' && operation.table === accountTable.name;

/** Reads, adds up and writes; at the end the row stands at another version, and the sum that was worked out is written all the same. */
async function losesAdditions(store: Store, batch: Batch): Promise<CommitResult> {
  const sums = new Map<Operation, bigint>();
  for (const add of batch.filter(isAccountAdd)) {
    const sum = amountOf(await rowAt(store, add), 'balance') + (add.add['balance'] ?? 0n);
    const floor = add.min?.['balance'];
    if (floor !== undefined && sum < floor) return { ok: false, failed: batch.indexOf(add), reason: 'bound' };
    sums.set(add, sum);
  }
  const written: Operation[] = [];
  for (const operation of batch) {
    const balance = sums.get(operation);
    if (balance === undefined || !isAccountAdd(operation)) {
      written.push(operation);
      continue;
    }
    const { table, key } = operation;
    const row = await rowAt(store, operation);
    const set = { balance, posted: amountOf(row, 'posted') + 1n };
    written.push({ op: 'update', table, key, ifVersion: amountOf(row, 'version'), set });
  }
  const result = await store.commit(written);
  const failed = result.ok ? undefined : batch[result.failed];
  const isOurs = !result.ok && result.reason === 'version' && failed !== undefined && sums.has(failed);
  return isOurs ? losesAdditions(store, batch) : result;
}

/** Compares what a batch only relies on first, and commits the rest later. */
async function checksFirst(store: Store, batch: Batch): Promise<CommitResult> {
  for (const [failed, operation] of batch.entries()) {
    if (operation.op !== 'check') continue;
    const row = await rowAt(store, operation);
    if (amountOf(row, 'version') !== operation.ifVersion) return { ok: false, failed, reason: 'version' };
  }
  return committingOnly(store, batch, ({ op }) => op !== 'check');
}

async function inTwoHalves(store: Store, batch: Batch): Promise<CommitResult> {
  const half = Math.ceil(batch.length / 2);
  const first = await store.commit(batch.slice(0, half));
  if (!first.ok || half === batch.length) return first;
  const second = await store.commit(batch.slice(half));
  return second.ok ? second : { ...second, failed: second.failed + half };
}

/** Asks whether the key is there, writes everything else, and enters the key at the end. */
async function keyLast(store: Store, batch: Batch): Promise<CommitResult> {
  const [request] = batch;
  if (request?.op !== 'insert' || request.table !== 'jiceng_request') return store.commit(batch);
  const { tenant, scope, request: key } = request.row;
  const ref: RowRef = { table: request.table, key: [String(tenant), String(scope), String(key)] };
  if ((await rowAt(store, ref)) !== undefined) return { ok: false, failed: 0, reason: 'exists' };
  const result = await store.commit(batch.slice(1));
  if (!result.ok) return { ...result, failed: result.failed + 1 };
  await store.commit([request]);
  return result;
}

/** Numbers what was read earlier from the head as it stands now, whoever else has numbered it. */
async function promotesUnguarded(store: Store, batch: Batch): Promise<CommitResult> {
  const [head] = batch;
  if (head?.op !== 'update' || head.table !== 'jiceng_feed') return store.commit(batch);
  const now = await rowAt(store, head);
  let position = amountOf(now, 'position');
  const numbered = batch.slice(1).map((operation): Operation => {
    if (operation.op !== 'insert') return operation;
    position += 1n;
    return { ...operation, row: { ...operation.row, position } };
  });
  return store.commit([{ ...head, ifVersion: amountOf(now, 'version'), set: { position } }, ...numbered]);
}

/** Takes the number of a commit first, and commits when it gets to it. */
async function numbersEarly(store: Store, batch: Batch): Promise<CommitResult> {
  const add = batch.find((operation) => operation.op === 'add' && operation.table === 'jiceng_feed');
  if (add?.op !== 'add') return store.commit(batch);
  const before = await rowAt(store, add);
  const taken = await store.commit([
    {
      op: 'update',
      table: add.table,
      key: add.key,
      ifVersion: amountOf(before, 'version'),
      set: { position: amountOf(before, 'position') + 1n },
    },
  ]);
  if (!taken.ok) return { ok: false, failed: batch.indexOf(add), reason: 'version' };
  const literal = batch.flatMap((operation): readonly Operation[] => {
    if (operation === add) return [];
    if (operation.op !== 'insert' || operation.table !== 'jiceng_feed_entry') return [operation];
    const { copy: _copy, ...rest } = operation;
    return [{ ...rest, row: { ...operation.row, position: amountOf(before, 'position') + 1n } }];
  });
  const result = await store.commit(literal);
  // Of what failed only the kind matters to the kernel: the table of its row.
  return result.ok ? result : { ...result, failed: batch.findIndex(isOf(literal[result.failed]?.table ?? '')) };
}

/** Says that it is done, and does it when it gets to it. */
async function answersFirst(store: Store, batch: Batch): Promise<CommitResult> {
  if (batch[0]?.table !== transferTable.name && batch[0]?.table !== 'jiceng_request') return store.commit(batch);
  void store.commit(batch).catch(() => undefined);
  return { ok: true };
}

/** Updates rows of a table at whatever version they stand. */
const lastWriterWins =
  (table: string) =>
  async (store: Store, batch: Batch): Promise<CommitResult> => {
    const now: Operation[] = [];
    for (const operation of batch) {
      const isMeant = operation.op === 'update' && operation.table === table;
      if (!isMeant) {
        now.push(operation);
        continue;
      }
      const { toVersion: _toVersion, ...rest } = operation;
      now.push({ ...rest, ifVersion: amountOf(await rowAt(store, operation), 'version') });
    }
    return store.commit(now);
  };

const asked = new WeakSet<ClientRequest>();
function newKeyWhenAgain(request: ClientRequest, { activity }: Session): string {
  if (asked.has(request)) return `${request.key}/${activity.id}`;
  asked.add(request);
  return request.key;
}

const soundMutants = new Map(storeMutants.map((mutant) => [mutant.name, mutant]));
/** Faults of the store itself that the kit's contract finds as well. */
function ofStore(name: string): PlantedFault {
  const mutant = soundMutants.get(name);
  if (mutant === undefined) throw new RangeError(`there is no store that ${name}`);
  return { name, factory: mutant.factory };
}

/** Faults for a simulation to find: what it is worth is how many of them it does. */
export const plantedFaults: readonly PlantedFault[] = [
  // Of an adapter.
  inCommits('loses an addition that meets another', losesAdditions),
  inCommits('checks what a batch relies on without locking it', checksFirst),
  inCommits('writes a batch in two halves', inTwoHalves),
  inCommits('looks a key up before it enters it', keyLast),
  inCommits('numbers commits without guarding the head of the feed', promotesUnguarded),
  inCommits('takes positions before it commits', numbersEarly),
  inCommits('answers before it writes', answersFirst),
  inCommits('takes a row that is there for one it has inserted', async (store, batch) => {
    const result = await store.commit(batch);
    return !result.ok && result.reason === 'exists' ? { ok: true } : result;
  }),
  inCommits('keeps the additions of a batch that fails', async (store, batch) => {
    const result = await store.commit(batch);
    if (!result.ok) await committingOnly(store, batch, isAccountAdd);
    return result;
  }),
  inCommits('lets the last writer of an account’s terms win', lastWriterWins(accountTable.name)),
  inOperations('forgets the floor', (operation) => {
    if (!isAccountAdd(operation)) return operation;
    const { min: _min, ...rest } = operation;
    return rest;
  }),
  inOperations('forgets the terms that an addition relies on', (operation) => {
    if (!isAccountAdd(operation)) return operation;
    const { where: _where, ...rest } = operation;
    return rest;
  }),
  {
    name: 'takes up what is parked without asking whether more has come',
    rare: true,
    adapt: (store) =>
      changing(store, (operation) => {
        if (operation.op !== 'delete' || operation.table !== 'jiceng_parked') return operation;
        const { ifVersion: _ifVersion, ...rest } = operation;
        return rest;
      }),
  },
  inOperations('puts a timer aside at its first failure', (operation) =>
    operation.op === 'update' && operation.table === 'jiceng_timer'
      ? { ...operation, set: { ...operation.set, parked: 1n } }
      : operation,
  ),
  inOperations('relies on any rate', (operation) =>
    operation.op === 'check' && operation.table === rateTable.name
      ? { op: 'delete', table: transferTable.name, key: ['nothing'] }
      : operation,
  ),
  {
    name: 'fires the latest timer of a stream first',
    adapt: (store) => ({
      ...store,
      read: (queries) =>
        store.read(
          queries.map((query) =>
            query.get === 'rows' && query.table === 'jiceng_timer' && query.index === 'key' && query.limit === 1
              ? { ...query, reverse: true }
              : query,
          ),
        ),
    }),
  },
  {
    name: 'does not see the last row of the feed’s intake',
    adapt: (store) =>
      answering(store, (rows, { table }) => (table === 'jiceng_feed_intake' ? rows.slice(0, -1) : rows)),
  },

  // Of a host.
  inHost('moves a cursor before it handles what it read', {
    readOn: async (session, around, reader, limit) => {
      const { after, entries, move } = await feedPage(session, reader, limit);
      const last = entries.at(-1)?.position ?? after;
      if (last > after) await move(last);
      for (const entry of entries) around.handled(reader, entry);
      return entries.length;
    },
  }),
  inHost('makes two commits of what belongs together', {
    runPair: async (session, { tenant, key, id }, streams) => {
      const recorded = [];
      let [version, replayed] = [0n, false];
      for (const [at, stream] of streams.entries()) {
        const outcome = await runDecider(session.ports, {
          ...simulatedProcess(session.activity.host.edition),
          tenant,
          stream,
          key: `${key}/${at}`,
          command: { type: 'note', request: id, parts: 1 },
          actor: { id: 'simulated', roles: [] },
          purpose: 'simulation',
        });
        recorded.push(...outcome.recorded);
        [version, replayed] = [outcome.version, outcome.replayed];
      }
      return { replayed, version, recorded };
    },
  }),
  inHost('asks under a new key when it asks again', { requestKeyOf: newKeyWhenAgain }),
  inHost('fires a timer under the sweep’s own key', {
    timerKeyOf: (timer, session) => `${soundCode.timerKeyOf(timer, session)}/${session.activity.id}`,
  }),
  inHost('lets a policy ask under a new key each time', {
    policyKeyOf: (key, { activity }) => `${key}/${activity.id}`,
  }),

  // Of the store.
  ofStore('forgets the last tick of a stream, so that only the clock orders it'),
  ofStore('forgets the last digest of a stream'),
  ofStore('does not delete the timer that has fired'),
  ofStore('loses the number of an attempt that fails'),
  ofStore('forgets what a request recorded'),
  ofStore('writes another request over the key of the first'),
  ofStore('leaves commits in the intake when they are numbered'),
  ofStore('keeps the key of a request that failed'),
];
