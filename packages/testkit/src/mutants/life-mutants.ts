import { isJicengError, kernelError, type Store, type TableSpec } from '@jiceng/kernel';
import { itemTable, itemsBy, removal } from '../contract/kit-tables.ts';
import { shown } from '../shown.ts';
import { answering, committing, fault, others, sharedFault, type StoreMutant } from './mutant.ts';

/** Throws a table away to create it anew. */
function createsTablesAnew(store: Store): Store {
  const declared = new Map<string, string>();
  return {
    ...store,
    migrate: async (tables) => {
      await store.migrate(tables);
      for (const spec of tables) {
        const [before, now] = [declared.get(spec.name), shown(spec.columns)];
        declared.set(spec.name, now);
        if (before !== now || spec.name !== itemTable.name) continue;
        const [rows = []] = await store.read([itemsBy('key')]);
        await store.commit(rows.map(({ id }) => removal(String(id))));
      }
    },
  };
}

/** Puts into a new index only what is written from then on. */
function fillsNewIndexesLater(store: Store): Store {
  const older = new Set<unknown>();
  const noting: Store = {
    ...store,
    migrate: async (tables) => {
      const grown = tables.find(
        ({ name, indexes }) => name === itemTable.name && indexes !== undefined && 'amount' in indexes,
      );
      if (grown !== undefined) {
        const [rows = []] = await store.read([itemsBy('key')]);
        for (const { id } of rows) older.add(id);
      }
      await store.migrate(tables);
    },
  };
  return answering(noting, (rows, query) =>
    query.get === 'rows' && query.index === 'amount' ? rows.filter(({ id }) => !older.has(id)) : rows,
  );
}

/** Answers rows it has written itself from its own memory. */
function trustsItsOwnMemory(store: Store): Store {
  const own = new Map<string, readonly [name: unknown, version: unknown]>();
  const writing = committing(store, async (batch) => {
    const result = await store.commit(batch);
    for (const operation of batch) {
      if (!result.ok || operation.table !== itemTable.name) continue;
      if (operation.op !== 'insert') own.delete(String(operation.key[1]));
      else own.set(String(operation.row['id']), [operation.row['name'], operation.row['version']]);
    }
    return result;
  });
  return answering(writing, (rows, query) =>
    rows.map((row) => {
      const [name] = own.get(String(row['id'])) ?? [];
      return query.get === 'row' && query.table === itemTable.name && typeof name === 'string' ? { ...row, name } : row;
    }),
  );
}

/** Fails while another handle is at what `busy` says. */
const lockingOut = (meets: 'commit' | 'read' | 'migrate', busy: 'commit' | 'migrate') => () => {
  const holders: Store[] = [];
  return (store: Store): Store => {
    const run = async <Result>(kind: 'commit' | 'read' | 'migrate', work: () => Promise<Result>): Promise<Result> => {
      if (kind === meets && holders.some((holder) => holder !== store)) throw new Error('database is locked');
      if (kind !== busy) return work();
      holders.push(store);
      try {
        await others();
        return await work();
      } finally {
        holders.splice(holders.indexOf(store), 1);
      }
    };
    return {
      ...committing(store, (batch) => run('commit', () => store.commit(batch))),
      migrate: (tables: readonly TableSpec[]) => run('migrate', () => store.migrate(tables)),
      read: (queries) => run('read', () => store.read(queries)),
    };
  };
};

/** Reads before it takes the lock for writing: when another has written meanwhile, what it has read cannot be written on. */
function beginsDeferred() {
  const writers: Store[] = [];
  return (store: Store): Store =>
    committing(store, async (batch) => {
      const seen = writers.length;
      await others();
      if (writers.slice(seen).some((writer) => writer !== store)) throw new Error('database is locked');
      writers.push(store);
      return store.commit(batch);
    });
}

/** Faults of a store's life: declared, shared, closed. */
export const lifeMutants: readonly StoreMutant[] = [
  fault('creates its tables anew each time they are declared', ['declared-again'], createsTablesAnew),
  fault('fills a new index only from then on', ['table-grows'], fillsNewIndexesLater),
  fault('takes any declaration for the one it knows', ['other-declaration'], (store) => ({
    ...store,
    migrate: async (tables) => {
      try {
        await store.migrate(tables);
      } catch (error) {
        if (!isJicengError(error, 'STORE_TABLE_INVALID')) throw error;
      }
    },
  })),
  fault('goes on after it was closed', ['closed'], (store) => ({ ...store, close: async () => undefined })),
  fault('drops what waits when it closes', ['answered-before-closing'], (store) => {
    let open = true;
    return {
      ...committing(store, async (batch) => {
        const wasOpen = open;
        await Promise.resolve();
        if (wasOpen && !open) throw kernelError('STORE_CLOSED');
        return store.commit(batch);
      }),
      close: async () => {
        open = false;
        await others(9);
        await store.close();
      },
    };
  }),
  fault('trusts its own memory of what others have changed', ['seen-by-others'], trustsItsOwnMemory),
  sharedFault('says that it is locked while another writes', ['several-writers'], lockingOut('commit', 'commit')),
  sharedFault('takes the lock for writing only when it comes to write', ['several-writers'], beginsDeferred),
  sharedFault('does not serve readers while another writes', ['reader-is-served'], lockingOut('read', 'commit')),
  sharedFault('fails to declare what another is declaring', ['declared-at-once'], lockingOut('migrate', 'migrate')),
];
