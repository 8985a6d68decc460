import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableSpec } from '@jiceng/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspectSqliteStore, openSqliteStore, type StoreInspection } from '../index.ts';

const people: TableSpec = {
  name: 'person',
  rank: 1,
  columns: { id: 'text', town: 'text', born: 'bigint' },
  key: ['id'],
  indexes: { town: ['town'] },
};
const row = { get: 'row', table: 'person', key: ['a'] } as const;
const ofTown = { get: 'rows', table: 'person', index: 'town', prefix: ['x'], limit: 9 } as const;

let folder = '';
let file = '';
let inspections: StoreInspection[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiceng-inspection-'));
  file = join(folder, 'store.db');
  inspections = [];
});
afterEach(async () => {
  for (const inspection of inspections) await inspection.close();
  rmSync(folder, { recursive: true });
});

async function fill(spec: TableSpec, rows: readonly Readonly<Record<string, string | bigint>>[]): Promise<void> {
  const store = await openSqliteStore({ file });
  await store.migrate([spec]);
  await store.commit(rows.map((one) => ({ op: 'insert', table: spec.name, row: one })));
  await store.close();
}
async function inspect(): Promise<StoreInspection> {
  const inspection = await inspectSqliteStore({ file });
  inspections.push(inspection);
  return inspection;
}
const digest = () => createHash('sha256').update(readFileSync(file)).digest('hex');

it('reads what is there and changes nothing, not even by migrating', async () => {
  await fill(people, [{ id: 'a', town: 'x', born: 1980n }]);
  const before = digest();
  const inspection = await inspect();
  const standing = { table: 'person', state: 'there', missingColumns: [], missingIndexes: [], undeclaredColumns: [] };
  expect(await inspection.lookUp([people])).toEqual([standing]);
  expect(await inspection.read([row, ofTown])).toEqual([
    [{ id: 'a', town: 'x', born: 1980n }],
    [{ id: 'a', town: 'x', born: 1980n }],
  ]);
  const write = inspection.commit([{ op: 'insert', table: 'person', row: { id: 'b' } }]);
  await expect(write).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  await expect(inspection.migrate([people])).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  await inspection.close();
  expect(digest()).toBe(before);
});

it('sees what a writer commits meanwhile, and does not stand in its way', async () => {
  const store = await openSqliteStore({ file });
  await store.migrate([people]);
  const inspection = await inspect();
  await inspection.lookUp([people]);
  await store.commit([{ op: 'insert', table: 'person', row: { id: 'a', born: 1n } }]);
  expect(await inspection.read([row])).toEqual([[{ id: 'a', born: 1n }]]);
  await store.close();
});

it('says of a table that nobody has created that it is absent, and refuses to read it', async () => {
  await fill(people, []);
  const inspection = await inspect();
  const towns: TableSpec = { ...people, name: 'town' };
  expect(await inspection.lookUp([towns, people])).toMatchObject([{ state: 'absent' }, { state: 'there' }]);
  await expect(inspection.read([{ ...row, table: 'town' }])).rejects.toMatchObject({ code: 'STORE_TABLE_UNKNOWN' });
});

it('reads a table of an older version: what is missing is absent, and an index that is missing is not replaced by a search', async () => {
  const { town: _town, ...older } = people.columns;
  await fill({ name: 'person', rank: 1, columns: older, key: ['id'] }, [{ id: 'a', born: 1980n }]);
  const inspection = await inspect();
  const [standing] = await inspection.lookUp([people]);
  expect(standing).toMatchObject({ state: 'there', missingColumns: ['town'], missingIndexes: ['town'] });
  expect(await inspection.read([row])).toEqual([[{ id: 'a', born: 1980n }]]);
  await expect(inspection.read([ofTown])).rejects.toMatchObject({ code: 'STORE_BATCH_INVALID' });
});

it('reads a table of a newer version, and names what it does not know', async () => {
  await fill({ ...people, columns: { ...people.columns, email: 'text' } }, [{ id: 'a', email: 'a@example.cn' }]);
  const inspection = await inspect();
  expect(await inspection.lookUp([people])).toMatchObject([{ state: 'there', undeclaredColumns: ['email'] }]);
  expect(await inspection.read([row])).toEqual([[{ id: 'a' }]]);
});

it.each<[string, TableSpec]>([
  ['another key', { ...people, key: ['id', 'born'] }],
  ['another type', { ...people, columns: { ...people.columns, born: 'text' } }],
])('says of a table with %s that it is foreign, and why', async (_what, spec) => {
  await fill(spec, []);
  const inspection = await inspect();
  const [standing] = await inspection.lookUp([people]);
  expect(standing).toMatchObject({ state: 'foreign', reason: { code: 'STORE_TABLE_INVALID' } });
});

it('opens no file that is not there, and none that is no database', async () => {
  const unavailable = { code: 'STORE_UNAVAILABLE', details: { engine: 'sqlite' } };
  await expect(inspectSqliteStore({ file })).rejects.toMatchObject(unavailable);
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(file, 'nothing of the kind'.repeat(100));
  await expect(inspectSqliteStore({ file })).rejects.toMatchObject(unavailable);
});

it('says that it is closed', async () => {
  await fill(people, []);
  const inspection = await inspect();
  await inspection.close();
  await expect(inspection.lookUp([people])).rejects.toMatchObject({ code: 'STORE_CLOSED' });
});
