import type { CommitResult, Operation, Query, Row, RowRef, Store } from '@jiceng/kernel';
import type { StoreFactory } from '../contract/contract-case.ts';
import { createMemoryFactory } from '../contract/memory-factory.ts';

/** A store with one planted fault, and the cases that must find it. */
export interface StoreMutant {
  /** What is wrong with it. */
  readonly name: string;
  /** Ids of all the cases that fail on it, and of no other. */
  readonly caughtBy: readonly string[];
  readonly factory: StoreFactory;
}

/** A fault that needs to know what all handles of a place do. */
export function sharedFault(
  name: string,
  caughtBy: readonly string[],
  plantAtPlace: () => (store: Store) => Store,
): StoreMutant {
  return { name, caughtBy, factory: createMemoryFactory(plantAtPlace) };
}

/** A fault in one handle on the memory store. */
export function fault(name: string, caughtBy: readonly string[], plant: (store: Store) => Store): StoreMutant {
  return sharedFault(name, caughtBy, () => plant);
}

export type OperationOf<Kind extends Operation['op']> = Extract<Operation, { readonly op: Kind }>;
type Batch = readonly Operation[];

/** A store whose commit is another; it closes when all that was given before has its answer. */
export function committing(store: Store, commit: (batch: Batch) => Promise<CommitResult>): Store {
  const given = new Set<Promise<CommitResult>>();
  return {
    ...store,
    commit: (batch) => {
      const answer = commit(batch);
      given.add(answer);
      return answer;
    },
    close: async () => {
      await Promise.allSettled(given);
      await store.close();
    },
  };
}

/** Plants what a store does with a batch instead of committing it. */
export const inCommit =
  (plant: (store: Store, batch: Batch) => Promise<CommitResult>) =>
  (store: Store): Store =>
    committing(store, (batch) => plant(store, batch));

/** A store that changes the operations it is given. */
export function changing(store: Store, change: (operation: Operation) => Operation): Store {
  return committing(store, (batch) => store.commit(batch.map(change)));
}

/** A store that changes the rows it answers with. */
export function answering(store: Store, answer: (rows: readonly Row[], query: Query) => readonly Row[]): Store {
  return {
    ...store,
    read: async (queries) => {
      const answers = await store.read(queries);
      return queries.map((query, at) => answer(answers[at] ?? [], query));
    },
  };
}

/** A store that changes single rows of one table. */
export function answeringRows(store: Store, table: string, answer: (row: Row) => Row): Store {
  return answering(store, (rows, query) => (query.table === table ? rows.map(answer) : rows));
}

/** The moment between looking and writing in which others come: so many turns of the queue of promises. */
export async function others(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
}

export async function rowAt(store: Store, { table, key }: RowRef): Promise<Row | undefined> {
  const [[row] = []] = await store.read([{ get: 'row', table, key }]);
  return row;
}

export const amountOf = (row: Row | undefined, column: string): bigint => {
  const value = row?.[column];
  return typeof value === 'bigint' ? value : 0n;
};

/** Commits only some operations of a batch; what it answers still counts by the whole batch. */
export async function committingOnly(
  store: Store,
  batch: Batch,
  wanted: (operation: Operation) => boolean,
): Promise<CommitResult> {
  const places = [...batch.keys()].filter((at) => batch.slice(at, at + 1).some(wanted));
  const result = await store.commit(batch.filter(wanted));
  return result.ok ? result : { ...result, failed: places[result.failed] ?? result.failed };
}

export const isOf =
  (table: string) =>
  (operation: Operation): boolean =>
    operation.table === table;
