import type { Store } from '@jiceng/kernel';
import type { EngineDialect } from '../engine/engine-dialect.ts';
import type { Engine } from '../engine/engine.ts';
import { playSteps } from '../script/play-steps.ts';
import { createPlayer } from '../engine/player.ts';
import { createBatchFunctions } from './postgres-batch-function.ts';
import { createPostgresDialect, wholeMs } from './postgres-dialect.ts';
import { fastCommitScript } from './postgres-fast-commit.ts';
import { isUniqueViolation, postgresFault } from './postgres-faults.ts';
import type { PostgresPool } from './postgres-pool.ts';
import { openSession, type SessionSettings } from './postgres-session.ts';
import { clockScript, settingsScript } from './postgres-settings.ts';
import type { Script } from '../script/script.ts';
import { createSqlStore } from '../store/sql-store.ts';
import { createStoreInspection, type StoreInspection } from '../inspection/store-inspection.ts';

export interface PostgresOptions {
  /** A `Pool` of the `pg` package. It stays the host's: the store takes connections from it, and never ends it. */
  readonly pool: PostgresPool;
  /** Where the tables lie; by default the first schema of the `search_path` that exists. */
  readonly schema?: string;
  /** How long a caller waits, at most, for a connection, for locks, and while others are in the way; 5,000 by default. */
  readonly waitMs?: number;
  /**
   * Are statements prepared once for each connection? `true` by default. `false` for a connection pooler between the pool and the
   * server that hands a connection on after each transaction and does not know prepared statements.
   */
  readonly preparedStatements?: boolean;
  /**
   * May the store keep functions in the schema, and commit a batch by one call of one? `false` by default. Each shape of batch is one
   * function, `jiceng_batch_…`, created when it first comes; where that is not allowed, or the shapes are many, batches are committed
   * statement by statement, with the same answers. They may be dropped at any time: what is missing is created again.
   */
  readonly storedFunctions?: boolean;
}

const name = 'postgresql';

/** Each is a function in the database, and a plan in every connection. */
const maxStoredFunctions = 256;

/** Plays each script on a connection of its own. */
const playOn =
  (settings: SessionSettings) =>
  async <Result>(script: Script<Result>): Promise<Result> => {
    const session = await openSession(settings);
    try {
      return await playSteps(script, session.run);
    } finally {
      session.end();
    }
  };

/** Commits by calls of functions that are kept in the schema. */
const fastCommits =
  (dialect: EngineDialect, schema: string, waitMs: number): NonNullable<Engine['commitScript']> =>
  (statementsOf) => {
    const inSchema = (called: string): string => `"${schema.replaceAll('"', '""')}".${called}`;
    const settings = { inSchema, waitMs: wholeMs(waitMs), maxShapes: maxStoredFunctions };
    const callOf = createBatchFunctions(statementsOf, settings);
    return (batch) => fastCommitScript(dialect, batch, callOf, statementsOf);
  };

const usualWaitMs = 5000;

async function openEngine(options: PostgresOptions, waitMs: number): Promise<Engine> {
  const { pool, schema: wanted, preparedStatements: named = true, storedFunctions = false } = options;
  const asking = { pool, waitMs, named, dialect: createPostgresDialect('', waitMs) };
  const player = createPlayer({ info: { engine: name }, play: playOn(asking), faultOf: postgresFault }, waitMs);
  const { schema, durability } = await player.play(() => settingsScript(name, wanted));
  const dialect = createPostgresDialect(schema, waitMs);
  const play = playOn({ ...asking, dialect });
  return {
    info: { engine: name, durability, multiProcess: true, joined: false, positions: 'intake' },
    dialect,
    groupSize: 1,
    synchronous: false,
    ...(storedFunctions && { commitScript: fastCommits(dialect, schema, waitMs) }),
    play,
    faultOf: postgresFault,
    isDuplicateKey: isUniqueViolation,
    now: () => play(clockScript()),
    clockScript,
    close: async () => undefined,
  };
}

/**
 * Opens a store in a PostgreSQL database, through the host's own pool of the `pg` package. Any number of processes may use it at once;
 * a batch takes as much time as the rows it locks let it. Positions of the feed are given by `promote`.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the server cannot be asked, the schema does not exist, or the database does not keep
 * text as UTF-8.
 */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { waitMs = usualWaitMs } = options;
  return createSqlStore(await openEngine(options, waitMs), waitMs);
}

/**
 * Opens a store in a PostgreSQL database to look at it: nothing is created, and nothing is written through it. A pool whose connections
 * are read-only (`default_transaction_read_only`) keeps the server to that as well.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the server cannot be asked, the schema does not exist, or the database does not keep
 * text as UTF-8.
 */
export async function inspectPostgresStore(
  options: Omit<PostgresOptions, 'storedFunctions'>,
): Promise<StoreInspection> {
  const { waitMs = usualWaitMs } = options;
  return createStoreInspection(await openEngine(options, waitMs), waitMs);
}
