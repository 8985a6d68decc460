import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  allowAll,
  createMemoryStore,
  createPorts,
  digestNamed,
  instantFromMs,
  kernelTables,
  openFeed,
  runDecider,
  type Operation,
  type Ports,
  type Store,
  type Value,
} from '@jiceng/kernel';
import { openSqliteStore } from '@jiceng/storage-sql';
import { permitProcess } from './permit-process.ts';
import { openWatchedStore } from './watched-store.ts';

// What a command costs above the rows it writes: `runDecider` on SQLite against prepared statements that write exactly the
// same rows, one transaction a command; and both with eight commands at a time, ours by group commit.
// Long enough that the just-in-time compiler is done for most of it: over the first 8,000 commands alone the ratio is about 0.05 lower.

const streams = 1000;
const commandsPerStream = 40;
const commands = streams * commandsPerStream;
const slice = 2000;
const callers = 8;
const startMs = Date.UTC(2026, 2, 2, 1, 30);

const streamOf = (at: number) => `permit/0195-${String(at % streams).padStart(8, '0')}`;
const dueAt = (at: number) => instantFromMs(startMs + (at + 100_000) * 60_000);
function commandOf(at: number): unknown {
  const round = Math.floor(at / streams);
  if (round === 0) return { type: 'apply', what: `占道施工许可 ${at}`, dueAt: dueAt(at) };
  if (round === 4) return { type: 'extend', dueAt: dueAt(at) };
  return {
    type: 'note',
    text: `第 ${round} 次巡查：围挡完好，夜间照明正常，未见材料占用盲道，已告知施工单位按期清场。`,
  };
}

