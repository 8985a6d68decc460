import { bigintOf, isJicengError, promote, rearmTimers, type Operation, type Outcome } from '@jiceng/kernel';
import { carryOut, followPolicies, sweep, takeUpParked } from './host-code.ts';
import type { ClientRequest } from './requests.ts';
import type { Session, SimulatedHost } from './scheduler.ts';
import { simulatedProcess } from './simulated-case.ts';
import { accountRow, accountTable, rateTable, residents } from './simulated-ledger.ts';
import { isPassing, type World } from './world.ts';

/** Everything that a host may begin, and how common it is. */
export const activityKinds = [
  'ask',
  'again',
  'mistake',
  'sweep',
  'read',
  'promote',
  'policies',
  'parked',
  'terms',
  'rate',
  'rearm',
] as const;
export type ActivityKind = (typeof activityKinds)[number];
export const activityCommonness: Readonly<Record<ActivityKind, number>> = {
  ask: 12,
  again: 5,
  mistake: 0.5,
  sweep: 4,
  read: 3,
  promote: 1.5,
  policies: 4,
  parked: 2,
  terms: 1,
  rate: 0.7,
  rearm: 0.5,
};

/** An answer that is no outcome: what it says of the request for ever. What is no answer at all is thrown on. */
function takeRefusal(session: Session, request: ClientRequest, error: unknown, isShared: boolean): void {
  // The client does not know what became of it, and will ask again.
  if (isPassing(session.activity, error)) return;
  const isNever =
    (request.expectedVersion !== undefined && isJicengError(error, 'STORE_VERSION_CONFLICT')) ||
    (isShared && isJicengError(error, 'COMMAND_KEY_REUSED'));
  const { kind } = request.wish;
  const isPoor = (kind === 'payment' || kind === 'transfer') && isJicengError(error, 'STORE_PRECONDITION_FAILED');
  if (!isNever && !isPoor) throw error;
  request.never ||= isNever;
  if (request.status === 'open') request.status = 'refused';
}

/** One attempt at a client's request. */
export async function attempt(world: World, session: Session, request: ClientRequest): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await carryOut(session, world.code, request);
  } catch (error) {
    const isShared = world.clients.requests.some(
      (other) => other !== request && other.tenant === request.tenant && other.key === request.key,
    );
    takeRefusal(session, request, error, isShared);
    return;
  }
  world.model.answered(request, outcome);
  world.clients.heard(request);
}

/** Moves the floor of an account, and with it the terms that transfers rely on. */
async function moveFloor({ ports }: Session, id: string, floorMax: number): Promise<void> {
  const row = await accountRow(ports.store, id);
  if (row === undefined) return;
  const balance = bigintOf(row, 'balance');
  const floor = BigInt(floorMax) < balance ? BigInt(floorMax) : balance;
  const set = { floor, terms: bigintOf(row, 'terms') + 1n };
  const ifVersion = bigintOf(row, 'version');
  await ports.store.commit([{ op: 'update', table: accountTable.name, key: [id], ifVersion, set }]);
}

async function moveRate({ ports }: Session): Promise<void> {
  const ref = { table: rateTable.name, key: ['rate'] };
  const [[row] = []] = await ports.store.read([{ get: 'row', ...ref }]);
  if (row === undefined) return;
  const moved: Operation = { op: 'update', ...ref, ifVersion: bigintOf(row, 'version'), set: {} };
  await ports.store.commit([moved]);
}

/** Lets a host begin something; what it is follows from the seed. */
export function begin(world: World, host: SimulatedHost, kind: ActivityKind): void {
  const { scheduler, random, clients, code, around } = world;
  const limit = 1 + random.below(4);
  const run = (about: string, work: (session: Session) => Promise<unknown>): void => {
    scheduler.start(host, about, async (session) => {
      await work(session);
    });
  };
  const ask = (request: ClientRequest, how: string): void => {
    run(`${how} ${request.id} (${request.wish.kind}, ${request.tenant} ${request.key})`, (session) =>
      attempt(world, session, request),
    );
  };
  switch (kind) {
    case 'ask':
      return ask(clients.wish(scheduler.nowMs()), 'asks for');
    case 'again': {
      const request = clients.requests[random.below(clients.requests.length)];
      if (request === undefined) return;
      scheduler.count('repeat');
      return ask(request, 'asks again for');
    }
    case 'mistake': {
      const request = clients.mistake();
      if (request !== undefined) ask(request, 'asks under a taken key for');
      return;
    }
    case 'sweep':
      return run(`sweeps ${limit} timers`, (session) => sweep(session, code, around, limit));
    case 'read': {
      const reader = `reader/${random.below(2)}`;
      return run(`reads the feed as ${reader}`, (session) => code.readOn(session, around, reader, limit));
    }
    case 'promote':
      return run('promotes', ({ ports }) => promote(ports.store, ports.feed, limit));
    case 'policies':
      return run('follows the policies', (session) => followPolicies(session, code, around, limit));
    case 'parked':
      return run('takes up what is parked', (session) => takeUpParked(session, code, around));
    case 'terms': {
      const [id, floor] = [residents[random.below(residents.length)] ?? residents[0], random.below(30)];
      return run(`moves the floor of ${id}`, (session) => moveFloor(session, id, floor));
    }
    case 'rate':
      return run('moves the rate', moveRate);
    case 'rearm':
      return run('rearms timers', ({ ports }) =>
        rearmTimers(ports.store, simulatedProcess(host.edition), '430102', 'case/1'),
      );
  }
}
