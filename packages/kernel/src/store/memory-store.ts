import { planBatch, planQuery, wholeKey, type PlannedOperation } from './batch.ts';
import { kernelError } from '../errors.ts';
import { instantFromMs, type Instant } from '../plain/instant.ts';
import { compareKeys } from './key-order.ts';
import type { CommitResult, FailedReason, Query, Row, Store, TableSpec, Value } from './store.ts';
import { checkTable, orderOf } from './table-order.ts';

/** One order over the rows of a table: the columns named, completed by the key. */
interface MemoryIndex {
  readonly columns: readonly string[];
  /** Where the columns of the primary key stand among them. */
  readonly keyAt: readonly number[];
  readonly entries: (readonly (Value | undefined)[])[];
}

interface MemoryTable {
  readonly spec: TableSpec;
  readonly rows: Map<string, Row>;
  readonly indexes: Map<string, MemoryIndex>;
}

/** Unambiguous text of a key: `("ab","c")` and `("a","bc")` differ, and so do `1` and `1n`. No text holds U+0000. */
function nameOf(key: readonly (Value | undefined)[]): string {
  let name = '';
  for (const part of key) {
    if (typeof part === 'string') name += `t${part}\0`;
    else if (typeof part === 'bigint') name += `n${part}\0`;
    else name += part === undefined ? 'u\0' : `b${part.toString()}\0`;
  }
  return name;
}

type Entries = readonly (readonly (Value | undefined)[])[];

