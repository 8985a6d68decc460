import { kernelError, planBatch, type CommitResult, type Operation, type Store } from '@jiceng/kernel';
import { itemTable, kitTables } from '../contract/kit-tables.ts';
import { amountOf, changing, committing, committingOnly, fault, inCommit, rowAt, type StoreMutant } from './mutant.ts';

const tables = new Map(kitTables.map((spec) => [spec.name, spec]));
const ofKit = (batch: readonly Operation[]) => batch.every(({ table }) => tables.has(table));

const afterwards =
  (then: (store: Store, batch: readonly Operation[], result: CommitResult) => Promise<CommitResult>) =>
  (store: Store) =>
    committing(store, async (batch) => {
      const result = await store.commit(batch);
      return ofKit(batch) ? then(store, batch, result) : result;
    });

const onUpdate = (change: (update: Operation & { readonly op: 'update' }) => Operation) => (store: Store) =>
  changing(store, (operation) =>
    operation.op === 'update' && operation.table === itemTable.name ? change(operation) : operation,
  );

/** Lets an operation of this kind pass at another version than it names, where the two stand so. */
const lenient =
  (kind: 'update' | 'check' | 'delete', passes: (is: bigint, named: bigint) => boolean) => (store: Store) =>
    committing(store, async (batch) => {
      for (let tried = batch; ;) {
        const result = await store.commit(tried);
        const failed = result.ok ? undefined : tried[result.failed];
        if (result.ok || result.reason !== 'version' || failed?.op !== kind || failed.table !== itemTable.name)
          return result;
        const is = amountOf(await rowAt(store, failed), 'version');
        if (failed.ifVersion === undefined || !passes(is, failed.ifVersion)) return result;
        const { ifVersion: _ifVersion, ...rest } = failed;
        const passing =
          rest.op === 'update' ? { ...rest, ifVersion: is, toVersion: is + 1n } : { ...rest, ifVersion: is };
        tried = tried.map((operation) => (operation === failed ? passing : operation));
      }
    });

/** Counts the rows that a statement has changed, not those it has found. */
async function countsChangedRows(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  for (const [failed, operation] of batch.entries()) {
    if (operation.op !== 'update' || operation.table !== itemTable.name) continue;
    const row = await rowAt(store, operation);
    const same = Object.entries(operation.set).every(([column, value]) => row?.[column] === value);
    if (row !== undefined && same) return { ok: false, failed, reason: 'version' };
  }
  return store.commit(batch);
}

/** Faults in what a batch is: whole or nothing, guarded, and answered for. */
export const batchMutants: readonly StoreMutant[] = [
  fault(
    'rolls back everything but its deletes',
    ['all-or-nothing'],
    afterwards(async (store, batch, result) => {
      if (!result.ok)
        await store.commit(
          batch.filter(({ op }) => op === 'delete').filter(({ table }) => batch.length > 1 && table === itemTable.name),
        );
      return result;
    }),
  ),
  fault(
    'keeps the additions of a batch that fails later',
    ['gapless-appends', 'all-or-nothing'],
    afterwards(async (store, batch, result) => {
      if (!result.ok && batch.length > 1) await committingOnly(store, batch, ({ op }) => op === 'add');
      return result;
    }),
  ),
  fault(
    'names the operation that failed by its place in the order of locks',
    ['named-by-place'],
    afterwards(async (_store, batch, result) => {
      if (result.ok) return result;
      return { ...result, failed: planBatch(tables, batch).findIndex(({ index }) => index === result.failed) };
    }),
  ),
  fault(
    'ignores rows that are there when it inserts several',
    ['no-second-insert'],
    afterwards(async (store, batch, result) => {
      if (result.ok || result.reason !== 'exists' || batch.length < 2 || batch.some(({ op }) => op !== 'insert'))
        return result;
      const there = batch[result.failed];
      return committingOnly(store, batch, (operation) => operation !== there);
    }),
  ),
  fault(
    'takes an insert of a row that is there for done',
    ['one-creator', 'no-second-insert', 'all-or-nothing'],
    afterwards(async (_store, _batch, result) => (!result.ok && result.reason === 'exists' ? { ok: true } : result)),
  ),
  fault(
    'moves the version by one, whatever the update names',
    ['version-moves'],
    onUpdate(({ toVersion: _toVersion, ...update }) => update),
  ),
  fault(
    'takes an update that changes no value for one that found no row',
    ['write-without-change'],
    inCommit(countsChangedRows),
  ),
  fault('looks at a batch before it gives its promise', ['bad-neighbour', 'refuses-by-promise'], (store) => {
    const known = new Map(tables);
    return {
      ...store,
      migrate: async (specs) => {
        await store.migrate(specs);
        for (const spec of specs) known.set(spec.name, spec);
      },
      commit: (batch) => {
        if (ofKit(batch)) planBatch(known, batch);
        return store.commit(batch);
      },
    };
  }),
  fault('looks at a query before it gives its promise', ['refuses-by-promise'], (store) => ({
    ...store,
    read: (queries) => {
      const unknown = queries.find(({ table }) => !tables.has(table) && !table.startsWith('jiceng_'));
      if (unknown !== undefined) throw kernelError('STORE_TABLE_UNKNOWN', { table: unknown.table });
      return store.read(queries);
    },
  })),
  fault(
    'updates a row that is behind the version named',
    ['version-guards'],
    lenient('update', (is, named) => is < named),
  ),
  fault(
    'lets the last writer win',
    ['one-updater', 'named-by-place', 'version-guards'],
    lenient('update', () => true),
  ),
  fault(
    'says of an update of nobody that its version is another',
    ['missing-is-missing'],
    afterwards(async (_store, batch, result) =>
      !result.ok && result.reason === 'missing' && batch[result.failed]?.op === 'update'
        ? { ...result, reason: 'version' }
        : result,
    ),
  ),
  fault(
    'relies on a row that is behind the version named',
    ['check-guards'],
    lenient('check', (is, named) => is < named),
  ),
  fault(
    'does not check what a batch relies on',
    ['gapless-appends', 'no-write-skew', 'check-guards'],
    lenient('check', () => true),
  ),
  fault(
    'moves the version of a row it only checks',
    ['check-only-reads'],
    afterwards(async (store, batch, result) => {
      for (const check of batch) {
        if (!result.ok || check.op !== 'check') continue;
        const { table, key, ifVersion } = check;
        await store.commit([{ op: 'update', table, key, ifVersion, set: {} }]);
      }
      return result;
    }),
  ),
  fault('calls a row missing that was only to be gone', ['delete-is-content'], (store) =>
    committing(store, async (batch) => {
      for (const [failed, operation] of batch.entries()) {
        if (operation.op !== 'delete' || operation.table !== itemTable.name || operation.ifVersion !== undefined)
          continue;
        if (operation.key.includes('') || operation.key.length < 2) continue;
        if ((await rowAt(store, operation)) === undefined) return { ok: false, failed, reason: 'missing' };
      }
      return store.commit(batch);
    }),
  ),
  fault(
    'deletes a row at whatever version it is',
    ['delete-guards'],
    lenient('delete', () => true),
  ),
  fault('takes the last of two writes to one row', ['malformed-batch'], (store) =>
    committing(store, (batch) => {
      const rowOf = (operation: Operation) =>
        operation.op === 'insert' ? undefined : `${operation.table}/${operation.key.join('/')}`;
      const last = batch.filter(
        (operation, at) =>
          rowOf(operation) === undefined || !batch.slice(at + 1).some((later) => rowOf(later) === rowOf(operation)),
      );
      return store.commit(last);
    }),
  ),
];
