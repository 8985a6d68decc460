import type { Store, TableSpec, Words } from '@jiceng/kernel';
import type { SeededRandom } from '../seeded-random.ts';

/**
 * How much of a store can be tried: `core` one caller at a time, `concurrent` many callers of one handle, `processes` several
 * handles on the same data, also after all were closed, `crash` a process that is killed while it writes. Each level holds those
 * before it.
 */
export const contractLevels = ['core', 'concurrent', 'processes', 'crash'] as const;
export type ContractLevel = (typeof contractLevels)[number];

/** A place for data, empty when it is made. */
export interface StorePlace {
  /** Another handle on this place's data, as another process would have it. Below `processes` it is called once. */
  readonly open: () => Promise<Store>;
  /** Throws the data away; every handle is closed by then. */
  readonly remove: () => Promise<void>;
  /** What another process finds this place by: a path, the name of a schema. Asked for by the cases of `crash`. */
  readonly address?: string;
  /**
   * Does work on a store that writes in a transaction of the host's own: the transaction is committed when the work ends well, and
   * rolled back when it fails; it then fails as the work did. Asked for where the factory says that it `joins`.
   */
  readonly transact?: (work: (joined: Store) => Promise<void>) => Promise<void>;
}

/** A module that another process can load, and the name under which it exports a factory; `factory` unless it says otherwise. */
export interface FactoryModule {
  /** A path or a `file:` address. */
  readonly module: string;
  readonly exportName?: string;
}

/** A process that writes into a place until it is killed. */
export interface WriterProcess {
  /** Tells every whole line that it writes to its standard output, in order. */
  readonly onLine: (tell: (line: string) => void) => void;
  /** Ends it at once, as `kill -9` does; it must have no time to say farewell. */
  readonly kill: () => void;
  /** Settles when it has ended and all its lines were told. `complaint` is what it wrote to its standard error. */
  readonly ended: Promise<{ readonly killed: boolean; readonly complaint: string }>;
}

/** Starts a process which loads the factory and calls `runCrashWriter(factory, task, tell)`. */
export type StartWriter = (task: string) => WriterProcess;

/** What an adapter's author supplies: places, and how far they can be tried. */
export interface StoreFactory {
  readonly level: ContractLevel;
  readonly create: () => Promise<StorePlace>;
  /** Can its stores write in a transaction of the host's own? Then its places have `transact`. */
  readonly joins?: boolean;
  /** Opens the place of this address in another process. Needed from `crash` on. */
  readonly openAt?: (address: string) => Promise<Store>;
  /** How another process is started for `crash`. The command line puts in the module that it was given. */
  readonly writer?: FactoryModule | StartWriter;
}

/** What a run of the contract decides for a case. */
export interface CaseSetting {
  /** Where the case's own chance comes from. */
  readonly random: SeededRandom;
  /** How often a case of `crash` kills a process. */
  readonly kills: number;
}

/** One demand on every store, as data: any test runner can run it. */
export interface CaseDemand {
  /** Short and lasting: what a report and a planted fault name it by. */
  readonly id: string;
  /** A sentence that is true of a store that keeps the contract. */
  readonly name: string;
  /** The same sentence in Chinese. */
  readonly chinese: string;
  /** What usually lies behind it when it is not true. */
  readonly cause: Words;
  /** Number of the ledger invariant that it holds the store to. */
  readonly invariant: number;
  readonly level: ContractLevel;
  /** Asked only of stores that can do this. */
  readonly needs?: 'joining';
  /** Throws `TESTKIT_CONTRACT_BROKEN` when the store does not keep it. */
  readonly run: (factory: StoreFactory, setting: CaseSetting) => Promise<void>;
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
  test: (open: () => Promise<Store>, place: StorePlace) => Promise<void>,
): Promise<void> {
  const place = await factory.create();
  const opened: Store[] = [];
  const testing = test(async () => {
    const store = await place.open();
    opened.push(store);
    return store;
  }, place);
  const [result] = await Promise.allSettled([testing]);
  await Promise.allSettled(opened.map(async (store) => store.close()));
  const [removal] = await Promise.allSettled([(async () => place.remove())()]);
  // What is wrong with the store comes first: it may be why its place cannot be cleared away.
  for (const ended of [result, removal]) if (ended.status === 'rejected') throw ended.reason;
}
