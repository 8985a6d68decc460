import { randomUUID } from 'node:crypto';
import { openPostgresStore } from '@jiceng/storage-sql/postgres';
import { Pool } from 'pg';
import { incidentIds, tables, tasksOf, type Task } from './city.ts';
import { dealt, startHost, type Host } from './desk.ts';
import { sumsOf, type RecordSums } from './record.ts';

/** How many answers the second host gives before it is killed. */
export const answersBeforeKill = 30;

/** What happened, and what is in the database afterwards. */
export interface Rehearsal {
  readonly hosts: number;
  readonly commands: number;
  /** Was the second host killed with work left? */
  readonly killed: boolean;
  /** Commands that a host had been given and has not answered for. */
  readonly unanswered: number;
  readonly sums: RecordSums;
}

const openOf = (tasks: readonly Task[], answered: ReadonlySet<string>): Task[] =>
  tasks.filter(({ key }) => !answered.has(key));

/** Gives out all commands, and what a killed host leaves open once more, by the same keys, to those that live. */
async function work(hosts: readonly Host[]): Promise<Pick<Rehearsal, 'killed' | 'unanswered'>> {
  const hands = dealt(hosts.length, incidentIds);
  const ends = await Promise.all(hosts.map((host, at) => host.give({ do: 'handle', tasks: [...(hands[at] ?? [])] })));
  const answered = () => new Set(hosts.flatMap((host) => [...host.answered]));

  const open = openOf(incidentIds.flatMap(tasksOf), answered());
  const living = hosts.filter((_host, at) => ends[at] === 'finished');
  const orphans = dealt(living.length, [...new Set(open.map(({ incidentId }) => incidentId))]);
  // Of the open ones some were written, and only their answer was lost. The key tells: nothing is done twice.
  await Promise.all(
    living.map((host, at) => host.give({ do: 'handle', tasks: openOf(orphans[at] ?? [], answered()) })),
  );
  return {
    killed: living.length < hosts.length && open.length > 0,
    unanswered: openOf(incidentIds.flatMap(tasksOf), answered()).length,
  };
}

/**
 * Three host processes on one database: they share the work, one is killed in the middle, the others take over; then all that live
 * sweep the overdue timers at once, and number the feed at once. Everything lies in a schema of its own, which is dropped at the end.
 */
export async function rehearse(url: string): Promise<Rehearsal> {
  const schema = `jiceng_example_${randomUUID().slice(0, 8)}`;
  const pool = new Pool({ connectionString: url, max: 4 });
  await pool.query(`create schema ${schema}`);
  try {
    const store = await openPostgresStore({ pool, schema });
    await store.migrate(tables);
    const kill = (host: Host, answers: number) => {
      if (answers === answersBeforeKill) host.kill();
    };
    const hosts = [
      startHost('one', { url, schema }),
      startHost('two', { url, schema }, kill),
      startHost('three', { url, schema }),
    ];
    const worked = await work(hosts);
    const living = hosts.filter(({ name }) => name !== 'two');
    await Promise.all(living.map((host) => host.give({ do: 'sweep' })));
    await Promise.all(living.map((host) => host.give({ do: 'promote' })));
    await Promise.all(hosts.map((host) => host.stop()));
    const sums = await sumsOf(store);
    await store.close();
    return { hosts: hosts.length, commands: incidentIds.flatMap(tasksOf).length, ...worked, sums };
  } finally {
    await pool.query(`drop schema ${schema} cascade`);
    await pool.end();
  }
}
