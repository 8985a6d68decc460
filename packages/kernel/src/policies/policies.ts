import type { Details } from '../plain/jiceng-error.ts';
import { isJicengError, type JicengError } from '../plain/jiceng-error.ts';
import type { RecordedFact } from '../record/fact.ts';
import { promote, readFeed } from '../record/feed.ts';
import { cursorTable, parkedTable, policyOutcomeTable } from '../record/kernel-tables.ts';
import { policyReader } from '../record/reader.ts';
import type { Ports } from '../host/ports.ts';
import { bigintOf, textOf } from '../store/row.ts';
import type { Operation, Row } from '../store/store.ts';
import { factsOf, readFacts } from '../record/stream.ts';

/** A command that a policy wants carried out, under the key given: the same key each time the same fact is seen. */
export interface PolicyCommand {
  readonly run: (key: string) => Promise<unknown>;
}

/** When this happens, do that: the host's rule that lets one package's fact call for another's command. */
export interface Policy {
  readonly name: string;
  /** Types of facts it cares about. */
  readonly on: readonly string[];
  readonly react: (fact: RecordedFact) => readonly PolicyCommand[] | Promise<readonly PolicyCommand[]>;
}

export interface PolicyRun {
  /** Commands carried out (or found done). */
  readonly done: number;
  /** Commands refused: an answer, kept as an outcome. */
  readonly refused: number;
  /** Streams that stopped at a fault. */
  readonly parked: number;
  readonly more: boolean;
}

type PolicyPorts = Pick<Ports, 'store' | 'feed' | 'clock'>;

/** A broken record or store is a fault: it may heal. Every other refusal of ours is an answer and will not change. */
function isAnswer(error: unknown): error is JicengError {
  return isJicengError(error) && !/^(STORE|FACT)_/.test(error.code);
}

interface Tally {
  done: number;
  refused: number;
  parked: number;
}

async function keepRefusal(
  { store, clock }: PolicyPorts,
  policy: Policy,
  key: string,
  code: string,
  details: Details,
): Promise<void> {
  const recorded_at = await clock.now();
  const row = {
    request: key,
    policy: policy.name,
    outcome: 'refused',
    code,
    details: JSON.stringify(details),
    recorded_at,
  };
  // Already kept: this fact was seen before.
  await store.commit([{ op: 'insert', table: policyOutcomeTable.name, row }]);
}

async function handle(ports: PolicyPorts, policy: Policy, fact: RecordedFact, tally: Tally): Promise<void> {
  const commands = await policy.react(fact);
  for (const [at, command] of commands.entries()) {
    const key = `policy/${policy.name}/${fact.stream}/${fact.version}/${at}`;
    try {
      await command.run(key);
      tally.done += 1;
    } catch (error) {
      if (!isAnswer(error)) throw error;
      await keepRefusal(ports, policy, `${fact.tenant}/${key}`, error.code, error.details);
      tally.refused += 1;
    }
  }
}

/** Is the stream parked for this policy? Then the skip is counted, so that whoever ends the parking sees that more came. */
async function skipParked({ store }: PolicyPorts, policy: Policy, { tenant, stream }: RecordedFact): Promise<boolean> {
  const operation: Operation = {
    op: 'add',
    table: parkedTable.name,
    key: [policy.name, tenant, stream],
    add: { skipped: 1n },
  };
  return (await store.commit([operation])).ok;
}

async function park({ store }: PolicyPorts, policy: Policy, fact: RecordedFact, error: unknown): Promise<void> {
  const problem = isJicengError(error)
    ? error.code
    : error instanceof Error
      ? `${error.name}: ${error.message}`
      : typeof error;
  const { tenant, stream, version } = fact;
  const row = {
    policy: policy.name,
    tenant,
    stream,
    from_version: version,
    attempts: 1n,
    skipped: 0n,
    problem,
    version: 1n,
  };
  await store.commit([{ op: 'insert', table: parkedTable.name, row }]);
}

async function runOne(ports: PolicyPorts, policy: Policy, limit: number, tally: Tally): Promise<boolean> {
  const { store, feed } = ports;
  const key = [policyReader(policy.name, feed)];
  const [[cursor] = []] = await store.read([{ get: 'row', table: cursorTable.name, key }]);
  const from = cursor === undefined ? 0n : bigintOf(cursor, 'position');
  const entries = await readFeed(store, feed, from, limit);
  const last = entries.at(-1);
  if (last === undefined) return false;
  const refs = entries.flatMap((entry) => entry.refs);
  for (const fact of await factsOf(store, refs)) {
    if (!policy.on.includes(fact.type) || (await skipParked(ports, policy, fact))) continue;
    try {
      await handle(ports, policy, fact, tally);
    } catch (error) {
      await park(ports, policy, fact, error);
      tally.parked += 1;
    }
  }
  // Whoever else runs this policy has done the same under the same keys: a lost race changes nothing.
  const reader = key[0] ?? '';
  const moved: Operation =
    cursor === undefined
      ? { op: 'insert', table: cursorTable.name, row: { reader, position: last.position, version: 1n } }
      : {
          op: 'update',
          table: cursorTable.name,
          key,
          ifVersion: bigintOf(cursor, 'version'),
          set: { position: last.position },
        };
  await store.commit([moved]);
  return entries.length === limit;
}

/**
 * Shows each policy the facts it has not seen, in the order of the feed, and carries out what it answers. Facts may be
 * shown again after a crash; their commands have the same keys and change nothing twice. A fault parks that stream for that
 * policy, never the feed.
 *
 * @param limit commits per policy and call.
 */
export async function runPolicies(ports: PolicyPorts, policies: readonly Policy[], limit = 200): Promise<PolicyRun> {
  if (ports.store.info.positions === 'intake') await promote(ports.store, ports.feed);
  const tally = { done: 0, refused: 0, parked: 0 };
  let more = false;
  for (const policy of policies) more = (await runOne(ports, policy, limit, tally)) || more;
  return { ...tally, more };
}

async function retryOne(ports: PolicyPorts, policy: Policy, row: Row, tally: Tally): Promise<void> {
  const { store } = ports;
  const [tenant, stream, from] = [textOf(row, 'tenant'), textOf(row, 'stream'), bigintOf(row, 'from_version')];
  const guarded = { table: parkedTable.name, key: [policy.name, tenant, stream], ifVersion: bigintOf(row, 'version') };
  for (const fact of await readFacts(store, tenant, stream, from - 1n)) {
    if (!policy.on.includes(fact.type)) continue;
    try {
      await handle(ports, policy, fact, tally);
    } catch {
      const set = { from_version: fact.version, attempts: bigintOf(row, 'attempts') + 1n };
      await store.commit([{ op: 'update', ...guarded, set }]);
      tally.parked += 1;
      return;
    }
  }
  // Facts that came meanwhile moved the row: then it stays, and the next call goes on with them.
  await store.commit([{ op: 'delete', ...guarded }]);
}

/** Takes up the streams that a policy stopped at, each from the fact it stopped at. */
export async function retryParked(ports: PolicyPorts, policy: Policy, limit = 100): Promise<PolicyRun> {
  const [rows = []] = await ports.store.read([
    { get: 'rows', table: parkedTable.name, index: 'key', prefix: [policy.name], limit },
  ]);
  const tally = { done: 0, refused: 0, parked: 0 };
  for (const row of rows) await retryOne(ports, policy, row, tally);
  return { ...tally, more: rows.length === limit };
}
