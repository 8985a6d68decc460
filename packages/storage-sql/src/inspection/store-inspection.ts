import { checkTable, isJicengError, kernelError, type Reason, type Store, type TableSpec } from '@jiceng/kernel';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import type { Engine } from '../engine/engine.ts';
import { createPlayer } from '../engine/player.ts';
import type { Script } from '../script/script.ts';
import { createSqlStore } from '../store/sql-store.ts';

/** How a declared table stands in a database that is only looked at. */
export interface TableStanding {
  readonly table: string;
  /** `absent`: nobody has created it; `foreign`: a table of this name cannot be read as the one declared. */
  readonly state: 'there' | 'absent' | 'foreign';
  /** Why it cannot be read as declared. */
  readonly reason?: Reason;
  /** Declared and not there: nobody has migrated since this version came. */
  readonly missingColumns: readonly string[];
  readonly missingIndexes: readonly string[];
  /** There and not declared: columns of a newer version, or of the host's own. */
  readonly undeclaredColumns: readonly string[];
}

/** A store that is only looked at: nothing is created, and every write is refused with `STORE_READ_ONLY`. */
export interface StoreInspection extends Store {
  /** Says how these tables stand, and makes what is there readable: a column that is missing reads as absent. */
  readonly lookUp: (tables: readonly TableSpec[]) => Promise<readonly TableStanding[]>;
}

interface LookedUp {
  readonly standing: TableStanding;
  /** The declaration cut down to what is there; absent when nothing can be read. */
  readonly readable?: TableSpec;
}

const isIn = (names: object) => (name: string) => Object.hasOwn(names, name);

function readableOf(spec: TableSpec, found: TableSpec): TableSpec {
  const kept = <Value>(declared: Readonly<Record<string, Value>>, there: object): Record<string, Value> =>
    Object.fromEntries(Object.entries(declared).filter(([name]) => isIn(there)(name)));
  // An index that is not there would be read by going through the whole table: such a question is refused instead.
  return {
    ...spec,
    columns: kept(spec.columns, found.columns),
    indexes: kept(spec.indexes ?? {}, found.indexes ?? {}),
  };
}

function judge(spec: TableSpec, found: TableSpec): LookedUp {
  const differences = {
    table: spec.name,
    missingColumns: Object.keys(spec.columns).filter((column) => !isIn(found.columns)(column)),
    missingIndexes: Object.keys(spec.indexes ?? {}).filter((index) => !isIn(found.indexes ?? {})(index)),
    undeclaredColumns: Object.keys(found.columns).filter((column) => !isIn(spec.columns)(column)),
  };
  const readable = readableOf(spec, found);
  checkTable(readable, found);
  return { standing: { ...differences, state: 'there' }, readable };
}

function* lookUpTable(dialect: EngineDialect, spec: TableSpec): Script<LookedUp> {
  const nothing = { table: spec.name, missingColumns: [], missingIndexes: [], undeclaredColumns: [] };
  try {
    const found = yield* dialect.describe(spec);
    return found === undefined ? { standing: { ...nothing, state: 'absent' } } : judge(spec, found);
  } catch (error) {
    if (!isJicengError(error, 'STORE_TABLE_INVALID')) throw error;
    const { code, details, words } = error;
    return { standing: { ...nothing, state: 'foreign', reason: { code, details, words } } };
  }
}

function* lookUpScript(dialect: EngineDialect, tables: readonly TableSpec[]): Script<readonly LookedUp[]> {
  yield dialect.beginRead;
  try {
    const found: LookedUp[] = [];
    for (const spec of tables) found.push(yield* lookUpTable(dialect, spec));
    return found;
  } finally {
    yield dialect.rollback;
  }
}

/** The dialect without a word that could change a table: a migration to what is already there only reads. */
function withoutMigration(dialect: EngineDialect): EngineDialect {
  const { beginRead, rollback } = dialect;
  return { ...dialect, migration: { begin: [beginRead], end: [rollback], abandon: [rollback] } };
}

/**
 * The `Store` port over any engine, to look at: the same reads as `createSqlStore`, over the tables that are there.
 *
 * @param waitMs how long a caller waits, at most, while others hold the locks.
 */
export function createStoreInspection(engine: Engine, waitMs: number): StoreInspection {
  const dialect = withoutMigration(engine.dialect);
  const player = createPlayer(engine, waitMs);
  const store = createSqlStore({ ...engine, dialect }, waitMs);
  const refuse = async (): Promise<never> => {
    throw kernelError('STORE_READ_ONLY');
  };
  return {
    ...store,
    lookUp: async (tables) => {
      // Asked first, so that a store that is closed says so itself.
      await store.now();
      const found = await player.play(() => lookUpScript(dialect, tables));
      await store.migrate(found.flatMap(({ readable }) => readable ?? []));
      return found.map(({ standing }) => standing);
    },
    migrate: refuse,
    commit: refuse,
    close: async () => {
      await player.idle();
      await store.close();
    },
  };
}
