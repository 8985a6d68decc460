import type { Query, Row, TableSpec } from '@jiceng/kernel';
import type { IndexedDbPlatform } from './platform.ts';
import { answerOf, answersOf, entryOf } from './requests.ts';
import { sortableKey, spanOf } from './sort-key.ts';
import { rowOf } from './stored-row.ts';

type RowsQuery = Extract<Query, { readonly get: 'rows' }>;

/** IndexedDB takes no larger number. */
const countMax = 2 ** 32 - 1;

async function backwards(
  source: IDBObjectStore | IDBIndex,
  range: IDBKeyRange,
  limit: number,
): Promise<readonly unknown[]> {
  const entries: unknown[] = [];
  const walk = source.openCursor(range, 'prev');
  for (let entry = await entryOf(walk); entry !== undefined; entry = await entryOf(walk)) {
    entries.push(entry.value);
    if (entries.length === limit) break;
    entry.continue();
  }
  return entries;
}

function stored(
  source: IDBObjectStore | IDBIndex,
  range: IDBKeyRange,
  { limit, reverse }: RowsQuery,
): Promise<readonly unknown[]> {
  if (reverse === true) return backwards(source, range, limit);
  return answersOf(source.getAll(range, Math.min(limit, countMax)));
}

// #region rows
/** The rows a query means, in the order of the index it names. Its request is made before anything is waited for. */
export async function readRows(
  { indexedDB, IDBKeyRange }: IndexedDbPlatform,
  transaction: IDBTransaction,
  spec: TableSpec,
  query: Query,
): Promise<readonly Row[]> {
  const store = transaction.objectStore(query.table);
  if (query.get === 'row') {
    const one = await answerOf(store.get(sortableKey(query.key)));
    return one === undefined ? [] : [rowOf(spec, one)];
  }
  const { lower, upper } = spanOf(query);
  // Two traps: a range that holds nothing is an error to IndexedDB, and a limit of 0 means "all".
  if (query.limit === 0 || indexedDB.cmp(lower, upper) >= 0) return [];
  const source = query.index === 'key' ? store : store.index(query.index);
  const found = await stored(source, IDBKeyRange.bound(lower, upper, false, true), query);
  return found.map((one) => rowOf(spec, one));
}
// #endregion rows