/** One caller's command; the clock stands where the command's number puts it, so that every run writes the same rows. */
function run(ports: Ports, at: number) {
  return runDecider(ports, {
    ...permitProcess,
    tenant: '430102',
    stream: streamOf(at),
    key: `01950000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    command: commandOf(at),
    actor: { id: 'officer/17', roles: [] },
    purpose: 'handling',
    jurisdiction: '430102003',
  });
}

function portsOf(store: Store, clock: { at: number }): Ports {
  const now = async () => instantFromMs(startMs + clock.at * 1000);
  return createPorts({ store, access: allowAll, clock: { now } });
}

/** The writes of each command, as the kernel orders them. */
async function recordBatches(): Promise<readonly (readonly Operation[])[]> {
  const batches: (readonly Operation[])[] = [];
  const store = createMemoryStore();
  await store.migrate(kernelTables);
  await openFeed(store, 'main');
  const clock = { at: 0 };
  const recording: Store = {
    ...store,
    commit: async (batch) => {
      batches.push(batch);
      return store.commit(batch);
    },
  };
  const ports = portsOf(recording, clock);
  for (; clock.at < commands; clock.at++) await run(ports, clock.at);
  return batches;
}

type RawWrite = readonly [statement: StatementSync, values: readonly (Value | null)[]];

/** The rival: everything prepared, every value ready; a host that knows its rows could not do with less. */
function rawWrites(
  database: DatabaseSync,
  batches: readonly (readonly Operation[])[],
): readonly (readonly RawWrite[])[] {
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, known);
    return known;
  };
  const keyOf = new Map(kernelTables.map(({ name, key }) => [name, key]));
  const columnsOf = new Map(kernelTables.map(({ name, columns }) => [name, Object.keys(columns)]));
  const byKey = (table: string) => (keyOf.get(table) ?? []).map((column) => `${column} = ?`).join(' and ');
  return batches.map((batch) =>
    batch.map((operation): RawWrite => {
      const { table } = operation;
      switch (operation.op) {
        case 'insert': {
          if (operation.copy !== undefined) {
            const text = `insert into ${table} (feed, refs, position) select feed, ?, position from jiceng_feed where feed = ?`;
            return [prepare(text), [operation.row['refs'] ?? null, operation.row['feed'] ?? null]];
          }
          const columns = columnsOf.get(table) ?? [];
          const text = `insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`;
          return [prepare(text), columns.map((column) => operation.row[column] ?? null)];
        }
        case 'update': {
          const set = Object.entries(operation.set);
          const text = `update ${table} set ${set.map(([column]) => `${column} = ?`).join()}, version = ? where ${byKey(table)} and version = ?`;
          const values = set.map(([, value]) => value ?? null);
          return [prepare(text), [...values, operation.toVersion ?? null, ...operation.key, operation.ifVersion]];
        }
        case 'add':
          return [
            prepare(`update ${table} set position = position + 1, version = version + 1 where ${byKey(table)}`),
            operation.key,
          ];
        case 'delete':
          return [prepare(`delete from ${table} where ${byKey(table)}`), operation.key];
        case 'check':
          throw new RangeError('nothing is checked here');
      }
    }),
  );
}

/** Runs everything on files in memory until the compiler has seen it all: a host runs for months. */
async function warmUp(): Promise<void> {
  for (const width of [1, callers]) {
    const store = await openSqliteStore({ file: ':memory:' });
    await store.migrate(kernelTables);
    await openFeed(store, 'main');
    const clock = { at: 0 };
    const ports = portsOf(store, clock);
    for (let at = 0; at < commands; at += width) {
      clock.at = at;
      await Promise.all(Array.from({ length: width }, (_, caller) => run(ports, at + caller)));
    }
    await store.close();
  }
}

interface Lane {
  readonly name: string;
  readonly run: (from: number, to: number) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly file: string;
  readonly roundsMs: number[];
  readonly cpuMs: number[];
}

async function rawLane(
  folder: string,
  name: string,
  synchronous: 'FULL' | 'NORMAL',
  group: number,
  batches: readonly (readonly Operation[])[],
): Promise<Lane> {
  const file = join(folder, `${name}.db`);
  const creating = openWatchedStore({ file, synchronous });
  await creating.store.migrate(kernelTables);
  await openFeed(creating.store, 'main');
  // Every setting of the store's connection, so that both flush and write back alike.
  const settings = ['journal_mode', 'synchronous', 'wal_autocheckpoint', 'cache_size'].map((setting) => {
    const [[value] = []] = creating.ask({ statement: { sql: `pragma ${setting}`, columns: [setting] }, values: [] });
    return `pragma ${setting} = ${String(value)}`;
  });
  await creating.store.close();
  const database = new DatabaseSync(file);
  database.exec(settings.join(';'));
  const writes = rawWrites(database, batches);
  const [begin, commit] = [database.prepare('begin immediate'), database.prepare('commit')];
  return {
    name,
    file,
    roundsMs: [],
    cpuMs: [],
    run: async (from, to) => {
      for (let at = from; at < to; at += group) {
        begin.run();
        for (let one = at; one < at + group; one++) {
          for (const [statement, values] of writes[one] ?? []) statement.run(...values);
        }
        commit.run();
      }
    },
    finish: async () => database.close(),
  };
}

async function deciderLane(folder: string, name: string, synchronous: 'FULL' | 'NORMAL', width: number): Promise<Lane> {
  const file = join(folder, `${name}.db`);
  const store = await openSqliteStore({ file, synchronous });
  await store.migrate(kernelTables);
  await openFeed(store, 'main');
  const clock = { at: 0 };
  const ports = portsOf(store, clock);
  return {
    name,
    file,
    roundsMs: [],
    cpuMs: [],
    run: async (from, to) => {
      for (let at = from; at < to; at += width) {
        clock.at = at;
        if (width === 1) await run(ports, at);
        else await Promise.all(Array.from({ length: width }, (_, caller) => run(ports, at + caller)));
      }
    },
    finish: () => store.close(),
  };
}

/** All rows of a file as one digest. */
function contentOf(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  const texts = kernelTables.map(({ name, key }) => {
    const statement = database.prepare(`select * from ${name} order by ${key.join()}`);
    statement.setReadBigInts(true);
    return statement
      .all()
      .map((row) => Object.values(row).map(String).join('|'))
      .join('\n');
  });
  database.close();
  return digestNamed('sha256').hex(texts.join('\n\n'));
}

/** How fast the machine is at this moment, so that a slow round can be told from a slow lane. */
function calibrationMs(): number {
  const began = performance.now();
  const { hex } = digestNamed('sha256');
  let text = 'jiceng';
  for (let at = 0; at < 20_000; at++) text = hex(text);
  return text.length === 64 ? performance.now() - began : Number.NaN;
}

/** The rounds in which the machine was least disturbed. */
const quietest = (values: readonly number[]): number =>
  sum(values.toSorted((a, b) => a - b).slice(0, Math.ceil(values.length / 5)));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const [cpu] = cpus();
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? '?'}, load ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`,
);
const folder = mkdtempSync(join(tmpdir(), 'jiceng-bench-'));
try {
  const batches = await recordBatches();
  await warmUp();
  const rows = sum(batches.map((batch) => batch.length));
  console.log(
    `${commands} commands on ${streams} streams, ${(rows / commands).toFixed(2)} rows each, file in ${folder}`,
  );
  for (const synchronous of ['NORMAL', 'FULL'] as const) {
    const lanes = [
      await rawLane(folder, `raw-${synchronous}`, synchronous, 1, batches),
      await deciderLane(folder, `decider-${synchronous}`, synchronous, 1),
      await rawLane(folder, `raw-${synchronous}-${callers}`, synchronous, callers, batches),
      await deciderLane(folder, `decider-${synchronous}-${callers}`, synchronous, callers),
    ];
    const calibrations: number[] = [];
    for (let from = 0; from < commands; from += slice) {
      calibrations.push(calibrationMs());
      // The order changes from round to round: nobody always comes after the slowest.
      const turn = (from / slice) % lanes.length;
      for (const lane of [...lanes.slice(turn), ...lanes.slice(0, turn)]) {
        const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
        await lane.run(from, from + slice);
        const { user, system } = process.cpuUsage(cpuBefore);
        lane.roundsMs.push(performance.now() - began);
        lane.cpuMs.push((user + system) / 1000);
      }
    }
    for (const lane of lanes) await lane.finish();
    const [raw, decider] = lanes;
    if (raw === undefined || decider === undefined || contentOf(raw.file) !== contentOf(decider.file)) {
      throw new Error('the two did not write the same rows');
    }
    console.log(`\nsynchronous ${synchronous}, calibration ${calibrations.map((ms) => ms.toFixed(0)).join(' ')} ms`);
    for (const lane of lanes) {
      const perCommand = (sum(lane.roundsMs) / commands) * 1000;
      const ratio = (of: (one: Lane) => number) => (of(raw) / of(lane)).toFixed(2);
      console.log(
        `${lane.name.padEnd(20)} ${perCommand.toFixed(1).padStart(8)} µs/command ${(1e6 / perCommand).toFixed(0).padStart(7)}/s   ` +
          `${ratio(({ roundsMs }) => sum(roundsMs))} of raw (in the quietest rounds ${ratio(({ roundsMs }) => quietest(roundsMs))}, CPU ${ratio(({ cpuMs }) => sum(cpuMs))})`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
