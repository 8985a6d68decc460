// The programs of the page on the contract of stores, docs/zh-CN/store-contract.md. Its test runs them.
// #region factory
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '@jiceng/storage-sql'; // in its place: the adapter that is to be checked
import type { StoreFactory } from '@jiceng/testkit';

const openAt = (folder: string) => openSqliteStore({ file: join(folder, 'store.db') });

export const factory: StoreFactory = {
  level: 'crash', // how far it can be tried
  openAt, // how another process opens the same place
  create: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'my-store-')); // a new place, with nothing in it
    return {
      address: folder,
      open: () => openAt(folder),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
};
// #endregion factory

// #region loop
import assert from 'node:assert/strict';
import { checkStore } from '@jiceng/testkit';

const report = await checkStore(factory, {
  level: 'core',
  seed: 42,
  onCase: ({ id, outcome, fault }) => {
    if (outcome === 'broken') console.log(id, fault?.words.en, fault?.cause.en);
  },
});
assert.equal(report.reached, 'core');
assert.equal(report.notRun.filter(({ why }) => why === 'levelNotAsked').length > 0, true);
// #endregion loop
