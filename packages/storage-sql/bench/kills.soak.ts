import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { checkStore, storeContract, type StoreFactory } from '@jiceng/testkit';
import { Client } from 'pg';
import { printMachine } from '../../checks/bench/rounds.ts';
import { placesAt } from '../src/postgres/postgres-places.fixture.ts';
import { onDiskFull, onDiskNormal } from '../src/sqlite/sqlite-places.fixture.ts';

// Writer processes on SQLite and PostgreSQL, killed with SIGKILL at moments that nobody chose, as often as is asked for:
// `pnpm soak kills --kills 1000`. After each of them everything that was answered must be there, whole and once.

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const wanted = Number(values.kills ?? 1000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const only = storeContract.filter(({ level }) => level === 'crash').map(({ id }) => id);

/** A database of its own on a server that is there; `undefined` when none is. */
async function createDatabase(): Promise<{ readonly url: string; readonly drop: () => Promise<void> } | undefined> {
  const server = process.env['JICENG_PG_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `jiceng_kills_${randomUUID().replaceAll('-', '')}`;
  const tell = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  try {
    await tell(`create database ${name} encoding 'UTF8' template template0`);
  } catch (error) {
    console.log(`not run: PostgreSQL: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => tell(`drop database ${name} with (force)`) };
}

printMachine();
const database = await createDatabase();
const engines: readonly (readonly [name: string, factory: StoreFactory])[] = [
  ['SQLite, FULL', onDiskFull],
  ['SQLite, NORMAL', onDiskNormal],
  ...(database === undefined ? [] : [['PostgreSQL', placesAt(database.url)] as const]),
];
// A case kills so often as it is told, the one beside whom others work half as often.
const killsPerCase = Math.ceil(wanted / engines.length / (only.length - 0.5));
const killsPerEngine = killsPerCase * (only.length - 1) + Math.ceil(killsPerCase / 2);
try {
  for (const [name, factory] of engines) {
    const start = performance.now();
    const report = await checkStore(factory, { only, kills: killsPerCase, seed, caseTimeoutMs: 24 * 3_600_000 });
    const broken = report.cases.filter(({ outcome }) => outcome !== 'kept');
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(
      `${name}: ${killsPerEngine} kills, ${report.cases.length} cases, ${broken.length} broken, ${seconds} s (seed ${seed})`,
    );
    for (const one of broken) console.log(JSON.stringify(one, undefined, 2));
    if (broken.length > 0 || report.cases.length !== only.length) process.exitCode = 1;
  }
} finally {
  await database?.drop();
}
