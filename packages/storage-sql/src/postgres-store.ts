import type { Store } from '@jiceng/kernel';
import type { Engine } from './engine.ts';
import { playSteps } from './play-steps.ts';
import { createPlayer } from './player.ts';
import { createPostgresDialect } from './postgres-dialect.ts';
import { postgresFault } from './postgres-faults.ts';
import type { PostgresPool } from './postgres-pool.ts';
import { openSession, type SessionSettings } from './postgres-session.ts';
import { clockScript, settingsScript } from './postgres-settings.ts';
import type { Script } from './script.ts';
import { createSqlStore } from './sql-store.ts';

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
}

const name = 'postgresql';

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

/**
 * Opens a store in a PostgreSQL database, through the host's own pool of the `pg` package. Any number of processes may use it at once;
 * a batch takes as much time as the rows it locks let it. Positions of the feed are given by `promote`.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the server cannot be asked, the schema does not exist, or the database does not keep
 * text as UTF-8.
 */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { pool, schema: wanted, waitMs = 5000, preparedStatements: named = true } = options;
  const asking = { pool, waitMs, named, dialect: createPostgresDialect('', waitMs) };
  const player = createPlayer({ info: { engine: name }, play: playOn(asking), faultOf: postgresFault }, waitMs);
  const { schema, durability } = await player.play(() => settingsScript(name, wanted));
  const dialect = createPostgresDialect(schema, waitMs);
  const play = playOn({ ...asking, dialect });
  const engine: Engine = {
    info: { engine: name, durability, multiProcess: true, joined: false, positions: 'intake' },
    dialect,
    groupSize: 1,
    synchronous: false,
    play,
    faultOf: postgresFault,
    now: () => play(clockScript()),
    close: async () => undefined,
  };
  return createSqlStore(engine, waitMs);
}
