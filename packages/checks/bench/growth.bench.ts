import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIncidents, incidentTable } from '@jiceng/incidents';
import { instantFromMs, kernelTables, parseInstant, type Store } from '@jiceng/kernel';
import { alwaysOpen } from '@jiceng/sla';
import { openSqliteStore } from '@jiceng/storage-sql';
import { createCityDispatch } from '../../../examples/01-city-quarter/src/dispatching.ts';
import { handlingLimits, learnFirstMonth } from '../../../examples/01-city-quarter/src/learning.ts';
import { planActs } from '../../../examples/01-city-quarter/src/plan.ts';
import { progressTable } from '../../../examples/01-city-quarter/src/progress-table.ts';
import { createReplay } from '../../../examples/01-city-quarter/src/replay.ts';
import { cityZone, readRequests } from '../../../examples/01-city-quarter/src/requests.ts';
import { ladder } from '../../../examples/01-city-quarter/src/supervision.ts';

// Does an incident cost more when the record is long? The first tenth of the quarter is replayed into an empty file and the
// last tenth into a file that holds the nine before it, in turns of a few hundred acts, so that both meet the same moments of the
// machine and a compiler that has seen everything. What is compared is a command: acts and rungs of supervision alike, since a tenth
// of the acts brings fewer rungs at first than at last.

const passes = Number(process.env['JICENG_GROWTH_PASSES'] ?? 3);
const turns = 40;
const target = 1.15;

const until = parseInstant('2011-10-01T00:00:00-04:00');
const input = join(import.meta.dirname, '../../../examples/01-city-quarter/data/requests.csv.gz');
const { rows } = await readRequests(input);
const learnt = learnFirstMonth(rows, cityZone);
const acts = planActs(rows, until);
const shared = {
  incidents: createIncidents({ calendar: alwaysOpen(cityZone), ladder }),
  rows,
  dispatch: createCityDispatch(rows, learnt),
  limits: handlingLimits(learnt),
  ladder,
  input: 'growth',
};
const tenth = Math.floor(acts.length / 10);

async function openQuarter(file: string): Promise<Store> {
  const store = await openSqliteStore({ file, synchronous: 'NORMAL' });
  await store.migrate([...kernelTables, incidentTable, progressTable]);
  return store;
}

/** Goes on in this file until so many acts are done, and fires what is due before the next. Answers how many commands that took. */
async function replayTo(store: Store, done: number): Promise<number> {
  const next = acts[done];
  const replay = createReplay({
    ...shared,
    store,
    acts: acts.slice(0, done),
    until: next === undefined ? until : instantFromMs(next.atMs),
  });
  const { commands, rungs } = await replay.run();
  return commands + rungs;
}

interface Lane {
  readonly name: string;
  readonly store: Store;
  readonly from: number;
  readonly to: number;
  ms: number;
  cpuMs: number;
  commands: number;
}

async function turn(lane: Lane, at: number): Promise<void> {
  const done = lane.from + Math.round(((lane.to - lane.from) * (at + 1)) / turns);
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  lane.commands += await replayTo(lane.store, done);
  const { user, system } = process.cpuUsage(cpuBefore);
  lane.ms += performance.now() - began;
  lane.cpuMs += (user + system) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'jiceng-growth-'));
try {
  const nineTenths = join(folder, 'nine-tenths.db');
  const preparing = await openQuarter(nineTenths);
  await replayTo(preparing, acts.length - tenth);
  await preparing.close();
  const ratios: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const files = { first: join(folder, `first-${pass}.db`), last: join(folder, `last-${pass}.db`) };
    copyFileSync(nineTenths, files.last);
    const counters = { ms: 0, cpuMs: 0, commands: 0 };
    const first: Lane = { name: 'first', store: await openQuarter(files.first), from: 0, to: tenth, ...counters };
    const last: Lane = {
      name: 'last',
      store: await openQuarter(files.last),
      from: acts.length - tenth,
      to: acts.length,
      ...counters,
    };
    for (let at = 0; at < turns; at++) {
      for (const lane of at % 2 === 0 ? [first, last] : [last, first]) await turn(lane, at);
    }
    const cost = ({ ms, commands }: Lane) => (ms * 1000) / commands;
    const cpuCost = ({ cpuMs, commands }: Lane) => (cpuMs * 1000) / commands;
    ratios.push(cost(last) / cost(first));
    for (const lane of [first, last]) {
      console.log(
        `${lane.name.padEnd(5)} tenth: ${lane.commands} commands, ${cost(lane).toFixed(0)} µs each (${cpuCost(lane).toFixed(0)} µs of processor)`,
      );
      await lane.store.close();
    }
    console.log(
      `pass ${pass + 1}: last ${(cost(last) / cost(first)).toFixed(2)} × the first (processor ${(cpuCost(last) / cpuCost(first)).toFixed(2)}); load ${loadavg()[0]?.toFixed(1)}`,
    );
    for (const file of Object.values(files)) rmSync(file);
  }
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
  console.log(`median ${median.toFixed(2)} (target ${target})`);
} finally {
  rmSync(folder, { recursive: true });
}
