import {
  bigintOf,
  draft,
  isJicengError,
  kernelError,
  promote,
  readFeed,
  retryParked,
  runDecider,
  runDueTimers,
  runPolicies,
  runTogether,
  timerKey,
  type DueTimer,
  type FeedEntry,
  type Operation,
  type Outcome,
  type Policy,
  type PolicyRun,
  type RecordedFact,
} from '@jiceng/kernel';
import type { ClientRequest, Wish } from './requests.ts';
import type { Session } from './scheduler.ts';
import type { SimulatedCommand } from './schemas.ts';
import { simulatedProcess } from './simulated-case.ts';
import { accountRow, rateTable, transferOperations, transferTable, type Transfer } from './simulated-ledger.ts';

/** What is outside of every host: it sees what they do to the world, and may be out of order itself. */
export interface Surroundings {
  /** An entry of the feed was dealt with for a reader. */
  readonly handled: (reader: string, entry: FeedEntry) => void;
  readonly timerFailed: (timer: DueTimer) => void;
  readonly timerFires: (timer: DueTimer, nowMs: number) => void;
  /** Does the other side answer? */
  readonly partnerUp: () => boolean;
  /** May stuck timers pass by now? */
  readonly released: () => boolean;
}

/** The parts of a host's code that a fault can be planted in. */
export interface HostCode {
  readonly requestKeyOf: (request: ClientRequest, session: Session) => string;
  readonly timerKeyOf: (timer: DueTimer, session: Session) => string;
  readonly policyKeyOf: (key: string, session: Session) => string;
  readonly runPair: (session: Session, request: ClientRequest, streams: readonly string[]) => Promise<Outcome>;
  readonly readOn: (session: Session, around: Surroundings, reader: string, limit: number) => Promise<number>;
}

const actor = { id: 'simulated', roles: [] };
const purpose = 'simulation';

function callFor(session: Session, tenant: string, stream: string, key: string, command: SimulatedCommand) {
  return { ...simulatedProcess(session.activity.host.edition), tenant, stream, key, command, actor, purpose };
}

const outOfOrder = () => new RangeError('the other side does not answer');

async function runPair(session: Session, request: ClientRequest, streams: readonly string[]): Promise<Outcome> {
  const { tenant, scope, key, id } = request;
  const command: SimulatedCommand = { type: 'note', request: id, parts: 1 };
  return runTogether(session.ports, { tenant, scope, key, body: { id, streams } }, () =>
    Promise.all(streams.map((stream) => draft(session.ports, callFor(session, tenant, stream, key, command)))),
  );
}

/** Money and fact in one batch, at the rate of today: the rate and the giver's terms are read for every attempt. */
async function runPayment(
  session: Session,
  request: ClientRequest,
  wish: Wish & { kind: 'payment' },
): Promise<Outcome> {
  const { tenant, scope, key, id } = request;
  const { stream, transfer } = wish;
  const { store } = session.ports;
  return runTogether(session.ports, { tenant, scope, key, body: { id, stream } }, async () => {
    const rateKey = { table: rateTable.name, key: ['rate'] };
    const [[rate] = []] = await store.read([{ get: 'row', ...rateKey }]);
    const giver = await accountRow(store, transfer.from);
    const version = rate === undefined ? 0n : bigintOf(rate, 'version');
    const command: SimulatedCommand = {
      type: 'pay',
      request: id,
      amount: Number(transfer.amount),
      rate: String(version),
    };
    const documents = (): readonly Operation[] => [
      { op: 'check', ...rateKey, ifVersion: version },
      ...transferOperations(transfer, giver),
    ];
    return [await draft(session.ports, { ...callFor(session, tenant, stream, key, command), documents })];
  });
}

/** A ledger's own command path in small: the key first, both legs, and what is unknown is looked up by the key. */
async function runTransfer(session: Session, transfer: Transfer): Promise<Outcome> {
  const { store } = session.ports;
  const key = [transfer.id];
  const done = (replayed: boolean): Outcome => ({ replayed, version: 0n, recorded: [] });
  const isDone = async (): Promise<boolean> => {
    const [[row] = []] = await store.read([{ get: 'row', table: transferTable.name, key }]);
    return row !== undefined;
  };
  for (let attempt = 0; attempt < 5; attempt++) {
    const giver = await accountRow(store, transfer.from);
    const keyed: Operation = { op: 'insert', table: transferTable.name, row: { id: transfer.id } };
    const batch = [keyed, ...transferOperations(transfer, giver)];
    try {
      const result = await store.commit(batch);
      if (result.ok) return done(false);
      if (result.reason === 'exists' && result.failed === 0) return done(true);
      const now = await accountRow(store, transfer.from);
      // The floor was moved between looking and writing: what was refused then says nothing now.
      if (result.reason === 'bound' && now?.['terms'] === giver?.['terms'])
        throw kernelError('STORE_PRECONDITION_FAILED', { table: 'simulated_account', reason: result.reason });
    } catch (error) {
      if (!isJicengError(error, 'STORE_ANSWER_UNKNOWN')) throw error;
      if (await isDone()) return done(true);
    }
  }
  throw kernelError('STORE_CONTENTION', { stream: transfer.id, attempts: 5 });
}

