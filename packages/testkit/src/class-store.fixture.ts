import {
  createMemoryStore,
  type Operation,
  type Query,
  type Store,
  type StoreInfo,
  type TableSpec,
} from '@jiceng/kernel';

/** A store written as a class, as an adapter's author may: its methods stand on the prototype, and need their `this`. */
export class ClassStore implements Store {
  readonly #inner: Store;

  constructor(inner: Store = createMemoryStore()) {
    this.#inner = inner;
  }
  get info(): StoreInfo {
    return this.#inner.info;
  }
  migrate(tables: readonly TableSpec[]) {
    return this.#inner.migrate(tables);
  }
  commit(batch: readonly Operation[]) {
    return this.#inner.commit(batch);
  }
  read(queries: readonly Query[]) {
    return this.#inner.read(queries);
  }
  now() {
    return this.#inner.now();
  }
  close() {
    return this.#inner.close();
  }
}
