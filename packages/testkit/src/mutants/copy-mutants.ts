import { isJicengError, type CommitResult, type Operation, type Row, type Store } from '@jiceng/kernel';
import { entryTable, itemTable } from '../contract/kit-tables.ts';
import {
  amountOf,
  answeringRows,
  committing,
  fault,
  inCommit,
  rowAt,
  type OperationOf,
  type StoreMutant,
} from './mutant.ts';

type Insert = OperationOf<'insert'>;

const isCopying = (operation: Operation): operation is Insert =>
  operation.op === 'insert' && operation.copy !== undefined && operation.table === entryTable.name;
const nameOf = (row: Row) => `${String(row['stream'])},${String(row['note'])}`;

/** Answers numbers as they were before the batch added to them. */
function copiesBeforeItAdds(store: Store): Store {
  const early = new Map<string, bigint>();
  const copying = committing(store, async (batch) => {
    const result = await store.commit(batch);
    const insert = batch.find(isCopying);
    const add = batch.find((operation) => operation.op === 'add');
    if (!result.ok || insert === undefined || add?.op !== 'add') return result;
    const by = add.add['amount'] ?? 0n;
    early.set(nameOf(insert.row), by);
    return result;
  });
  return answeringRows(copying, entryTable.name, (row) => ({
    ...row,
    number: amountOf(row, 'number') - (early.get(nameOf(row)) ?? 0n),
  }));
}

/** Takes the value of a row that the batch writes only further on. */
async function runsInTheOrderGiven(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const [first, ...rest] = batch;
  const from = first !== undefined && isCopying(first) ? first.copy?.['number'] : undefined;
  const source = rest.find(
    (operation) =>
      operation.table === itemTable.name &&
      (operation.op === 'insert' ? operation.row['id'] === from?.key[1] : operation.key[1] === from?.key[1]),
  );
  if (first?.op !== 'insert' || from === undefined || source === undefined) return store.commit(batch);
  const before = await rowAt(store, from);
  if (before === undefined) return { ok: false, failed: 0, reason: 'missing' };
  const { copy: _copy, ...literal } = first;
  return store.commit([{ ...literal, row: { ...first.row, number: amountOf(before, 'amount') } }, ...rest]);
}

async function copiesNothingFromNobody(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const result = await store.commit(batch);
  const failed = result.ok ? undefined : batch[result.failed];
  if (failed?.op !== 'insert' || failed.table !== itemTable.name) return result;
  if (result.ok || result.reason !== 'missing') return result;
  const { copy: _copy, ...literal } = failed;
  return store.commit(batch.map((operation) => (operation === failed ? literal : operation)));
}

async function countsNothingAsZero(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  try {
    return await store.commit(batch);
  } catch (error) {
    if (!isJicengError(error, 'STORE_VALUE_INVALID') || !batch.some(isCopying)) throw error;
    return store.commit(
      batch.map((operation) => {
        if (!isCopying(operation)) return operation;
        const { copy: _copy, ...literal } = operation;
        return { ...literal, row: { ...operation.row, number: 0n } };
      }),
    );
  }
}

/** Faults of copies. */
export const copyMutants: readonly StoreMutant[] = [
  fault('copies before it adds', ['copy-after-write'], copiesBeforeItAdds),
  fault('runs a batch in the order in which it was given', ['copy-listed-first'], inCommit(runsInTheOrderGiven)),
  fault('copies nothing from a row that is not there', ['copy-from-nobody'], inCommit(copiesNothingFromNobody)),
  fault('copies nothing as zero into a key', ['copied-key'], inCommit(countsNothingAsZero)),
];
