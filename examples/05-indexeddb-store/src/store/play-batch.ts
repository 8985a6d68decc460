import {
  wholeKey,
  type CommitResult,
  type PlannedOperation,
  type Row,
  type TableSpec,
  type Value,
} from '@jiceng/kernel';
import { answerOf } from './requests.ts';
import { rowStep } from './row-step.ts';
import { sortableKey } from './sort-key.ts';
import { rowOf, storedRow } from './stored-row.ts';
import type { Tables } from './table-catalog.ts';

/** The object stores that a batch touches: those it writes, and those it copies from. */
export function tablesTouched(planned: readonly PlannedOperation[]): readonly string[] {
  const names = new Set<string>();
  for (const { spec, operation } of planned) {
    names.add(spec.name);
    if (operation.op === 'insert') for (const { table } of Object.values(operation.copy ?? {})) names.add(table);
  }
  return [...names];
}

/** A batch that nobody else can change any more: it waits for its turn, and the caller does not. */
export function ownBatch(planned: readonly PlannedOperation[]): readonly PlannedOperation[] {
  return planned.map((entry) => ({
    ...entry,
    key: structuredClone(entry.key),
    operation: structuredClone(entry.operation),
  }));
}

/** A table as the database holds it. Another tab may have declared more than this one has. */
export function held(tables: Tables, spec: TableSpec): TableSpec {
  return tables.get(spec.name) ?? spec;
}

async function readRow(transaction: IDBTransaction, spec: TableSpec, key: readonly Value[]): Promise<Row | undefined> {
  const stored = await answerOf(transaction.objectStore(spec.name).get(sortableKey(key)));
  return stored === undefined ? undefined : rowOf(spec, stored);
}

// #region play
/**
 * Plays a batch in the order of its locks, each operation on the row as those before it left it. Stops at the first that
 * fails; taking back what was written is the caller's.
 */
export async function playBatch(
  transaction: IDBTransaction,
  planned: readonly PlannedOperation[],
  tables: Tables,
): Promise<CommitResult> {
  for (const entry of planned) {
    const { index, operation } = entry;
    const spec = held(tables, entry.spec);
    const copied = await copiesFor(transaction, entry, tables);
    if (copied === undefined) return { ok: false, failed: index, reason: 'missing' };
    const key = wholeKey(entry, copied);
    const before = await readRow(transaction, spec, key);
    const step = rowStep(operation, before, copied);
    if (!step.ok) return { ok: false, failed: index, reason: step.reason };
    const store = transaction.objectStore(spec.name);
    // Not waited for: requests of one transaction are carried out in their order, and one that fails takes all of it back.
    if (step.row === undefined) store.delete(sortableKey(key));
    else if (step.row !== before) store.put(storedRow(spec, step.row));
  }
  return { ok: true };
}
// #endregion play

/** The copied values of an insert; `undefined` when a row they come from is not there. */
async function copiesFor(
  transaction: IDBTransaction,
  { operation }: PlannedOperation,
  tables: Tables,
): Promise<Row | undefined> {
  const copied: Record<string, Value | undefined> = {};
  if (operation.op !== 'insert') return copied;
  for (const [column, from] of Object.entries(operation.copy ?? {})) {
    const spec = tables.get(from.table);
    const row = spec === undefined ? undefined : await readRow(transaction, spec, from.key);
    if (row === undefined) return undefined;
    copied[column] = row[from.column];
  }
  return copied;
}
