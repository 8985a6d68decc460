import { requestJson } from '../plain/canonical-json.ts';
import { draft, type DeciderCall, type Draft, type RecordedRange } from './draft.ts';
import { kernelError } from '../errors.ts';
import { feedOperations, latestTick, openFeed, type FeedRef } from '../record/feed.ts';
import { isJicengError } from '../plain/jiceng-error.ts';
import { feedTable, requestTable, streamTable, timerTable } from '../record/kernel-tables.ts';
import type { Ports } from '../host/ports.ts';
import { observeCommand, type CommandName } from '../observe/observe-command.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Operation, Store } from '../store/store.ts';

/** What a request came to. A repeated one gives the first outcome, marked `replayed`. */
export interface Outcome {
  readonly replayed: boolean;
  /** Version of the stream afterwards; of the last one where several were written. */
  readonly version: bigint;
  readonly recorded: readonly RecordedRange[];
}

interface Request {
  readonly tenant: string;
  readonly scope: string;
  readonly key: string;
  readonly digest: string;
}

const maxAttempts = 12;

function requestOperation(ports: Ports, request: Request, { version, refs }: Joint, recordedAt: string): Operation {
  return {
    op: 'insert',
    table: requestTable.name,
    row: {
      tenant: request.tenant,
      scope: request.scope,
      request: request.key,
      digest_name: ports.digest.name,
      digest: request.digest,
      recorded: JSON.stringify([String(version), ...refs.map(([, ...range]) => range)]),
      recorded_at: recordedAt,
    },
  };
}

/** The first outcome of this key, if it was used. @throws JicengError `COMMAND_KEY_REUSED` when it was used for something else. */
async function earlierOutcome(store: Store, request: Request): Promise<Outcome | undefined> {
  const { tenant, scope, key } = request;
  const [[row] = []] = await store.read([{ get: 'row', table: requestTable.name, key: [tenant, scope, key] }]);
  if (row === undefined) return undefined;
  if (textOf(row, 'digest') !== request.digest) throw kernelError('COMMAND_KEY_REUSED', { key });
  // Written by `requestOperation`: the version, then [stream, from, to] each.
  const [version, ...ranges] = JSON.parse(textOf(row, 'recorded')) as readonly [
    string,
    ...(readonly [string, string, string])[],
  ];
  const recorded = ranges.map(([stream, from, to]) => ({ stream, from: BigInt(from), to: BigInt(to) }));
  return { replayed: true, version: BigInt(version), recorded };
}

/** Is it the store that is in trouble? What comes from elsewhere than us may be that, too. */
function isTrouble(error: unknown): boolean {
  if (!isJicengError(error)) return true;
  return ['STORE_UNAVAILABLE', 'STORE_ANSWER_UNKNOWN', 'STORE_CLOSED'].includes(error.code);
}

/**
 * As `earlierOutcome`, after an error: a store that cannot be asked either does not hide what trouble it was in first. But what we
 * say against a request holds only for a key that was not used, since it may have been planned upon its own effect: who cannot
 * know that is told of the store, and asks again.
 */
async function outcomeDespite(store: Store, request: Request, first: unknown): Promise<Outcome | undefined> {
  try {
    return await earlierOutcome(store, request);
  } catch (second) {
    throw isJicengError(second, 'COMMAND_KEY_REUSED') || !isTrouble(first) ? second : first;
  }
}

/** What drafts that share a commit come to together. */
interface Joint extends Omit<Draft, 'tenant'> {
  /** What is entered in the feed. */
  readonly refs: readonly FeedRef[];
}

function refsOf({ tenant, recorded }: Draft): readonly FeedRef[] {
  return recorded.map(({ stream, from, to }) => [tenant, stream, String(from), String(to)]);
}

function joint(drafts: readonly Draft[]): Joint {
  const [first] = drafts;
  if (first !== undefined && drafts.length === 1) return { ...first, refs: refsOf(first) };
  const facts = drafts.flatMap((each) => each.facts);
  const operations = drafts.flatMap((each) => each.operations);
  const recorded = drafts.flatMap((each) => each.recorded);
  const version = drafts.at(-1)?.version ?? 0n;
  const refs = drafts.flatMap(refsOf);
  return { operations: onOneTick(operations, latestTick(facts)), recorded, facts, version, refs };
}

/**
 * Streams that share a commit go on from the latest tick among them: the commit enters the feed's intake under that tick, and
 * what a slower stream says next must not be numbered before it.
 */
function onOneTick(operations: readonly Operation[], tick: bigint): readonly Operation[] {
  return operations.map((operation) => {
    if (operation.table !== streamTable.name) return operation;
    if (operation.op === 'insert') return { ...operation, row: { ...operation.row, tick } };
    return operation.op === 'update' ? { ...operation, set: { ...operation.set, tick } } : operation;
  });
}

/** Has a stream moved since it was read? Then a document failed on a plan that is out of date, and says nothing of the next one. */
async function overtaken(store: Store, drafts: readonly Draft[]): Promise<boolean> {
  const streams = drafts.flatMap(({ tenant, recorded }) =>
    recorded.map(({ stream, from }) => ({ key: [tenant, stream], version: from - 1n })),
  );
  const heads = await store.read(streams.map(({ key }) => ({ get: 'row', table: streamTable.name, key })));
  return streams.some(({ version }, at) => {
    const [head] = heads[at] ?? [];
    return (head === undefined ? 0n : bigintOf(head, 'version')) !== version;
  });
}

