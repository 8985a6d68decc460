import { createMemoryStore, kernelError, type Store } from '@jiceng/kernel';
import type { StoreFactory } from './contract-case.ts';

/** One handle on a store that others use too: closing it closes only this handle. */
function handleOn(store: Store): Store {
  let open = true;
  const refuseClosed = () => {
    if (!open) throw kernelError('STORE_CLOSED');
  };
  return {
    info: store.info,
    migrate: async (tables) => {
      refuseClosed();
      await store.migrate(tables);
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
 * Places in memory, each shared by its handles, so that every level of the contract can be run on the memory store.
 *
 * @param atPlace asked once for each place; what it answers stands between every handle and the store: for adapters built
 * on the memory store, and for faults planted in it.
 */
export function createMemoryFactory(atPlace: () => (store: Store) => Store = () => (store) => store): StoreFactory {
  return {
    level: 'processes',
    create: async () => {
      const store = createMemoryStore();
      const wrap = atPlace();
      return { open: async () => wrap(handleOn(store)), remove: () => store.close() };
    },
  };
}
