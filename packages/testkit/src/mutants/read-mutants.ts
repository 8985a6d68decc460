import { compareText, type Key, type Operation, type Query, type Row, type Store } from '@jiceng/kernel';
import { entryTable, itemTable, kitTables, tenant } from '../contract/kit-tables.ts';
import { shown } from '../shown.ts';
import { answering, answeringRows, committing, fault, type StoreMutant } from './mutant.ts';

type RowsQuery = Query & { readonly get: 'rows' };

const itemsOf = (query: Query): query is RowsQuery => query.get === 'rows' && query.table === itemTable.name;

/** A store that is asked something else than was wanted. */
const asking = (ask: (query: Query) => Query) => (store: Store) => ({
  ...store,
  read: (queries: readonly Query[]) => store.read(queries.map(ask)),
});

const idOf = (row: Row): string => String(row['id']);

function answersNull(store: Store): Store {
  return answering(store, (rows, { table }) => {
    const columns = Object.keys(kitTables.find(({ name }) => name === table)?.columns ?? {});
    return rows.map((row) => {
      const nulls = columns.filter((column) => row[column] === undefined);
      // A JavaScript adapter can do this; the type of a row cannot say it.
      return nulls.reduce((padded, column) => (Reflect.set(padded, column, null), padded), { ...row });
    });
  });
}

/** Hands out the row it keeps, as long as nothing was written to it. */
function answersItsOwnRows(store: Store): Store {
  const kept = new Map<string, Row>();
  return answering(store, (rows) =>
    rows.map((row) => {
      const text = shown(row);
      const own = kept.get(text) ?? row;
      kept.set(text, own);
      return own;
    }),
  );
}

/** Keeps the bytes it is given where the caller can still reach them. */
function keepsWhatItIsGiven(store: Store): Store {
  const given = new Map<string, Uint8Array>();
  const keeping = committing(store, async (batch) => {
    for (const operation of batch) {
      if (operation.op !== 'insert' || operation.table !== itemTable.name) continue;
      const { photo } = operation.row;
      if (photo instanceof Uint8Array) given.set(idOf(operation.row), photo);
    }
    return store.commit(batch);
  });
  return answeringRows(keeping, itemTable.name, (row) => {
    const photo = given.get(idOf(row));
    return photo === undefined ? row : { ...row, photo: photo.slice() };
  });
}

/** Adds the row that stands at a bound, where the bound is a whole key. */
const including = (side: 'after' | 'before') => (store: Store) => ({
  ...store,
  read: async (queries: readonly Query[]) => {
    const answers = [...(await store.read(queries))];
    for (const [at, query] of queries.entries()) {
      const bound: Key | undefined = itemsOf(query) && query.index === 'key' ? query[side] : undefined;
      if (!itemsOf(query) || bound === undefined || query.reverse === true) continue;
      const [found = []] = await store.read([{ get: 'row', table: query.table, key: [...query.prefix, ...bound] }]);
      const rows = answers[at] ?? [];
      answers[at] = (side === 'after' ? [...found, ...rows] : [...rows, ...found]).slice(0, query.limit);
    }
    return answers;
  },
});

/** Among equals, who came first stands first. */
function ordersByArrival(store: Store): Store {
  const arrivals: string[] = [];
  const noting = committing(store, (batch) => {
    for (const operation of batch) {
      if (operation.op === 'insert' && operation.table === itemTable.name) arrivals.push(idOf(operation.row));
    }
    return store.commit(batch);
  });
  const byName = (a: Row, b: Row) => {
    const [left, right] = [String(a['name']), String(b['name'])];
    return compareText(left, right) || arrivals.indexOf(idOf(a)) - arrivals.indexOf(idOf(b));
  };
  return answering(noting, (rows, query) =>
    itemsOf(query) && query.index === 'name' && query.after === undefined ? rows.toSorted(byName) : rows,
  );
}

