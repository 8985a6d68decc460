import type { Process, Timer } from '../rules/decider.ts';
import type { Instant } from '../plain/instant.ts';
import { streamTable, timerTable } from '../record/kernel-tables.ts';
import { textOf } from '../store/row.ts';
import type { Operation, Store } from '../store/store.ts';
import { loadStream, type StreamHead } from '../record/stream.ts';

const timersMax = 10_000;
const named = ({ name, dueAt }: Timer) => `${dueAt} ${name}`;

async function armedTimers(store: Store, tenant: string, stream: string): Promise<readonly Timer[]> {
  const [rows = []] = await store.read([
    { get: 'rows', table: timerTable.name, index: 'key', prefix: [tenant, stream], limit: timersMax },
  ]);
  // Written as instants by the commit that set them.
  return rows.map((row) => ({ name: textOf(row, 'name'), dueAt: textOf(row, 'due_at') as Instant }));
}

function timerOperations(
  { tenant, stream }: { readonly tenant: string; readonly stream: string },
  armed: readonly Timer[],
  wanted: readonly Timer[],
): readonly Operation[] {
  const [old, now] = [new Set(armed.map(named)), new Set(wanted.map(named))];
  const [gone, come] = [
    armed.filter((timer) => !now.has(named(timer))),
    wanted.filter((timer) => !old.has(named(timer))),
  ];
  const { name: table } = timerTable;
  return [
    ...gone.map(({ name, dueAt }): Operation => ({ op: 'delete', table, key: [tenant, stream, dueAt, name] })),
    ...come.map(({ name, dueAt }): Operation => ({
      op: 'insert',
      table,
      row: { tenant, stream, due_at: dueAt, name, try_at: dueAt, attempts: 0n, parked: 0n, version: 1n },
    })),
  ];
}

/**
 * Timers are rows: what the state no longer waits for goes, what it waits for comes. Where that changes, it is compared with the
 * rows that stand, not with what the state before would say today: a calendar or a decider may have changed since they were set.
 */
export async function timersAfter<
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
>(
  store: Store,
  {
    decider,
    tenant,
    stream,
  }: Pick<Process<State, Command, Event>, 'decider'> & { readonly tenant: string; readonly stream: string },
  head: StreamHead<State>,
  state: State,
): Promise<readonly Operation[]> {
  if (decider.timers === undefined) return [];
  const [before, wanted] = [decider.timers(head.state), decider.timers(state)];
  const unchanged = head.cached && before.map(named).join('\n') === wanted.map(named).join('\n');
  if (unchanged) return [];
  const armed = head.version === 0n ? [] : await armedTimers(store, tenant, stream);
  return timerOperations({ tenant, stream }, armed, wanted);
}

/**
 * Brings the timers of a stream to what its state waits for today. Every command that changes what is awaited does so for
 * its own stream; a host calls this for the open ones when next year's calendar or another decider moves what is due.
 *
 * @returns how many rows came or went; none when somebody else acted at the same moment, whose commit did the same.
 */
export async function rearmTimers<
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
>(store: Store, process: Process<State, Command, Event>, tenant: string, stream: string): Promise<number> {
  const head = await loadStream(store, process, tenant, stream);
  const armed = await armedTimers(store, tenant, stream);
  const operations = timerOperations({ tenant, stream }, armed, process.decider.timers?.(head.state) ?? []);
  if (operations.length === 0) return 0;
  const unmoved: Operation = { op: 'check', table: streamTable.name, key: [tenant, stream], ifVersion: head.version };
  const result = await store.commit([unmoved, ...operations]);
  return result.ok ? operations.length : 0;
}