async function commitOnce(ports: Ports, request: Request, drafts: readonly Draft[]): Promise<Outcome | undefined> {
  const whole = joint(drafts);
  const { facts, version, recorded } = whole;
  const recordedAt = facts[0]?.recordedAt ?? (await ports.clock.now());
  const batch = [
    requestOperation(ports, request, whole, recordedAt),
    ...whole.operations,
    ...feedOperations(ports, request, whole.refs, facts),
  ];
  const result = await ports.store.commit(batch);
  if (result.ok) {
    // A joined store writes inside the host's transaction: until the host commits nothing is recorded.
    if (facts.length > 0 && !ports.store.info.joined) ports.bus.publish('recorded', facts);
    return { replayed: false, version, recorded };
  }
  const failed = batch[result.failed];
  if (failed?.table === feedTable.name && result.reason === 'missing') await openFeed(ports.store, ports.feed);
  if (
    failed === undefined ||
    failed.table === feedTable.name ||
    failed.table === requestTable.name ||
    failed.table === streamTable.name ||
    // Somebody armed it meanwhile: the next plan reads the rows again.
    failed.table === timerTable.name
  )
    return undefined;
  if (result.reason === 'version' || failed.op === 'delete' || (await overtaken(ports.store, drafts))) return undefined;
  throw kernelError('STORE_PRECONDITION_FAILED', { table: failed.table, reason: result.reason });
}

/** One request: what it asks for, and the key under which it may be asked again. */
export interface RequestCall {
  readonly tenant: string;
  /** What the key is unique in, beside the tenant: a package, a kind of request. */
  readonly scope: string;
  readonly key: string;
  /** What is asked for; another body under the same key is refused. References, never personal values. */
  readonly body: unknown;
}

async function settle(ports: Ports, call: RequestCall, plan: () => Promise<readonly Draft[]>): Promise<Outcome> {
  const { tenant, scope, key } = call;
  const request = { tenant, scope, key, digest: ports.digest.hex(requestJson([tenant, scope, key, call.body])) };
  // Inside the host's transaction there is nothing fresher to plan on, and only the host may give up.
  const attempts = ports.store.info.joined ? 1 : maxAttempts;
  let drafts: readonly Draft[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      drafts = await plan();
      const outcome = await commitOnce(ports, request, drafts);
      if (outcome !== undefined) return outcome;
    } catch (error) {
      // The first outcome outlives whatever stands against the request today.
      const earlier = await outcomeDespite(ports.store, request, error);
      if (earlier !== undefined) return earlier;
      // Not written after all: safe to try again, but not for ever, and in the end the engine's own words count.
      if (!isJicengError(error, 'STORE_ANSWER_UNKNOWN') || attempt === attempts - 1) throw error;
      await ports.pause(attempt);
      continue;
    }
    const earlier = await earlierOutcome(ports.store, request);
    if (earlier !== undefined) return earlier;
    await ports.pause(attempt);
  }
  const streams = drafts.flatMap((each) => each.recorded.map(({ stream }) => stream));
  throw kernelError('STORE_CONTENTION', { stream: streams, attempts });
}

const together = (): CommandName => ({ command: 'together', process: 'together' });

/**
 * Commits several drafts, of several streams or packages, as one: all of it or nothing, once a key.
 *
 * @param plan makes the drafts on fresh state; called again, at most 12 times, when somebody else was faster.
 * @throws JicengError `COMMAND_KEY_REUSED` when the key was used for another body.
 * @throws JicengError `STORE_CONTENTION` when every attempt was overtaken.
 * @throws JicengError `STORE_PRECONDITION_FAILED` when a document's precondition does not hold.
 */
export function runTogether(ports: Ports, call: RequestCall, plan: () => Promise<readonly Draft[]>): Promise<Outcome> {
  return observeCommand(ports, together, (attempted) =>
    settle(ports, call, () => {
      attempted();
      return plan();
    }),
  );
}

/** A stream's kind: what stands before its first `/`. Keys are unique within it. */
function scopeOf(stream: string): string {
  const end = stream.indexOf('/');
  return end > 0 ? stream.slice(0, end) : stream;
}

/** What is watched names a command only by a word that its decider knows: what somebody sent may hold anything. */
function nameOf({
  command,
  decider,
  fold,
}: {
  readonly command: unknown;
  readonly decider: { readonly commands: readonly string[] };
  readonly fold: string;
}): CommandName {
  const type = typeof command === 'object' && command !== null && 'type' in command ? command.type : undefined;
  return { command: decider.commands.find((known) => known === type) ?? 'unknown', process: fold };
}

/**
 * Carries out one command on one stream: parse, load, permit, decide, fold, and one atomic batch. The same key with the
 * same body gives the first outcome again.
 *
 * @throws JicengError `COMMAND_INVALID` when the command does not match its schema.
 * @throws JicengError `COMMAND_REFUSED` with all reasons when the access policy or the rules stand against it.
 * @throws JicengError `COMMAND_KEY_REUSED` when the key was used for another request.
 * @throws JicengError `STORE_VERSION_CONFLICT` when `expectedVersion` is named and someone else acted first.
 * @throws JicengError `STORE_CONTENTION` when twelve attempts were overtaken.
 */
export function runDecider<State, Command extends { readonly type: string }, Event extends { readonly type: string }>(
  ports: Ports,
  call: DeciderCall<State, Command, Event>,
): Promise<Outcome> {
  const { tenant, key, stream, command, actor, purpose, expectedVersion, occurredAt, jurisdiction } = call;
  const body = { stream, command, actor: actor.id, purpose, expectedVersion, occurredAt, jurisdiction };
  const request = { tenant, scope: scopeOf(stream), key, body };
  return observeCommand(
    ports,
    () => nameOf(call),
    (attempted) =>
      settle(ports, request, async () => {
        attempted();
        return [await draft(ports, call)];
      }),
  );
}
