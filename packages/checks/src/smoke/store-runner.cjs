// A store of a host in CommonJS, given to the test runner of Node: node store-runner.cjs
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { describe, it } = require('node:test');
const { openSqliteStore } = require('@jiceng/storage-sql');
const { describeConformance } = require('@jiceng/testkit');

const openAt = (folder) => openSqliteStore({ file: join(folder, 'store.db'), synchronous: 'NORMAL', waitMs: 20_000 });

exports.factory = {
  level: 'crash',
  openAt,
  // The process that is to be killed loads this file as well, and finds `factory` in it.
  writer: { module: __filename },
  create: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jiceng-plain-store-'));
    return {
      address: folder,
      open: () => openAt(folder),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
};

if (require.main === module) describeConformance(exports.factory, { describe, it }, { kills: 1 });
