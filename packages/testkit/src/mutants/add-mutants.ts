import type { Amounts, CommitResult, Operation, Store } from '@jiceng/kernel';
import { itemTable } from '../contract/kit-tables.ts';
import {
  amountOf,
  answeringRows,
  changing,
  committing,
  fault,
  rowAt,
  type OperationOf,
  type StoreMutant,
} from './mutant.ts';

type Add = OperationOf<'add'>;

const isKitAdd = (operation: Operation): operation is Add =>
  operation.op === 'add' && operation.table === itemTable.name;

const onAdd = (change: (add: Add) => Operation) => (store: Store) =>
  changing(store, (operation) => (isKitAdd(operation) ? change(operation) : operation));

/** Asks first, and answers in the store's place where it wants to. */
const beforeAdd = (answer: (store: Store, add: Add) => Promise<CommitResult | undefined>) => (store: Store) =>
  committing(store, async (batch) => {
    const [add, ...more] = batch;
    if (add === undefined || !isKitAdd(add) || more.length > 0) return store.commit(batch);
    return (await answer(store, add)) ?? store.commit(batch);
  });

const boundsOn = (bounds: Amounts | undefined, wanted: (column: string) => boolean): Amounts =>
  Object.fromEntries(Object.entries(bounds ?? {}).filter(([column]) => wanted(column)));
const raised = (bounds: Amounts | undefined, by: bigint, add: Amounts): Amounts =>
  Object.fromEntries(
    Object.entries(bounds ?? {}).map(([column, bound]) => [column, column in add ? bound + by : bound]),
  );

/** Shows a version that has not seen the additions. */
function forgetsToMoveTheVersion(store: Store): Store {
  const additions = new Map<string, bigint>();
  const counting = committing(store, async (batch) => {
    const result = await store.commit(batch);
    for (const operation of batch) {
      const id = isKitAdd(operation) ? operation.key.join() : undefined;
      if (result.ok && id !== undefined) additions.set(id, (additions.get(id) ?? 0n) + 1n);
    }
    return result;
  });
  return answeringRows(counting, itemTable.name, (row) => {
    const missed = additions.get(`${String(row['tenant'])},${String(row['id'])}`) ?? 0n;
    return { ...row, version: amountOf(row, 'version') - missed };
  });
}

/** Faults of guarded additions. */
export const addMutants: readonly StoreMutant[] = [
  fault(
    'does not let a balance reach its floor',
    ['floor'],
    onAdd((add) => ({ ...add, min: raised(add.min, 1n, add.add) })),
  ),
  fault(
    'ignores the floor',
    ['exact-spenders', 'floor', 'add-to-nothing'],
    onAdd((add) => ({ ...add, min: boundsOn(add.min, (column) => !(column in add.add)) })),
  ),
  fault(
    'ignores the ceiling',
    ['ceiling'],
    onAdd((add) => ({ ...add, max: boundsOn(add.max, (column) => !(column in add.add)) })),
  ),
  fault(
    'ignores the terms an addition relies on',
    ['terms'],
    onAdd(({ where: _where, ...add }) => add),
  ),
  fault('leaves the version of a row where it was when it adds', ['add-moves-version'], forgetsToMoveTheVersion),
  fault(
    'cannot add to nothing',
    ['add-to-nothing'],
    beforeAdd(async (store, add) => {
      const row = await rowAt(store, add);
      return row !== undefined && row['amount'] === undefined ? { ok: false, failed: 0, reason: 'bound' } : undefined;
    }),
  ),
  fault(
    'goes round at 64 bits',
    ['add-beyond-64-bits'],
    beforeAdd(async (store, add) => {
      const row = await rowAt(store, add);
      const sum = amountOf(row, 'amount') + (add.add['amount'] ?? 0n);
      const wrapped = BigInt.asIntN(64, sum);
      if (row === undefined || sum === wrapped) return undefined;
      const { table, key } = add;
      return store.commit([
        { op: 'update', table, key, ifVersion: amountOf(row, 'version'), set: { amount: wrapped } },
      ]);
    }),
  ),
  fault(
    'bounds only the columns it adds to',
    ['bound-elsewhere'],
    onAdd((add) => {
      const isAdded = (column: string) => column in add.add;
      return { ...add, min: boundsOn(add.min, isAdded), max: boundsOn(add.max, isAdded) };
    }),
  ),
];
