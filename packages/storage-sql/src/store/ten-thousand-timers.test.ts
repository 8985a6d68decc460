import { PGlite } from '@electric-sql/pglite';
import {
  instantFromMs,
  instantToMs,
  kernelTables,
  runDueTimers,
  timerKey,
  type DueTimer,
  type Operation,
  type Store,
  type TableSpec,
} from '@jiceng/kernel';
import { allRows, createMemoryFactory, type StoreFactory } from '@jiceng/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMariadbPlace, findMariadb } from '../mysql/mariadb.fixture.ts';
import { openMysqlStore } from '../mysql.ts';
import { placesInPglite } from '../pglite/pglite-places.fixture.ts';
import { findDatabase, placesIn } from '../postgres/postgres-server.fixture.ts';
import { describeWith } from '../trials/services.fixture.ts';
import { onDiskNormal } from '../sqlite/sqlite-places.fixture.ts';

const startMs = Date.parse('2026-03-02T01:00:00.000Z');
const now = instantFromMs(startMs + 86_400_000);
const rungs = 4;
const rungMs = 60_000;

/** What timers did: the key of a command, once. */
const firedTable: TableSpec = {
  name: 'fired',
  rank: 0,
  columns: { request: 'text', version: 'bigint' },
  key: ['request'],
};
const tables = [...kernelTables, firedTable];

/** Four rungs for each stream, all of them due. */
function dueRows(timers: number): readonly Operation[] {
  const streams = timers / rungs;
  return Array.from({ length: timers }, (_, at): Operation => {
    const [nth, rung] = [at % streams, Math.floor(at / streams)];
    const due_at = instantFromMs(startMs + rung * rungMs + (nth % 1000));
    const row = {
      stream: `case/${String(nth).padStart(5, '0')}`,
      name: `rung-${rung}`,
      due_at,
      try_at: due_at,
      attempts: 0n,
      parked: 0n,
      version: 1n,
    };
    return { op: 'insert', table: 'jiceng_timer', row: { tenant: 'a', ...row } };
  });
}

async function fill(store: Store, timers: number): Promise<void> {
  await store.migrate(tables);
  const rows = dueRows(timers);
  for (let at = 0; at < rows.length; at += 1000) {
    expect(await store.commit(rows.slice(at, at + 1000))).toEqual({ ok: true });
  }
}

/** The key of the rung before: it must have been fired by then. */
function keyBefore({ stream, name, dueAt }: DueTimer): string | undefined {
  const rung = Number(name.slice('rung-'.length));
  const earlier = instantFromMs(instantToMs(dueAt) - rungMs);
  return rung === 0 ? undefined : timerKey({ stream, name: `rung-${rung - 1}`, dueAt: earlier });
}

/**
 * As a command does: its key is entered and the row of the timer goes, in one batch; under a key that is taken nothing happens. The
 * store itself says whether the rung before was fired: the order in which answers arrive here proves nothing.
 */
function firing(store: Store) {
  return async (timer: DueTimer): Promise<void> => {
    const { tenant, stream, dueAt, name } = timer;
    const before = keyBefore(timer);
    const batch: readonly Operation[] = [
      { op: 'insert', table: 'fired', row: { request: timerKey(timer), version: 1n } },
      { op: 'delete', table: 'jiceng_timer', key: [tenant, stream, dueAt, name], ifVersion: 1n },
      ...(before === undefined ? [] : [{ op: 'check', table: 'fired', key: [before], ifVersion: 1n } as const]),
    ];
    const entered = await store.commit(batch);
    if (!entered.ok && entered.reason !== 'exists') throw new RangeError(`${stream} ${name}: ${entered.reason}`);
  };
}

function holdTo(factory: StoreFactory, timers = 10_000): void {
  it(`two sweepers fire ${timers} that are due, each once and each stream in order; a smaller batch says that more are due`, async () => {
    const place = await factory.create();
    try {
      const first = await place.open();
      // Where one connection is all there is, both sweep through it.
      const second = factory.level === 'core' || factory.level === 'concurrent' ? first : await place.open();
      await fill(first, timers);
      if (second !== first) await second.migrate(tables);

      const some = await runDueTimers(first, now, firing(first), 100);
      expect(some).toEqual({ fired: 100, failed: 0, more: true });
      expect(await allRows(first, firedTable)).toHaveLength(100);

      const sweeps = await Promise.all(
        [first, second].map((store) => runDueTimers(store, now, firing(store), 2 * timers)),
      );
      expect(sweeps.map(({ failed, more }) => ({ failed, more }))).toEqual([
        { failed: 0, more: false },
        { failed: 0, more: false },
      ]);
      expect(await allRows(first, firedTable)).toHaveLength(timers);
      const timerTable = kernelTables.filter(({ name }) => name === 'jiceng_timer');
      for (const spec of timerTable) expect(await allRows(first, spec)).toEqual([]);
      for (const store of new Set([first, second])) await store.close();
    } finally {
      await place.remove();
    }
  }, 240_000);
}

describe('timers in memory', () => {
  holdTo(createMemoryFactory());
});
describe('timers on SQLite', () => {
  holdTo(onDiskNormal);
});
describe('timers on PGlite', () => {
  let database: PGlite | undefined;
  beforeAll(async () => {
    database = await PGlite.create();
  }, 60_000);
  afterAll(() => database?.close());
  holdTo(
    placesInPglite(() => {
      if (database === undefined) throw new RangeError('PGlite has not started');
      return database;
    }),
    // One connection in WebAssembly: enough to see it hold, at a tenth of the time.
    1_000,
  );
});
describeWith('timers on PostgreSQL', await findDatabase(), (database) => {
  afterAll(database.remove);
  holdTo(placesIn(database));
});
describeWith('timers on MariaDB', await findMariadb(), () => {
  holdTo({
    level: 'processes',
    create: async () => {
      const place = await createMariadbPlace();
      return { open: () => openMysqlStore({ pool: place.pool() }), remove: place.remove };
    },
  });
});
