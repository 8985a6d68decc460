import type * as z from 'zod';
import { kernelError } from '../errors.ts';
import type { JicengError } from '../plain/jiceng-error.ts';
import { factRow, sealFact, type RecordedFact } from '../record/fact.ts';
import type { DecideContext, Process } from '../rules/decider.ts';
import { allWords, inputProblems } from '../rules/input-problems.ts';
import { recordJson } from '../plain/canonical-json.ts';
import { instantToMs, parseInstant, type Instant } from '../plain/instant.ts';
import { factTable, streamTable } from '../record/kernel-tables.ts';
import { permit } from '../access/permit.ts';
import type { Ports } from '../host/ports.ts';
import { refusal } from './refusal.ts';
import type { Actor, DivisionCode } from '../plain/refs.ts';
import type { Operation } from '../store/store.ts';
import { loadStream, readFacts, type StreamHead } from '../record/stream.ts';
import { timersAfter } from '../timers/timer-rows.ts';

/** What a caller of a service passes: who asks for what, once, and what was looked at. */
export interface Ask {
  readonly tenant: string;
  /** The request's own key: the same key and body again gives the first outcome. */
  readonly key: string;
  readonly command: unknown;
  readonly actor: Actor;
  readonly purpose: string;
  /** The version the caller decided on; another one is refused with the facts in between. */
  readonly expectedVersion?: bigint;
  /** When it happened, if not now. */
  readonly occurredAt?: Instant;
  /** What other packages answered, for `refuse` and `decide`; the rows they were read from belong in `documents`. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** The division this stream belongs to from now on; stays as it was when absent. */
  readonly jurisdiction?: DivisionCode;
}

/** What a command makes of a stream: for read models and checks that belong to the same batch. */
export interface StreamChange<State> {
  readonly tenant: string;
  readonly stream: string;
  readonly before: State;
  /** 0 for a stream that begins here. */
  readonly beforeVersion: bigint;
  readonly after: State;
  readonly version: bigint;
}

/** A command for one stream of one process. */
export interface DeciderCall<State, Command extends { readonly type: string }, Event extends { readonly type: string }>
  extends Process<State, Command, Event>, Ask {
  readonly stream: string;
  /** Read models and checks that belong to the same batch. */
  readonly documents?: (change: StreamChange<State>) => readonly Operation[];
}

/** Facts written by one commit to one stream: versions `from` to `to`, both inclusive. */
export interface RecordedRange {
  readonly stream: string;
  readonly from: bigint;
  readonly to: bigint;
}

/** Everything a commit would write, but the request and the feed. Several drafts can be committed as one. */
export interface Draft {
  readonly tenant: string;
  readonly operations: readonly Operation[];
  readonly recorded: readonly RecordedRange[];
  readonly facts: readonly RecordedFact[];
  readonly version: bigint;
}

async function refuseStale<State>(
  ports: Ports,
  call: Ask & { stream: string },
  head: StreamHead<State>,
  expected: bigint,
): Promise<never> {
  const since = expected < head.version ? await readFacts(ports.store, call.tenant, call.stream, expected) : [];
  throw kernelError('STORE_VERSION_CONFLICT', {
    stream: call.stream,
    expected: String(expected),
    actual: String(head.version),
    between: since.map(({ type }) => type),
    versions: since.map(({ version }) => String(version)),
  });
}

const microseconds = (instant: Instant): bigint => BigInt(instantToMs(instant)) * 1000n;

function headOperation(
  head: StreamHead<unknown>,
  call: Ask & { stream: string; fold: string },
  facts: readonly RecordedFact[],
  state: unknown,
): Operation {
  const last = facts.at(-1);
  const set = {
    tick: last?.tick ?? head.tick,
    digest: last?.digest ?? head.digest,
    fold: call.fold,
    state: JSON.stringify(state),
  };
  const [key, toVersion] = [[call.tenant, call.stream], last?.version ?? head.version];
  if (head.version === 0n) {
    const row = {
      tenant: call.tenant,
      stream: call.stream,
      jurisdiction: call.jurisdiction,
      version: toVersion,
      ...set,
    };
    return { op: 'insert', table: streamTable.name, row };
  }
  // An indexed column that is not named costs its index nothing.
  const { jurisdiction = head.jurisdiction } = call;
  const moved = jurisdiction === head.jurisdiction ? set : { ...set, jurisdiction };
  return { op: 'update', table: streamTable.name, key, ifVersion: head.version, toVersion, set: moved };
}

