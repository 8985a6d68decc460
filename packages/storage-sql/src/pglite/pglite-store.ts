import type { Store } from '@jiceng/kernel';
import type { Engine } from '../engine/engine.ts';
import type { PgliteDatabase } from './pglite-database.ts';
import { playOnPglite } from './pglite-play.ts';
import { createPlayer } from '../engine/player.ts';
import { createPostgresDialect } from '../postgres/postgres-dialect.ts';
import { isUniqueViolation, postgresFault } from '../postgres/postgres-faults.ts';
import { clockScript, settingsScript } from '../postgres/postgres-settings.ts';
import { createSqlStore } from '../store/sql-store.ts';

export interface PgliteStoreOptions {
  /** A `PGlite` of the `@electric-sql/pglite` package. It stays the host's: it may be asked beside the store, which never closes it. */
  readonly database: PgliteDatabase;
  /** Where the tables lie; by default the first schema of the `search_path` that exists. */
  readonly schema?: string;
  /** How long a caller waits, at most, while others are in the way; 5,000 by default. */
  readonly waitMs?: number;
}

const name = 'pglite';

/** PGlite does not flush: data in a folder, or in a browser's storage, outlives the process at most. */
const durabilityOf = ({ dataDir }: PgliteDatabase) =>
  dataDir === undefined || dataDir === '' || dataDir.startsWith('memory://') ? 'none' : 'process';

/**
 * Opens a store in a PGlite, a PostgreSQL inside this process. It has one connection: batches and reads follow one another, and no
 * other process may use the same data.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the database is closed, or the schema does not exist.
 */
export async function openPgliteStore(options: PgliteStoreOptions): Promise<Store> {
  const { database, schema: wanted, waitMs = 5000 } = options;
  const askFor = (schema: string) => {
    const dialect = createPostgresDialect(schema, waitMs);
    return { dialect, play: playOnPglite(database, dialect) };
  };
  const player = createPlayer({ info: { engine: name }, play: askFor('').play, faultOf: postgresFault }, waitMs);
  const { schema } = await player.play(() => settingsScript(name, wanted));
  const { dialect, play } = askFor(schema);
  const engine: Engine = {
    info: {
      engine: name,
      durability: durabilityOf(database),
      multiProcess: false,
      joined: false,
      positions: 'inline',
    },
    dialect,
    groupSize: 1,
    synchronous: false,
    play,
    faultOf: postgresFault,
    isDuplicateKey: isUniqueViolation,
    now: () => play(clockScript()),
    clockScript,
    close: async () => undefined,
  };
  return createSqlStore(engine, waitMs);
}
