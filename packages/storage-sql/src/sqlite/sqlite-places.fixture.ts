import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreFactory } from '@jiceng/testkit';
import { openSqliteStore, type SqliteOptions } from '../index.ts';

/** A new folder for each place. The process that a case of `crash` starts loads this module too, and finds the factory by its name. */
function placesOnDisk(exportName: string, options: Omit<SqliteOptions, 'file'>): StoreFactory {
  const openAt = (folder: string) => openSqliteStore({ file: join(folder, 'store.db'), waitMs: 20_000, ...options });
  return {
    level: 'crash',
    openAt,
    writer: { module: import.meta.filename, exportName },
    create: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'jiceng-sqlite-'));
      return {
        address: folder,
        open: () => openAt(folder),
        remove: async () => rmSync(folder, { recursive: true }),
      };
    },
  };
}

export const onDiskFull = placesOnDisk('onDiskFull', { synchronous: 'FULL' });
export const onDiskNormal = placesOnDisk('onDiskNormal', { synchronous: 'NORMAL' });
