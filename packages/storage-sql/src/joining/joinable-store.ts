import { kernelError, type Store, type Tables } from '@jiceng/kernel';
import type { StatementsOf } from '../statements/table-statements.ts';
import type { Engine } from '../engine/engine.ts';

/** What lies behind a store of this package. */
export interface JoinableStore {
  readonly engine: Engine;
  readonly tables: Tables;
  readonly statementsOf: StatementsOf;
}

const joinable = new WeakMap<Store, JoinableStore>();

export function makeJoinable(store: Store, behind: JoinableStore): Store {
  joinable.set(store, behind);
  return store;
}

/** @throws JicengError `STORE_BATCH_INVALID` when the store is none of this package, or somebody has wrapped it. */
export function behindStore(store: Store): JoinableStore {
  const behind = joinable.get(store);
  if (behind === undefined) {
    throw kernelError('STORE_BATCH_INVALID', {
      problem: 'only a store as storage-sql has opened it can join a transaction',
    });
  }
  return behind;
}
