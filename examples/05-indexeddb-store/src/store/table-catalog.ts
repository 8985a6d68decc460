import { checkTable, kernelError, type TableSpec } from '@jiceng/kernel';
import { answersOf, entryOf } from './requests.ts';
import { engine } from './faults.ts';
import { StoredTables } from './schemas.ts';
import { keyPathOf, rowOf, sortedColumns, storedRow } from './stored-row.ts';

/** Holds the declarations. Its name is that of the format too, and no table's: tables have no `#`. */
export const catalogName = 'jiceng#tables/1';

export type Tables = ReadonlyMap<string, TableSpec>;

/** What the database holds, as it was declared, whoever declared it. */
export async function readCatalog(transaction: IDBTransaction): Promise<Tables> {
  const stored = StoredTables.safeParse(await answersOf(transaction.objectStore(catalogName).getAll()));
  if (stored.success) return new Map(stored.data.map((spec) => [spec.name, spec]));
  throw kernelError('STORE_UNAVAILABLE', { engine, problem: 'its list of tables was changed by hand' });
}

/** A table with the columns and indexes of both declarations. */
function merged(before: TableSpec | undefined, spec: TableSpec): TableSpec {
  if (before === undefined) return { ...spec, indexes: spec.indexes ?? {} };
  return {
    ...before,
    columns: { ...before.columns, ...spec.columns },
    indexes: { ...before.indexes, ...spec.indexes },
  };
}

const sizeOf = ({ columns, indexes = {} }: TableSpec): number =>
  Object.keys(columns).length + Object.keys(indexes).length;

/**
 * The declared tables that are more than the database holds, as they will be.
 *
 * @throws JicengError `STORE_TABLE_INVALID` when a declaration does anything but add.
 */
export function growth(known: Tables, declared: readonly TableSpec[]): Tables {
  const grown = new Map<string, TableSpec>();
  for (const spec of declared) {
    const before = grown.get(spec.name) ?? known.get(spec.name);
    checkTable(spec, before);
    const after = merged(before, spec);
    if (before === undefined || sizeOf(after) > sizeOf(before)) grown.set(spec.name, after);
  }
  return grown;
}

/** Rows written before a column was ordered by do not hold its sortable form yet. */
async function rewriteRows(store: IDBObjectStore, spec: TableSpec): Promise<void> {
  const walk = store.openCursor();
  for (let entry = await entryOf(walk); entry !== undefined; entry = await entryOf(walk)) {
    entry.update(storedRow(spec, rowOf(spec, entry.value)));
    entry.continue();
  }
}

// #region grow
/** Makes object stores and indexes. Only the transaction of a version change may, and it has the database for itself. */
export async function grow(
  database: IDBDatabase,
  transaction: IDBTransaction,
  declared: readonly TableSpec[],
): Promise<void> {
  // Read again: another tab may have been first.
  const known = await readCatalog(transaction);
  for (const [name, spec] of growth(known, declared)) {
    const before = known.get(name);
    if (before === undefined) database.createObjectStore(name, { keyPath: keyPathOf(spec, 'key') });
    const store = transaction.objectStore(name);
    if (before !== undefined && sortedColumns(spec).size > sortedColumns(before).size) await rewriteRows(store, spec);
    for (const index of Object.keys(spec.indexes ?? {})) {
      if (!store.indexNames.contains(index)) store.createIndex(index, keyPathOf(spec, index));
    }
    transaction.objectStore(catalogName).put(spec);
  }
}
// #endregion grow
