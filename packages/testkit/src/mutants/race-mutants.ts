import type { CommitResult, Operation, Row, RowRef, Store } from '@jiceng/kernel';
import { entryTable, itemTable, tenant } from '../contract/kit-tables.ts';
import {
  amountOf,
  committing,
  committingOnly,
  fault,
  inCommit,
  others,
  rowAt,
  type OperationOf,
  type StoreMutant,
} from './mutant.ts';

const isKitInsert = (operation: Operation): operation is OperationOf<'insert'> =>
  operation.op === 'insert' && operation.table === itemTable.name;
const isCheck = (operation: Operation): operation is OperationOf<'check'> => operation.op === 'check';

/** The only operation of a batch, if it is of the kit's items. */
function only(batch: readonly Operation[]): Operation | undefined {
  const [first, ...rest] = batch;
  return rest.length === 0 && first?.table === itemTable.name ? first : undefined;
}

const refOf = ({ row }: OperationOf<'insert'>): RowRef => {
  const { id } = row;
  return { table: itemTable.name, key: [tenant, typeof id === 'string' ? id : ''] };
};

/** Writes whatever stands there now over with what was wanted of an older row. */
async function writeOver(store: Store, { table, key }: RowRef, set: Row): Promise<CommitResult> {
  for (;;) {
    const ifVersion = amountOf(await rowAt(store, { table, key }), 'version');
    const result = await store.commit([{ op: 'update', table, key, ifVersion, set }]);
    if (result.ok) return result;
  }
}

async function looksBeforeItInserts(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const inserts = batch
    .filter(isKitInsert)
    .filter(({ copy, row }) => copy === undefined && typeof row['id'] === 'string' && row['id'] !== '');
  for (const insert of inserts) {
    if ((await rowAt(store, refOf(insert))) !== undefined) return store.commit(batch);
  }
  await others();
  const [, result] = await Promise.all([
    store.commit(inserts.map((insert) => ({ op: 'delete', ...refOf(insert) }))),
    store.commit(batch),
  ]);
  return result;
}

async function comparesBeforeItWrites(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const update = only(batch);
  if (update?.op !== 'update' || update.toVersion !== undefined) return store.commit(batch);
  const row = await rowAt(store, update);
  if (row === undefined || amountOf(row, 'version') !== update.ifVersion) return store.commit(batch);
  await others();
  return writeOver(store, update, update.set);
}

async function numbersBeforeItsTurn(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const add = batch.find((operation) => operation.op === 'add');
  const copying = batch.find((operation) => operation.op === 'insert' && operation.table === entryTable.name);
  if (add?.op !== 'add' || copying?.op !== 'insert' || copying.copy === undefined) return store.commit(batch);
  const number = amountOf(await rowAt(store, add), 'amount') + (add.add['amount'] ?? 0n);
  await others();
  const { copy: _copy, ...literal } = copying;
  const numbered = { ...literal, row: { ...copying.row, number } };
  return store.commit(batch.map((operation) => (operation === copying ? numbered : operation)));
}

async function testsBeforeItAdds(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const add = only(batch);
  const floor = add?.op === 'add' ? add.min?.['amount'] : undefined;
  if (add?.op !== 'add' || floor === undefined || add.where !== undefined) return store.commit(batch);
  const before = await rowAt(store, add);
  if (before === undefined || amountOf(before, 'amount') + (add.add['amount'] ?? 0n) < floor)
    return store.commit(batch);
  await others();
  const { min: _min, ...unbounded } = add;
  return store.commit([unbounded]);
}

/** One that comes alone adds as it should; those that come while it is at work share what it has read. */
function readsOnceForAll(store: Store): Store {
  let working = 0;
  return committing(store, async (batch) => {
    const add = only(batch);
    if (add?.op !== 'add' || add.min !== undefined || add.max !== undefined || add.where !== undefined)
      return store.commit(batch);
    working += 1;
    try {
      const before = await rowAt(store, add);
      const shared = working > 1;
      await others();
      if (!shared || before === undefined) return await store.commit(batch);
      return await writeOver(store, add, { amount: amountOf(before, 'amount') + (add.add['amount'] ?? 0n) });
    } finally {
      working -= 1;
    }
  });
}

async function checksBeforeItsTurn(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  for (const check of batch.filter(isCheck)) {
    const row = await rowAt(store, check);
    if (row === undefined || amountOf(row, 'version') !== check.ifVersion) return store.commit(batch);
  }
  await others();
  return committingOnly(store, batch, (operation) => !isCheck(operation));
}