/** Deals with what comes after the reader's cursor, and only then moves it. Answers how many entries there were. */
async function readOn(session: Session, around: Surroundings, reader: string, limit: number): Promise<number> {
  const { after, move, entries } = await feedPage(session, reader, limit);
  for (const entry of entries) around.handled(reader, entry);
  const last = entries.at(-1)?.position ?? after;
  if (last > after) await move(last);
  return entries.length;
}

/** A page of the feed for a reader, and how to move its cursor: a lost race is as good, somebody else has dealt with the same. */
export async function feedPage(session: Session, reader: string, limit: number) {
  const { store, feed } = session.ports;
  if (store.info.positions === 'intake') await promote(store, feed, limit);
  const ref = { table: 'jiceng_cursor', key: [reader] };
  const [[cursor] = []] = await store.read([{ get: 'row', ...ref }]);
  const after = cursor === undefined ? 0n : bigintOf(cursor, 'position');
  const entries = await readFeed(store, feed, after, limit);
  const move = async (position: bigint): Promise<void> => {
    const moved: Operation =
      cursor === undefined
        ? { op: 'insert', table: ref.table, row: { reader, position, version: 1n } }
        : { op: 'update', ...ref, ifVersion: bigintOf(cursor, 'version'), set: { position } };
    await store.commit([moved]);
  };
  return { after, entries, move };
}

/** The code of a host without a fault. */
export const soundCode: HostCode = {
  requestKeyOf: ({ key }) => key,
  timerKeyOf: timerKey,
  policyKeyOf: (key) => key,
  runPair,
  readOn,
};

/** Carries out what a client asks for. */
export async function carryOut(session: Session, code: HostCode, given: ClientRequest): Promise<Outcome> {
  const request = { ...given, key: code.requestKeyOf(given, session) };
  const { wish, tenant, key, expectedVersion } = request;
  switch (wish.kind) {
    case 'command': {
      const call = callFor(session, tenant, wish.stream, key, wish.command);
      return runDecider(session.ports, expectedVersion === undefined ? call : { ...call, expectedVersion });
    }
    case 'pair':
      return code.runPair(session, request, wish.streams);
    case 'payment':
      return runPayment(session, request, wish);
    case 'transfer':
      return runTransfer(session, wish.transfer);
  }
}

/** One sweep of what is due by the clock of the host. */
export async function sweep(session: Session, code: HostCode, around: Surroundings, limit: number) {
  const now = await session.ports.clock.now();
  const fire = async (timer: DueTimer): Promise<unknown> => {
    around.timerFires(timer, Date.parse(now));
    try {
      if (!around.partnerUp()) throw outOfOrder();
      const { tenant, stream, name, dueAt } = timer;
      const call = callFor(session, tenant, stream, code.timerKeyOf(timer, session), { type: 'expire', name, dueAt });
      return await runDecider(session.ports, {
        ...call,
        occurredAt: dueAt,
        facts: { released: around.released() },
      });
    } catch (error) {
      around.timerFailed(timer);
      throw error;
    }
  };
  return runDueTimers(session.ports.store, now, fire, limit);
}

/** Where the answer of a policy to a stream is recorded: a stream of its own for each. */
export const echoStream = (stream: string): string => `echo/${stream.replace('/', '-')}`;
/** What names a fact in the stream that answers it. */
export const factName = ({ tenant, stream, version }: Pick<RecordedFact, 'tenant' | 'stream' | 'version'>): string =>
  `${tenant} ${stream} ${version}`;

/** Two rules of the host: every note is echoed in another stream, and every payment is met by a command that is always refused. */
export function policiesFor(session: Session, code: HostCode, around: Surroundings): readonly Policy[] {
  const answering = (fact: RecordedFact, type: 'echo' | 'judge') => ({
    run: async (key: string): Promise<unknown> => {
      if (!around.partnerUp()) throw outOfOrder();
      const given = code.policyKeyOf(key, session);
      const command: SimulatedCommand = { type, of: factName(fact) };
      return runDecider(session.ports, callFor(session, fact.tenant, echoStream(fact.stream), given, command));
    },
  });
  return [
    { name: 'echo', on: ['Noted'], react: (fact) => [answering(fact, 'echo')] },
    { name: 'judge', on: ['Paid'], react: (fact) => [answering(fact, 'judge')] },
  ];
}

export async function followPolicies(
  session: Session,
  code: HostCode,
  around: Surroundings,
  limit: number,
): Promise<PolicyRun> {
  return runPolicies(session.ports, policiesFor(session, code, around), limit);
}

/** Takes up what the policies stopped at; answers how many commands and streams it met. */
export async function takeUpParked(session: Session, code: HostCode, around: Surroundings): Promise<number> {
  let met = 0;
  for (const policy of policiesFor(session, code, around)) {
    const { done, refused, parked } = await retryParked(session.ports, policy);
    met += done + refused + parked;
  }
  return met;
}
