import type { StoreFactory } from '@jiceng/testkit';
import { deleteDatabase, openIndexedDbStore, type IndexedDbOptions } from './store/index.ts';

// #region factory
/** Places for the kit: databases of their own names, each with as many connections as a case opens. */
export function createIndexedDbFactory(options: Omit<IndexedDbOptions, 'name'> = {}): StoreFactory {
  const openAt = (name: string) => openIndexedDbStore({ name, ...options });
  return {
    level: 'processes',
    create: async () => {
      const name = `kit-${globalThis.crypto.randomUUID()}`;
      return { open: () => openAt(name), remove: () => deleteDatabase(name, options.platform), address: name };
    },
    openAt,
  };
}
// #endregion factory