async function worksInTheOpen(store: Store, batch: readonly Operation[]): Promise<CommitResult> {
  const adds = batch.filter(({ op }) => op === 'add');
  const [first] = adds;
  if (first === undefined || adds.length < 2) return store.commit(batch);
  await store.commit([first]);
  await others();
  return committingOnly(store, batch, (operation) => operation !== first);
}

function readsOneAfterAnother(store: Store): Store {
  return {
    ...store,
    read: async (queries) => {
      if (queries.some(({ table }) => table !== itemTable.name)) return store.read(queries);
      const answers: (readonly Row[])[] = [];
      for (const query of queries) {
        const [rows = []] = await store.read([query]);
        answers.push(rows);
        await others(7);
      }
      return answers;
    },
  };
}

/** Knows a page by how many rows came before it, as OFFSET does. */
function pagesByCounting(store: Store): Store {
  const countAt = new Map<string, number>();
  return {
    ...store,
    read: async (queries) => {
      const [query, ...more] = queries;
      if (query?.get !== 'rows' || more.length > 0 || query.table !== itemTable.name || query.index !== 'key')
        return store.read(queries);
      if (query.limit > 10 || query.reverse === true) return store.read(queries);
      const skipped = query.after === undefined ? 0 : countAt.get(query.after.join());
      if (skipped === undefined) return store.read(queries);
      const { after: _after, ...whole } = query;
      const [rows = []] = await store.read([{ ...whole, limit: skipped + query.limit }]);
      const page = rows.slice(skipped);
      const last = page.at(-1)?.['id'];
      if (typeof last === 'string') countAt.set(last, skipped + page.length);
      return [page];
    },
  };
}

/** One that was answered is written again, as if its answer had been lost; one that comes alone is not. */
function writesAgain(store: Store): Store {
  let working = 0;
  return committing(store, async (batch) => {
    const add = only(batch);
    if (add?.op !== 'add' || add.min !== undefined || add.max !== undefined || add.where !== undefined)
      return store.commit(batch);
    working += 1;
    try {
      await others();
      const result = await store.commit(batch);
      return working > 1 ? await store.commit(batch) : result;
    } finally {
      working -= 1;
    }
  });
}

/** Takes the locks of rows one after another in the order given, and notices when two wait for each other. */
function locksInTheOrderGiven(store: Store): Store {
  const holders = new Map<string, symbol>();
  const wanted = new Map<symbol, string>();
  const lock = async (who: symbol, row: string): Promise<void> => {
    for (;;) {
      const holder = holders.get(row);
      if (holder === undefined) break;
      wanted.set(who, row);
      if (holders.get(wanted.get(holder) ?? '') === who) throw new Error('deadlock detected');
      await others();
    }
    wanted.delete(who);
    holders.set(row, who);
    await others();
  };
  return committing(store, async (batch) => {
    const adds = batch.filter((operation) => operation.op === 'add' && operation.table === itemTable.name);
    if (adds.length < 3) return store.commit(batch);
    const who = Symbol('batch');
    try {
      for (const add of adds) await lock(who, add.op === 'insert' ? '' : add.key.join());
      return await store.commit(batch);
    } finally {
      wanted.delete(who);
      for (const [row, holder] of holders) if (holder === who) holders.delete(row);
    }
  });
}

/** Only in batches of the kit's own: the kernel keeps going. */
const inKitCommit = (plant: (store: Store, batch: readonly Operation[]) => Promise<CommitResult>) =>
  inCommit((store, batch) =>
    batch.some(({ table }) => table.startsWith('jiceng_')) ? store.commit(batch) : plant(store, batch),
  );

/** Faults that show only when several are at work at once. */
export const raceMutants: readonly StoreMutant[] = [
  fault('looks whether a row is there and then inserts it', ['one-creator'], inKitCommit(looksBeforeItInserts)),
  fault('compares the version and then writes', ['one-updater'], inKitCommit(comparesBeforeItWrites)),
  fault('takes a number before it waits for its turn', ['gapless-appends'], inKitCommit(numbersBeforeItsTurn)),
  fault('tests the bound and then adds', ['exact-spenders'], inKitCommit(testsBeforeItAdds)),
  fault('reads once for all who add at the same time', ['no-lost-addition'], readsOnceForAll),
  fault('writes a batch again that was written', ['no-lost-addition'], writesAgain),
  fault('takes locks in the order in which a batch is given', ['crossing-batches'], locksInTheOrderGiven),
  fault('checks what a batch relies on before it takes the lock', ['no-write-skew'], inKitCommit(checksBeforeItsTurn)),
  fault('applies a batch step by step before the eyes of readers', ['whole-batches'], inKitCommit(worksInTheOpen)),
  fault('answers the queries of one read one after another', ['one-moment'], readsOneAfterAnother),
  fault('goes on after so many rows instead of after a row', ['steady-pages'], pagesByCounting),
];
