import type { Process } from '../rules/decider.ts';
import { kernelError } from '../errors.ts';
import { factOfRow, type RecordedFact } from './fact.ts';
import type { FeedRef } from './feed.ts';
import { factTable, streamTable } from './kernel-tables.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Query, Store } from '../store/store.ts';

/** A stream as it was read: where it stands and what it has come to. */
export interface StreamHead<State> {
  readonly version: bigint;
  readonly tick: bigint;
  readonly digest: string;
  readonly jurisdiction: string | undefined;
  readonly state: State;
  /** Did the state come from the head's cache? Otherwise it was folded anew, perhaps by other rules than those that wrote it. */
  readonly cached: boolean;
}

const pageSize = 500;

/** The facts of a stream after a version, oldest first. */
export async function readFacts(
  store: Store,
  tenant: string,
  stream: string,
  after = 0n,
  limit = Number.MAX_SAFE_INTEGER,
): Promise<readonly RecordedFact[]> {
  const facts: RecordedFact[] = [];
  let from = after;
  while (facts.length < limit) {
    const size = Math.min(pageSize, limit - facts.length);
    const query: Query = {
      get: 'rows',
      table: factTable.name,
      index: 'key',
      prefix: [tenant, stream],
      after: [from],
      limit: size,
    };
    const [rows = []] = await store.read([query]);
    facts.push(...rows.map(factOfRow));
    if (rows.length < size) break;
    from = facts.at(-1)?.version ?? from;
  }
  return facts;
}

/** The facts that entries of a feed name, in their order, by one question to the store. */
export async function factsOf(store: Store, refs: readonly FeedRef[]): Promise<readonly RecordedFact[]> {
  if (refs.length === 0) return [];
  const pages = await store.read(
    refs.map(([tenant, stream, from, to]) => ({
      get: 'rows',
      table: factTable.name,
      index: 'key',
      prefix: [tenant, stream],
      after: [BigInt(from) - 1n],
      limit: Number(BigInt(to) - BigInt(from)) + 1,
    })),
  );
  return pages.flatMap((rows) => rows.map(factOfRow));
}

/**
 * The body of a recorded fact, brought to today's schema.
 *
 * @throws JicengError `FACT_FROM_FUTURE` when the fact has a schema this process does not know yet.
 * @throws JicengError `FACT_UNKNOWN` when the schema does not know the fact.
 */
export function eventOf<State, Command extends { readonly type: string }, Event extends { readonly type: string }>(
  process: Process<State, Command, Event>,
  fact: RecordedFact,
): Event {
  const { stream, version, type, schema } = fact;
  const known = process.schemaVersion ?? 1;
  if (schema > known) throw kernelError('FACT_FROM_FUTURE', { stream, version: String(version), schema, known });
  const body: unknown = JSON.parse(fact.body);
  const current = schema < known && process.upcast !== undefined ? process.upcast(type, body, schema) : body;
  const parsed = process.eventSchema.safeParse(current);
  if (!parsed.success) {
    throw kernelError('FACT_UNKNOWN', { stream, version: String(version), type }, { cause: parsed.error });
  }
  return parsed.data;
}

function stateOf<State, Command extends { readonly type: string }, Event extends { readonly type: string }>(
  process: Process<State, Command, Event>,
  facts: readonly RecordedFact[],
): State {
  return facts.reduce(
    (state, fact) => process.decider.evolve(state, eventOf(process, fact), fact.occurredAt),
    process.decider.initialState,
  );
}

/** A stream's head with its state; a stream nobody has written to stands at version 0 in the initial state. */
export async function loadStream<
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
>(store: Store, process: Process<State, Command, Event>, tenant: string, stream: string): Promise<StreamHead<State>> {
  const [[row] = []] = await store.read([{ get: 'row', table: streamTable.name, key: [tenant, stream] }]);
  if (row === undefined) {
    const { initialState: state } = process.decider;
    return { version: 0n, tick: 0n, digest: '', jurisdiction: undefined, state, cached: true };
  }
  const version = bigintOf(row, 'version');
  const { jurisdiction, state: cached } = row;
  const trusted = row['fold'] === process.fold && typeof cached === 'string';
  const state: State = trusted
    ? // The fold's name vouches for the shape; a head of another name is folded anew from its facts.
      (JSON.parse(cached) as State)
    : stateOf(process, await readFacts(store, tenant, stream, 0n, Number(version)));
  return {
    version,
    tick: bigintOf(row, 'tick'),
    digest: textOf(row, 'digest'),
    jurisdiction: typeof jurisdiction === 'string' ? jurisdiction : undefined,
    state,
    cached: trusted,
  };
}
