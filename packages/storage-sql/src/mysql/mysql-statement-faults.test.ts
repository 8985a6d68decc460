import type { Store } from '@jiceng/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  contentOf,
  dueAt,
  expectWhole,
  faultTables,
  prepareScenario,
  scenario,
} from '../trials/fault-scenario.fixture.ts';
import { createMariadbPlace, findMariadb, type MariadbPlace } from './mariadb.fixture.ts';
import { connectionLoss, serverError, watchedPool, type PoolWatch } from './mysql-watched-pool.fixture.ts';
import { openMysqlStore } from '../mysql.ts';
import { describeWith } from '../trials/services.fixture.ts';

const kinds = ['refused by the server', 'answer lost', 'the end of the process'] as const;
type Kind = (typeof kinds)[number];

/** What readies a connection comes when the pool wants another: it is no part of the history. */
const isPreparation = (sql: string): boolean => /^(set session|select @@character_set)/.test(sql);
const isCommit = (sql: string): boolean => sql === 'commit';

/** Fails at the statement of this number. */
function faultAt(number: number, kind: Kind) {
  const said = { statements: [] as string[], fired: false, armed: false };
  const dead = () => said.armed && said.fired && kind === 'the end of the process';
  const watch: PoolWatch = {
    taking: () => {
      if (dead()) throw connectionLoss();
    },
    before: (sql) => {
      if (!said.armed || isPreparation(sql)) return;
      if (dead()) throw connectionLoss();
      said.statements.push(sql);
      if (said.statements.length !== number || kind === 'answer lost') return;
      said.fired = true;
      throw kind === 'refused by the server' ? serverError(1030) : connectionLoss();
    },
    after: (sql) => {
      if (!said.armed || said.fired || kind !== 'answer lost' || isPreparation(sql)) return;
      if (said.statements.length < number) return;
      said.fired = true;
      throw connectionLoss();
    },
  };
  return { said, watch };
}

describeWith('a fault at every statement to MariaDB', await findMariadb(), () => {
  let place: MariadbPlace;
  let pool: ReturnType<MariadbPlace['pool']>;
  let undisturbed = '';
  let statements: readonly string[] = [];

  const openStore = async (watch: PoolWatch = {}): Promise<Store> => {
    const store = await openMysqlStore({ pool: watchedPool(pool, watch) });
    await store.migrate(faultTables);
    return store;
  };

  /** As new, without creating every table again. */
  const empty = async (store: Store): Promise<void> => {
    for (const { name } of faultTables) await place.tell(`delete from ${name}`);
    await prepareScenario(store);
  };

  beforeAll(async () => {
    place = await createMariadbPlace();
    pool = place.pool();
    const { said, watch } = faultAt(Number.POSITIVE_INFINITY, 'refused by the server');
    const store = await openStore(watch);
    await prepareScenario(store);
    said.armed = true;
    await scenario(store, dueAt);
    said.armed = false;
    statements = said.statements;
    await expectWhole(store);
    undisturbed = await contentOf(store);
    await scenario(store, dueAt);
    expect(await contentOf(store)).toBe(undisturbed);
    await store.close();
  });
  afterAll(() => place.remove());

  it('leaves everything whole, and ends the same when it is asked for again', async () => {
    let [runs, fired] = [0, 0];
    for (const [at, sql] of statements.entries()) {
      // At every COMMIT each kind of fault, elsewhere one after the other.
      const tried = isCommit(sql) ? kinds : kinds.slice(at % kinds.length).slice(0, 1);
      for (const kind of tried) {
        const sound = await openStore();
        await empty(sound);
        const { said, watch } = faultAt(at + 1, kind);
        const faulty = await openStore(watch);
        said.armed = true;
        // What the caller was told does not count here, only what stands in the database.
        await Promise.allSettled([scenario(faulty, dueAt)]);
        await faulty.close();
        runs += 1;
        if (said.fired) fired += 1;

        await expectWhole(sound);
        // A timer that failed waits a while before it is tried again.
        await scenario(sound, '2026-03-02T09:00:00.000Z');
        await expectWhole(sound);
        expect(await contentOf(sound)).toBe(undisturbed);
        await sound.close();
      }
    }
    process.stdout.write(
      `MariaDB: ${statements.length} statements, ${runs} runs with a fault, ${fired} of them met it\n`,
    );
    expect(statements.length).toBeGreaterThan(100);
    // Commits that race for a stream send a few statements more or less each time.
    expect(fired).toBeGreaterThan(runs * 0.85);
  }, 240_000);
});
