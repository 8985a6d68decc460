import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { IndexedDbPlatform } from './store/index.ts';

/** An IndexedDB in the memory of this process, with nothing in it: for trying things out, and for tests without a browser. */
export function createMemoryPlatform(): IndexedDbPlatform {
  return { indexedDB: new IDBFactory(), IDBKeyRange, volatile: true };
}