/** Position of the first entry that is not before `key` (`past`: the first that is beyond it and all that begin like it). */
function placeOf(entries: Entries, key: readonly (Value | undefined)[], past = false): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const difference = compareKeys(entries[middle] ?? [], key);
    if (difference < 0 || (past && difference === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const valuesOf = (row: Row, columns: readonly string[]): readonly (Value | undefined)[] =>
  columns.map((column) => row[column]);

function createTable(spec: TableSpec): MemoryTable {
  const indexes = new Map<string, MemoryIndex>();
  for (const name of ['key', ...Object.keys(spec.indexes ?? {})]) {
    const columns = orderOf(spec, name) ?? spec.key;
    indexes.set(name, { columns, keyAt: spec.key.map((column) => columns.indexOf(column)), entries: [] });
  }
  return { spec, rows: new Map(), indexes };
}

function place(table: MemoryTable, row: Row): void {
  table.rows.set(nameOf(valuesOf(row, table.spec.key)), row);
  for (const { columns, entries } of table.indexes.values()) {
    const key = valuesOf(row, columns);
    if (!key.includes(undefined)) entries.splice(placeOf(entries, key), 0, key);
  }
}

function remove(table: MemoryTable, row: Row): void {
  table.rows.delete(nameOf(valuesOf(row, table.spec.key)));
  for (const { columns, entries } of table.indexes.values()) {
    const key = valuesOf(row, columns);
    if (!key.includes(undefined)) entries.splice(placeOf(entries, key), 1);
  }
}

/** Bytes are copied in and out: what a caller changes afterwards changes nothing stored. */
function detach(row: Row): Row {
  const own: Record<string, Value> = {};
  for (const column in row) {
    const value = row[column];
    if (value !== undefined) own[column] = value instanceof Uint8Array ? value.slice() : value;
  }
  return own;
}

const versionOf = (row: Row): bigint => (typeof row['version'] === 'bigint' ? row['version'] : 0n);

/** What the row is after the operation (`undefined` = gone), or the precondition that does not hold. No error: failing is usual here. */
function after(
  operation: PlannedOperation['operation'],
  row: Row | undefined,
  copied: Row,
): Row | FailedReason | undefined {
  switch (operation.op) {
    case 'insert':
      if (row !== undefined) return 'exists';
      return detach({ ...operation.row, ...copied });
    case 'update':
      if (row === undefined) return 'missing';
      if (versionOf(row) !== operation.ifVersion) return 'version';
      return detach({ ...row, ...operation.set, version: operation.toVersion ?? operation.ifVersion + 1n });
    case 'add': {
      if (row === undefined) return 'missing';
      for (const [column, value] of Object.entries(operation.where ?? {})) {
        if (nameOf([row[column]]) !== nameOf([value])) return 'bound';
      }
      const next: Record<string, Value | undefined> = { ...row, version: versionOf(row) + 1n };
      for (const [column, amount] of Object.entries(operation.add)) {
        const before = row[column];
        const sum = (typeof before === 'bigint' ? before : 0n) + amount;
        if (sum >= 2n ** 63n || sum < -(2n ** 63n)) return 'bound';
        next[column] = sum;
      }
      for (const [column, floor] of Object.entries(operation.min ?? {})) {
        const value = next[column];
        if (typeof value !== 'bigint' || value < floor) return 'bound';
      }
      for (const [column, ceiling] of Object.entries(operation.max ?? {})) {
        const value = next[column];
        if (typeof value !== 'bigint' || value > ceiling) return 'bound';
      }
      return next;
    }
    case 'delete':
      if (operation.ifVersion === undefined) return undefined;
      if (row === undefined) return 'missing';
      if (versionOf(row) !== operation.ifVersion) return 'version';
      return undefined;
    case 'check':
      if (row === undefined) return 'missing';
      if (versionOf(row) !== operation.ifVersion) return 'version';
      return row;
  }
}

/**
 * A store in memory that honours every precondition: for tests, simulations and trainers. Nothing survives the process.
 *
 * @param nowMs the store's clock, milliseconds since 1970; by default the platform's.
 */
export function createMemoryStore(nowMs: () => number = Date.now): Store {
  const tables = new Map<string, MemoryTable>();
  const specs = new Map<string, TableSpec>();
  let open = true;

  const refuseClosed = () => {
    if (!open) throw kernelError('STORE_CLOSED');
  };
  const tableOf = (name: string): MemoryTable => {
    const table = tables.get(name);
    if (table === undefined) throw kernelError('STORE_TABLE_UNKNOWN', { table: name });
    return table;
  };

  const copiesFor = (operation: PlannedOperation['operation']): Row | undefined => {
    const copied: Record<string, Value | undefined> = {};
    if (operation.op !== 'insert') return copied;
    for (const [column, from] of Object.entries(operation.copy ?? {})) {
      const source = tableOf(from.table).rows.get(nameOf(from.key));
      if (source === undefined) return undefined;
      copied[column] = source[from.column];
    }
    return copied;
  };

  const commit = (planned: readonly PlannedOperation[]): CommitResult => {
    const undo: (() => void)[] = [];
    const rollBack = (): void => {
      while (undo.length > 0) undo.pop()?.();
    };
    for (const entry of planned) {
      const { index, spec, operation } = entry;
      const table = tableOf(spec.name);
      try {
        const copied = copiesFor(operation);
        const before = copied === undefined ? undefined : table.rows.get(nameOf(wholeKey(entry, copied)));
        const next = copied === undefined ? 'missing' : after(operation, before, copied);
        if (typeof next === 'string') {
          rollBack();
          return { ok: false, failed: index, reason: next };
        }
        if (next === before) continue;
        if (before !== undefined) remove(table, before);
        if (next !== undefined) place(table, next);
        undo.push(() => {
          if (next !== undefined) remove(table, next);
          if (before !== undefined) place(table, before);
        });
      } catch (failure) {
        rollBack();
        throw failure;
      }
    }
    return { ok: true };
  };

  const rowsOf = (query: Query): readonly Row[] => {
    planQuery(specs, query);
    const table = tableOf(query.table);
    if (query.get === 'row') {
      const row = table.rows.get(nameOf(query.key));
      return row === undefined ? [] : [detach(row)];
    }
    const index = table.indexes.get(query.index);
    if (index === undefined)
      throw kernelError('STORE_BATCH_INVALID', { problem: `${query.table} has no index "${query.index}"` });
    const { entries, keyAt } = index;
    const low = placeOf(entries, [...query.prefix, ...(query.after ?? [])], query.after !== undefined);
    const high = placeOf(entries, [...query.prefix, ...(query.before ?? [])], query.before === undefined);
    const found =
      query.reverse === true
        ? entries.slice(Math.max(low, high - query.limit), Math.max(low, high)).toReversed()
        : entries.slice(low, Math.min(high, low + query.limit));
    return found.flatMap((entry) => {
      const row = table.rows.get(nameOf(keyAt.map((at) => entry[at])));
      return row === undefined ? [] : [detach(row)];
    });
  };

  return {
    info: { engine: 'memory', durability: 'none', multiProcess: false, joined: false, positions: 'inline' },
    migrate: async (declared) => {
      refuseClosed();
      for (const spec of declared) checkTable(spec, specs.get(spec.name));
      for (const spec of declared) {
        const known = tables.get(spec.name);
        const table = createTable(spec);
        if (known !== undefined) for (const row of known.rows.values()) place(table, row);
        tables.set(spec.name, table);
        specs.set(spec.name, spec);
      }
    },
    commit: async (batch) => {
      refuseClosed();
      return commit(planBatch(specs, batch));
    },
    read: async (queries) => {
      refuseClosed();
      return queries.map(rowsOf);
    },
    now: async (): Promise<Instant> => {
      refuseClosed();
      return instantFromMs(nowMs());
    },
    close: async () => {
      open = false;
    },
  };
}
