import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  allowAll,
  createPorts,
  instantFromMs,
  kernelTables,
  openFeed,
  runDecider,
  type Operation,
  type Store,
  type TableSpec,
} from '@jiceng/kernel';
import { openSqliteStore } from '@jiceng/storage-sql';
import { openPostgresStore } from '@jiceng/storage-sql/postgres';
import { Pool } from 'pg';
import { createRandom, printMachine } from '../../checks/bench/rounds.ts';
import { permitProcess } from './permit-process.ts';

// A transfer of two legs: a request that is there once, two guarded balances, two entries with the balance after. On PostgreSQL the
// rival is one prepared call of a function written for it, on SQLite prepared statements; `runDecider`, which does more, stands
// beside both. Everything runs in slices of one run, in an order that changes, on databases of its own that are removed.

const accounts = 2000;
const slices = 24;
const wanted = { postgres: 500, sqlite: 2000 };
const connections = 8;
const startMs = Date.UTC(2026, 2, 2, 1, 30);

const tables: readonly TableSpec[] = [
  {
    name: 'bench_request',
    rank: 0,
    columns: { tenant: 'text', request: 'text', digest: 'text' },
    key: ['tenant', 'request'],
  },
  {
    name: 'bench_account',
    rank: 1,
    columns: { tenant: 'text', account: 'text', balance: 'bigint', version: 'bigint' },
    key: ['tenant', 'account'],
  },
  {
    name: 'bench_entry',
    rank: 2,
    columns: { tenant: 'text', transfer: 'text', account: 'text', amount: 'bigint', balance: 'bigint' },
    key: ['tenant', 'transfer', 'account'],
  },
];
const tenant = '430102';
const digest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

