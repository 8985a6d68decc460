import type { Store, TableSpec } from '@jiceng/kernel';

/**
 * How much of a store can be tried: `core` one caller at a time, `concurrent` many callers of one handle, `processes` several
 * handles on the same data, also after all were closed. Each level holds those before it.
 */
export const contractLevels = ['core', 'concurrent', 'processes'] as const;
export type ContractLevel = (typeof contractLevels)[number];

/** A place for data, empty when it is made. */
export interface StorePlace {
  /** Another handle on this place's data, as another process would have it. Below `processes` it is called once. */
  readonly open: () => Promise<Store>;
  /** Throws the data away; every handle is closed by then. */
  readonly remove: () => Promise<void>;
}

/** What an adapter's author supplies: places, and how far they can be tried. */
export interface StoreFactory {
  readonly level: ContractLevel;
  readonly create: () => Promise<StorePlace>;
}

/** One demand on every store, as data: any test runner can run it. */
export interface ContractCase {
  /** Short and lasting: what a report and a planted fault name it by. */
  readonly id: string;
  /** A sentence that is true of a store that keeps the contract. */
  readonly name: string;
  /** Number of the ledger invariant that it holds the store to. */
  readonly invariant: number;
  readonly level: ContractLevel;
  /** Throws `TESTKIT_CONTRACT_BROKEN` when the store does not keep it. */
  readonly run: (factory: StoreFactory) => Promise<void>;
}

/** Runs a test on one handle of a new place, and leaves nothing behind whatever comes of it. */
export async function onNewStore(
  factory: StoreFactory,
  tables: readonly TableSpec[],
  test: (store: Store) => Promise<void>,
): Promise<void> {
  await onNewPlace(factory, async (open) => {
    const store = await open();
    await store.migrate(tables);
    await test(store);
  });
}

/** As `onNewStore`, with as many handles as the test opens. */
export async function onNewPlace(
  factory: StoreFactory,
  test: (open: () => Promise<Store>) => Promise<void>,
): Promise<void> {
  const place = await factory.create();
  const opened: Store[] = [];
  const testing = test(async () => {
    const store = await place.open();
    opened.push(store);
    return store;
  });
  const [result] = await Promise.allSettled([testing]);
  await Promise.allSettled(opened.map(async (store) => store.close()));
  const [removal] = await Promise.allSettled([(async () => place.remove())()]);
  // What is wrong with the store comes first: it may be why its place cannot be cleared away.
  for (const ended of [result, removal]) if (ended.status === 'rejected') throw ended.reason;
}
