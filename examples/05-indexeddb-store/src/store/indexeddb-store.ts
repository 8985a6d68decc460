import {
  instantFromMs,
  kernelError,
  planBatch,
  planQuery,
  type Store,
  type StoreInfo,
  type TableSpec,
} from '@jiceng/kernel';
import { connect } from './connection.ts';
import { engine } from './faults.ts';
import { held, ownBatch, playBatch, tablesTouched } from './play-batch.ts';
import type { IndexedDbPlatform } from './platform.ts';
import { readRows } from './read-rows.ts';
import { declaredPart } from './stored-row.ts';
import { catalogName, grow, growth } from './table-catalog.ts';
import { finished } from './transactions.ts';

export interface IndexedDbOptions {
  /** Of the database, within the origin. */
  readonly name: string;
  /**
   * `strict`, the default: the browser is asked to flush before it answers. `relaxed`: what was answered survives the tab and
   * the browser; a power cut may cost the last batches, all of each.
   */
  readonly durability?: 'strict' | 'relaxed';
  /** How long to wait, at most, for another tab to let the database be opened or changed; 5,000 by default. */
  readonly waitMs?: number;
  /** The store's clock, milliseconds since 1970; by default the machine's. */
  readonly nowMs?: () => number;
  /** By default the page's own. */
  readonly platform?: IndexedDbPlatform;
}

/** How often tables are declared again because another tab declared some at the same time. */
const declarationsMax = 20;

function infoOf(platform: IndexedDbPlatform, granted: string): StoreInfo {
  const survives = granted === 'strict' ? 'power' : 'process';
  return {
    engine,
    durability: platform.volatile === true ? 'none' : survives,
    multiProcess: true,
    joined: false,
    positions: 'inline',
  };
}

/**
 * Opens a store in one IndexedDB database of this origin. Any number of tabs may use it at once: batches on the same tables
 * are carried out one after the other.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the browser allows no storage here, another tab is in the way for longer than
 * `waitMs`, or the database belongs to another program.
 */
export async function openIndexedDbStore(options: IndexedDbOptions): Promise<Store> {
  const { name, durability = 'strict', waitMs = 5000, nowMs = Date.now, platform = globalThis } = options;
  const connection = await connect({ name, platform, waitMs });
  // A browser that does not know the option ignores it, and its transactions do not say `strict`.
  const granted = await connection.begin(
    ({ database }) => database.transaction([catalogName], 'readonly', { durability }).durability,
  );
  const specs = new Map<string, TableSpec>();
  const busy = new Set<Promise<unknown>>();
  let migrating: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;

  /** Refuses calls on a closed store, and lets `close` wait for those that came before it. */
  const whileOpen = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    if (closing !== undefined) throw kernelError('STORE_CLOSED');
    const running = call();
    busy.add(running);
    try {
      return await running;
    } finally {
      busy.delete(running);
    }
  };

  // #region migrate
  const declare = async (declared: readonly TableSpec[]): Promise<void> => {
    for (let attempt = 0; attempt < declarationsMax; attempt++) {
      const { database, tables } = await connection.opened();
      if (growth(tables, declared).size === 0) {
        for (const spec of declared) specs.set(spec.name, spec);
        return;
      }
      await connection.upgrade(database.version, (next, transaction) => grow(next, transaction, declared));
    }
    throw kernelError('STORE_UNAVAILABLE', { engine, problem: 'other tabs change the tables all the time' });
  };
  // #endregion migrate

  return {
    info: infoOf(platform, granted),
    migrate: (declared) =>
      whileOpen(() => {
        const next = migrating.then(() => declare(declared));
        migrating = next.catch(() => undefined);
        return next;
      }),
    // #region commit
    commit: (batch) =>
      whileOpen(async () => {
        const planned = ownBatch(planBatch(specs, batch));
        if (planned.length === 0) return { ok: true };
        return connection.begin(({ database, tables }) => {
          const transaction = database.transaction(tablesTouched(planned), 'readwrite', { durability });
          return finished(transaction, async (giveUp) => {
            const result = await playBatch(transaction, planned, tables);
            if (!result.ok) giveUp();
            return result;
          });
        });
      }),
    // #endregion commit
    // #region read
    read: (queries) =>
      whileOpen(async () => {
        const planned = queries.map((query) => ({ query, spec: planQuery(specs, query).spec }));
        if (planned.length === 0) return [];
        return connection.begin(({ database, tables }) => {
          const names = new Set(planned.map(({ spec }) => spec.name));
          const transaction = database.transaction([...names], 'readonly');
          return finished(transaction, () =>
            Promise.all(
              planned.map(async ({ query, spec }) => {
                const rows = await readRows(platform, transaction, held(tables, spec), query);
                return rows.map((row) => declaredPart(spec, row));
              }),
            ),
          );
        });
      }),
    // #endregion read
    now: () => whileOpen(async () => instantFromMs(nowMs())),
    close: () => {
      closing ??= Promise.allSettled(busy).then(() => connection.close());
      return closing;
    },
  };
}