interface Transfer {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

const random = createRandom(2026);
const accountName = (): string => `resident/${String(Math.floor(random() * accounts)).padStart(6, '0')}`;
let given = 0;
function nextTransfer(): Transfer {
  const [from, other] = [accountName(), accountName()];
  const to = from === other ? `${other}x` : other;
  given += 1;
  return {
    id: `01950000-0000-7000-8000-${String(given).padStart(12, '0')}`,
    from,
    to,
    amount: 1n + BigInt(given % 90),
  };
}

const account = (name: string) => ({ table: 'bench_account', key: [tenant, name] });
function batchOf({ id, from, to, amount }: Transfer): readonly Operation[] {
  const leg = (name: string, sum: bigint): Operation => ({
    op: 'insert',
    table: 'bench_entry',
    row: { tenant, transfer: id, account: name, amount: sum },
    copy: { balance: { ...account(name), column: 'balance' } },
  });
  return [
    { op: 'insert', table: 'bench_request', row: { tenant, request: id, digest } },
    { op: 'add', ...account(from), add: { balance: -amount }, min: { balance: 0n } },
    { op: 'add', ...account(to), add: { balance: amount } },
    leg(from, -amount),
    leg(to, amount),
  ];
}

async function openAccounts(store: Store): Promise<void> {
  await store.migrate([...kernelTables, ...tables]);
  await openFeed(store, 'main');
  const names = Array.from({ length: accounts }, (_, at) => `resident/${String(at).padStart(6, '0')}`);
  const rows = names
    .flatMap((name) => [name, `${name}x`])
    .map((name): Operation => {
      const row = { tenant, account: name, balance: 1_000_000_000n, version: 1n };
      return { op: 'insert', table: 'bench_account', row };
    });
  for (let at = 0; at < rows.length; at += 500) await store.commit(rows.slice(at, at + 500));
}

/** One way of doing transfers: `run` does as many as it is told, on as many connections as it has. */
interface Lane {
  readonly name: string;
  readonly run: (count: number) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly slicesMs: number[];
}

async function manyAtOnce(count: number, width: number, one: () => Promise<unknown>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
}

function storeLane(name: string, store: Store, width: number, finish: () => Promise<void>): Lane {
  const transfer = async () => {
    const result = await store.commit(batchOf(nextTransfer()));
    if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  };
  return { name, run: (count) => manyAtOnce(count, width, transfer), finish, slicesMs: [] };
}

function deciderLane(name: string, store: Store, width: number, finish: () => Promise<void>): Lane {
  const now = async () => instantFromMs(startMs + given * 1000);
  const ports = createPorts({ store, access: allowAll, clock: { now } });
  let stream = 0;
  const command = async () => {
    given += 1;
    stream += 1;
    const of = stream;
    await runDecider(ports, {
      ...permitProcess,
      tenant,
      stream: `permit/${name}/${of}`,
      key: `key-${given}`,
      command: { type: 'apply', what: `占道施工许可 ${of}`, dueAt: instantFromMs(startMs + of * 60_000) },
      actor: { id: 'officer/17', roles: [] },
      purpose: 'handling',
    });
  };
  return { name, run: (count) => manyAtOnce(count, width, command), finish, slicesMs: [] };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Runs the lanes in turn; the first is what the others are measured by, slice by slice. */
async function compareLanes(title: string, lanes: readonly Lane[], count: number): Promise<void> {
  for (const { run } of lanes) await run(count * 2);
  for (let slice = 0; slice < slices; slice++) {
    const turn = slice % lanes.length;
    for (const lane of [...lanes.slice(turn), ...lanes.slice(0, turn)]) {
      const began = performance.now();
      await lane.run(count);
      lane.slicesMs.push(performance.now() - began);
    }
  }
  for (const { finish } of lanes) await finish();
  console.log(`\n${title}`);
  const [first] = lanes;
  for (const { name, slicesMs } of lanes) {
    const ratio = median(slicesMs.map((ms, at) => (first?.slicesMs[at] ?? Number.NaN) / ms));
    const perSecond = Math.round((count * 1000) / median(slicesMs));
    console.log(`  ${name.padEnd(44)}${perSecond.toLocaleString('en').padStart(9)}/s${ratio.toFixed(2).padStart(8)}`);
  }
}

const rivalFunction = `create function bench_transfer(p_id text, p_digest text, p_from text, p_to text, p_amount bigint) returns void language plpgsql as $f$
declare a bigint; b bigint;
begin
  insert into bench_request (tenant, request, digest) values ('${tenant}', p_id, p_digest);
  if p_from collate "C" < p_to collate "C" then
    update bench_account set balance = balance - p_amount, version = version + 1
      where tenant = '${tenant}' and account = p_from and balance - p_amount >= 0 returning balance into a;
    update bench_account set balance = balance + p_amount, version = version + 1
      where tenant = '${tenant}' and account = p_to returning balance into b;
  else
    update bench_account set balance = balance + p_amount, version = version + 1
      where tenant = '${tenant}' and account = p_to returning balance into b;
    update bench_account set balance = balance - p_amount, version = version + 1
      where tenant = '${tenant}' and account = p_from and balance - p_amount >= 0 returning balance into a;
  end if;
  if a is null or b is null then raise exception 'refused'; end if;
  insert into bench_entry (tenant, transfer, account, amount, balance) values ('${tenant}', p_id, p_from, -p_amount, a), ('${tenant}', p_id, p_to, p_amount, b);
end $f$`;

async function comparePostgres(synchronousCommit: 'on' | 'off'): Promise<void> {
  const server = process.env['JICENG_PG_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const admin = new Pool({ connectionString: server, max: 1 });
  const made: string[] = [];
  const openLane = async (storedFunctions: boolean) => {
    const database = `jiceng_bench_${process.pid}_${made.length}`;
    await admin.query(`create database ${database} encoding 'UTF8' template template0`);
    made.push(database);
    const url = new URL(server);
    url.pathname = `/${database}`;
    const pool = new Pool({
      connectionString: url.toString(),
      max: connections,
      options: `-c synchronous_commit=${synchronousCommit}`,
    });
    // The database is dropped while the last connections say goodbye.
    pool.on('error', () => undefined);
    const store = await openPostgresStore({ pool, storedFunctions });
    await openAccounts(store);
    const finish = async () => {
      await store.close();
      await pool.end();
    };
    return { pool, store, finish };
  };
  try {
    const rival = await openLane(false);
    await rival.pool.query(rivalFunction);
    const call = async () => {
      const { id, from, to, amount } = nextTransfer();
      await rival.pool.query({
        name: 'bench_transfer',
        text: 'select bench_transfer($1, $2, $3, $4, $5)',
        values: [id, digest, from, to, amount],
      });
    };
    const [generic, fast, decider, fastDecider] = [
      await openLane(false),
      await openLane(true),
      await openLane(false),
      await openLane(true),
    ];
    const lanes: readonly Lane[] = [
      {
        name: 'one prepared function call',
        run: (count) => manyAtOnce(count, connections, call),
        finish: rival.finish,
        slicesMs: [],
      },
      storeLane('store, statement by statement', generic.store, connections, generic.finish),
      storeLane('store, stored functions', fast.store, connections, fast.finish),
      deciderLane('runDecider', decider.store, connections, decider.finish),
      deciderLane('runDecider, stored functions', fastDecider.store, connections, fastDecider.finish),
    ];
    const { rows } = await admin.query<{ version: string }>(`select current_setting('server_version') as version`);
    const title = `PostgreSQL ${rows[0]?.version ?? '?'}, ${connections} connections, synchronous_commit ${synchronousCommit}`;
    await compareLanes(
      `${title} (goals: 0.25 statement by statement, 0.6 by stored functions)`,
      lanes,
      wanted.postgres,
    );
  } finally {
    for (const database of made) await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
  }
}

function rawSqlite(file: string): Pick<Lane, 'run' | 'finish'> {
  const database = new DatabaseSync(file);
  database.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 4096; pragma cache_size = -65536');
  const [begin, commit] = [database.prepare('begin immediate'), database.prepare('commit')];
  const request = database.prepare('insert into bench_request (tenant, request, digest) values (?, ?, ?)');
  const add = database.prepare(
    'update bench_account set balance = balance + ?, version = version + 1 where tenant = ? and account = ? and balance + ? >= 0',
  );
  const entry = database.prepare(
    'insert into bench_entry (tenant, transfer, account, amount, balance) select ?, ?, ?, ?, balance from bench_account where tenant = ? and account = ?',
  );
  const transfer = () => {
    const { id, from, to, amount } = nextTransfer();
    begin.run();
    request.run(tenant, id, digest);
    if (add.run(-amount, tenant, from, -amount).changes !== 1) throw new Error('refused');
    if (add.run(amount, tenant, to, amount).changes !== 1) throw new Error('refused');
    entry.run(tenant, id, from, -amount, tenant, from);
    entry.run(tenant, id, to, amount, tenant, to);
    commit.run();
  };
  return {
    run: async (count) => {
      for (let at = 0; at < count; at++) transfer();
    },
    finish: async () => database.close(),
  };
}

async function compareSqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jiceng-transfers-'));
  const open = async (name: string): Promise<Store> => {
    const store = await openSqliteStore({ file: join(folder, `${name}.db`), synchronous: 'NORMAL' });
    await openAccounts(store);
    return store;
  };
  try {
    await (await open('raw')).close();
    const [generic, decider] = [await open('generic'), await open('decider')];
    const lanes: readonly Lane[] = [
      { name: 'prepared statements', ...rawSqlite(join(folder, 'raw.db')), slicesMs: [] },
      storeLane('store', generic, 1, () => generic.close()),
      deciderLane('runDecider', decider, 1, () => decider.close()),
    ];
    await compareLanes('SQLite, synchronous NORMAL, one caller (goal: 0.8)', lanes, wanted.sqlite);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

printMachine();
await compareSqlite();
await comparePostgres('off');
await comparePostgres('on');
