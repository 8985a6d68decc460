import { randomUUID } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import type { StoreFactory } from '@jiceng/testkit';
import { openPgliteStore } from '../pglite.ts';

/** A new schema for each place, in one database: booting another takes seconds. One handle at a time: there is one connection. */
export function placesInPglite(boot: () => PGlite): StoreFactory {
  return {
    level: 'core',
    create: async () => {
      const database = boot();
      const schema = `place_${randomUUID().replaceAll('-', '')}`;
      await database.exec(`create schema ${schema}`);
      return {
        open: () => openPgliteStore({ database, schema }),
        remove: async () => {
          await database.exec(`drop schema ${schema} cascade`);
        },
      };
    },
  };
}
