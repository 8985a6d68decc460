import { createMemoryStore, kernelError, type Operation, type Store, type TableSpec } from '@jiceng/kernel';
import { allRows } from '../store-content.ts';

/** A copy of what a store holds in these tables. */
async function copyOf(store: Store, tables: readonly TableSpec[]): Promise<Store> {
  const copy = createMemoryStore();
  await copy.migrate(tables);
  for (const spec of tables) {
    const rows = await allRows(store, spec);
    await copy.commit(rows.map((row) => ({ op: 'insert', table: spec.name, row })));
  }
  return copy;
}

/**
 * A transaction of a host over a store in memory: the work sees a copy, and its batches are done again on the store when it ends
 * well. Others must not write the same rows meanwhile.
 *
 * @param atJoin stands between the work and the store that has joined: for faults planted in it.
 */
export async function memoryTransaction(
  store: Store,
  tables: readonly TableSpec[],
  atJoin: (joined: Store, outside: Store) => Store,
  work: (joined: Store) => Promise<void>,
): Promise<void> {
  const copy = await copyOf(store, tables);
  const written: (readonly Operation[])[] = [];
  const joined: Store = {
    ...copy,
    info: { ...store.info, joined: true },
    now: () => store.now(),
    commit: async (batch) => {
      const result = await copy.commit(batch);
      if (result.ok) written.push(batch);
      return result;
    },
  };
  await work(atJoin(joined, store));
  for (const batch of written) {
    const result = await store.commit(batch);
    if (!result.ok) throw kernelError('STORE_UNAVAILABLE', { engine: 'memory', problem: 'others wrote the same rows' });
  }
}
