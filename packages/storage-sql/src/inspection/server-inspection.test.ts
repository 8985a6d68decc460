import { diagnose, kernelTables, type TableSpec } from '@jiceng/kernel';
import { afterAll, expect, it } from 'vitest';
import { createMariadbPlace, findMariadb } from '../mysql/mariadb.fixture.ts';
import { inspectMysqlStore, openMysqlStore } from '../mysql.ts';
import { findDatabase } from '../postgres/postgres-server.fixture.ts';
import { inspectPostgresStore, openPostgresStore, type StoreInspection } from '../postgres.ts';
import { describeWith } from '../trials/services.fixture.ts';

const people: TableSpec = {
  name: 'person',
  rank: 1,
  columns: { id: 'text', town: 'text', born: 'bigint' },
  key: ['id'],
  indexes: { town: ['town'] },
};
const newer: TableSpec = { ...people, columns: { ...people.columns, email: 'text' } };
const older: TableSpec = { name: 'person', rank: 1, columns: { id: 'text', born: 'bigint' }, key: ['id'] };
const ofTown = { get: 'rows', table: 'person', index: 'town', prefix: ['x'], limit: 9 } as const;

/** What holds of every engine: the same as `store-inspection.test.ts` says of SQLite. */
async function expectToLook(inspection: StoreInspection): Promise<void> {
  const absent: TableSpec = { ...people, name: 'absent_table' };
  expect(await inspection.lookUp([newer, absent])).toMatchObject([
    { table: 'person', state: 'there', missingColumns: ['email'], missingIndexes: [], undeclaredColumns: [] },
    { table: 'absent_table', state: 'absent' },
  ]);
  expect(await inspection.read([ofTown])).toEqual([[{ id: 'a', town: 'x', born: 1980n }]]);
  expect(await inspection.lookUp([older])).toMatchObject([{ state: 'there', undeclaredColumns: ['town'] }]);
  expect(await inspection.lookUp([{ ...people, key: ['id', 'born'] }])).toMatchObject([
    { state: 'foreign', reason: { code: 'STORE_TABLE_INVALID' } },
  ]);
  const write = inspection.commit([{ op: 'delete', table: 'person', key: ['a'] }]);
  await expect(write).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  await expect(inspection.migrate([absent])).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  await inspection.lookUp(kernelTables);
  const { findings } = await diagnose({ store: inspection, feed: 'main' });
  expect(findings.filter(({ code }) => code === 'HEALTH_CHECK_FAILED')).toEqual([]);
}

const database = await findDatabase();
describeWith('an inspection of PostgreSQL', database, ({ pool, schema: createSchema, remove }) => {
  afterAll(remove);
  it('reads on a connection that may not write, and says how each table stands', async () => {
    const schema = await createSchema();
    const store = await openPostgresStore({ pool: pool(), schema });
    await store.migrate([people, ...kernelTables]);
    await store.commit([{ op: 'insert', table: 'person', row: { id: 'a', town: 'x', born: 1980n } }]);
    const readOnly = pool({ options: '-c default_transaction_read_only=on' });
    await expect(readOnly.query(`create table ${schema}.t (a int)`)).rejects.toThrow('read-only');
    await expectToLook(await inspectPostgresStore({ pool: readOnly, schema }));
    await store.close();
  });
});

const mariadb = await findMariadb();
describeWith('an inspection of MariaDB', mariadb, () => {
  it('reads on a connection that may not write, and says how each table stands', async () => {
    const place = await createMariadbPlace();
    try {
      const store = await openMysqlStore({ pool: place.pool() });
      await store.migrate([people, ...kernelTables]);
      await store.commit([{ op: 'insert', table: 'person', row: { id: 'a', town: 'x', born: 1980n } }]);
      const readOnly = place.pool();
      readOnly.pool.on('connection', (connection) => {
        connection.query('set session transaction read only');
      });
      await expect(readOnly.query('create table t (a int)')).rejects.toThrow('READ ONLY');
      await expectToLook(await inspectMysqlStore({ pool: readOnly }));
      await store.close();
    } finally {
      await place.remove();
    }
  });
});
