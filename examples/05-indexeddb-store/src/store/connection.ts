import { kernelError } from '@jiceng/kernel';
import { engine, isClosing, isOvertaken, unavailable } from './faults.ts';
import type { IndexedDbPlatform } from './platform.ts';
import { catalogName, readCatalog, type Tables } from './table-catalog.ts';
import { abortQuietly } from './transactions.ts';

/** A database open at one version, and the tables of that version: while it is open nobody can change them. */
export interface OpenDatabase {
  readonly database: IDBDatabase;
  readonly tables: Tables;
}

export type Upgrade = (database: IDBDatabase, transaction: IDBTransaction) => Promise<void>;

export interface ConnectionOptions {
  readonly name: string;
  readonly platform: IndexedDbPlatform;
  readonly waitMs: number;
}

/** One handle's way to its database, opened again whenever another tab had to have it for itself. */
export interface Connection {
  readonly opened: () => Promise<OpenDatabase>;
  /** Begins a transaction and does the first requests of it in one go, on a connection that is not about to close. */
  readonly begin: <Result>(start: (open: OpenDatabase) => Result) => Promise<Result>;
  /** Opens one version further and changes the tables; without effect when another tab has been there meanwhile. */
  readonly upgrade: (from: number, change: Upgrade) => Promise<void>;
  readonly close: () => void;
}

const deleted = (): Error => kernelError('STORE_UNAVAILABLE', { engine, problem: 'the database was deleted' });

/** An open request as a promise that ends: IndexedDB itself would wait for another tab for as long as that tab likes. */
function request(
  options: ConnectionOptions,
  version: number | undefined,
  upgrade: Upgrade,
  watch: (database: IDBDatabase) => void,
): Promise<IDBDatabase> {
  const { platform, name, waitMs } = options;
  return new Promise((resolve, reject) => {
    // What it throws, the promise is rejected with: in some frames and settings every use of storage is an error.
    const opening = platform.indexedDB.open(name, version);
    let problem: Error | undefined;
    const impatient = setTimeout(() => {
      problem = kernelError('STORE_UNAVAILABLE', {
        engine,
        problem: `another tab kept it from opening for ${waitMs} ms`,
      });
      reject(problem);
    }, waitMs);
    opening.addEventListener('upgradeneeded', () => {
      clearTimeout(impatient);
      const { transaction, result } = opening;
      if (transaction === null) return;
      // Nobody waits for this any more: a request that is late must not change anything.
      if (problem !== undefined) return transaction.abort();
      // The request will only say that it was aborted; the transaction knows why.
      transaction.addEventListener('abort', () => {
        if (transaction.error !== null) problem ??= unavailable(transaction.error);
      });
      upgrade(result, transaction).catch((error: unknown) => {
        problem ??= unavailable(error);
        abortQuietly(transaction);
      });
    });
    opening.addEventListener('success', () => {
      clearTimeout(impatient);
      if (problem !== undefined) return opening.result.close();
      // At once: the next event may already be another tab's wish to have it.
      watch(opening.result);
      resolve(opening.result);
    });
    opening.addEventListener('error', () => {
      clearTimeout(impatient);
      reject(problem ?? opening.error ?? new Error('it cannot be opened'));
    });
  });
}

/** A database that nobody had, with an empty list of tables. */
const create: Upgrade = async (database) => {
  database.createObjectStore(catalogName, { keyPath: 'name' });
};

/** A database that was there and is not any more is not made again in silence: an empty one would be taken for the old. */
const refuseDeleted: Upgrade = async () => {
  throw deleted();
};

async function tablesOf(database: IDBDatabase): Promise<Tables> {
  if (!database.objectStoreNames.contains(catalogName)) {
    const problem = 'the database belongs to another program, or to a newer version of this one';
    throw kernelError('STORE_UNAVAILABLE', { engine, problem });
  }
  return readCatalog(database.transaction([catalogName], 'readonly'));
}

/** How often a connection that closes while it is looked up is looked up again. */
const attemptsMax = 20;

/**
 * Opens the database, and makes it when nobody has.
 *
 * @throws JicengError `STORE_UNAVAILABLE` when the browser refuses, another tab is in the way for too long, or the database
 * is not ours.
 */
export async function connect(options: ConnectionOptions): Promise<Connection> {
  // Outside a browser, whatever the types say of the global.
  if (!('indexedDB' in options.platform)) {
    throw kernelError('STORE_UNAVAILABLE', { engine, problem: 'there is no IndexedDB here' });
  }
  let live: IDBDatabase | undefined;
  let current: Promise<OpenDatabase> | undefined;
  let gone = false;

  const leave = (database: IDBDatabase | undefined): void => {
    // Closing waits for the transactions that have begun, and lets no other begin.
    database?.close();
    if (live !== database) return;
    live = undefined;
    current = undefined;
  };

  // #region versionchange
  /** Another tab wants the database for itself, to add tables or to delete it. Whoever stays open would hold it up for ever. */
  const watch = (database: IDBDatabase): void => {
    live = database;
    database.addEventListener('versionchange', ({ newVersion }) => {
      gone ||= newVersion === null;
      leave(database);
    });
    // The browser closed it: storage was cleared, or its files are damaged. The next call finds out.
    database.addEventListener('close', () => leave(database));
  };
  // #endregion versionchange

  const openAt = async (version: number | undefined, upgrade: Upgrade): Promise<OpenDatabase> => {
    const database = await request(options, version, upgrade, watch);
    try {
      return { database, tables: await tablesOf(database) };
    } catch (error) {
      leave(database);
      throw error;
    }
  };

  const keep = (opening: Promise<OpenDatabase>): Promise<OpenDatabase> => {
    current = opening;
    opening.catch(() => {
      if (current === opening) current = undefined;
    });
    return opening;
  };

  const opened = async (): Promise<OpenDatabase> => {
    if (gone) throw deleted();
    try {
      return await (current ?? keep(openAt(undefined, refuseDeleted)));
    } catch (error) {
      throw unavailable(error);
    }
  };

  await keep(openAt(undefined, create)).catch((error: unknown) => {
    throw unavailable(error);
  });

  return {
    opened,
    begin: async (start) => {
      for (let attempt = 1; ; attempt++) {
        const open = await opened();
        try {
          return start(open);
        } catch (error) {
          if (!isClosing(error) || attempt === attemptsMax) throw unavailable(error);
          leave(open.database);
        }
      }
    },
    upgrade: async (from, change) => {
      leave(live);
      const upgrading = openAt(from + 1, change);
      // Callers that come meanwhile wait for it; if it fails, they go on with the tables there are.
      void keep(upgrading.catch(() => openAt(undefined, refuseDeleted)));
      try {
        await upgrading;
      } catch (error) {
        if (!isOvertaken(error)) throw unavailable(error);
      }
    },
    close: () => leave(live),
  };
}