/** Lists rows also where they hold nothing, before all others. */
function listsWhatIsAbsent(store: Store): Store {
  return {
    ...store,
    read: async (queries) => {
      const answers = [...(await store.read(queries))];
      for (const [at, query] of queries.entries()) {
        if (!itemsOf(query) || query.index !== 'name' || query.after !== undefined || query.prefix.length > 1) continue;
        const { before: _before, ...all } = query;
        const [everyone = []] = await store.read([{ ...all, index: 'key' }]);
        answers[at] = [...everyone.filter((row) => row['name'] === undefined), ...(answers[at] ?? [])];
      }
      return answers;
    },
  };
}

/** Takes a prefix for the beginning of a text, as LIKE does. */
function matchesBeginnings(store: Store): Store {
  return {
    ...store,
    read: async (queries) => {
      const answers = [...(await store.read(queries))];
      for (const [at, query] of queries.entries()) {
        const [beginning] = query.get === 'rows' && query.table === entryTable.name ? query.prefix : [];
        if (query.get !== 'rows' || typeof beginning !== 'string') continue;
        const [all = []] = await store.read([{ ...query, prefix: [] }]);
        answers[at] = all.filter(({ stream }) => typeof stream === 'string' && stream.startsWith(beginning));
      }
      return answers;
    },
  };
}

/** Leaves the entries of deleted rows in the index. */
function leavesDeletedRowsInTheIndex(store: Store): Store {
  const gone = new Map<string, Row>();
  const deleting = committing(store, async (batch) => {
    const removed = batch.filter(
      (operation): operation is Operation & { readonly op: 'delete' } => operation.op === 'delete',
    );
    for (const { table, key } of removed) {
      if (table !== itemTable.name || key.length < 2 || key.includes('')) continue;
      const [[row] = []] = await store.read([{ get: 'row', table, key }]);
      if (row !== undefined) gone.set(idOf(row), row);
    }
    return store.commit(batch);
  });
  return answering(deleting, (rows, query) =>
    itemsOf(query) && query.index === 'name' && query.prefix[0] === tenant ? [...rows, ...gone.values()] : rows,
  );
}

/** Faults of reading. */
export const readMutants: readonly StoreMutant[] = [
  fault('answers null where a column holds nothing', ['absent-is-undefined'], answersNull),
  fault('hands out the rows it keeps', ['read-belongs-to-reader'], answersItsOwnRows),
  fault('keeps the bytes it was given', ['given-belongs-to-store'], keepsWhatItIsGiven),
  fault('includes the row at the upper bound', ['exclusive-bounds'], including('before')),
  fault(
    'includes the row at the lower bound',
    ['steady-pages', 'exclusive-bounds', 'code-point-order', 'seen-by-others'],
    including('after'),
  ),
  fault('turns the first page round instead of taking the last', ['backwards'], (store) =>
    answering(asking((query) => (itemsOf(query) ? { ...query, reverse: false } : query))(store), (rows, query) =>
      itemsOf(query) && query.reverse === true ? rows.toReversed() : rows,
    ),
  ),
  fault(
    'ignores that rows are wanted backwards',
    ['backwards', 'index-order'],
    asking((query) => (itemsOf(query) ? { ...query, reverse: false } : query)),
  ),
  fault(
    'gives one row more than was asked for',
    ['backwards'],
    asking((query) => (itemsOf(query) ? { ...query, limit: query.limit + 1 } : query)),
  ),
  fault(
    'goes on after the first column of a bound only',
    ['page-among-equals'],
    asking((query) =>
      itemsOf(query) && query.after !== undefined ? { ...query, after: query.after.slice(0, 1) } : query,
    ),
  ),
  fault(
    'begins every page anew',
    ['steady-pages', 'no-late-position', 'exclusive-bounds', 'page-among-equals', 'code-point-order', 'seen-by-others'],
    asking((query) => {
      if (query.get !== 'rows') return query;
      const { after: _after, ...whole } = query;
      return whole;
    }),
  ),
  fault('orders equals by when they came', ['index-order'], ordersByArrival),
  fault('finds rows by an index in which they hold nothing', ['index-order'], listsWhatIsAbsent),
  fault('takes a prefix for the beginning of a text', ['whole-prefix'], matchesBeginnings),
  fault('leaves deleted rows in an index', ['gone-everywhere'], leavesDeletedRowsInTheIndex),
];
