import { createMemoryStore, kernelError, type Store, type TableSpec } from '@jiceng/kernel';
import type { StoreFactory } from './contract-case.ts';
import { memoryTransaction } from './memory-host-transaction.ts';

/** One handle on a store that others use too: closing it closes only this handle. */
function handleOn(store: Store, declare: (tables: readonly TableSpec[]) => void): Store {
  let open = true;
  const refuseClosed = () => {
    if (!open) throw kernelError('STORE_CLOSED');
  };
  return {
    info: store.info,
    migrate: async (tables) => {
      refuseClosed();
      await store.migrate(tables);
      declare(tables);
    },
    commit: async (batch) => {
      refuseClosed();
      return store.commit(batch);
    },
    read: async (queries) => {
      refuseClosed();
      return store.read(queries);
    },
    now: async () => {
      refuseClosed();
      return store.now();
    },
    close: async () => {
      open = false;
    },
  };
}

/**
 * Places in memory, each shared by its handles, so that every level of the contract below `crash` can be run on the memory store.
 *
 * @param atPlace asked once for each place; what it answers stands between every handle and the store: for adapters built
 * on the memory store, and for faults planted in it.
 * @param atJoin the same for a store that has joined a transaction of the host; `outside` is the one it has joined.
 */
export function createMemoryFactory(
  atPlace: () => (store: Store) => Store = () => (store) => store,
  atJoin: (joined: Store, outside: Store) => Store = (joined) => joined,
): StoreFactory {
  return {
    level: 'processes',
    joins: true,
    create: async () => {
      const store = createMemoryStore();
      const wrap = atPlace();
      const declared = new Map<string, TableSpec>();
      const declare = (tables: readonly TableSpec[]) => {
        for (const spec of tables) declared.set(spec.name, spec);
      };
      return {
        open: async () => wrap(handleOn(store, declare)),
        remove: () => store.close(),
        transact: (work) => memoryTransaction(store, [...declared.values()], atJoin, work),
      };
    },
  };
}