/** What is wrong with a command, place by place. Asked anew, since what was given is kept only on request. */
function invalidCommand(call: { readonly commandSchema: z.ZodType; readonly command: unknown }): JicengError {
  const { error } = call.commandSchema.safeParse(call.command, { reportInput: true });
  const reasons = error === undefined ? [] : inputProblems(error);
  return kernelError('COMMAND_INVALID', { because: allWords(reasons) }, { reasons });
}

/**
 * Reads, permits, decides and folds a command, and returns what would be written. Nothing is.
 *
 * @throws JicengError `COMMAND_INVALID` with a reason for each place when the command does not match its schema.
 * @throws JicengError `INSTANT_INVALID` when `occurredAt` is no instant.
 * @throws JicengError `STORE_VERSION_CONFLICT` when `expectedVersion` is named and someone else acted first.
 * @throws JicengError `COMMAND_REFUSED` with all reasons when the access policy or the rules stand against it.
 */
export async function draft<State, Command extends { readonly type: string }, Event extends { readonly type: string }>(
  ports: Ports,
  call: DeciderCall<State, Command, Event>,
): Promise<Draft> {
  const parsed = call.commandSchema.safeParse(call.command);
  if (!parsed.success) throw invalidCommand(call);
  const { tenant, stream, actor, purpose, decider } = call;
  const command = parsed.data;
  const now = await ports.clock.now();
  const head = await loadStream(ports.store, call, tenant, stream);
  if (call.expectedVersion !== undefined && call.expectedVersion !== head.version) {
    await refuseStale(ports, call, head, call.expectedVersion);
  }

  const context: DecideContext = { now, actor, purpose, facts: call.facts ?? {} };
  const question = {
    tenant,
    actor,
    // Where it belongs today: naming another division must not open the door to it.
    subject: { stream, jurisdiction: head.jurisdiction ?? call.jurisdiction },
    purpose,
    at: now,
  };
  const [reasons = []] = await permit(ports, decider, [command.type], head.state, question, context);
  if (reasons.length > 0) {
    const access = reasons.filter(({ code }) => code.startsWith('ACCESS_'));
    if (access.length > 0)
      ports.bus.publish('denied', { question: { ...question, action: command.type }, reasons: access });
    throw refusal(command.type, reasons);
  }

  const events = decider.decide(command, head.state, context);
  const facts: RecordedFact[] = [];
  let { state, version, tick, digest: previous } = head;
  const clockTick = microseconds(now);
  const occurredAt = call.occurredAt === undefined ? now : parseInstant(call.occurredAt);
  for (const event of events) {
    state = decider.evolve(state, event, occurredAt);
    // Never from the clock alone: a clock that went back must not reorder what one stream has already said.
    tick = clockTick > tick ? clockTick : tick + 1n;
    version += 1n;
    const fact = sealFact(
      {
        tenant,
        stream,
        version,
        type: event.type,
        schema: call.schemaVersion ?? 1,
        body: recordJson(event),
        actor: actor.id,
        purpose,
        occurredAt,
        recordedAt: now,
        tick,
        digestName: ports.digest.name,
        previous,
      },
      ports.digest,
    );
    previous = fact.digest;
    facts.push(fact);
  }
  const documents =
    call.documents?.({ tenant, stream, before: head.state, beforeVersion: head.version, after: state, version }) ?? [];
  if (facts.length === 0) return { tenant, operations: documents, recorded: [], facts, version };
  return {
    tenant,
    operations: [
      headOperation(head, call, facts, state),
      ...facts.map((fact): Operation => ({ op: 'insert', table: factTable.name, row: factRow(fact) })),
      ...(await timersAfter(ports.store, call, head, state)),
      ...documents,
    ],
    recorded: [{ stream, from: head.version + 1n, to: version }],
    facts,
    version,
  };
}
