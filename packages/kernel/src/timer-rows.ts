import type { Process, Timer } from './decider.ts';
import { streamTable, timerTable } from './kernel-tables.ts';
import type { Operation, Store } from './store.ts';
import { loadStreamAndTimers } from './stream.ts';

/**
 * Timers are rows: what the state no longer waits for goes, what it waits for comes. Compared with the rows that stand, not with
 * what an earlier state would say today: a calendar or a decider may have changed since they were set.
 */
export function timerOperations(
  { tenant, stream }: { readonly tenant: string; readonly stream: string },
  armed: readonly Timer[],
  wanted: readonly Timer[],
): readonly Operation[] {
  const named = ({ name, dueAt }: Timer) => `${dueAt} ${name}`;
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
 * Brings the timers of a stream to what its state waits for today. Every command does so for its own stream; a host calls this for the
 * open ones that nobody touches, when next year's calendar or another decider moves what is due.
 *
 * @returns how many rows came or went; none when somebody else acted at the same moment, whose commit did the same.
 */
export async function rearmTimers<
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
>(store: Store, process: Process<State, Command, Event>, tenant: string, stream: string): Promise<number> {
  const { head, armed } = await loadStreamAndTimers(store, process, tenant, stream);
  const operations = timerOperations({ tenant, stream }, armed, process.decider.timers?.(head.state) ?? []);
  if (operations.length === 0) return 0;
  const unmoved: Operation = { op: 'check', table: streamTable.name, key: [tenant, stream], ifVersion: head.version };
  const result = await store.commit([unmoved, ...operations]);
  return result.ok ? operations.length : 0;
}
